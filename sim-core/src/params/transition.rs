//! The biosphere, breakdown, and the thresholds by which a world's stage is told.

use super::table::section;

section! {
    /// The biosphere: what grows back, what is taken, what its loss costs (M22).
    Biosphere = "biosphere", Region {
        /// Fullness of the biosphere at the start (B). Output of the start is taken with its damage.
        initial: f64 = 0.75, (0.01, 1.0), "share", Uncertain(0.6, 0.9), "Nothing measures it as one number";
        /// Growth of the biosphere (r_B): at most a quarter of it grows back in a year.
        growth: f64 = 0.03, (0.0, 1.0), "1/year", Uncertain(0.02, 0.09), "MODEL M22; PROTOTYPE section 3";
        /// Fullness below which less grows back than a logistic law says (B_c).
        critical: f64 = 0.4, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "PROTOTYPE section 2.9";
        /// What comes back from refuges whatever is left (r_0).
        inflow: f64 = 0.0005, (0.0, 0.1), "1/year", Uncertain(0.0, 0.001), "Ours: the way back from zero";
        /// What is taken at the start, over the most that can grow back (r_B/4).
        harvest: f64 = 1.25, (0.0, 10.0), "1", Uncertain(1.1, 1.6), "PROTOTYPE section 3; the footprint of 2001 was some 1.3 Earths (Wackernagel et al. 2002: 1.2 in 1999)";
        /// Fall of what a good takes, without policy or open designs.
        efficiency: f64 = 0.012, (0.0, 0.1), "1/year", Uncertain(0.005, 0.02), "PROTOTYPE section 3";
        /// Further fall of the logarithm of what a good takes when open knowledge has come all the way.
        designs: f64 = 0.3, (0.0, 5.0), "1", Uncertain(0.0, 0.6), "Uncertain, 0 included (MODEL M22)";
        /// Share of what efficiency and designs save that is used up again.
        rebound: f64 = 0.3, (0.0, 1.5), "share", Uncertain(0.0, 0.8), "Sorrell (2007): economy-wide, often above a half, uncertain";
        /// Loss from the biosphere's decline (d): output is divided by 1 + d (1 − B)².
        damage: f64 = 4.0, (0.0, 100.0), "1", Uncertain(2.0, 10.0), "PROTOTYPE section 3";
        /// Output that it costs to abate all harm; the cost goes with the square of what is abated.
        green_cost: f64 = 0.05, (0.0, 0.9), "share of output", Uncertain(0.01, 0.1), "Of the order of DICE's backstop (Nordhaus 2017, memory)";
        /// Share of the harm that the state has abated whatever its factions; with `elites` on, more comes from them.
        green: f64 = 0.0, (0.0, 1.0), "share", Fixed, "Policy: 0 until a scenario or a faction decides";
        /// Share of a region's output that a shock of the climate destroys.
        climate: f64 = 0.0, (0.0, 0.95), "share of output", Fixed, "A shock; 0 in calm times";
    }
}

