//! Rows of a CSV table, written into memory. The same number has the same text on every machine.

use sim_core::observables::Cell;
use std::fmt::{self, Display, Formatter, Write};

const IN_MEMORY: &str = "writing to memory cannot fail";

/// What a column holds, from what was written to it: the widest of its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nothing so far.
    #[default]
    Empty,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Real,
    /// Words or names.
    Word,
}

/// Rows of a table.
pub struct Rows {
    writer: csv::Writer<Vec<u8>>,
    text: String,
    kinds: Vec<Kind>,
    column: usize,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            writer: csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()),
            text: String::new(),
            kinds: Vec::new(),
            column: 0,
        }
    }
}

impl Rows {
    /// A word or a name; quoted if it must be.
    pub fn text(&mut self, text: &str) {
        self.field(text, Kind::Word);
    }

    /// A name made of numbers.
    pub fn name(&mut self, name: impl Display) {
        self.written(name, Kind::Word);
    }

    /// A whole number.
    pub fn integer(&mut self, number: impl Display) {
        self.written(number, Kind::Whole);
    }

    /// A cell of an observation.
    pub fn cell(&mut self, cell: Cell) {
        match cell {
            Cell::Empty => self.field("", Kind::Empty),
            Cell::Count(n) => self.integer(n),
            Cell::Real(x) => self.written(Real(x), Kind::Real),
        }
    }

    fn written(&mut self, value: impl Display, kind: Kind) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        write!(text, "{value}").expect(IN_MEMORY);
        self.field(&text, kind);
        self.text = text;
    }

    fn field(&mut self, text: &str, kind: Kind) {
        self.writer.write_field(text).expect(IN_MEMORY);
        if self.column == self.kinds.len() {
            self.kinds.push(kind);
        } else {
            self.kinds[self.column] = self.kinds[self.column].max(kind);
        }
        self.column += 1;
    }

    /// The end of a row.
    pub fn end(&mut self) {
        self.column = 0;
        self.writer.write_record(None::<&[u8]>).expect(IN_MEMORY);
    }

    /// What was written, and what each column holds.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u8>, Vec<Kind>) {
        (self.writer.into_inner().unwrap_or_else(|_| unreachable!("{IN_MEMORY}")), self.kinds)
    }

    /// What was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.into_parts().0
    }
}

/// The shortest text that reads back as the same number, with an exponent where zeros would fill the line.
struct Real(f64);

impl Display for Real {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let size = self.0.abs();
        // Minus zero is zero.
        let x = if self.0 == 0.0 { 0.0 } else { self.0 };
        if size == 0.0 || (1e-5..1e16).contains(&size) { write!(f, "{x}") } else { write!(f, "{x:e}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_short_and_read_back() {
        let mut rows = Rows::default();
        for x in [0.1, -0.0, 1.0, 1.0 / 3.0, 1e-7, 6.02e23] {
            rows.cell(Cell::Real(x));
        }
        rows.cell(Cell::Empty);
        rows.cell(Cell::Count(-12));
        rows.text("north, and south");
        rows.end();
        let line = String::from_utf8(rows.into_bytes()).unwrap();
        assert_eq!(line, "0.1,0,1,0.3333333333333333,1e-7,6.02e23,,-12,\"north, and south\"\n");
    }

    #[test]
    fn a_column_is_of_the_widest_kind_written_to_it() {
        let mut rows = Rows::default();
        for (cell, other) in [(Cell::Empty, Cell::Count(1)), (Cell::Count(2), Cell::Real(1.0))] {
            rows.cell(cell);
            rows.cell(other);
            rows.cell(Cell::Empty);
            rows.name(format_args!("{}@{}", 3, -4));
            rows.end();
        }
        assert_eq!(rows.into_parts().1, [Kind::Whole, Kind::Real, Kind::Empty, Kind::Word]);
    }
}
