//! Tables as Parquet: made of a run's CSV once that is closed, so that what is killed half-way leaves whole rows.

use super::file::{FileRecord, ResultFile};
use super::tables::Kind;
use crate::{Failure, version};
use csv::ByteRecord;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::str;
use std::sync::Arc;

/// Cells in a row group: what is in memory at once.
const CELLS: usize = 4_000_000;

/// The name of a table's Parquet beside its CSV.
#[must_use]
pub fn beside(csv: &str) -> String {
    format!("{}.parquet", csv.trim_end_matches(".csv"))
}

/// Writes the Parquet of a CSV table of the folder: whole numbers as INT64, others as DOUBLE, words as UTF-8; an empty
/// number is null.
///
/// # Errors
/// The CSV cannot be read, or the file cannot be written.
pub fn of_csv(folder: &Path, csv: &str, kinds: &[Kind]) -> Result<FileRecord, Failure> {
    in_groups(folder, csv, kinds, CELLS)
}

fn in_groups(folder: &Path, csv: &str, kinds: &[Kind], cells: usize) -> Result<FileRecord, Failure> {
    let path = folder.join(csv);
    let unreadable = |error: csv::Error| Failure::file(&path, io::Error::other(error));
    let mut rows = csv::Reader::from_path(&path).map_err(unreadable)?;
    let names: Vec<String> = rows.headers().map_err(unreadable)?.iter().map(String::from).collect();
    let mut columns: Vec<Column> =
        (0..names.len()).map(|c| Column::of(kinds.get(c).copied().unwrap_or_default())).collect();

    let target = folder.join(beside(csv));
    let unwritable = |error: ParquetError| Failure::file(&target, io::Error::other(error));
    let mut out = Hashed(ResultFile::create(folder, &beside(csv))?);
    let schema = schema(&names, &columns).map_err(unwritable)?;
    let mut file = SerializedFileWriter::new(&mut out, schema, properties()).map_err(unwritable)?;
    let most = (cells / names.len().max(1)).max(1);
    let (mut row, mut held) = (ByteRecord::new(), 0);
    loop {
        let is_there = rows.read_byte_record(&mut row).map_err(unreadable)?;
        if held > 0 && (held == most || !is_there) {
            file.next_row_group().and_then(|group| flush(group, &mut columns)).map_err(unwritable)?;
            held = 0;
        }
        if !is_there {
            break;
        }
        for (column, cell) in columns.iter_mut().zip(row.iter()) {
            column.push(cell).map_err(|what| Failure::file(&path, io::Error::other(what)))?;
        }
        held += 1;
    }
    file.close().map_err(unwritable)?;
    Ok(out.0.record())
}

/// Turns the CSV of a table into its Parquet.
///
/// # Errors
/// As [`of_csv`]; the CSV stays then.
pub fn instead_of_csv(folder: &Path, csv: &str, kinds: &[Kind]) -> Result<FileRecord, Failure> {
    let record = of_csv(folder, csv, kinds)?;
    let path = folder.join(csv);
    fs::remove_file(&path).map_err(|cause| Failure::file(&path, cause))?;
    Ok(record)
}

fn properties() -> WriterPropertiesPtr {
    // Snappy is read by everything and written in Rust alone.
    let creator = format!("{} {}", version::PROGRAM, version::VERSION);
    Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(creator).build())
}

