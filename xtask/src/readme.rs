//! What README.md tells a newcomer to type.

use crate::files::read;
use std::path::Path;

/// The test command of the README: the line of a fenced block that begins with `cargo test`.
///
/// # Errors
/// There is none.
pub fn test_command(root: &Path) -> Result<Vec<String>, Vec<String>> {
    let readme = read(&root.join("README.md"))?;
    fenced_lines(&readme)
        .find(|line| line.split_whitespace().take(2).eq(["cargo", "test"]))
        .map(|line| {
            line.split_whitespace().take_while(|word| !word.starts_with('#')).map(String::from).collect()
        })
        .ok_or(vec!["README.md has no fenced block with a line that begins with `cargo test`".into()])
}

/// Lines inside ``` blocks, without a prompt.
fn fenced_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter_map(move |line| {
        let line = line.trim();
        if line.starts_with("```") {
            inside = !inside;
            return None;
        }
        inside.then(|| line.strip_prefix("$ ").unwrap_or(line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_command_stands_in_a_block_and_not_in_prose() {
        let folder = tempfile::tempdir().unwrap();
        let readme = |text| fs::write(folder.path().join("README.md"), text).unwrap();
        readme(
            "cargo test in prose\n```sh\ncargo run --release -- run   # a minute\n$ cargo test --quiet   # five\n```\n",
        );
        assert_eq!(test_command(folder.path()), Ok(["cargo", "test", "--quiet"].map(String::from).to_vec()));
        readme("no block: cargo test\n```\ncargo testify\n```\n");
        assert!(test_command(folder.path()).is_err());
    }
}
