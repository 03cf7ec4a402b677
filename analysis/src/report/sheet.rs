//! A small table to be read: as CSV, Markdown, LaTeX and HTML.

use std::fmt::Write as _;

use super::html::{escaped, region};

/// A table of words and numbers as they are to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Name of its files.
    pub name: &'static str,
    /// What it shows.
    pub caption: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

impl Printed {
    /// Comma-separated, with a header.
    #[must_use]
    pub fn csv(&self) -> String {
        const IN_MEMORY: &str = "writing to memory cannot fail, and every row has the head's cells";
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(&self.head).expect(IN_MEMORY);
        self.rows.iter().for_each(|row| csv.write_record(row).expect(IN_MEMORY));
        String::from_utf8(csv.into_inner().expect(IN_MEMORY)).expect("only text was written")
    }

    /// A Markdown table below its caption.
    #[must_use]
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rule: Vec<&str> =
            (0..self.head.len()).map(|at| if self.is_number(at) { "---:" } else { "---" }).collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("{}\n\n{}|{}|\n{rows}", self.caption, line(&self.head), rule.join("|"))
    }

    /// A LaTeX `table` with the rules of the package booktabs.
    #[must_use]
    pub fn latex(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| latex_of(cell)).collect();
            format!("    {} \\\\\n", cells.join(" & "))
        };
        let columns: String =
            (0..self.head.len()).map(|at| if self.is_number(at) { 'r' } else { 'l' }).collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!(
            "% Needs \\usepackage{{booktabs}}.\n\\begin{{table}}\n  \\centering\n  \\caption{{{}}}\n  \\label{{tab:{}}}\n  \
             \\begin{{tabular}}{{{columns}}}\n    \\toprule\n{}    \\midrule\n{rows}    \\bottomrule\n  \\end{{tabular}}\n\\end{{table}}\n",
            latex_of(&self.caption),
            self.name,
            line(&self.head),
        )
    }

    /// An HTML table whose columns sort when their heads are pressed.
    #[must_use]
    pub fn html(&self) -> String {
        let mut text =
            format!("<table class=\"sortable\"><caption>{}</caption><thead><tr>", escaped(&self.caption));
        for (at, head) in self.head.iter().enumerate() {
            let class = if self.is_number(at) { " class=\"number\"" } else { "" };
            // A String takes all that is written to it.
            let _ = write!(
                text,
                "<th scope=\"col\"{class}><button type=\"button\">{}</button></th>",
                escaped(head)
            );
        }
        text.push_str("</tr></thead><tbody>\n");
        for row in &self.rows {
            text.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let class = if self.is_number(at) { " class=\"number\"" } else { "" };
                let _ = write!(text, "<td{class}>{}</td>", escaped(cell));
            }
            text.push_str("</tr>\n");
        }
        text.push_str("</tbody></table>");
        region(&self.caption, &text)
    }

    /// Whether a column holds numbers, with or without an interval behind them, and empty cells.
    fn is_number(&self, column: usize) -> bool {
        let number = |cell: &String| {
            let first = cell.split([' ', '[']).next().unwrap_or_default();
            cell.is_empty() || first.replace('−', "-").replace(',', "").parse::<f64>().is_ok()
        };
        let cells = || self.rows.iter().map(|row| &row[column]);
        cells().all(number) && cells().any(|cell| !cell.is_empty())
    }
}

/// Words as LaTeX has to have them.
fn latex_of(words: &str) -> String {
    let mut text = String::new();
    for c in words.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => text.extend(['\\', c]),
            '\\' => text.push_str("\\textbackslash{}"),
            '~' => text.push_str("\\textasciitilde{}"),
            '^' => text.push_str("\\textasciicircum{}"),
            '−' => text.push_str("$-$"),
            '–' => text.push_str("--"),
            '±' => text.push_str("$\\pm$"),
            '<' => text.push_str("$<$"),
            '>' => text.push_str("$>$"),
            '→' => text.push_str("$\\to$"),
            'κ' => text.push_str("$\\kappa$"),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Printed {
        Printed {
            name: "pay",
            caption: "Pay & <more>, 50 %".into(),
            head: vec!["who".into(), "share".into()],
            rows: vec![vec!["a|b".into(), "0.5 [0.4, 0.6]".into()], vec!["x_y".into(), "−1.25".into()]],
        }
    }

    #[test]
    fn latex_escapes_what_it_would_take_for_commands() {
        let text = table().latex();
        assert!(
            text.contains("\\caption{Pay \\& $<$more$>$, 50 \\%}") && text.contains("\\begin{tabular}{lr}")
        );
        assert!(text.contains("x\\_y & $-$1.25 \\\\") && text.contains("\\toprule"), "{text}");
    }

    #[test]
    fn markdown_keeps_its_columns() {
        let text = table().markdown();
        assert!(text.contains("| who | share |\n|---|---:|\n| a\\|b | 0.5 [0.4, 0.6] |"), "{text}");
    }

    #[test]
    fn csv_and_html_hold_the_same_cells() {
        assert_eq!(table().csv(), "who,share\na|b,\"0.5 [0.4, 0.6]\"\nx_y,−1.25\n");
        let html = table().html();
        assert!(html.contains("<td class=\"number\">−1.25</td>") && html.contains("&lt;more&gt;"), "{html}");
    }
}
