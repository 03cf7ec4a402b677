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
