//! A few true sentences made from the tables, each with the cells it rests on.

use super::arm::STAGES;
use super::sheet::{AGAINST, MEASURE, MONTH, SCENARIO, Sheet, cell, cell_of, field};
use super::{Comparison, Findings, Pairing};
use crate::stats::quantile;

/// A sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it says.
    pub text: String,
    /// The cells it rests on, in the order of its numbers.
    pub cells: Vec<Source>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file.
    pub file: String,
    /// The column.
    pub column: String,
    /// The words that tell its row.
    pub row: Vec<(String, String)>,
    /// What it holds.
    pub value: String,
}

/// Measures of which sentences and figures tell, as far as they are known: column and name.
pub const HEADLINES: [(&str, &str); 10] = [
    ("time_peer_share", "hours for peer production"),
    ("orientation_commons", "orientation to benefit"),
    ("control_distributed", "distributed control"),
    ("market_essentials", "essentials by the market"),
    ("needs_met", "needs met"),
    ("income_gini", "inequality of income"),
    ("unemployment", "unemployment"),
    ("biosphere", "biosphere"),
    ("knowledge_open", "open knowledge"),
    ("output", "output of goods"),
];

/// Measures in the sentences.
const MOST_MEASURES: usize = 5;

/// What a measure is called.
#[must_use]
pub fn called(measure: &str) -> String {
    let known = HEADLINES.iter().find(|(column, _)| *column == measure);
    known.map_or_else(|| measure.replace('_', " "), |(_, name)| (*name).to_owned())
}

/// The measures to tell of: those asked for, or the headlines.
#[must_use]
pub fn told(comparison: &Comparison, found: &Findings, most: usize) -> Vec<String> {
    let known = |name: &&str| {
        found
            .effects
            .iter()
            .all(|(_, effects)| effects.iter().any(|e| e.measure == **name && !e.horizons.is_empty()))
    };
    let asked: Vec<&str> = comparison.only.iter().map(String::as_str).collect();
    let headlines = HEADLINES.map(|(column, _)| column);
    let names: &[&str] = if asked.is_empty() { &headlines } else { &asked };
    names.iter().filter(|name| known(name)).take(most).map(|name| (*name).to_owned()).collect()
}

/// The measures that sentences about a scenario tell of: those asked for; else the first headline, then those whose difference at the
/// last horizon is largest in standard errors.
fn clearest(comparison: &Comparison, found: &Findings, arm: usize) -> Vec<String> {
    let mut names = told(comparison, found, usize::MAX);
    let effects = found.effects.iter().find(|(at, _)| *at == arm).map(|(_, effects)| effects);
    let clarity = |name: &String| {
        let effect = effects.and_then(|effects| effects.iter().find(|effect| effect.measure == *name));
        let difference = effect.and_then(|effect| effect.horizons.last()).map(|horizon| horizon.difference);
        // Twins that differ by one and the same have no error, and nothing is clearer.
        difference.map_or(0.0, |d| if d.value == 0.0 { 0.0 } else { d.value.abs() / d.error })
    };
    if comparison.only.is_empty() && names.len() > 1 {
        names[1..].sort_by(|a, b| clarity(b).total_cmp(&clarity(a)));
    }
    names.truncate(MOST_MEASURES);
    names
}