section! {
    /// Breakdown of trade and states, and what communities then provide for themselves (M23).
    Breakdown = "breakdown", Region {
        /// Essentials met below which a region's order breaks down.
        threshold: f64 = 0.75, (0.0, 1.0), "share", Uncertain(0.6, 0.85), "PROTOTYPE section 3: needs met below 0.75";
        /// Essentials met above which it is rebuilt.
        recovery: f64 = 0.85, (0.0, 1.0), "share", Uncertain(0.8, 0.95), "PROTOTYPE section 3: above 0.85";
        /// Months over which needs met are remembered.
        memory: f64 = 12.0, (1.0, 120.0), "months", Fixed, "Ours: one harvest does not end a state";
        /// Capacity of trade and states that is left in the end.
        left: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain: weak states, not none";
        /// Part of the way down that a month of breakdown goes.
        fall: f64 = 0.0833, (0.0, 1.0), "1/month", Uncertain(0.02, 0.2), "Ours: a year";
        /// Part of the way back that a month of rebuilding goes.
        rise: f64 = 0.0167, (0.0, 1.0), "1/month", Uncertain(0.005, 0.05), "Ours: five years";
        /// Most capacity that trade and states can have: a shock.
        decreed: f64 = 1.0, (0.0, 1.0), "share", Fixed, "A shock; 1 in calm times";
        /// Subsistence that a month of free hands provides in common.
        commons: f64 = 0.5, (0.0, 10.0), "1/month", Uncertain(0.2, 1.0), "No data: the same for all three forms";
        /// The same, in families and local markets.
        market: f64 = 0.5, (0.0, 10.0), "1/month", Uncertain(0.2, 1.0), "No data";
        /// The same, in authority's strongholds.
        stronghold: f64 = 0.5, (0.0, 10.0), "1/month", Uncertain(0.2, 1.0), "No data";
        /// How much more the commons provide where all people of a block have a project and open knowledge has come all the way.
        designs: f64 = 1.0, (0.0, 10.0), "1", Uncertain(0.0, 2.0), "Uncertain, 0 included";
        /// Part of what a stronghold makes that its masters keep.
        take: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.0, 0.6), "Uncertain";
    }
}

section! {
    /// By what a stage of the world is told. Each condition begins at one threshold and ends at another, so that stages do not
    /// flicker; all were fixed before results were seen.
    Stages = "stages", Run {
        /// Share of all hours that is for peer production from which participation is essential: parity.
        parity: f64 = 0.1, (0.0, 1.0), "share", Fixed, "PROTOTYPE section 3";
        /// The share below which parity ends.
        parity_ends: f64 = 0.075, (0.0, 1.0), "share", Fixed, "PROTOTYPE section 3";
        /// Share of all hours from which peer production can be the mainstay: most of them.
        mainstay: f64 = 0.5, (0.0, 1.0), "share", Fixed, "MODEL section 5: most labour time";
        /// The share below which it ends.
        mainstay_ends: f64 = 0.4, (0.0, 1.0), "share", Fixed, "A band of a fifth (PROTOTYPE section 2.14)";
        /// The market's share of essentials below which peer production can be the mainstay: the lesser part.
        market: f64 = 0.5, (0.0, 1.0), "share", Fixed, "MODEL section 5: the market for what is not essential";
        /// The share above which it ends.
        market_ends: f64 = 0.6, (0.0, 1.0), "share", Fixed, "A band of a fifth";
        /// Repression from which a world where peer production is marginal is one that denies it.
        denied: f64 = 0.25, (0.0, 1.0), "share", Fixed, "PROTOTYPE section 3";
        /// The repression below which it is not.
        denied_ends: f64 = 0.2, (0.0, 1.0), "share", Fixed, "A band of a fifth";
        /// Months over which needs met are remembered.
        memory: f64 = 24.0, (1.0, 240.0), "months", Fixed, "PROTOTYPE section 2.14";
        /// Needs met, remembered, below which it is a breakdown.
        breakdown: f64 = 0.75, (0.0, 1.0), "share", Fixed, "PROTOTYPE section 3";
        /// Needs met above which it is none.
        breakdown_ends: f64 = 0.85, (0.0, 1.0), "share", Fixed, "PROTOTYPE section 3";
        /// Capacity of trade and states below which it is a breakdown even where needs are met: half of it.
        order: f64 = 0.5, (0.0, 1.0), "share", Fixed, "Ours: states and trade that can do less than half";
        /// The capacity above which it is none.
        order_ends: f64 = 0.75, (0.0, 1.0), "share", Fixed, "Ours; half of the way back";
        /// Share of what blocks provide for themselves that comes from the commons, from which a breakdown whose needs are met is resilience.
        local: f64 = 0.5, (0.0, 1.0), "share", Fixed, "MODEL section 5: needs met locally by commons";
        /// The share below which it is none.
        local_ends: f64 = 0.4, (0.0, 1.0), "share", Fixed, "A band of a fifth";
    }
}
