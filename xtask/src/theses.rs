//! `docs/model/theses.md`: what `fourfold theses` finds.

use crate::Verdict;
use std::fs;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "docs/model/theses.md";
const PICTURE: &str = "docs/model/theses.png";
/// Where the worlds are kept: a chore that was interrupted is carried on.
const FOLDER: &str = "target/theses";

/// Tests all claims, and writes the page and its picture.
///
/// # Errors
/// The program fails, or a file cannot be written.
pub fn write(root: &Path) -> Verdict {
    let begun = root.join(FOLDER).join("plan.txt").exists();
    let how = if begun { "--resume" } else { "--force" };
    let status = Command::new("cargo")
        .args(["run", "--release", "--quiet", "--", "theses", "--out", FOLDER, how])
        .current_dir(root)
        .status()
        .map_err(|cause| vec![format!("cargo cannot be started: {cause}")])?;
    if !status.success() {
        return Err(vec![format!(
            "fourfold theses ended with {status}; where the tests have changed, remove {FOLDER}"
        )]);
    }
    let found = root.join(FOLDER).join("theses.md");
    let text = fs::read_to_string(&found).map_err(|cause| vec![format!("{}: {cause}", found.display())])?;
    let page = format!("{HEAD}{text}");
    fs::write(root.join(PAGE), page.trim_end().to_owned() + "\n")
        .map_err(|cause| vec![format!("{PAGE}: {cause}")])?;
    fs::copy(root.join(FOLDER).join("figures/theses.png"), root.join(PICTURE))
        .map_err(|cause| vec![format!("{PICTURE}: {cause}")])?;
    // Kept for an interrupted chore only: a finished one must not be found again after a change of rules.
    fs::remove_dir_all(root.join(FOLDER)).map_err(|cause| vec![format!("{FOLDER}: {cause}")])?;
    Ok(format!("{PAGE} and {PICTURE} are written"))
}

const HEAD: &str = "# The claims, tested\n\n\
    What `fourfold theses` finds with its defaults: 4000 people, 16 pairs and 32 draws a test. Written by `cargo xtask theses`: change it there. How a test\n\
    works, what a verdict means, and its cautions: [theses](../analysis/theses.md). The tests were written down before they were run, in\n\
    [`theses.toml`](../../experiments/data/theses.toml); a claim that fails in the model is told as failing. Tests that proved to ask something else than they said were mended, with the\n\
    verdicts that fell: [0033](../decisions/0033-tests-of-theses-that-asked-something-else.md).\n\n\
    ![Effects beside what is claimed of them, a row a test](theses.png)\n\n";
