//! What the map of outcomes shows: a page, and a table with a row a draw.

use super::path::{ENDS, Near, Path};
use super::{Design, Draw, Outcome};
use analysis::stats::{quantile, spearman};
use sim_core::state::course::{STAGES, Stage};
use std::fmt::Write as _;

/// How many parameters are named.
const MOST: usize = 10;

/// A row a draw: what it is, what became of it, and each varied parameter.
///
/// # Errors
/// A row cannot be written.
pub fn csv(design: &Design, outcomes: &[Outcome]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut header: Vec<String> =
        ["draw", "seed", "broke", "taken_back", "stage_end"].map(String::from).to_vec();
    header.extend(Stage::ALL.map(|stage| format!("first_{}", stage.name())));
    header.extend(ENDS.map(|(name, _)| name.to_string()));
    header.extend(design.names().iter().cloned());
    out.write_record(&header)?;
    for (draw, outcome) in outcomes {
        let (path, broke) = match outcome {
            Ok(path) => (Some(path), String::new()),
            Err(what) => (None, what.clone()),
        };
        let mut row =
            vec![draw.number.to_string(), design.seed.to_string(), broke, draw.taken_back.join(" ")];
        row.push(path.map_or(String::new(), |path| path.end.name().to_string()));
        let cell = |value: Option<String>| value.unwrap_or_default();
        row.extend((0..STAGES).map(|k| cell(path.and_then(|p| p.first[k]).map(|month| month.to_string()))));
        row.extend((0..ENDS.len()).map(|k| cell(path.and_then(|p| p.ends[k]).map(short))));
        row.extend(draw.values.iter().map(|x| short(*x)));
        out.write_record(&row)?;
    }
    out.into_inner().map_err(|cause| csv::Error::from(cause.into_error()))
}

/// A number to six significant digits.
fn short(x: f64) -> String {
    format!("{x:.5e}").parse::<f64>().unwrap_or(x).to_string()
}

/// The tables of the page.
#[must_use]
pub fn markdown(design: &Design, outcomes: &[Outcome]) -> String {
    let paths: Vec<(&Draw, &Path)> =
        outcomes.iter().filter_map(|(draw, outcome)| Some((draw, outcome.as_ref().ok()?))).collect();
    let mut page = broken(outcomes);
    page += &stages(&paths);
    page += &never(&paths);
    page += &what_matters(design, &paths);
    page
}

/// Draws that did not live, and those that are not quite as designed.
fn broken(outcomes: &[Outcome]) -> String {
    let back = outcomes.iter().filter(|(draw, _)| !draw.taken_back.is_empty()).count();
    let broke: Vec<String> = outcomes
        .iter()
        .filter_map(|(draw, outcome)| Some(format!("- draw {}: {}\n", draw.number, outcome.as_ref().err()?)))
        .collect();
    let mut text = format!(
        "\nOf {} draws {} lived to the end. Draws of which values that did not fit each other were taken back towards those of the \
         scenario: {back}; column `taken_back` of the table names the values.\n",
        outcomes.len(),
        outcomes.len() - broke.len(),
    );
    if !broke.is_empty() {
        text += &format!("\n**These broke**, and are left out of what follows:\n{}", broke.concat());
    }
    text
}

fn stages(paths: &[(&Draw, &Path)]) -> String {
    let mut text =
        "\n## Stages\n\n| stage | ever enter it | end in it | month of first entry, median (quartiles) |\n\
                    |---|---|---|---|\n"
            .to_string();
    for stage in Stage::ALL {
        let mut months: Vec<f64> =
            paths.iter().filter_map(|(_, path)| path.first[stage as usize].map(|m| m as f64)).collect();
        months.sort_unstable_by(f64::total_cmp);
        let ends = paths.iter().filter(|(_, path)| path.end == stage).count();
        let at = |p| quantile(&months, p);
        let when = if months.is_empty() {
            "never".into()
        } else {
            format!("{:.0} ({:.0} to {:.0})", at(0.5), at(0.25), at(0.75))
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {when} |",
            stage.name(),
            percent(months.len(), paths.len()),
            percent(ends, paths.len())
        );
    }
    text
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "–".into() } else { format!("{:.1} %", 100.0 * part as f64 / whole as f64) }
}

