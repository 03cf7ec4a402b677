//! What the engine's lines hand to each other.

use crate::month as ours;
use sim_core::phases::{gather, perceive};

/// What line 1 of the engine saw.
pub fn seen(s: &perceive::Seen) -> ours::Seen {
    ours::Seen {
        modes: s.modes,
        regimes: s.regimes,
        belief: s.belief,
        success: s.success,
        here: s.here.iter().map(here).collect(),
    }
}

fn here(h: &perceive::Here) -> ours::Here {
    ours::Here {
        far: h.far,
        far_share: h.far_share,
        fitting: h.fitting,
        ln_access: h.ln_access,
        need: h.need,
        basket: h.basket,
        peers_kind: h.peers_kind,
        wage: h.wage,
        net_wage: h.net_wage,
        tax: h.tax,
        dole: h.dole,
        unemployment: h.unemployment,
        bread_filled: h.bread_filled,
        dividend: h.dividend,
        sharing: h.sharing,
        repression: h.repression,
        shown: h.shown,
    }
}

/// What line 4 of the engine hands on.
pub fn gathered(g: &gather::Gathered) -> ours::Gathered {
    let offer = |o: &gather::Offer| ours::Offer {
        workforce: o.workforce,
        input: o.input,
        unemployed: o.unemployed,
        bread: o.bread,
        crowd_at_wages: o.crowd_at_wages,
    };
    let entry = |e: &gather::Entry| ours::Entry {
        person: e.person as usize,
        platform: e.platform as usize,
        score: e.score,
        luck: e.luck,
    };
    ours::Gathered {
        offers: g.offers.iter().map(offer).collect(),
        crowd: ours::Crowd {
            input: g.crowd.input.clone(),
            entries: g.crowd.entries.iter().map(entry).collect(),
            contributors: g.crowd.contributors.clone(),
            sharing: g.crowd.sharing.clone(),
        },
    }
}
