//! Strain in organisations, forks, and leaders who take.

use super::table::section;

section! {
    /// Strain in every organisation, and forks of projects (M25).
    Forks = "forks", World {
        /// Chance a month that a project above the threshold forks where leaving costs nothing (r).
        rate: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.005, 0.1), "Uncertain: hard forks are rare";
        /// Strain from which organisations fork or are in open conflict (θ).
        threshold: f64 = 0.6, (0.0, 10.0), "1", Uncertain(0.3, 1.2), "Uncertain";
        /// Strain of the widest spread of culture: that of people who came together by chance.
        culture: f64 = 1.0, (0.0, 10.0), "1", Uncertain(0.3, 2.0), "Sets the unit of strain";
        /// Strain of a leader or owner who takes everything.
        take: f64 = 1.0, (0.0, 10.0), "1", Uncertain(0.3, 2.0), "Uncertain";
        /// Strain where half of the work is paid and half is not.
        paid: f64 = 0.5, (0.0, 10.0), "1", Uncertain(0.0, 1.0), "Uncertain";
        /// Strain that the shared object takes away.
        object: f64 = 0.2, (0.0, 10.0), "1", Uncertain(0.0, 0.5), "The interview: the object is the disciplinary factor; declared, as the model asks";
        /// Cost of leaving at which forks are 1/e as many (e_0).
        exit_scale: f64 = 0.3, (0.001, 100.0), "share of a month", Uncertain(0.1, 1.0), "Uncertain";
        /// Share of those who would go that are lost to both sides.
        lost: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.1, 0.5), "data of five forks: 0.25 to 0.33 of the core are seen on neither side";
        /// Part of a new fork's work that repeats what the original does too.
        duplicated: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.2, 0.9), "Uncertain";
        /// Months in which half of that is gone: objects grow apart.
        apart: f64 = 24.0, (1.0, 600.0), "months", Uncertain(6.0, 60.0), "Uncertain";
        /// Members from which a project can fork.
        least: u64 = 4, (2.0, 10_000.0), "people", Fixed, "Ours: fewer have hardly two sides";
    }
}

section! {
    /// Leaders of projects: what they take, and what they learn from who leaves (M26).
    Leaders = "leaders", World {
        /// Share that the leader of a new project takes of its money and of its credit.
        take: f64 = 0.1, (0.0, 1.0), "share", Uncertain(0.0, 0.3), "Uncertain";
        /// Most that a leader can take.
        most: f64 = 0.9, (0.0, 1.0), "share", Fixed, "Somebody else must get something";
        /// Months for which a leader tries a take before judging it.
        trial: u64 = 12, (1.0, 120.0), "months", Fixed, "Ours: a year";
        /// Size of a step.
        step: f64 = 0.02, (0.0, 0.5), "share", Fixed, "Ours; 0: leaders never change";
        /// Chance a month that a member leaves whom the take has driven past all doubt.
        exit: f64 = 0.2, (0.0, 1.0), "1/month", Uncertain(0.05, 0.5), "Uncertain; most of those who would go are gone within a leader's trial";
        /// Decisiveness of members who compare the take with the cost of leaving (β).
        decisive: f64 = 20.0, (0.0, 100.0), "1/share", Uncertain(5.0, 50.0), "Uncertain; at 20 hardly anybody leaves a leader who takes nothing";
        /// Cost of leaving an open project, as the share of what members make that a leader can take before half would go (e).
        exit_cost: f64 = 0.3, (0.0, 10.0), "share", Uncertain(0.1, 0.6), "Uncertain; exit-based empowerment in the interview";
        /// How many times as much it costs to leave a project with a closed licence: there is nothing to take along.
        closed: f64 = 3.0, (1.0, 100.0), "1", Uncertain(1.0, 10.0), "Uncertain";
    }
}
