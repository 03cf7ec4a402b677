//! Hospitality by reputation (M30): who hosts a stranger, what that does to a score, and how strategies spread.
//!
//! Each month everybody may host one stranger. A stay takes c of the host's time and is worth b to the guest. A score is good
//! or not. It is what a host did last time; a stranger's is known with chance q.

use crate::params::adventure::ScoreRule;

/// How somebody treats strangers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Strategy {
    /// Gives unless the guest's score is known not to be good.
    Discriminator,
    /// Gives to everybody.
    Giver,
    /// Gives to nobody.
    Defector,
}

/// Number of strategies.
pub const STRATEGIES: usize = 3;

/// Most stays in a month that count in a comparison; with one guest a host, more happen once in 10⁵.
pub const MOST_STAYS: u8 = 7;

impl Strategy {
    /// All of them, in order.
    pub const ALL: [Self; STRATEGIES] = [Self::Discriminator, Self::Giver, Self::Defector];

    /// The strategy of that number.
    #[must_use]
    pub fn of(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Whether a host wants to give; `score` of the guest: good or not, `None` where it is not known.
    #[inline]
    #[must_use]
    pub fn gives(self, score: Option<bool>) -> bool {
        match self {
            Self::Discriminator => score != Some(false),
            Self::Giver => true,
            Self::Defector => false,
        }
    }
}

/// The score of a host after a request.
///
/// Image: good is who gave. Standing: the same, but who refused somebody without a good score keeps the score they had.
///
/// * Source: image scoring, Nowak and Sigmund (1998); standing, Sugden (1986), Leimar and Hammerstein (2001). Ours: two
///   scores, and standing goes by the guest's true score, as whoever looks on would see it.
#[inline]
#[must_use]
pub fn score_after(rule: ScoreRule, own: bool, gave: bool, guest: bool) -> bool {
    match rule {
        ScoreRule::Standing if !gave && !guest => own,
        _ => gave,
    }
}

/// How somebody fared in a month, months of working time: b · stays − c, if they hosted.
///
/// Stays beyond [`MOST_STAYS`] are not counted.
#[inline]
#[must_use]
pub fn fared(stays: u8, hosted: bool, benefit: f64, cost: f64) -> f64 {
    benefit * f64::from(stays.min(MOST_STAYS)) - if hosted { cost } else { 0.0 }
}

/// Chance to take over the strategy of somebody who fared better: in proportion to the difference.
///
/// max(0, theirs − own)/(b · [`MOST_STAYS`] + c). Since the chances of both directions differ by the difference itself, the
/// shares move on average by the replicator's law, however noisy a single month is.
///
/// * Source: Schlag (1998), "Why imitate, and if so, how?", Journal of Economic Theory 78.
#[inline]
#[must_use]
pub fn takes_over(own: f64, theirs: f64, benefit: f64, cost: f64) -> f64 {
    let widest = benefit * f64::from(MOST_STAYS) + cost;
    if widest > 0.0 { ((theirs - own) / widest).clamp(0.0, 1.0) } else { 0.0 }
}

/// Share of good scores among discriminators who are by themselves, at rest.
///
/// Image: g = (1−e)(1 − q + q g), so g = (1−e)(1−q)/(1 − (1−e) q). Standing, with w = (1−e)(1−q) for a stay given to who has no good
/// score: (1−w) g² − (1−2w−e) g − w = 0, the root in 0..=1.
///
/// * Limit: at q = 1 an error, however rare, ends in g = 0 under image scoring (Panchanathan and Boyd 2003), and in 1 − e
///   under standing. Ours: the algebra.
#[must_use]
pub fn good_at_rest(rule: ScoreRule, known: f64, error: f64) -> f64 {
    let unknown_given = (1.0 - error) * (1.0 - known);
    match rule {
        ScoreRule::Image => {
            let lost = 1.0 - (1.0 - error) * known;
            // q = 1 and e = 0: whatever they start with stays; they start good.
            if lost > 0.0 { unknown_given / lost } else { 1.0 }
        }
        ScoreRule::Standing => {
            let (a, half) = (1.0 - unknown_given, 0.5 * (1.0 - 2.0 * unknown_given - error));
            if a > 0.0 { (half + (half * half + a * unknown_given).sqrt()) / a } else { 1.0 }
        }
    }
}

/// Share of requests that discriminators by themselves grant: (1−e)(1 − q + q g).
#[must_use]
pub fn granted_at_rest(rule: ScoreRule, known: f64, error: f64) -> f64 {
    (1.0 - error) * (1.0 - known + known * good_at_rest(rule, known, error))
}

/// What discriminators, of whom the share is z, get more than defectors in a month, by image: g (b (1−e) z q − c).
///
/// g is the discriminators' share of good scores. They hold out against few defectors where **q (1−e) > c/b**, which without
/// errors is q > c/b; where they are fewer than z* = c/(b q (1−e)), defectors do better. Givers get the same multiple of the
/// same difference more than discriminators, so that they drift in above z*.
///
/// * Source: Nowak and Sigmund (1998), "The dynamics of indirect reciprocity", Journal of Theoretical Biology 194. Ours: errors.
#[must_use]
pub fn discriminators_gain(share: f64, good: f64, known: f64, error: f64, benefit: f64, cost: f64) -> f64 {
    good * (benefit * (1.0 - error) * share * known - cost)
}

/// The share of discriminators below which defectors do better, by image; above 1 where they always do.
#[must_use]
pub fn least_discriminators(known: f64, error: f64, benefit: f64, cost: f64) -> f64 {
    cost / (benefit * known * (1.0 - error))
}

/// What remains in memory of the mean after another month.
#[must_use]
pub fn remembered(before: f64, now: f64, months: f64) -> f64 {
    before + (now - before) / months
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Share of good scores after many months of the law itself, step by step over all cases.
    fn iterated(rule: ScoreRule, q: f64, e: f64) -> f64 {
        let mut g = 1.0;
        for _ in 0..20_000 {
            let mut next = 0.0;
            for own in [true, false] {
                for guest in [true, false] {
                    for known in [true, false] {
                        for fails in [true, false] {
                            let chance = |is: bool, p: f64| if is { p } else { 1.0 - p };
                            let p = chance(own, g) * chance(guest, g) * chance(known, q) * chance(fails, e);
                            let gave = Strategy::Discriminator.gives(known.then_some(guest)) && !fails;
                            next += if score_after(rule, own, gave, guest) { p } else { 0.0 };
                        }
                    }
                }
            }
            g = next;
        }
        g
    }

    #[test]
    fn scores_rest_at_the_closed_forms() {
        for rule in [ScoreRule::Image, ScoreRule::Standing] {
            for (q, e) in [(0.6, 0.05), (0.9, 0.1), (0.2, 0.3), (0.0, 0.1), (0.5, 0.0), (1.0, 0.02)] {
                let (found, closed) = (iterated(rule, q, e), good_at_rest(rule, q, e));
                assert!((found - closed).abs() < 1e-9, "{rule:?} {q} {e}: {found}, {closed}");
            }
        }
    }

    #[test]
    fn errors_ruin_image_scoring_where_all_is_known_and_not_standing() {
        assert!(good_at_rest(ScoreRule::Image, 1.0, 0.01) < 1e-12);
        assert!((good_at_rest(ScoreRule::Standing, 1.0, 0.01) - 0.99).abs() < 1e-12);
        for rule in [ScoreRule::Image, ScoreRule::Standing] {
            assert_eq!(good_at_rest(rule, 1.0, 0.0), 1.0);
            assert!((granted_at_rest(rule, 0.7, 0.0) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn refusing_who_is_in_bad_standing_costs_an_image_only() {
        assert!(!score_after(ScoreRule::Image, true, false, false));
        assert!(score_after(ScoreRule::Standing, true, false, false));
        assert!(!score_after(ScoreRule::Standing, false, false, false));
        for rule in [ScoreRule::Image, ScoreRule::Standing] {
            assert!(!score_after(rule, true, false, true));
            assert!(score_after(rule, false, true, true) && score_after(rule, false, true, false));
        }
    }

    #[test]
    fn the_gain_is_what_each_strategy_gets_and_pays() {
        let (b, c, q, e) = (0.15, 0.05, 0.6, 0.05);
        for (x, z) in [(0.1, 0.8), (0.0, 0.3), (0.5, 0.5), (0.3, 0.0)] {
            // Scores of givers and of discriminators at rest among all.
            let (gx, mut gz) = (1.0 - e, 1.0);
            for _ in 0..1000 {
                gz = (1.0 - e) * (1.0 - q + q * (x * gx + z * gz));
            }
            let got = |good: f64| b * (1.0 - e) * (x + z * (1.0 - q) + z * q * good);
            let discriminator = got(gz) - c * gz;
            let (giver, defector) = (got(gx) - c * gx, got(0.0));
            let gain = discriminators_gain(z, gz, q, e, b, c);
            assert!((discriminator - defector - gain).abs() < 1e-12);
            assert!((giver - discriminator - gain / gz * (gx - gz)).abs() < 1e-12);
        }
        assert!((least_discriminators(0.6, 0.0, 3.0, 0.9) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn who_fares_better_is_followed_by_as_much_as_they_do() {
        let chance = |own, theirs| takes_over(own, theirs, 0.15, 0.05);
        assert_eq!(chance(0.2, 0.1), 0.0);
        for (a, b) in [(0.0, 0.3), (0.45, -0.05)] {
            let drift = chance(a, b) - chance(b, a);
            assert!((drift - (b - a) / 1.1).abs() < 1e-12);
        }
        let (worst, best) = (fared(0, true, 0.15, 0.05), fared(200, false, 0.15, 0.05));
        assert!((chance(worst, best) - 1.0).abs() < 1e-12);
        assert_eq!(takes_over(0.0, 1.0, 0.0, 0.0), 0.0);
    }
}
