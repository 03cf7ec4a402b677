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

/// Studies, by what they are called here: their words, and which of their figures are shown. The loop of `tipping` is one whose ends are
/// known: two regimes by imitation.
const STUDIES: [(&str, &str, &[&str]); 4] = [
    (
        "sweep",
        "sweep emergence --vary technology.ceiling=0.2..0.8:5 --vary regimes.imitation=0.5..2.5:6 --outcome time_peer_share --outcome wage",
        &["phase", "response"],
    ),
    (
        "sensitivity",
        "sensitivity emergence --people 2000 --months 240 --trajectories 6 --rows 64",
        &["tornado", "sobol"],
    ),
    (
        "tipping",
        "tipping verification/brock-durlauf --set regimes.fit=1 --set modes.initial=[1,0,0,0] --set regimes.imitation=3 --along fit.peer_communal=-0.9..0.9 \
         --steps 19 --people 20000 --replicates 4 --settle 120 --hold 240 --outcome regime_peer",
        &["tipping"],
    ),
    ("validate", "validate", &["facts"]),
];

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
    for (name, words, figures) in STUDIES {
        let out = runs.join(name).display().to_string();
        let words: Vec<&str> =
            words.split_whitespace().chain(["--quiet", "--force", "--out", &out]).collect();
        fourfold(root, &words)?;
        show(root, &runs.join(name), name, figures, &mut page)?;
    }
    page.push_str(THESES);
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
    if let Some((_, words, _)) = STUDIES.iter().find(|(study, ..)| *study == name) {
        page.push_str(&format!(
            "\n```\nfourfold {}\n```\n",
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        ));
    }
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

Every figure that `fourfold run`, `fourfold compare` and studies draw, each for a scenario in which something happens in it, with its caption
as `figures/NAME.txt` has it: 20 000 people, 600 months, 16 replicates, seed 1, but for studies. Here they are pictures for the screen; a run leaves
them as vectors (SVG, PDF) and at 300 dots an inch, and [`fourfold plot`](../analysis/plot.md) in other widths and colours of paper. This page is
written by `cargo xtask gallery`.
";

const THESES: &str = "
## `theses`

![Claims, tested in pairs](../model/theses.png)

*`theses`.* [The claims, tested](../model/theses.md).
";