/// Of each stage that no draw enters, the draw that came nearest.
fn never(paths: &[(&Draw, &Path)]) -> String {
    let mut rows = String::new();
    for stage in Stage::ALL {
        if paths.iter().any(|(_, path)| path.first[stage as usize].is_some()) {
            continue;
        }
        let near = |path: &Path| path.near[stage as usize];
        let nearest = paths.iter().min_by(|a, b| near(a.1).gap.total_cmp(&near(b.1).gap));
        if let Some((draw, path)) = nearest {
            let Near { gap, condition, seen, threshold, month } = near(path);
            let _ = writeln!(
                rows,
                "| {} | {} | {month} | {condition} | {seen:.3} | {threshold:.3} | {:.1} % |",
                stage.name(),
                draw.number,
                100.0 * gap
            );
        }
    }
    if rows.is_empty() {
        return "\nEvery stage occurs.\n".into();
    }
    format!(
        "\n## Stages that no draw enters\n\n\
         The draw that came nearest, in its best month: the condition that holds it back, what was seen of it, where it would \
         begin to hold, and what is lacking, as a share of the most that could be lacking.\n\n\
         | stage | draw | month | held back by | seen | needed | lacking |\n|---|---|---|---|---|---|---|\n{rows}"
    )
}

/// Rank correlations with the share of hours for peer production in the last year.
fn what_matters(design: &Design, paths: &[(&Draw, &Path)]) -> String {
    let Some(hours) = paths.iter().map(|(_, path)| path.ends[0]).collect::<Option<Vec<f64>>>() else {
        return String::new();
    };
    let of = |k: usize| {
        let values: Vec<f64> = paths.iter().map(|(draw, _)| draw.values[k]).collect();
        spearman(&values, &hours)
    };
    let mut found: Vec<(f64, &String)> =
        design.names().iter().enumerate().filter_map(|(k, name)| Some((of(k)?, name))).collect();
    found.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let (n, k) = (hours.len() as f64, found.len().max(1) as f64);
    // The greatest of k independent correlations of nothing with nothing is about this; each has a spread of 1/√(n − 1).
    let by_chance = (2.0 * sim_core::engine::num::ln(k) / (n - 1.0).max(1.0)).sqrt().min(1.0);
    let mut text = format!(
        "\n## What decides the share of hours\n\n\
         Rank correlation (Spearman) of each varied value with the share of hours for peer production in the last year; the \
         {MOST} largest of {k}. Where nothing mattered, the largest of so many would still be about {by_chance:.2}.\n\n\
         | parameter | rank correlation |\n|---|---|\n"
    );
    for (rho, name) in found.into_iter().take(MOST) {
        let _ = writeln!(text, "| `{name}` | {rho:+.2} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two lives: one stays a germ, the other reaches parity in month 24 and ends there; and one that broke.
    fn outcomes(design: &Design) -> Vec<Outcome> {
        let near = Near { gap: 0.25, condition: "needs met", seen: 0.8, threshold: 0.6, month: 30 };
        let germ = Path {
            first: [Some(0), None, None, None, None, None],
            end: Stage::Germ,
            ends: [Some(0.02); ENDS.len()],
            near: [near; STAGES],
        };
        let mut parity = germ.clone();
        parity.first[Stage::Parity as usize] = Some(24);
        parity.end = Stage::Parity;
        parity.ends[0] = Some(0.2);
        parity.near[Stage::Mainstay as usize].gap = 0.125;
        let draw = |number: u64| Draw {
            number,
            values: vec![number as f64; design.names().len()],
            taken_back: if number == 1 { vec!["modes.beta".into()] } else { Vec::new() },
        };
        vec![(draw(0), Ok(germ)), (draw(1), Ok(parity)), (draw(2), Err("an account".into()))]
    }

    #[test]
    fn the_page_says_what_happened_and_what_did_not() {
        let design = Design::new(3, 1);
        let page = markdown(&design, &outcomes(&design));
        for part in [
            "Of 3 draws 2 lived to the end. Draws of which",
            "scenario: 1; column",
            "- draw 2: an account",
            "| germ | 100.0 % | 50.0 % | 0 (0 to 0) |",
            "| parity | 50.0 % | 50.0 % | 24 (24 to 24) |",
            "| mainstay | 0.0 % | 0.0 % | never |",
            "| mainstay | 1 | 30 | needs met | 0.800 | 0.600 | 12.5 % |",
            "| `world.block_people` | +1.00 |",
        ] {
            assert!(page.contains(part), "{part:?} is missing in\n{page}");
        }
    }

    #[test]
    fn the_table_has_a_row_a_draw_and_a_column_a_value() {
        let design = Design::new(3, 1);
        let table = csv(&design, &outcomes(&design)).unwrap();
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let header = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!((rows.len(), header.len()), (3, 5 + STAGES + ENDS.len() + design.names().len()));
        let cell = |row: usize, name: &str| &rows[row][header.iter().position(|h| h == name).unwrap()];
        assert_eq!(
            (cell(1, "stage_end"), cell(1, "first_parity"), cell(1, "taken_back")),
            ("parity", "24", "modes.beta")
        );
        assert_eq!(
            (cell(2, "broke"), cell(2, "time_peer_share"), cell(2, "modes.beta")),
            ("an account", "", "2")
        );
    }
}
