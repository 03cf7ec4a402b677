//! `cargo xtask gallery`: the pictures of the docs and of the README, from runs made for them.

use crate::Verdict;
use analysis::png;
use std::fs;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "docs/gallery/README.md";
const PICTURES: &str = "docs/gallery";
const SMALL: &str = "results/gallery";

/// Dots an inch: sharp on a screen, and a third of the bytes of print.
const DPI: f64 = 110.0;

/// Which scenario each figure is shown for: the one in which most happens.
const FIGURES: [(&str, &[&str]); 5] = [
    (
        "emergence",
        &[
            "regimes",
            "modes",
            "economy",
            "commons",
            "inequality",
            "governance",
            "platforms",
            "physical",
            "plane",
            "transitions",
            "matrix",
        ],
    ),
    ("green-compact", &["stages", "biosphere"]),
    ("enclosure", &["power"]),
    ("schism", &["conflict"]),
    ("adventure", &["adventure"]),
];

/// What is compared, and which of its figures are shown.
const COMPARED: ([&str; 2], &[&str]) = (
    ["emergence", "green-compact"],
    &["effects", "bands", "time-to", "stages", "plane", "paths", "clusters", "committor"],
);

/// The pictures that also go to `results/gallery/`, where the README shows them.
const SHOWN: [(&str, &str); 2] = [("emergence", "regimes"), ("emergence-green-compact", "bands")];

/// Runs what is shown (20 000 people, 600 months, 16 replicates), draws it, and writes the page.
///
/// # Errors
/// A run fails, or a file cannot be read or written.
pub fn write(root: &Path) -> Verdict {
    let runs = root.join("target/gallery");
    let mut page = HEAD.to_owned();
    for (scenario, figures) in FIGURES {
        let out = runs.join(scenario);
        fourfold(root, &["run", scenario, "--quiet", "--force", "--out", &out.display().to_string()])?;
        show(root, &out, scenario, figures, &mut page)?;
    }
    let ([first, second], figures) = COMPARED;
    let name = format!("{first}-{second}");
    let out = runs.join(&name);
    let [first, second] = [first, second].map(|name| runs.join(name).display().to_string());
    fourfold(root, &["compare", &first, &second, "--quiet", "--force", "--out", &out.display().to_string()])?;
    show(root, &out, &name, figures, &mut page)?;
    fs::write(root.join(PAGE), page).map_err(|cause| vec![format!("{PAGE}: {cause}")])?;
    Ok(format!("{PAGE} and its pictures are written"))
}

fn fourfold(root: &Path, words: &[&str]) -> Result<(), Vec<String>> {
    eprintln!("fourfold {}", words.join(" "));
    let status = Command::new("cargo")
        .args(["run", "--release", "--quiet", "--"])
        .args(words)
        .current_dir(root)
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(vec![format!("fourfold {} ended with {status}", words.join(" "))]),
        Err(cause) => Err(vec![format!("cargo cannot be started: {cause}")]),
    }
}

/// Adds the figures of a folder to the page, as pictures with their captions.
fn show(root: &Path, run: &Path, name: &str, figures: &[&str], page: &mut String) -> Result<(), Vec<String>> {
    let told = |path: &Path, cause: &dyn std::fmt::Display| vec![format!("{}: {cause}", path.display())];
    page.push_str(&format!("\n## `{}`\n", name.replace("emergence-", "emergence` beside `")));
    fs::create_dir_all(root.join(PICTURES)).map_err(|cause| told(&root.join(PICTURES), &cause))?;
    for figure in figures {
        let svg = run.join(format!("figures/{figure}.svg"));
        let text = fs::read_to_string(&svg).map_err(|cause| told(&svg, &cause))?;
        let words = fs::read_to_string(svg.with_extension("txt")).map_err(|cause| told(&svg, &cause))?;
        let picture = png::rasterise(&text, DPI).map_err(|cause| told(&svg, &cause))?;
        let file = format!("{name}-{figure}.png");
        let mut places = vec![root.join(PICTURES).join(&file)];
        if SHOWN.contains(&(name, figure)) {
            places.push(root.join(SMALL).join(&file));
        }
        for place in places {
            fs::write(&place, &picture).map_err(|cause| told(&place, &cause))?;
        }
        let caption = words.split("\n\n").next().unwrap_or_default();
        let title = caption.split(':').next().unwrap_or_default();
        page.push_str(&format!("\n![{title}]({file})\n\n*`{figure}`.* {caption}\n"));
    }
    Ok(())
}

const HEAD: &str = "\
# Gallery

Every figure that `fourfold run` and `fourfold compare` draw, each for a scenario in which something happens in it, with its caption
as `figures/NAME.txt` has it: 20 000 people, 600 months, 16 replicates, seed 1. Here they are pictures for the screen; a run leaves
them as vectors (SVG, PDF) and at 300 dots an inch, and [`fourfold plot`](../analysis/plot.md) in other widths and colours of paper. This page is
written by `cargo xtask gallery`.
";
