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

    /// A LaTeX `table` with the rules of the package booktabs; one that does not fit on a page is a `longtable`. Columns of
    /// long words are wrapped so that a page of A4 holds the table, in smaller print if need be.
    #[must_use]
    pub fn latex(&self) -> String {
        let (size, kinds) = self.latex_columns();
        let line = |cells: &[String]| {
            let cells = cells.iter().zip(&kinds).map(|(cell, kind)| match kind.len() {
                1 => latex_of(cell),
                // Names of columns may break behind their underscores.
                _ => latex_of(cell).replace("\\_", "\\_\\allowbreak{}"),
            });
            format!("    {} \\\\\n", cells.collect::<Vec<_>>().join(" & "))
        };
        let columns = kinds.concat();
        let (head, rows): (String, String) =
            (line(&self.head), self.rows.iter().map(|row| line(row)).collect());
        let title = format!("\\caption{{{}}}\n  \\label{{tab:{}}}", latex_of(&self.caption), self.name);
        if self.rows.len() <= LATEX_PAGE {
            format!(
                "% Needs \\usepackage{{array,booktabs}}.\n\\begin{{table}}\n  \\centering\\{size}\n  {title}\n  \
                 \\begin{{tabular}}{{{columns}}}\n    \\toprule\n{head}    \\midrule\n{rows}    \\bottomrule\n  \
                 \\end{{tabular}}\n\\end{{table}}\n"
            )
        } else {
            format!(
                "% Needs \\usepackage{{array,booktabs,longtable}}.\n{{\\{size}\n\\begin{{longtable}}{{{columns}}}\n  \
                 {title} \\\\\n    \\toprule\n{head}    \\midrule\n    \\endfirsthead\n    \\toprule\n{head}    \\midrule\n    \
                 \\endhead\n    \\bottomrule\n    \\endlastfoot\n{rows}\\end{{longtable}}\n}}\n"
            )
        }
    }

    /// Size of the print and kinds of the columns, in LaTeX's words.
    fn latex_columns(&self) -> (&'static str, Vec<String>) {
        let columns = 0..self.head.len();
        let longest = |at: usize, measure: &dyn Fn(&str) -> usize| {
            let cells = self.rows.iter().chain([&self.head]).map(|row| measure(&row[at]));
            cells.max().unwrap_or(0)
        };
        let widths: Vec<usize> =
            columns.clone().map(|at| longest(at, &|cell| cell.chars().count())).collect();
        // What is not to be broken: words, parts of names, and all numbers with their intervals but the longest of them.
        let least: Vec<usize> = columns
            .clone()
            .map(|at| {
                let breaks: &[char] = if self.is_number(at) { &[' '] } else { &[' ', '_', '-'] };
                let part = longest(at, &|cell| {
                    cell.split(breaks).map(|part| part.chars().count()).max().unwrap_or(0) + 1
                });
                if !self.is_number(at) {
                    return part;
                }
                let mut lengths: Vec<usize> = self.rows.iter().map(|row| row[at].chars().count()).collect();
                lengths.sort_unstable();
                part.max(lengths[lengths.len() * 9 / 10])
            })
            .collect();
        let wrapped = |at: &usize| widths[*at] > LATEX_WRAP;
        let sum = |of: &dyn Fn(usize) -> usize| columns.clone().map(of).sum::<usize>();
        // Two columns stand three letters apart.
        let whole = sum(&|at| widths[at] + 3);
        let (size, line) = if whole <= LATEX_LINES[0].1 { LATEX_LINES[0] } else { LATEX_LINES[1] };
        // What is left when each has its least goes to wrapped words, by what they lack.
        let lack = |at: usize| {
            if wrapped(&at) && !self.is_number(at) { widths[at].saturating_sub(least[at]) } else { 0 }
        };
        let taken = sum(&|at| if wrapped(&at) { least[at] + 3 } else { widths[at] + 3 });
        let (room, lacking) = (line.saturating_sub(taken) as f64, sum(&lack).max(1) as f64);
        let kind = |at: usize| {
            let letters = least[at] as f64 + (room / lacking).min(1.0) * lack(at) as f64;
            match (wrapped(&at), self.is_number(at)) {
                // A letter is about half an em wide.
                (true, false) => format!(">{{\\raggedright\\arraybackslash}}p{{{:.1}em}}", letters * 0.5),
                (true, true) => format!(">{{\\raggedleft\\arraybackslash}}p{{{:.1}em}}", letters * 0.5),
                (false, true) => "r".into(),
                (false, false) => "l".into(),
            }
        };
        (size, columns.clone().map(kind).collect())
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

/// Most rows of a table that LaTeX keeps on one page.
const LATEX_PAGE: usize = 45;
/// Sizes of print, and letters that a line of A4 holds in each.
const LATEX_LINES: [(&str, usize); 2] = [("footnotesize", 106), ("scriptsize", 113)];
/// Cells longer than this are wrapped.
const LATEX_WRAP: usize = 24;

/// Words as LaTeX has to have them: its own signs escaped, signs beyond ASCII by their commands, which every engine knows.
fn latex_of(words: &str) -> String {
    let mut text = String::new();
    for c in words.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => text.extend(['\\', c]),
            '\\' => text.push_str("\\textbackslash{}"),
            '~' => text.push_str("\\textasciitilde{}"),
            '^' => text.push_str("\\textasciicircum{}"),
            '<' => text.push_str("$<$"),
            '>' => text.push_str("$>$"),
            '–' => text.push_str("--"),
            '“' => text.push_str("``"),
            '”' => text.push_str("''"),
            '’' => text.push('\''),
            '…' => text.push_str("\\ldots{}"),
            c => match MATHS.iter().find(|(sign, _)| *sign == c) {
                Some((_, command)) => text.extend(["$", command, "$"]),
                None => text.push(c),
            },
        }
    }
    text
}