/// `pairing.csv` and `onsets.csv`.
#[must_use]
pub fn sheets(comparison: &Comparison, found: &Findings) -> [Sheet; 2] {
    let mut pairing = Sheet::new(
        "pairing.csv",
        &[
            SCENARIO,
            AGAINST,
            MONTH,
            field("twins", "Pairs of replicates", "", "2.."),
            field("measures", "Measures in which twins differ", "", "0.."),
            field("q25", "25 % quantile over measures of variance_ratio in effects.csv", "", "0.."),
            field(
                "median",
                "Its median over measures: how many times more independent replicates would be needed",
                "",
                "0..",
            ),
            field("q75", "75 % quantile over measures", "", "0.."),
        ],
    );
    let mut onsets = Sheet::new(
        "onsets.csv",
        &[
            SCENARIO,
            AGAINST,
            MEASURE,
            field(
                "critical",
                "By how many standard errors the band for all months at once reaches to each side",
                "",
                "0..",
            ),
            field(
                "clear_from",
                "First month from which that band stays on one side of zero to the end",
                "months",
                "0..",
            )
            .with("empty if it does not"),
        ],
    );
    let against = &comparison.reference().name;
    for (arm, effects) in &found.effects {
        let scenario = &comparison.arms[*arm].name;
        for month in comparison.horizons.iter().filter(|_| comparison.pairing == Pairing::Twins) {
            let at_month = effects.iter().flat_map(|effect| &effect.horizons).filter(|h| h.month == *month);
            let mut won: Vec<f64> = at_month.filter_map(|horizon| horizon.won).collect();
            won.sort_unstable_by(f64::total_cmp);
            let [q25, median, q75] = [0.25, 0.5, 0.75].map(|p| cell(quantile(&won, p)));
            let key = [scenario.clone(), against.clone(), month.to_string()];
            let [a, b, c] = key;
            let counts = [comparison.reference().n(), won.len()].map(|count| count.to_string());
            let [twins, measures] = counts;
            pairing.row([a, b, c, twins, measures, q25, median, q75]);
        }
        for effect in effects {
            let clear = effect.clear_from().map(|month| month as f64);
            let key = [scenario.clone(), against.clone(), effect.measure.clone()];
            let [a, b, c] = key;
            onsets.row([a, b, c, cell(effect.band.critical), cell_of(clear)]);
        }
    }
    [pairing, onsets]
}

/// The sentences.
#[must_use]
pub fn of(comparison: &Comparison, found: &Findings) -> Vec<Statement> {
    let teller = Teller { comparison, sheets: &found.sheets };
    let mut all: Vec<Option<Statement>> = Vec::new();
    for at in 1..comparison.arms.len() {
        all.push(teller.pairing(at));
        all.extend(found.times.iter().map(|times| teller.time(at, times.stage)));
        all.extend(clearest(comparison, found, at).iter().map(|measure| teller.effect(at, measure)));
    }
    if let Some(stages) = &found.stages {
        all.push(stages.orders.first().and_then(|order| teller.order(&order.words(), stages.orders.len())));
    }
    all.push(found.groups.as_ref().and_then(|groups| teller.groups(groups.clusters.medoids.len())));
    all.extend((0..comparison.arms.len()).map(|at| found.landscape.as_ref().and_then(|_| teller.chain(at))));
    all.into_iter().flatten().collect()
}

/// Looks cells up, and remembers where they were.
struct Teller<'a> {
    comparison: &'a Comparison,
    sheets: &'a [Sheet],
}

