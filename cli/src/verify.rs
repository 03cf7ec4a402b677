//! `fourfold verify`: mechanisms against their closed forms.

use crate::args::VerifyArguments;
use crate::ui::messages::{Trouble, refusal};
use crate::{Exit, ui};
use experiments::results::{Folder, Overwrite};
use experiments::verification::case::{Case, Effort};
use experiments::verification::catalogue::cases;
use experiments::verify::{self, Verified, verdict};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Runs the cases, writes what was found and says it.
///
/// # Errors
/// There is no such case, a folder is refused, or a file cannot be written.
pub fn verify(arguments: &VerifyArguments) -> Result<Exit, Trouble> {
    let chosen = chosen(&arguments.cases)?;
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results/verify"));
    let overwrite = if arguments.force { Overwrite::Replace } else { Overwrite::Refuse };
    let folder = Folder::claim(&out, overwrite)?;
    let workers = experiments::workers(arguments.threads.map(usize::from))?;
    let effort = if arguments.quick { Effort::Quick } else { Effort::Full };
    let told = |verified: &Verified| {
        if !arguments.quiet {
            ui::say(&line(verified));
        }
    };
    let all = verify::run(&chosen, effort, &workers, &told);
    let manifest = verify::write(&all, effort, &folder, &ui::command(), &workers)?;
    let holding = all.iter().filter(|v| v.holds()).count();
    if arguments.json {
        ui::data(&format!(
            "{:#}\n",
            json!({ "folder": out.display().to_string(), "holds": manifest["holds"], "cases": manifest["cases"] })
        ))?;
    } else if !arguments.quiet {
        ui::data(&text(&all, holding, &out))?;
    }
    for verified in all.iter().filter(|v| !v.holds() && arguments.quiet) {
        ui::say(&line(verified));
    }
    Ok(if holding == all.len() { Exit::Done } else { Exit::Failed })
}

/// The cases that words name: by themselves, or by their mechanism.
fn chosen(words: &[String]) -> Result<Vec<Case>, Trouble> {
    let all = cases();
    let means = |word: &str, case: &Case| {
        word == case.name || word.eq_ignore_ascii_case(&format!("m{}", case.mechanism))
    };
    if let Some(word) = words.iter().find(|word| !all.iter().any(|case| means(word, case))) {
        let names: Vec<&str> = all.iter().map(|case| case.name).collect();
        return Err(refusal(
            &format!("there is no case `{word}`"),
            &format!("give a mechanism, M1 to M31, or one of {}", names.join(", ")),
        ));
    }
    let is_wanted = |case: &Case| words.is_empty() || words.iter().any(|word| means(word, case));
    Ok(all.into_iter().filter(is_wanted).collect())
}

fn line(verified: &Verified) -> String {
    format!(
        "M{:<3} {:<22} {:>3} points, {:>5.1} s  {}",
        verified.case.mechanism,
        verified.case.name,
        verified.points.len(),
        verified.seconds,
        verdict(verified)
    )
}

fn text(all: &[Verified], holding: usize, out: &Path) -> String {
    let mut text =
        format!("\n{:<5}{:<24}{:<8}{:>7}{:>8}  verdict\n", "M", "case", "through", "points", "reach");
    for verified in all {
        let case = &verified.case;
        text.push_str(&format!(
            "{:<5}{:<24}{:<8}{:>7}{:>8.2}  {}\n",
            format!("M{}", case.mechanism),
            case.name,
            case.through.name(),
            verified.points.len(),
            verified.worst(),
            verdict(verified)
        ));
    }
    let out = out.display();
    text.push_str(&format!(
        "\n{holding} of {} hold. reach: largest distance from theory over what four standard errors and the declared allowance leave.\n\n",
        ui::count(all.len() as u64, "case")
    ));
    text.push_str(&format!(
        "  tables  {out}/verification.csv, {out}/verification.md (limits, sources, allowances)\n"
    ));
    text.push_str(&format!(
        "  charts  {out}/figures (simulated points on the theoretical curve, one figure a mechanism)\n"
    ));
    text
}
