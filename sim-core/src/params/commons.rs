//! Projects and the knowledge they make.

use super::table::section;

section! {
    /// Permissionless projects (M8).
    Projects = "projects", World {
        /// Chance that a seeker founds a project rather than joins one (ν).
        founding: f64 = 0.04, (0.0, 1.0), "1/month", Uncertain(0.01, 0.1), "PROTOTYPE section 3; Simon (1955) for the law";
        /// Largest distance of culture between a person and a project they join; 1 lets everybody in.
        affinity: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.1, 1.0), "Ours, after bounded confidence (Ciampaglia 2011)";
        /// Chance a month that a member leaves.
        exit: f64 = 0.0107, (0.0, 1.0), "1/month", Uncertain(0.0088, 0.0226), "facts.csv pp_exit_hazard_established";
        /// Commons time from which a person looks for a project.
        least_time: f64 = 0.01, (0.0, 1.0), "months", Fixed, "About two hours a month";
        /// Slots for projects alive at one time, for each person: memory, not a claim.
        per_person: f64 = 0.5, (0.001, 1.0), "projects", Fixed, "Never binds: 0.24 live a person without a cap; at 0.2 founding stops from year 10 (docs/decisions/0002)";
        /// Exponent of the density of contributions a member makes in a month.
        effort_exponent: f64 = 1.92, (1.1, 5.0), "1", Uncertain(1.58, 2.44), "facts.csv pp_tail_alpha";
        /// Most contributions of a member in a month.
        effort_cap: u64 = 1000, (1.0, 100_000.0), "contributions", Fixed, "Ours";
        /// Share of standing that a month leaves: it forgets with a half-life of 69 months.
        standing_kept: f64 = 0.99, (0.0, 0.9999), "1/month", Uncertain(0.97, 0.995), "FIRST-DECISIONS 14";
        /// Projects whose contributions are recorded.
        sampled: u64 = 64, (1.0, 10_000.0), "projects", Fixed, "Ours";
    }
}

section! {
    /// Open knowledge: non-rival, one stock a head for the world (M9).
    Knowledge = "knowledge", World {
        /// Returns to hours in projects (λ).
        hours_exponent: f64 = 1.0, (0.1, 2.0), "1", Uncertain(0.8, 1.12), "PROTOTYPE section 3";
        /// Weight of reuse: knowledge that makes knowledge (r).
        reuse: f64 = 1.0, (0.0, 10.0), "1", Uncertain(0.0, 2.0), "PROTOTYPE section 3";
        /// Returns to reuse (σ).
        reuse_exponent: f64 = 0.5, (0.0, 0.99), "1", Uncertain(0.2, 0.8), "PROTOTYPE section 3; below 1, or growth explodes (Jones 1995)";
        /// Knowledge that goes out of date (o).
        obsolescence: f64 = 0.008, (0.0001, 0.5), "1/month", Uncertain(0.005, 0.015), "PROTOTYPE section 3";
        /// Hours a head that paid work adds to the commons anyway (ℓ_b).
        paid_hours: f64 = 0.05, (0.0, 1.0), "months", Uncertain(0.01, 0.1), "MACRO-CORE step 2: without it knowledge runs away by year 40";
        /// Stock at which half of what knowledge can add is reached (q½), in units of the stock of 2001.
        half: f64 = 5.5, (0.1, 1000.0), "stocks of 2001", Uncertain(2.0, 15.0), "Ours";
        /// Weight of open knowledge in productivity (ψ_q).
        productivity: f64 = 0.35, (0.0, 2.0), "1", Uncertain(0.15, 0.6), "PROTOTYPE section 3";
    }
}
