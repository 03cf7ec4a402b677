//! Every case of verification, by mechanism.

use super::case::Case;
use super::{
    adventure, beliefs, biosphere, brock_durlauf, burning, commons, crowding, dunbar, elites, exchange,
    forks, immunity, laws, leaders, norms, obstruction, physical, platforms, potts, rationing, resilience,
    review, simon_yule, solow, sponsors, tastes, technology, triune,
};

/// All cases in the order of mechanisms.
#[must_use]
pub fn cases() -> Vec<Case> {
    let alone = [
        brock_durlauf::CASE,
        review::CASE,
        triune::CASE,
        physical::TOOLS,
        physical::PERIPHERY,
        elites::CASE,
        obstruction::CASE,
        biosphere::CASE,
        forks::CASE,
        leaders::CASE,
        adventure::CASE,
        norms::CASE,
        sponsors::CASE,
    ];
    let groups: [&[Case]; 16] = [
        &potts::CASES,
        &dunbar::CASES,
        &laws::CASES,
        &simon_yule::CASES,
        &solow::CASES,
        &platforms::CASES,
        &immunity::CASES,
        &technology::CASES,
        &beliefs::CASES,
        &tastes::CASES,
        &commons::CASES,
        &crowding::CASES,
        &burning::CASES,
        &resilience::CASES,
        &rationing::CASES,
        &exchange::CASES,
    ];
    let mut all: Vec<Case> = groups.concat().into_iter().chain(alone).collect();
    all.sort_by_key(|case| (case.mechanism, case.name));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::params::MECHANISMS;

    #[test]
    fn every_mechanism_has_a_case_and_every_case_a_name_of_its_own() {
        let cases = cases();
        for mechanism in MECHANISMS {
            assert!(cases.iter().any(|case| case.mechanism == mechanism.number), "M{}", mechanism.number);
        }
        for (at, case) in cases.iter().enumerate() {
            assert!(cases[..at].iter().all(|other| other.name != case.name), "{}", case.name);
            assert!(!case.limit.is_empty() && !case.allowance.is_empty(), "{}", case.name);
        }
    }
}
