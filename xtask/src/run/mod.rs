//! Whether a results folder is what its manifest says: files, hashes, rows, money.

mod tables;

use crate::Verdict;
use crate::files::{below, read};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const MANIFEST: &str = "manifest.json";

/// Checks a results folder, and another that should hold the same bytes.
///
/// # Errors
/// All that is wrong.
pub fn check(folder: &Path, again: Option<&Path>) -> Verdict {
    let manifest = read(&folder.join(MANIFEST))?;
    let manifest: Json =
        serde_json::from_str(&manifest).map_err(|cause| vec![format!("{MANIFEST} is not JSON: {cause}")])?;
    let hashes = hashes(folder);
    let mut faults = against_manifest(&manifest, &hashes);
    faults.extend(tables::faults(folder, &manifest));
    if let Some(again) = again {
        faults.extend(differences(&hashes, &self::hashes(again)));
    }
    let same = again.map_or(String::new(), |again| format!("; {} has the same bytes", again.display()));
    if faults.is_empty() {
        Ok(format!("{}: {} files are what the manifest says{same}", folder.display(), hashes.len()))
    } else {
        Err(faults.into_iter().map(|fault| format!("{}: {fault}", folder.display())).collect())
    }
}

/// SHA-256 of every file of a folder but the manifest, by its path in it.
fn hashes(folder: &Path) -> BTreeMap<String, String> {
    let path_in = |path: &Path| {
        let parts = path.strip_prefix(folder).unwrap_or(path).iter().map(|part| part.to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    };
    below(folder, &|_| true, &|_| true)
        .into_iter()
        .map(|path| (path_in(&path), fs::read(&path).map_or("unreadable".into(), |bytes| sha256(&bytes))))
        .filter(|(name, _)| name != MANIFEST)
        .collect()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn against_manifest(manifest: &Json, hashes: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    if manifest["status"] != "complete" {
        faults.push(format!("the run's status is {}, not complete", manifest["status"]));
    }
    if manifest["replicates_done"] != manifest["replicates"] {
        faults.push(format!(
            "{} of {} replicates are done",
            manifest["replicates_done"], manifest["replicates"]
        ));
    }
    let listed: BTreeMap<&str, &str> = manifest["files"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|file| Some((file["name"].as_str()?, file["sha256"].as_str()?)))
        .collect();
    for (name, sha256) in &listed {
        match hashes.get(*name) {
            None => faults.push(format!("the manifest lists {name}, which is not there")),
            Some(found) if found != sha256 => {
                faults.push(format!("{name} has another SHA-256 than the manifest says"))
            }
            Some(_) => {}
        }
    }
    let unlisted = hashes.keys().filter(|name| !listed.contains_key(name.as_str()));
    faults.extend(unlisted.map(|name| format!("{name} is there, but the manifest does not list it")));
    let always = [
        "scenario.toml",
        "series.csv",
        "summary.csv",
        "transitions.csv",
        "stages.csv",
        "month_flows.csv",
        "dictionary.csv",
    ];
    let missing = always.iter().filter(|name| !listed.contains_key(*name));
    faults.extend(missing.map(|name| format!("the manifest does not list {name}, which every run writes")));
    faults
}

fn differences(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    let differing = names.into_iter().filter(|name| one.get(*name) != other.get(*name));
    differing.map(|name| format!("{name} differs from the same scenario's other run")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_folder_is_held_against_its_manifest() {
        let manifest = json!({
            "status": "complete", "replicates": 2, "replicates_done": 2,
            "files": [{"name": "a.csv", "sha256": sha256(b"a")}, {"name": "b.csv", "sha256": sha256(b"b")}],
        });
        let found =
            BTreeMap::from([("a.csv".to_string(), sha256(b"x")), ("c.csv".to_string(), sha256(b"c"))]);
        let faults = against_manifest(&manifest, &found).join("\n");
        for part in ["a.csv has another", "lists b.csv", "c.csv is there", "does not list series.csv"] {
            assert!(faults.contains(part), "{part}: {faults}");
        }
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn two_runs_are_compared_file_by_file() {
        let one = BTreeMap::from([("a".to_string(), "1".to_string()), ("b".to_string(), "2".to_string())]);
        let other = BTreeMap::from([("a".to_string(), "1".to_string()), ("c".to_string(), "2".to_string())]);
        assert!(differences(&one, &one).is_empty());
        assert_eq!(differences(&one, &other).len(), 2);
    }
}