fn schema(names: &[String], columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let field = |(name, column): (&String, &Column)| {
        let (physical, logical) = match column.values {
            Values::Whole(_) => (Physical::INT64, None),
            Values::Real(_) => (Physical::DOUBLE, None),
            Values::Word(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let built = Type::primitive_type_builder(name, physical).with_logical_type(logical);
        built.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields = names.iter().zip(columns).map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("table").with_fields(fields).build().map(Arc::new)
}

fn flush<W: Write + Send>(
    mut group: SerializedRowGroupWriter<'_, W>,
    columns: &mut [Column],
) -> Result<(), ParquetError> {
    for column in columns {
        let mut writer = group.next_column()?.expect("the schema has a column for each");
        let levels = Some(column.levels.as_slice());
        match &mut column.values {
            Values::Whole(values) => writer.typed::<Int64Type>().write_batch(values, levels, None)?,
            Values::Real(values) => writer.typed::<DoubleType>().write_batch(values, levels, None)?,
            Values::Word(values) => writer.typed::<ByteArrayType>().write_batch(values, levels, None)?,
        };
        writer.close()?;
        column.clear();
    }
    group.close().map(|_| ())
}

/// The cells of a column that wait for their row group.
struct Column {
    values: Values,
    /// 1 for a cell with a value, 0 for an empty one.
    levels: Vec<i16>,
}

enum Values {
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Word(Vec<ByteArray>),
}

impl Column {
    fn of(kind: Kind) -> Self {
        let values = match kind {
            Kind::Whole => Values::Whole(Vec::new()),
            // Measures are numbers, of which none was seen.
            Kind::Empty | Kind::Real => Values::Real(Vec::new()),
            Kind::Word => Values::Word(Vec::new()),
        };
        Self { values, levels: Vec::new() }
    }

    fn push(&mut self, cell: &[u8]) -> Result<(), String> {
        self.levels.push(i16::from(!cell.is_empty()));
        if cell.is_empty() {
            return Ok(());
        }
        fn number<T: str::FromStr>(cell: &[u8]) -> Result<T, String> {
            let text = str::from_utf8(cell).unwrap_or_default();
            text.parse().map_err(|_| format!("`{text}` is no number"))
        }
        match &mut self.values {
            Values::Whole(values) => values.push(number(cell)?),
            Values::Real(values) => values.push(number(cell)?),
            Values::Word(values) => values.push(ByteArray::from(cell)),
        }
        Ok(())
    }

    fn clear(&mut self) {
        self.levels.clear();
        match &mut self.values {
            Values::Whole(values) => values.clear(),
            Values::Real(values) => values.clear(),
            Values::Word(values) => values.clear(),
        }
    }
}

/// A file of results as the library wants it.
struct Hashed(ResultFile);

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map(|()| bytes.len()).map_err(io::Error::other)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    use std::fs::File;

    const KINDS: [Kind; 4] = [Kind::Whole, Kind::Real, Kind::Word, Kind::Empty];

    fn read(path: &Path) -> Vec<Vec<Field>> {
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        let row = |row: Result<parquet::record::Row, ParquetError>| {
            row.unwrap().get_column_iter().map(|(_, field)| field.clone()).collect()
        };
        reader.get_row_iter(None).unwrap().map(row).collect()
    }

    #[test]
    fn a_table_keeps_kinds_values_and_gaps() {
        let home = tempfile::tempdir().unwrap();
        let text =
            "person,belief,region,none\n1,0.1,\"north, and south\",\n-9007199254740993,1,,\n,1e-7,core,\n";
        fs::write(home.path().join("people.csv"), text).unwrap();
        let record = of_csv(home.path(), "people.csv", &KINDS).unwrap();
        let path = home.path().join("people.parquet");
        assert_eq!(record.sha256, super::super::file::sha256(&fs::read(&path).unwrap()));
        let word = |text: &str| Field::Str(text.into());
        let expected = [
            vec![Field::Long(1), Field::Double(0.1), word("north, and south"), Field::Null],
            // One more than a double can count to.
            vec![Field::Long(-9_007_199_254_740_993), Field::Double(1.0), Field::Null, Field::Null],
            vec![Field::Null, Field::Double(1e-7), word("core"), Field::Null],
        ];
        assert_eq!(read(&path), expected);
        let again = of_csv(home.path(), "people.csv", &KINDS).unwrap();
        assert_eq!(record, again, "the same rows are the same bytes");
        instead_of_csv(home.path(), "people.csv", &KINDS).unwrap();
        assert!(!home.path().join("people.csv").exists() && path.exists());
    }

    #[test]
    fn many_rows_come_in_groups_and_none_is_lost() {
        let home = tempfile::tempdir().unwrap();
        let text: String = (0..25).map(|row| format!("{row},\n")).collect();
        fs::write(home.path().join("long.csv"), "n,nothing\n".to_string() + &text).unwrap();
        in_groups(home.path(), "long.csv", &[Kind::Whole], 20).unwrap();
        let reader =
            SerializedFileReader::new(File::open(home.path().join("long.parquet")).unwrap()).unwrap();
        let groups: Vec<i64> = reader.metadata().row_groups().iter().map(|g| g.num_rows()).collect();
        assert_eq!(groups, [10, 10, 5]);
        let first = read(&home.path().join("long.parquet")).into_iter().map(|row| row[0].clone());
        assert!(first.eq((0..25).map(Field::Long)));
    }

    #[test]
    fn a_cell_that_is_no_number_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("bad.csv"), "n\nmany\n").unwrap();
        let failure = of_csv(home.path(), "bad.csv", &[Kind::Whole]).unwrap_err().to_string();
        assert!(failure.contains("bad.csv") && failure.contains("`many` is no number"), "{failure}");
    }
}
