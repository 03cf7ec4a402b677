//! Hospitality among strangers, without money.

use super::table::{choice, section};

choice! {
    /// What refusing a guest does to the score of the host.
    ScoreRule {
        /// Whoever refuses loses the good score (image scoring).
        Image = "image",
        /// Who refuses somebody without a good score keeps their own.
        Standing = "standing",
    }
}

section! {
    /// The adventure economy: strangers host each other by reputation, without money (M30).
    Adventure = "adventure", World {
        /// Share of people in this regime at the start, among people with access; taken from capital.
        initial: f64 = 0.01, (0.0, 1.0), "share", Uncertain(0.001, 0.05), "No data: as little known as the other shares of 2001";
        /// Autonomy of life in this regime.
        autonomy: f64 = 0.7, (0.0, 1.0), "share", Uncertain(0.5, 0.9), "Ours: between sharing and peer production";
        /// What a stay is worth to the guest, in working time (b).
        benefit: f64 = 0.15, (0.0, 10.0), "months", Uncertain(0.05, 0.3), "Ours: some nights and a guide, about three working days";
        /// Working time that a stay takes of the host (c).
        cost: f64 = 0.05, (0.0, 1.0), "months", Uncertain(0.02, 0.1), "Ours: about a working day";
        /// Chance that a host knows the score of a stranger (q).
        known: f64 = 0.6, (0.0, 1.0), "share", Uncertain(0.2, 1.0), "No data: profiles are read, references are few";
        /// Chance that a host who wants to give fails to (e).
        error: f64 = 0.05, (0.0, 1.0), "share", Uncertain(0.01, 0.2), "Ours";
        /// What refusing does to the host's score.
        rule: ScoreRule = ScoreRule::Image, (0.0, 0.0), "", Fixed, "Nowak and Sigmund (1998); standing is after Sugden (1986)";
        /// Share of the first who come that give to those with a good score.
        discriminators: f64 = 0.8, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "No data: such networks begin among people who look at references";
        /// Share of the other first ones that give to everybody; the rest gives to nobody.
        givers: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "No data";
        /// Chance a month that somebody compares how they fared with somebody else.
        compare: f64 = 0.1, (0.0, 1.0), "1/month", Uncertain(0.02, 0.5), "Ours: about once a year";
        /// Chance a month that somebody takes up any of the three strategies.
        explore: f64 = 0.001, (0.0, 1.0), "1/month", Uncertain(0.0001, 0.01), "Ours: no strategy stays away for ever";
        /// Months over which people remember how many stays there were.
        memory: f64 = 12.0, (1.0, 600.0), "months", Fixed, "Ours: as for prizes and pay";
    }
}
