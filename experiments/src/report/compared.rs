//! The report of a comparison: its sentences, effects, times to stages, figures.

use super::{claims, number, reproduce, whole};
use crate::Failure;
use crate::results::opened::Opened;
use analysis::comparison::statements::{HEADLINES, called};
use analysis::report::Printed;
use analysis::report::html::{Page, with_code};

/// Tables of a comparison that are read as a whole: file, name, caption.
const WHOLE: [(&str, &str, &str); 3] = [
    ("stages_order.csv", "stages_order", "In which orders replicates came to stages."),
    (
        "transitions_test.csv",
        "transitions_test",
        "Whether people move among modes and regimes in the same way.",
    ),
    ("pairing.csv", "pairing", "What pairing wins: by how much it divides the variance of differences."),
];

/// The page and the tables of a comparison.
pub fn page(opened: &Opened) -> Result<(Page, Vec<Printed>), Failure> {
    let runs = opened.manifest["runs"].as_array().cloned().unwrap_or_default();
    let name = |run: &serde_json::Value| run["name"].as_str().unwrap_or("run").to_owned();
    let names: Vec<String> = runs.iter().map(name).collect();
    let mut page = Page::new(&format!("{} compared", names.join(", ")));
    let first = &runs[0];
    let kind = if opened.manifest["paired"] == true { "twins" } else { "independent replicates" };
    page.say(&format!(
        "{} {kind} of {} people over {} months. Intervals are at 95 %, over replicates.",
        first["replicates"], first["people"], opened.manifest["months"]
    ));
    for note in opened.manifest["notes"].as_array().into_iter().flatten().filter_map(|note| note.as_str()) {
        page.say(note);
    }
    page.section("What it shows");
    let claims = claims::read(&opened.text("claims.toml")?, "claims.toml")?;
    let items: String = claims.iter().map(|claim| format!("<li>{}</li>\n", with_code(&claim.says))).collect();
    page.add(&format!("<ul>\n{items}</ul>"));
    page.say("Each sentence rests on cells of the tables, which claims.toml names; `fourfold report --check` holds them against the tables.");
    let (headlines, all) = effects(opened)?;
    page.section("Effects");
    page.add(&headlines.html());
    page.fold("All measures", &all.html());
    let mut tables = vec![headlines, all];
    page.section("Paths and moves");
    if opened.lists("survival_tests.csv") {
        let table = survival_tests(opened)?;
        if !table.rows.is_empty() {
            page.add(&table.html());
            tables.push(table);
        }
    }
    for (file, name, caption) in WHOLE {
        if opened.lists(file) {
            let table = whole(name, caption, opened.table(file)?);
            page.add(&table.html());
            tables.push(table);
        }
    }
    page.section("Figures");
    let files: Vec<String> = opened.manifest["files"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|file| file["name"].as_str())
        .filter(|file| file.ends_with(".svg"))
        .map(str::to_owned)
        .collect();
    if files.is_empty() {
        page.say("The comparison was made without figures.");
    }
    for file in files {
        let words = opened.text(&file.replace(".svg", ".txt"))?;
        page.figure(&opened.text(&file)?, words.split("\n\n").next().unwrap_or_default());
    }
    reproduce(&mut page, opened);
    Ok((page, tables))
}

/// Differences at the last horizon: of the headlines, and of all measures.
fn effects(opened: &Opened) -> Result<(Printed, Printed), Failure> {
    let (head, rows) = opened.table("effects.csv")?;
    let at = |name: &str| head.iter().position(|column| column == name).unwrap_or(0);
    let columns =
        ["scenario", "measure", "month", "mean_against", "mean", "difference", "low", "high", "p_adjusted"]
            .map(at);
    let [scenario, measure, month, before, mean, difference, low, high, chance] = columns;
    let last = rows.iter().filter_map(|row| row[month].parse::<i64>().ok()).max().unwrap_or(0).to_string();
    let short = |cell: &String| cell.parse().map_or_else(|_| cell.clone(), number);
    let line = |row: &Vec<String>| {
        vec![
            row[scenario].clone(),
            called(&row[measure]),
            short(&row[before]),
            short(&row[mean]),
            format!("{} [{}, {}]", short(&row[difference]), short(&row[low]), short(&row[high])),
            short(&row[chance]),
        ]
    };
    let heads = ["scenario", "measure", "first scenario", "this one", "difference [95 %]", "chance, Holm"];
    let table = |name: &'static str, what: &str, headlines: bool| {
        let is_wanted = |row: &&Vec<String>| {
            row[month] == last && (!headlines || HEADLINES.iter().any(|(column, _)| *column == row[measure]))
        };
        Printed {
            name,
            caption: format!("{what}: means in month {last} and their difference, over replicates."),
            head: heads.map(str::to_owned).into(),
            rows: rows.iter().filter(is_wanted).map(line).collect(),
        }
    };
    Ok((
        table("effects", "Effects on some measures", true),
        table("effects_all", "Effects on all measures", false),
    ))
}

/// Time to each stage under two scenarios, with counts and intervals in one cell each, so that a page holds the table.
fn survival_tests(opened: &Opened) -> Result<Printed, Failure> {
    let (head, rows) = opened.table("survival_tests.csv")?;
    let line = |row: &Vec<String>| {
        let cell = |name: &str| {
            let at = head.iter().position(|column| column == name);
            at.map_or("", |at| row[at].as_str()).to_owned()
        };
        let short = |name: &str| cell(name).parse().map_or_else(|_| cell(name), number);
        let came = |came: &str, of: &str| format!("{} of {}", cell(came), cell(of));
        vec![
            cell("scenario"),
            cell("stage"),
            came("came_against", "replicates_against"),
            came("came", "replicates"),
            short("chi_square"),
            short("p"),
            short("p_swap"),
            format!("{} [{}, {}]", short("difference"), short("low"), short("high")),
        ]
    };
    let heads = [
        "scenario",
        "stage",
        "came, first",
        "came",
        "χ²",
        "p, log-rank",
        "p, swaps",
        "comes later by [95 %], months",
    ];
    Ok(Printed {
        name: "survival_tests",
        caption: "Time to each stage: log-rank tests, and differences of restricted means.".into(),
        head: heads.map(str::to_owned).into(),
        rows: rows.iter().map(line).collect(),
    })
}