/// Signs of mathematics and their commands.
const MATHS: [(char, &str); 42] = [
    ('−', "-"),
    ('±', "\\pm"),
    ('×', "\\times"),
    ('·', "\\cdot"),
    ('÷', "\\div"),
    ('→', "\\to"),
    ('≤', "\\le"),
    ('≥', "\\ge"),
    ('≈', "\\approx"),
    ('≠', "\\ne"),
    ('∝', "\\propto"),
    ('∞', "\\infty"),
    ('√', "\\surd"),
    ('°', "^\\circ"),
    ('¹', "^1"),
    ('²', "^2"),
    ('³', "^3"),
    ('½', "\\frac12"),
    ('Δ', "\\Delta"),
    ('Σ', "\\Sigma"),
    ('Ω', "\\Omega"),
    ('α', "\\alpha"),
    ('β', "\\beta"),
    ('γ', "\\gamma"),
    ('δ', "\\delta"),
    ('ε', "\\varepsilon"),
    ('ζ', "\\zeta"),
    ('η', "\\eta"),
    ('θ', "\\theta"),
    ('κ', "\\kappa"),
    ('λ', "\\lambda"),
    ('μ', "\\mu"),
    ('µ', "\\mu"),
    ('ν', "\\nu"),
    ('ξ', "\\xi"),
    ('π', "\\pi"),
    ('ρ', "\\rho"),
    ('σ', "\\sigma"),
    ('τ', "\\tau"),
    ('φ', "\\varphi"),
    ('χ', "\\chi"),
    ('ω', "\\omega"),
];

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
        assert_eq!(latex_of("κ ≤ ½ · ω…"), "$\\kappa$ $\\le$ $\\frac12$ $\\cdot$ $\\omega$\\ldots{}");
        assert!(text.contains("x\\_y & $-$1.25 \\\\") && text.contains("\\toprule"), "{text}");
    }

    #[test]
    fn latex_breaks_a_long_table_over_pages_and_long_words_over_lines() {
        let mut table = table();
        table.rows = vec![vec!["words ".repeat(20), "1".into()]; LATEX_PAGE + 1];
        let text = table.latex();
        assert!(text.contains("\\begin{longtable}{>{\\raggedright\\arraybackslash}p{"), "{text}");
        assert!(text.contains("\\endhead") && !text.contains("\\begin{table}"), "{text}");
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
