//! What a study leaves in its folder: tables, figures and words, each described in the dictionary and listed in the manifest.

use super::drawing::{FOLDER, Format, Page};
use super::file::{FileRecord, hexadecimal, write_whole};
use super::folder::Folder;
use super::manifest;
use super::tables::dictionary::{self, Described};
use super::tables::{Column, Rows};
use crate::Failure;
use analysis::figures::study::StudyFigure;
use analysis::figures::{Edition, Figure, FigureError};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Files of a folder, in the order in which they are written.
pub(crate) struct Sheets<'a> {
    folder: &'a Folder,
    files: Vec<FileRecord>,
    described: Vec<Described>,
}

impl<'a> Sheets<'a> {
    /// Nothing so far.
    pub(crate) fn new(folder: &'a Folder) -> Self {
        Self { folder, files: Vec::new(), described: Vec::new() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file that stands there already; with its columns if it is a table.
    pub(crate) fn kept(&mut self, name: &str, columns: Option<Vec<Column>>) -> Result<(), Failure> {
        let path = self.path().join(name);
        let bytes = fs::read(&path).map_err(|cause| Failure::file(&path, cause))?;
        let sha256 = hexadecimal(&Sha256::digest(&bytes));
        self.files.push(FileRecord { name: name.to_owned(), bytes: bytes.len() as u64, sha256 });
        self.described.extend(columns.map(|columns| (name.to_owned(), columns)));
        Ok(())
    }

    /// A table: its columns, and the rows without the first line.
    pub(crate) fn table(
        &mut self,
        name: &str,
        (columns, rows): (Vec<Column>, Vec<u8>),
    ) -> Result<(), Failure> {
        let mut head = Rows::default();
        columns.iter().for_each(|column| head.text(&column.name));
        head.end();
        self.files.push(write_whole(self.path(), name, &[head.into_bytes(), rows].concat())?);
        self.described.push((name.to_owned(), columns));
        Ok(())
    }

    /// A file of words.
    pub(crate) fn text(&mut self, name: &str, words: &str) -> Result<(), Failure> {
        self.files.push(write_whole(self.path(), name, words.as_bytes())?);
        Ok(())
    }

    /// A figure in all its forms, with what the columns of its numbers mean.
    pub(crate) fn figure(
        &mut self,
        name: &str,
        figure: Result<Figure, FigureError>,
        columns: Vec<Column>,
    ) -> Result<(), Failure> {
        let page = Page::of(self.path(), name, figure, &Format::ALL)?;
        self.files.extend(page.write(self.path())?);
        self.described.push((page.file("csv"), columns));
        Ok(())
    }

    /// A figure of a study, and all that it shows, by which it can be drawn anew.
    pub(crate) fn study(&mut self, figure: &StudyFigure, columns: Vec<Column>) -> Result<(), Failure> {
        let name = figure.name();
        self.figure(name, figure.draw(Edition::default()), columns)?;
        let file = format!("{FOLDER}/{name}.json");
        let text = serde_json::to_string(figure)
            .map_err(|cause| Failure::Analysis { path: self.path().join(&file), cause: cause.to_string() })?;
        self.files.push(write_whole(self.path(), &file, text.as_bytes())?);
        Ok(())
    }

    /// Writes the dictionary, and the manifest of a verb with what else it says.
    pub(crate) fn finish(mut self, verb: &str, command: &str, more: Json) -> Result<Json, Failure> {
        let words = dictionary::of(std::mem::take(&mut self.described));
        self.files.push(write_whole(self.path(), dictionary::FILE, &words)?);
        manifest::write_of_verb(self.path(), (verb, command), more, &self.files)
    }
}
