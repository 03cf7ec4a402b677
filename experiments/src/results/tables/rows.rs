//! Rows of a CSV table, written into memory. The same number has the same text on every machine.

use sim_core::observables::Cell;
use std::fmt::Write;

const IN_MEMORY: &str = "writing to memory cannot fail";

/// Rows of a table.
pub struct Rows {
    writer: csv::Writer<Vec<u8>>,
    text: String,
}

impl Default for Rows {
    fn default() -> Self {
        Self { writer: csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()), text: String::new() }
    }
}

impl Rows {
    /// A word or a name; quoted if it must be.
    pub fn text(&mut self, text: &str) {
        self.writer.write_field(text).expect(IN_MEMORY);
    }

    /// A whole number.
    pub fn integer(&mut self, number: impl std::fmt::Display) {
        self.text.clear();
        write!(self.text, "{number}").expect(IN_MEMORY);
        self.writer.write_field(&self.text).expect(IN_MEMORY);
    }

    /// A cell of an observation.
    pub fn cell(&mut self, cell: Cell) {
        match cell {
            Cell::Empty => self.text(""),
            Cell::Count(n) => self.integer(n),
            Cell::Real(x) => {
                self.text.clear();
                write_real(&mut self.text, x);
                self.writer.write_field(&self.text).expect(IN_MEMORY);
            }
        }
    }

    /// The end of a row.
    pub fn end(&mut self) {
        self.writer.write_record(None::<&[u8]>).expect(IN_MEMORY);
    }

    /// What was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_else(|_| unreachable!("{IN_MEMORY}"))
    }
}

/// The shortest text that reads back as the same number, with an exponent where zeros would fill the line.
fn write_real(text: &mut String, x: f64) {
    let size = x.abs();
    // Minus zero is zero.
    let x = if x == 0.0 { 0.0 } else { x };
    let written =
        if size == 0.0 || (1e-5..1e16).contains(&size) { write!(text, "{x}") } else { write!(text, "{x:e}") };
    written.expect(IN_MEMORY);
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
}
