//! `dictionary.csv`: every column of every table that a run leaves, in words.

use super::super::parquet;
use super::{Column, Rows, Table, asked_for};
use sim_core::observables::MEASURES;
use sim_core::params::Params;

/// Its file.
pub const FILE: &str = "dictionary.csv";

/// A table and its columns.
pub type Described = (String, Vec<Column>);

/// The text of the dictionary: the tables that a scenario asks for, then those made of them, then itself.
#[must_use]
pub fn text(params: &Params, made: Vec<Described>) -> Vec<u8> {
    let asked = asked_for(params);
    let file = |table: &dyn Table| {
        let csv = table.file_name();
        if table.ends_as_parquet() { parquet::beside(csv) } else { csv.to_string() }
    };
    let asked = asked.iter().map(|table| (file(table.as_ref()), table.columns()));
    of(asked.chain(made).collect())
}

/// The text of a dictionary of these tables, and of itself.
#[must_use]
pub fn of(tables: Vec<Described>) -> Vec<u8> {
    let mut rows = Rows::default();
    write_line(&mut rows, ["file", "column", "meaning", "unit", "range", "codes"]);
    for (file, columns) in tables.into_iter().chain([(FILE.to_string(), own_columns())]) {
        for c in columns {
            write_line(&mut rows, [&file, &c.name, &c.meaning, &c.unit, &c.range, &c.codes]);
        }
    }
    rows.into_bytes()
}

/// The columns of `summary.csv`.
#[must_use]
pub fn summary_columns() -> Vec<Column> {
    let measures: Vec<&str> = MEASURES.iter().map(|info| info.name).collect();
    let keys = [
        Column::month(),
        Column::new("region", "Where; `world` for all regions together", "", ""),
        Column::new("measure", "A column of series.csv, described there", "", "")
            .with_codes(measures.join("; ")),
    ];
    keys.into_iter().chain(spread_columns()).collect()
}

/// Mean, standard deviation and quantiles over replicates.
fn spread_columns() -> impl Iterator<Item = Column> {
    let spread = [
        ("mean", "Mean over replicates"),
        ("sd", "Standard deviation over replicates, n - 1 below; empty with one replicate"),
        ("q05", "5 % quantile over replicates (type 7)"),
        ("q25", "25 % quantile over replicates (type 7)"),
        ("q50", "Median over replicates"),
        ("q75", "75 % quantile over replicates (type 7)"),
        ("q95", "95 % quantile over replicates (type 7)"),
    ];
    spread.into_iter().map(|(name, meaning)| Column::new(name, meaning, "that of the measure", ""))
}

/// A column of the numbers that a figure plots, by its name.
#[must_use]
pub fn figure_column(name: &str) -> Column {
    match name {
        "month" => Column::month(),
        "region" => Column::new(name, "Where; `world` for all regions together", "", ""),
        "replicate" => {
            Column::new(name, "Number of the repetition; empty for the median over all", "", "0..")
        }
        "series" => Column::new(name, "What is plotted, as the figure names it", "", ""),
        "share" => Column::new(name, "Share of replicates in that stage of the world", "share", "0..1"),
        "stage" => Column::new(name, "The stage that a replicate enters in that month", "", ""),
        "control_distributed" => Column::new(name, "Control of infrastructure", "share", "0..1")
            .with_codes("0: central; 1: distributed"),
        "orientation_commons" => {
            Column::new(name, "Orientation", "share", "0..1").with_codes("0: for profit; 1: for benefit")
        }
        "what" => Column::new(name, "Whether modes or regimes", "", "").with_codes("mode; regime"),
        "step" => Column::new(name, "In how long", "", "").with_codes("month; year"),
        "from" => Column::new(name, "Mode or regime before", "", ""),
        "to" => Column::new(name, "Mode or regime after", "", ""),
        "chance" => Column::new(name, "Chance of going there, mean over replicates", "share", "0..1"),
        "low" => {
            Column::new(name, "Lower end of its 95 % interval over replicates", "that of the mean", "0..")
        }
        "high" => {
            Column::new(name, "Upper end of its 95 % interval over replicates", "that of the mean", "0..")
        }
        "moves_a_year_per_1000_people" => Column::new(
            name,
            "Moves a year and 1,000 people of the world, mean over replicates",
            "moves",
            "0..",
        ),
        "median" => Column::new(name, "Median over replicates", "that of the figure; shares are of one", ""),
        _ => spread_columns()
            .find(|column| column.name == name)
            .unwrap_or_else(|| Column::new(name, "As the figure's legend says", "that of the figure", "")),
    }
}

fn own_columns() -> Vec<Column> {
    let own = [
        ("file", "The table"),
        ("column", "A column of it"),
        ("meaning", "What it means"),
        ("unit", "Its unit; empty for words and pure numbers"),
        ("range", "Least and greatest possible value; an open end is left out"),
        ("codes", "The words it may hold, or when it is empty"),
    ];
    own.into_iter().map(|(name, meaning)| Column::new(name, meaning, "", "")).collect()
}

fn write_line<T: AsRef<str>>(rows: &mut Rows, cells: [T; 6]) {
    cells.iter().for_each(|cell| rows.text(cell.as_ref()));
    rows.end();
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::params::Rhythm;

    #[test]
    fn every_column_of_every_table_is_described() {
        let mut params = Params::default();
        params.output.contributions = true;
        params.output.organisations = Rhythm::Year;
        params.output.people = Rhythm::Year;
        let text = String::from_utf8(text(&params, vec![("summary.csv".into(), summary_columns())])).unwrap();
        let described =
            |file: &str, column: &str| text.lines().any(|l| l.starts_with(&format!("{file},{column},")));
        for table in asked_for(&params) {
            for column in table.columns() {
                assert!(!column.meaning.is_empty(), "{} needs a meaning", column.name);
                let file = table.file_name().replace("people.csv", "people.parquet");
                assert!(described(&file, &column.name), "{} is missing", column.name);
            }
        }
        assert!(described("summary.csv", "q95") && described("dictionary.csv", "codes"));
    }
}
