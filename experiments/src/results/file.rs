//! A file of results: what is written to it is counted and hashed on the way.

use crate::Failure;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the manifest says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// Its name inside the folder, with forward slashes.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A file of results under way.
pub struct ResultFile {
    name: String,
    path: PathBuf,
    file: File,
    bytes: u64,
    hash: Sha256,
}

impl ResultFile {
    /// Makes the file, and the folder it is in.
    ///
    /// # Errors
    /// The file cannot be made.
    pub fn create(folder: &Path, name: &str) -> Result<Self, Failure> {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        let file = fs::create_dir_all(parent).and_then(|()| File::create(&path));
        match file {
            Ok(file) => Ok(Self { name: name.into(), path, file, bytes: 0, hash: Sha256::new() }),
            Err(cause) => Err(Failure::file(&path, cause)),
        }
    }

    /// Writes on. What is given comes in large pieces and is in the system's hands when this returns.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if let Err(cause) = self.file.write_all(bytes) {
            // On a full disk part of it may have arrived: what stays is what the record says, whole rows.
            let _ = self.file.set_len(self.bytes);
            return Err(Failure::file(&self.path, cause));
        }
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
        Ok(())
    }

    /// What the manifest is to say of it.
    #[must_use]
    pub fn record(&self) -> FileRecord {
        FileRecord {
            name: self.name.clone(),
            bytes: self.bytes,
            sha256: hexadecimal(&self.hash.clone().finalize()),
        }
    }
}

/// Writes a whole file at once.
///
/// # Errors
/// The file cannot be written.
pub fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<FileRecord, Failure> {
    let mut file = ResultFile::create(folder, name)?;
    file.write(bytes)?;
    Ok(file.record())
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_written_in_pieces_has_the_hash_of_the_whole() {
        let home = tempfile::tempdir().unwrap();
        let mut file = ResultFile::create(home.path(), "in/abc.txt").unwrap();
        file.write(b"a").unwrap();
        file.write(b"bc").unwrap();
        // The standard's own example (FIPS 180-2, appendix B.1).
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(file.record().sha256, expected);
        assert_eq!((sha256(b"abc"), file.record().bytes), (expected.into(), 3));
    }
}
