//! Sharing out what is rival in a project, by hierarchy, market or vote (M27).

use crate::engine::num;

/// Ways to share out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// Who has standing is allotted more, wanted or not.
    Hierarchy,
    /// Who bids more gets more, at the price that clears.
    Market,
    /// All get the same quota, on which members vote.
    #[default]
    Vote,
}

/// The rule under which people of each mode share out, in the order of the modes.
pub const RULE_OF: [Rule; 4] = [Rule::Vote, Rule::Hierarchy, Rule::Vote, Rule::Market];

/// Sponsors' seats on a board: min(most, paid). * `paid`: share of the work that is paid. * `most`: cap, 0..=1.
#[inline]
#[must_use]
pub fn seats(paid: f64, most: f64) -> f64 {
    paid.min(most)
}

/// The rule with most votes; of equals the vote, then hierarchy.
///
/// * `modes`: share of members in each mode. * `sponsors`: their seats, which vote for the market; members share the
///   others.
#[must_use]
pub fn rule(modes: [f64; 4], sponsors: f64) -> Rule {
    let mut votes = [0.0, sponsors, 0.0];
    for (share, rule) in modes.iter().zip(RULE_OF) {
        votes[rule as usize] += (1.0 - sponsors) * share;
    }
    let [hierarchy, market, vote] = votes;
    if vote >= hierarchy && vote >= market {
        Rule::Vote
    } else if hierarchy >= market {
        Rule::Hierarchy
    } else {
        Rule::Market
    }
}

/// The level λ at which Σ min(w, λ c) = supply; infinite where there is enough for all.
///
/// * `members`: wants w > 0 and claims c > 0. * `supply`: in the unit of wants.
/// * Limits: supply so short that nobody is sated: shares ∝ claims; claims ∝ wants: everybody gets the same part of theirs.
#[must_use]
pub fn clearing(members: &[(f64, f64)], supply: f64) -> f64 {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|a, b| {
        let of = |k: &usize| members[*k].0 / members[*k].1;
        of(a).total_cmp(&of(b))
    });
    let (mut left, mut claims) = (supply, members.iter().map(|m| m.1).sum::<f64>());
    for k in order {
        let (want, claim) = members[k];
        // Who is sated first at a rising level leaves the others with what is left.
        if left * claim < want * claims {
            return left / claims;
        }
        left -= want;
        claims -= claim;
    }
    f64::INFINITY
}

/// Levels by standing, bid and head under hierarchy, market and vote: a member of claim c gets min(w, level · c).
///
/// Hierarchy allots supply ∝ standing, and what is not wanted there is lost. The market clears. The vote is on a common
/// quota, of which each member likes best what they want themselves: the median want wins, as far as supply goes.
///
/// * `members`: want, standing and bid, each > 0. * `supply`: less than all wants together.
/// * Source: Black (1948), Journal of Political Economy 56, for the median; rationing rules are ours.
#[must_use]
pub fn levels(members: &[[f64; 3]], supply: f64) -> [f64; 3] {
    let by = |claim: fn(&[f64; 3]) -> f64| {
        let claims: Vec<(f64, f64)> = members.iter().map(|m| (m[0], claim(m))).collect();
        clearing(&claims, supply)
    };
    let standing: f64 = members.iter().map(|m| m[1]).sum();
    let mut wants: Vec<f64> = members.iter().map(|m| m[0]).collect();
    let (_, median, _) = {
        let middle = (wants.len() - 1) / 2;
        wants.select_nth_unstable_by(middle, f64::total_cmp)
    };
    [supply / standing, by(|m| m[2]), median.min(by(|_| 1.0))]
}

/// Share of a want that is met at a level. * `claim`, `want`: > 0.
#[inline]
#[must_use]
pub fn met(level: f32, claim: f32, want: f32) -> f32 {
    (level * claim / want).min(1.0)
}

/// What reaches a member of what a project gives: all that is not rival, and their part of what is.
#[inline]
#[must_use]
pub fn reached(rival: f32, met: f32) -> f32 {
    1.0 - rival + rival * met
}