/// The words that tell a row.
type Row = [(&'static str, String)];

/// Cells under way to a sentence.
#[derive(Default)]
struct Cells(Vec<Source>);

impl Teller<'_> {
    /// The cell as text; None if there is none, or it is empty.
    fn word(&self, cells: &mut Cells, file: &str, row: &[(&str, String)], column: &str) -> Option<String> {
        let sheet = self.sheets.iter().find(|sheet| sheet.file == file)?;
        let value = sheet.find(row, column).filter(|value| !value.is_empty())?.to_owned();
        let row = row.iter().map(|(name, word)| ((*name).to_owned(), word.clone())).collect();
        cells.0.push(Source { file: file.to_owned(), column: column.to_owned(), row, value: value.clone() });
        Some(value)
    }

    fn number(&self, cells: &mut Cells, file: &str, row: &[(&str, String)], column: &str) -> Option<f64> {
        self.word(cells, file, row, column)?.parse().ok()
    }

    fn numbers<const N: usize>(
        &self,
        cells: &mut Cells,
        file: &str,
        row: &[(&str, String)],
        columns: [&str; N],
    ) -> Option<[f64; N]> {
        let mut found = [0.0; N];
        for (column, found) in columns.iter().zip(&mut found) {
            *found = self.number(cells, file, row, column)?;
        }
        Some(found)
    }

    /// The words of a row about a scenario and the first.
    fn pair(&self, at: usize) -> Vec<(&'static str, String)> {
        vec![
            ("scenario", self.comparison.arms[at].name.clone()),
            ("against", self.comparison.reference().name.clone()),
        ]
    }

    fn names(&self, at: usize) -> (&str, &str) {
        (&self.comparison.arms[at].name, &self.comparison.reference().name)
    }

    fn pairing(&self, at: usize) -> Option<Statement> {
        let month = *self.comparison.horizons.last()?;
        let mut cells = Cells::default();
        let row = [self.pair(at), vec![("month", month.to_string())]].concat();
        let [n, ratio] = self.numbers(&mut cells, "pairing.csv", &row, ["twins", "median"])?;
        let (this, first) = self.names(at);
        let what = if ratio >= 1.05 {
            format!("pairing divides the variance of differences by {}", short(ratio))
        } else {
            format!("pairing wins nothing (the variance of differences is divided by {})", short(ratio))
        };
        let text = format!(
            "{n} twins of {this} and {first}: after {} {what}, median over measures.",
            time(month as f64)
        );
        Some(Statement { text, cells: cells.0 })
    }

    fn time(&self, at: usize, stage: usize) -> Option<Statement> {
        let mut cells = Cells::default();
        let stage = STAGES[stage];
        let row = [self.pair(at), vec![("stage", stage.to_owned())]].concat();
        const FILE: &str = "survival_tests.csv";
        let [d, low, high] = self.numbers(&mut cells, FILE, &row, ["difference", "low", "high"])?;
        let [horizon, n_first, came_first, n_this, came_this] = self.numbers(
            &mut cells,
            FILE,
            &row,
            ["horizon", "replicates_against", "came_against", "replicates", "came"],
        )?;
        if came_first + came_this == 0.0 {
            return None;
        }
        let (this, first) = self.names(at);
        let years = |months: f64| format!("{:.1}", months / 12.0);
        let side = if d < 0.0 { "earlier" } else { "later" };
        let (near, far) = if d < 0.0 { (-high, -low) } else { (low, high) };
        let how = if low > 0.0 || high < 0.0 {
            format!(
                "{stage} comes {} years {side} [{}, {}] under {this} than under {first}",
                years(d.abs()),
                years(near),
                years(far)
            )
        } else {
            format!(
                "no difference in the time to {stage} is shown between {this} and {first}: {} years [{}, {}]",
                signed(d / 12.0),
                signed(low / 12.0),
                signed(high / 12.0)
            )
        };
        let never = |name: &str, n: f64, came: f64| match n - came {
            0.0 => format!("in all {n} replicates of {name} it comes"),
            none if none == n => format!("in none of {n} replicates of {name} does it come"),
            some => format!("in {some} of {n} replicates of {name} it never comes"),
        };
        let text = format!(
            "Restricted to {}, {how}; {}, {}.",
            time(horizon),
            never(this, n_this, came_this),
            never(first, n_first, came_first)
        );
        Some(Statement { text, cells: cells.0 })
    }

    fn effect(&self, at: usize, measure: &str) -> Option<Statement> {
        let month = *self.comparison.horizons.last()?;
        let mut cells = Cells::default();
        let of_measure = [self.pair(at), vec![("measure", measure.to_owned())]].concat();
        let row = [of_measure.clone(), vec![("month", month.to_string())]].concat();
        let columns = ["difference", "low", "high", "mean_against", "mean"];
        let [d, low, high, mean_first, mean_this] = self.numbers(&mut cells, "effects.csv", &row, columns)?;
        let (this, first) = self.names(at);
        let is_share = self.comparison.unit_of(measure) == "share";
        let (factor, unit) = if is_share { (100.0, " points") } else { (1.0, "") };
        let level = |x: f64| if is_share { format!("{} %", short(x * 100.0)) } else { short(x) };
        let means = format!("{} against {}", level(mean_this), level(mean_first));
        let name = called(measure);
        let after = time(month as f64);
        let text = if low > 0.0 || high < 0.0 {
            let side = if d > 0.0 { "higher" } else { "lower" };
            let (near, far) = if d > 0.0 { (low, high) } else { (-high, -low) };
            let since = self.band(&mut cells, &of_measure, &row, month)?;
            let [d, near, far] = [d.abs(), near, far].map(|x| short(x * factor));
            format!(
                "After {after}, {name}: {d}{unit} {side} [{near}, {far}] under {this} than under {first} ({means}); {since}."
            )
        } else {
            let [d, low, high] = [d, low, high].map(|x| signed(x * factor));
            format!(
                "After {after}, {name}: no difference between {this} and {first} is shown, {d}{unit} [{low}, {high}] ({means})."
            )
        };
        Some(Statement { text, cells: cells.0 })
    }

    /// What the band for all months at once says of a difference that is clear at a horizon.
    fn band(&self, cells: &mut Cells, of_measure: &Row, at_horizon: &Row, horizon: i64) -> Option<String> {
        const BAND: &str = "the band for all months at once";
        let mut own = Cells::default();
        let since = self.number(&mut own, "onsets.csv", of_measure, "clear_from");
        if let Some(month) = since.filter(|month| *month <= horizon as f64) {
            cells.0.append(&mut own.0);
            return Some(format!("{BAND} stays off zero from month {month} on"));
        }
        let [low, high] = self.numbers(cells, "bands.csv", at_horizon, ["low_all", "high_all"])?;
        let holds = low <= 0.0 && high >= 0.0;
        Some(format!("{BAND} {} there", if holds { "holds zero" } else { "is off zero" }))
    }

    fn order(&self, order: &str, orders: usize) -> Option<Statement> {
        let mut cells = Cells::default();
        let mut parts = Vec::new();
        for arm in &self.comparison.arms {
            let row = [("scenario", arm.name.clone()), ("order", order.to_owned())];
            let count = self.number(&mut cells, "stages_order.csv", &row, "replicates")?;
            parts.push(format!("{count} of {} replicates of {}", arm.n(), arm.name));
        }
        let among = if orders == 1 {
            "the only order of stages".to_owned()
        } else {
            format!("the most frequent of {orders} orders of stages")
        };
        Some(Statement { text: format!("`{order}` is {among}: {}.", parts.join(", ")), cells: cells.0 })
    }

    fn groups(&self, groups: usize) -> Option<Statement> {
        let mut cells = Cells::default();
        if groups < 2 {
            let row = self.pair(1);
            self.word(&mut cells, "clusters_test.csv", &row, "clusters")?;
            let text =
                "Paths form one group: no division into several is clear (mean silhouette at most 0.25)."
                    .to_owned();
            return Some(Statement { text, cells: cells.0 });
        }
        let clarity = self.number(&mut cells, "clusters_test.csv", &self.pair(1), "silhouette")?;
        let mut parts = Vec::new();
        for group in 1..=groups {
            let mut of_arms = Vec::new();
            for arm in &self.comparison.arms {
                let row = [("scenario", arm.name.clone()), ("cluster", group.to_string())];
                let count = self.number(&mut cells, "clusters_size.csv", &row, "replicates")?;
                of_arms.push(format!("{count} of {} of {}", arm.n(), arm.name));
            }
            parts.push(format!("group {group} holds {}", of_arms.join(", ")));
        }
        let text =
            format!("Paths fall into {groups} groups (mean silhouette {clarity:.2}): {}.", parts.join("; "));
        Some(Statement { text, cells: cells.0 })
    }

    fn chain(&self, at: usize) -> Option<Statement> {
        let mut cells = Cells::default();
        let name = &self.comparison.arms[at].name;
        let row = [("scenario", name.clone())];
        let p = self.number(&mut cells, "markov_test.csv", &row, "p_simulated")?;
        let is_markov = self.word(&mut cells, "markov_test.csv", &row, "markov")? == "yes";
        let text = if is_markov {
            format!(
                "Cells of the plane pass for a Markov chain under {name} (p = {p}): the chances of committor.csv may be read as such."
            )
        } else {
            format!(
                "Cells of the plane are no Markov chain of first order under {name} (p = {p}): where paths go depends on where they came from, and the chances of committor.csv describe, no more."
            )
        };
        Some(Statement { text, cells: cells.0 })
    }
}

/// A span of time: years where they are whole, else months.
fn time(months: f64) -> String {
    match months {
        12.0 => "1 year".to_owned(),
        m if m > 0.0 && m % 12.0 == 0.0 => format!("{} years", m / 12.0),
        m => format!("{m} months"),
    }
}

/// A number in about three digits.
fn short(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if !(0.001..1e7).contains(&size) => format!("{value:.2e}"),
        size if size >= 99.95 => format!("{value:.0}"),
        size if size >= 9.995 => format!("{value:.1}"),
        size if size >= 0.0995 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}

/// A number in about three digits, with its sign.
fn signed(value: f64) -> String {
    let text = short(value);
    if value > 0.0 { format!("+{text}") } else { text.replace('-', "−") }
}

/// `statements.md`.
#[must_use]
pub fn markdown(comparison: &Comparison, statements: &[Statement]) -> String {
    let names: Vec<&str> = comparison.arms.iter().map(|arm| arm.name.as_str()).collect();
    let mut text = format!("# {}\n\n", names.join(" beside "));
    for note in &comparison.notes {
        text += &format!("> {note}\n\n");
    }
    text += "Intervals are at 95 %, over replicates. Of measures, sentences tell those asked for, else hours for peer production and those among the headlines whose difference is clearest: `effects.csv` has all of them, with chances raised for their number. What each number rests on stands below its sentence; `claims.toml` has the same for programs.\n\n";
    for statement in statements {
        text += &format!("- {}  \n", statement.text);
        let mut columns: Vec<(&str, Vec<&str>)> = Vec::new();
        for source in &statement.cells {
            // Cells of one row follow each other; rows of other scenarios repeat their columns.
            match columns.iter_mut().find(|(file, _)| *file == source.file) {
                Some((_, columns)) if columns.contains(&source.column.as_str()) => {}
                Some((_, columns)) => columns.push(&source.column),
                None => columns.push((&source.file, vec![&source.column])),
            }
        }
        let files = columns.iter().map(|(file, columns)| {
            format!("`{file}`: {}", columns.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", "))
        });
        text += &format!("  <small>{}</small>\n", files.collect::<Vec<_>>().join("; "));
    }
    text
}

/// `claims.toml`.
#[must_use]
pub fn claims(statements: &[Statement]) -> String {
    let mut text = "# Sentences of statements.md, and the cells they rest on: the row of `file` in which the columns of `where` hold these words.\n".to_owned();
    for statement in statements {
        text += &format!("\n[[claim]]\nsays = {}\n", quoted(&statement.text));
        for source in &statement.cells {
            let row = source.row.iter().map(|(name, word)| format!("{name} = {}", quoted(word)));
            let value = match source.value.parse::<f64>() {
                Ok(_) => source.value.clone(),
                Err(_) => quoted(&source.value),
            };
            text += &format!(
                "[[claim.rests_on]]\nfile = {}\nwhere = {{ {} }}\ncolumn = {}\nvalue = {value}\n",
                quoted(&source.file),
                row.collect::<Vec<_>>().join(", "),
                quoted(&source.column)
            );
        }
    }
    text
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            c if c.is_control() => format!("\\u{:04X}", c as u32),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
