//! Everything that must hold before a push, in the order of how soon it tells.

use crate::{Verdict, docs, links, readme};
use std::path::Path;
use std::process::Command;

/// Does all checks; one that fails does not keep the others from telling.
///
/// # Errors
/// What failed.
pub fn all(root: &Path) -> Verdict {
    let cargo = |words: &str| -> Verdict { program(root, &words.split(' ').collect::<Vec<_>>()) };
    let checks: [(&str, &dyn Fn() -> Verdict); 6] = [
        ("format", &|| cargo("cargo fmt --all -- --check")),
        ("links", &|| links::check(root)),
        ("the page of parameters", &|| docs::check(root)),
        ("lints", &|| cargo("cargo clippy --workspace --all-targets --quiet -- -D warnings")),
        ("docs", &|| cargo("cargo doc --workspace --no-deps --quiet")),
        ("tests", &|| {
            let words = readme::test_command(root)?;
            program(root, &words.iter().map(String::as_str).collect::<Vec<_>>())
        }),
    ];
    let mut faults = Vec::new();
    for (name, check) in checks {
        eprintln!("== {name}");
        match check() {
            Ok(done) => eprintln!("{done}"),
            Err(found) => {
                found.iter().for_each(|fault| eprintln!("error: {fault}"));
                faults.push(format!("{name}: {}", found.first().map_or("", String::as_str)));
            }
        }
    }
    if faults.is_empty() { Ok("all of it holds".into()) } else { Err(faults) }
}

/// Runs a program in the repository; what it says goes straight to the terminal.
fn program(root: &Path, words: &[&str]) -> Verdict {
    let said = words.join(" ");
    let Some((name, rest)) = words.split_first() else { return Err(vec!["there is nothing to run".into()]) };
    let status = Command::new(name)
        .args(rest)
        .current_dir(root)
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .map_err(|cause| vec![format!("`{said}` cannot be run: {cause}")])?;
    if status.success() {
        Ok(format!("`{said}` passes"))
    } else {
        Err(vec![format!("`{said}` ended with {status}")])
    }
}