/// Rival share after a month: the exact step of ρ̇ = g (ρ_0 − ρ) − e x ρ, all over ρ_0.
///
/// * `rival`: ρ/ρ_0. * `regrowth`: g, 1/month: what is new is as rival as ever. * `effect`: e, 1/month. * `effort`: x,
///   share of hours given to design.
/// * Neutral: x = 0. Limit: constant effort: g/(g + e x).
#[inline]
#[must_use]
pub fn design(rival: f32, regrowth: f32, effect: f32, effort: f32) -> f32 {
    let rate = regrowth + effect * effort;
    if rate <= 0.0 {
        return rival;
    }
    let end = regrowth / rate;
    end + (rival - end) * num::exp32(-rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Want, standing, bid.
    const MEMBERS: [[f64; 3]; 4] = [[1.0, 6.0, 1.0], [2.0, 1.0, 1.0], [3.0, 2.0, 2.0], [4.0, 1.0, 4.0]];

    fn got(supply: f64) -> [[f64; 4]; 3] {
        let levels = levels(&MEMBERS, supply);
        std::array::from_fn(|rule| MEMBERS.map(|m| (levels[rule] * [m[1], m[2], 1.0][rule]).min(m[0])))
    }

    #[test]
    fn shares_under_each_rule_have_their_closed_forms() {
        let [hierarchy, market, vote] = got(5.0);
        // ∝ standing, 0.5 each; the first wants one of three.
        assert_eq!(hierarchy, [1.0, 0.5, 1.0, 0.5]);
        // ∝ bids, 5/8 each: nobody is sated.
        assert_eq!(market, [0.625, 0.625, 1.25, 2.5]);
        // One for the first, 4/3 for the others: below the median want of 2.
        assert!(vote.iter().zip([1.0, 4.0 / 3.0, 4.0 / 3.0, 4.0 / 3.0]).all(|(a, b)| (a - b).abs() < 1e-12));
        // Of plenty the market leaves nothing, the quota of 2 leaves the others' wants.
        let [_, market, vote] = got(9.0);
        assert!((market.iter().sum::<f64>() - 9.0).abs() < 1e-12, "{market:?}");
        assert_eq!(vote, [1.0, 2.0, 2.0, 2.0]);
    }

    #[test]
    fn nobody_gets_more_than_there_is_and_the_market_clears() {
        for k in 1..100 {
            let supply = f64::from(k) / 10.0;
            let sums = got(supply).map(|g| g.iter().sum::<f64>());
            assert!(sums.iter().all(|sum| *sum <= supply + 1e-9), "{supply}: {sums:?}");
            assert!((sums[1] - supply).abs() < 1e-9);
        }
        assert_eq!(clearing(&[(1.0, 1.0), (2.0, 1.0)], 3.5), f64::INFINITY);
        let even = clearing(&[(1.0, 10.0), (3.0, 30.0)], 2.0);
        assert!((even * 10.0 - 0.5).abs() < 1e-12 && (even * 30.0 - 1.5).abs() < 1e-12);
    }

    #[test]
    fn the_most_votes_decide_and_sponsors_vote_for_the_market_up_to_their_cap() {
        assert_eq!(rule([0.2, 0.5, 0.1, 0.2], 0.0), Rule::Hierarchy);
        assert_eq!(rule([0.3, 0.35, 0.1, 0.25], 0.0), Rule::Vote);
        assert_eq!(rule([0.3, 0.1, 0.1, 0.5], 0.0), Rule::Market);
        assert_eq!(rule([0.6, 0.2, 0.1, 0.1], seats(0.9, 1.0 / 3.0)), Rule::Vote);
        assert_eq!(rule([0.5, 0.2, 0.1, 0.2], seats(0.9, 1.0 / 3.0)), Rule::Market);
        assert_eq!((seats(0.1, 0.3), seats(0.9, 0.3)), (0.1, 0.3));
    }

    #[test]
    fn design_lowers_the_rival_share_to_its_rest_and_it_grows_back() {
        let mut rival = 1.0;
        for month in 1..=120 {
            rival = design(rival, 0.02, 2.0, 0.03);
            let expected = 0.25 + 0.75 * num::exp32(-0.08 * month as f32);
            assert!((rival - expected).abs() < 1e-5);
        }
        for _ in 0..600 {
            rival = design(rival, 0.02, 2.0, 0.0);
        }
        assert!((rival - 1.0).abs() < 1e-4);
        assert_eq!((reached(0.0, 0.2), reached(1.0, 0.2), met(2.0, 3.0, 4.0)), (1.0, 0.2, 1.0));
    }
}
