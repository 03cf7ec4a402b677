//! Who rules: elites and their factions, movements, states that obstruct.

use super::table::section;

section! {
    /// Tracked owners, their factions, and the movement that presses on states (M20).
    Elites = "elites", Region {
        /// Owners tracked for each person of a region; at least the lesser of 100 and 1 % of people in all, and three a region.
        owners: f64 = 0.0001, (0.0, 0.1), "share of people", Fixed, "MODEL M20";
        /// Shares of owners who deny, repress, harness, reform at the start.
        initial: [f64; 4] = [0.5, 0.1, 0.2, 0.2], (0.0, 1.0), "share", Uncertain(0.0, 0.9), "No data: declared uncertain";
        /// Chance a month that an owner compares with another one.
        compare: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.01, 0.1), "PROTOTYPE section 3";
        /// Chance to follow somebody better paid, for each unit of payoff between them.
        response: f64 = 1.0, (0.0, 100.0), "1/nat", Uncertain(0.3, 3.0), "Ours; proportional imitation (Schlag 1998)";
        /// Chance a month that an owner takes any faction.
        mutation: f64 = 0.002, (0.0, 1.0), "1/month", Fixed, "PROTOTYPE section 1: the way back from zero";
        /// Loss of payoff where damage takes everything, in logarithms of own income.
        damage_felt: f64 = 2.0, (0.0, 20.0), "nat", Uncertain(0.5, 5.0), "Uncertain: health, heirs, place";
        /// Months over which own income is remembered.
        memory: f64 = 12.0, (1.0, 120.0), "months", Fixed, "Ours: a year";
        /// Weight of the world's owners in what each state does, as so many owners of its own for each hundred tracked: they meet and pay for each other's campaigns.
        abroad: f64 = 10.0, (0.0, 1000.0), "owners", Uncertain(0.0, 30.0), "Uncertain; in a small world a state has three owners of its own";
        /// Price of refuge: the share of income that buying off half of one's own damage costs.
        refuge: f64 = 0.05, (0.0, 10.0), "share of income", Uncertain(0.01, 0.2), "Uncertain";
        /// Share of the way to the wanted refuge that is gone in a month.
        refuge_speed: f64 = 0.0167, (0.0, 1.0), "1/month", Fixed, "Ours: five years to move house and land";
        /// Share of what a state spends beyond its buffer that owners get as margin on its contracts, by what their faction has it do.
        contracts: f64 = 0.05, (0.0, 0.5), "share", Uncertain(0.01, 0.1), "Uncertain; public procurement is a third of spending (memory), margins a tenth or more";
        /// Part of their claims on firms that owners who harness hold as claims on platforms instead.
        tilt: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.1, 0.6), "Uncertain";
        /// Share of the harm of output that a state of reformers alone would abate; owners who harness count a quarter.
        green: f64 = 0.6, (0.0, 1.0), "share", Uncertain(0.3, 0.8), "PROTOTYPE section 3";
        /// Repression by decree, whatever the factions: a shock.
        decreed: f64 = 0.0, (0.0, 1.0), "share", Fixed, "A shock; 0 in calm times";
        /// Loss of utility of peer production where repression is complete.
        repression: f64 = 3.0, (0.0, 20.0), "nat", Uncertain(1.5, 5.0), "PROTOTYPE section 3; finite (MODEL M2)";
        /// Share of founders whom complete repression keeps from founding.
        founding: f64 = 0.8, (0.0, 1.0), "share", Uncertain(0.3, 1.0), "Uncertain";
        /// Part of lock-in that a state of reformers alone would lift by making platforms let users go.
        interoperability: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "Uncertain";
        /// Tax on dividends beside the income tax under a state of reformers alone.
        capital_tax: f64 = 0.2, (0.0, 0.9), "share", Uncertain(0.0, 0.4), "Uncertain";
        /// Support of projects beside `triune.support` under a state of reformers alone, of what it spends; owners who harness count a third.
        support: f64 = 0.01, (0.0, 1.0), "share", Uncertain(0.0, 0.03), "Uncertain";
        /// Part of support, abatement and dole that creditors make the state give up: a shock.
        conditionality: f64 = 0.0, (0.0, 1.0), "share", Fixed, "A shock; 0 in calm times";
    }
}

section! {
    /// How people are mobilised against those who rule (M20).
    Movement = "movement", Region {
        /// Chance a month that a person reconsiders whether to take part.
        reconsider: f64 = 0.1, (0.0, 1.0), "1/month", Uncertain(0.05, 0.3), "Ours: twice as fast as a way of life";
        /// Hazard of taking part for each unit of belief times unmet need, for somebody whose ties do not.
        call: f64 = 5.0, (0.0, 100.0), "1", Uncertain(1.0, 20.0), "Uncertain";
        /// How much more where all ties take part; it goes with the square of their share.
        ties: f64 = 20.0, (0.0, 1000.0), "1", Uncertain(0.0, 100.0), "Uncertain; more than one tie is needed (Centola and Macy 2007)";
        /// Share of those called whom complete repression keeps away.
        repressed: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "Uncertain";
    }
}

section! {
    /// States that fund a centralised project at any cost and hide the distributed one's success (M21).
    Obstruction = "obstruction", Region {
        /// Share of what a state spends beyond its buffer that goes to the centralised project, where deniers and repressors rule alone.
        share: f64 = 0.05, (0.0, 1.0), "share", Uncertain(0.0, 0.3), "Uncertain";
        /// Part of the distributed projects' success that its media hide, where they rule alone.
        hiding: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.0, 0.8), "Uncertain";
    }
}
