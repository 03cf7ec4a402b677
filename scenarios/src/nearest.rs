//! "Did you mean": the legal name nearest to one that is not.

/// The candidate nearest to a word, if one is near enough to be a slip of the same word.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody means a name of three lines; and the distance takes time in the product of the lengths.
    if word.is_empty() || word.len() > 64 {
        return None;
    }
    let plain = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = plain(candidate);
            let distance = strsim::damerau_levenshtein(&word, &other);
            // A part of a name is nearer than its length tells: `people_per` for `people_per_firm`.
            let part =
                word.len() >= 4 && (other.contains(&word) || word.contains(&other) && other.len() >= 4);
            (part || distance <= 1 + word.chars().count() / 4).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let names = ["beta", "imitation", "disposition_sd", "initial"];
        assert_eq!(nearest("betta", names), Some("beta"));
        assert_eq!(nearest("imitaton", names), Some("imitation"));
        assert_eq!(nearest("disposition", names), Some("disposition_sd"));
        assert_eq!(nearest("disposition-sd", names), Some("disposition_sd"));
        assert_eq!(nearest("colour", names), None);
        assert_eq!(nearest("", names), None);
    }
}
