//! The report of a run: what it shows at start and end, stages, figures.

use super::{list, number, reproduce};
use crate::comparison::Run;
use crate::results::drawing::Drawable;
use crate::results::opened::Opened;
use crate::{Failure, Workers};
use analysis::comparison::statements::HEADLINES;
use analysis::figures::{Edition, Figure, FigureContext};
use analysis::report::Printed;
use analysis::report::html::Page;
use analysis::summary::Summary;
use analysis::table::{Series, WORLD};
use rayon::prelude::*;
use sim_core::observables::MEASURES;

/// The page and the tables of a run.
pub fn page(opened: &Opened, workers: &Workers) -> Result<(Page, Vec<Printed>), Failure> {
    let run = Run::open_unfinished(&opened.folder)?;
    let series = run.series()?;
    let (title, asked) = run.title_and_replicates();
    let facts = &run.facts;
    let mut page = Page::new(&format!("{title} ({})", facts.name));
    let scenario = opened.text("scenario.toml")?;
    let read: toml::Table = toml::from_str(&scenario).map_err(|cause| {
        let path = opened.folder.join("scenario.toml");
        Failure::input(
            format!("the scenario cannot be read: {}\n  --> {}", cause.message(), path.display()),
            "run again",
        )
    })?;
    let of = |key: &str| Some(read.get("scenario")?.get(key)?.as_str()?.trim().to_owned());
    page.say(&format!(
        "{} of {asked} replicates of {} people over {} months, seed {}. Numbers are medians over replicates, in brackets their 5 % and 95 % quantiles.",
        facts.replicates, facts.people, facts.months, facts.seed
    ));
    for text in [of("about"), of("passage")].into_iter().flatten() {
        page.say(&text);
    }
    let summary = Summary::of(&series);
    let headlines = measures(&series, &summary, true);
    let all = measures(&series, &summary, false);
    let stages = stages(opened, facts.replicates)?;
    page.section("What it shows");
    page.add(&headlines.html());
    page.fold("All measures of the world", &all.html());
    page.section("Stages of the world");
    page.add(&stages.html());
    page.section("Figures");
    let moves = run.moves()?;
    for figure in drawn(&run, &Drawable { series: &series, moves: &moves }, workers)? {
        page.figure(&figure.svg, &figure.caption);
    }
    reproduce(&mut page, opened);
    page.add(&list(&[("Again", "fourfold run scenario.toml, with the file below".to_owned())]));
    page.file("scenario.toml: the scenario in full", &scenario);
    Ok((page, vec![headlines, all, stages]))
}

fn drawn(run: &Run, tables: &Drawable, workers: &Workers) -> Result<Vec<Figure>, Failure> {
    let (title, replicates) = run.title_and_replicates();
    let context = FigureContext {
        scenario: title.to_owned(),
        replicates,
        people: run.facts.people,
        edition: Edition::default(),
    };
    let names = tables.applicable();
    let one = |name: &&'static str| {
        tables.draw(name, &context).map_err(|error| Failure::Analysis {
            path: run.folder.join("series.csv"),
            cause: error.to_string(),
        })
    };
    workers.install(|| names.par_iter().map(one).collect())
}

/// Measures of the world in the first month and in the last: the headlines, or all.
fn measures(series: &Series, summary: &Summary, headlines: bool) -> Printed {
    let months: Vec<i64> = summary.rows().map(|(month, ..)| month).collect();
    let (first, last) =
        (months.iter().min().copied().unwrap_or(0), months.iter().max().copied().unwrap_or(0));
    let is_wanted = |name: &str| !headlines || HEADLINES.iter().any(|(column, _)| *column == name);
    let row = |name: &String| {
        let info = MEASURES.iter().find(|info| info.name == *name);
        let told = HEADLINES.iter().find(|(column, _)| *column == *name).map(|(_, told)| *told);
        let meaning = if headlines { told } else { info.map(|info| info.meaning) };
        let cell = |month| {
            summary.at(month, WORLD, name).map_or_else(String::new, |spread| {
                format!("{} [{}, {}]", number(spread.q50), number(spread.q05), number(spread.q95))
            })
        };
        let (start, end) = (cell(first), cell(last));
        let is_there = !(start.is_empty() && end.is_empty());
        is_there.then(|| {
            let unit = info.map_or("", |info| info.unit).to_owned();
            vec![name.clone(), meaning.unwrap_or_default().to_owned(), unit, start, end]
        })
    };
    let rows = series.measures().iter().filter(|name| is_wanted(name)).filter_map(row).collect();
    let heads = ["column", "measure", "unit", &format!("month {first}"), &format!("month {last}")];
    Printed {
        name: if headlines { "headlines" } else { "measures" },
        caption: format!(
            "{} of the world at start and end: median over replicates [5 %, 95 % quantile].",
            if headlines { "Some measures" } else { "All measures" }
        ),
        head: heads.map(str::to_owned).into(),
        rows,
    }
}

/// Which stages the world came to, in how many replicates, and when first.
fn stages(opened: &Opened, replicates: u64) -> Result<Printed, Failure> {
    let (_, rows) = opened.table("stages.csv")?;
    let mut found: Vec<(String, Vec<f64>)> = Vec::new();
    for row in rows.iter().filter(|row| row[1] == WORLD) {
        let month: f64 = row[3].parse().unwrap_or(f64::NAN);
        match found.iter_mut().find(|(stage, _)| *stage == row[2]) {
            Some((_, months)) => months.push(month),
            None => found.push((row[2].clone(), vec![month])),
        }
    }
    found.iter_mut().for_each(|(_, months)| months.sort_unstable_by(f64::total_cmp));
    found.sort_by(|a, b| {
        analysis::stats::quantile(&a.1, 0.5).total_cmp(&analysis::stats::quantile(&b.1, 0.5))
    });
    let row = |(stage, months): &(String, Vec<f64>)| {
        let at = |p| format!("{:.0}", analysis::stats::quantile(months, p));
        vec![stage.clone(), format!("{}", months.len()), at(0.5), at(0.0), at(1.0)]
    };
    let heads = ["stage", "replicates", "first entry, median month", "earliest", "latest"];
    Ok(Printed {
        name: "stages",
        caption: format!("Stages that the world came to, among {replicates} replicates."),
        head: heads.map(str::to_owned).into(),
        rows: found.iter().map(row).collect(),
    })
}
