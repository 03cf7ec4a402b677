//! Public money for a centralised project, and silence about the distributed one (M21).

/// Part of public money, or of what the media show, that those who deny or repress get: most × their weight.
///
/// * `most`: the part where they rule alone. * `will`: their weight in what the state does, 0..=1.
/// * Limits: nobody of them: none; they alone: `most`.
/// * Source: ours (MODEL M21).
#[must_use]
pub fn part(most: f64, will: f64) -> f64 {
    (most * will).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_share_of_public_funds() {
        assert_eq!(part(0.3, 0.0), 0.0);
        assert_eq!(part(0.3, 1.0), 0.3);
        assert_eq!(part(0.3, 0.5), 0.15);
    }
}
