//! Projects and the knowledge they make.

use super::table::section;

section! {
    /// Permissionless projects (M8).
    Projects = "projects", World {
        /// Chance that a seeker founds a project rather than joins one (ν).
        founding: f64 = 0.04, (0.0, 1.0), "1/month", Uncertain(0.01, 0.1), "PROTOTYPE section 3; Simon (1955) for the law";
        /// Time that setting up a project takes before anything it makes can count.
        founding_time: f64 = 0.1, (0.0, 10.0), "months", Uncertain(0.0, 0.5), "Ours: two working days";
        /// Largest distance of culture between a person and a project they join; 1 lets everybody in.
        affinity: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.1, 1.0), "Ours, after bounded confidence (Ciampaglia 2011)";
        /// Chance a month that a member leaves.
        exit: f64 = 0.0107, (0.0, 1.0), "1/month", Uncertain(0.0088, 0.0226), "facts.csv pp_exit_hazard_established";
        /// Commons time from which a person looks for a project.
        least_time: f64 = 0.01, (0.0, 1.0), "months", Fixed, "About two hours a month";
        /// Most projects alive at one time, for each person: a bound for memory, which is taken as projects are founded.
        per_person: f64 = 0.5, (0.001, 1.0), "projects", Fixed, "Never binds: 0.24 live a person without a cap; at 0.2 founding stops from year 10 (docs/decisions/0002)";
        /// Exponent of the density of contributions a member makes in a month.
        effort_exponent: f64 = 1.92, (1.1, 5.0), "1", Uncertain(1.58, 2.44), "facts.csv pp_tail_alpha";
        /// Most contributions of a member in a month.
        effort_cap: u64 = 1000, (1.0, 100_000.0), "contributions", Fixed, "Ours";
        /// Share of standing that a month leaves: it forgets with a half-life of 69 months.
        standing_kept: f64 = 0.99, (0.0, 0.9999), "1/month", Uncertain(0.97, 0.995), "FIRST-DECISIONS 14";
        /// Part of a favour owed between equality matchers that is still remembered a month later.
        favours_kept: f64 = 0.99, (0.0, 1.0), "1/month", Uncertain(0.9, 0.999), "Ours: as standing";
        /// Projects whose contributions are recorded.
        sampled: u64 = 64, (1.0, 10_000.0), "projects", Fixed, "Ours";
    }
}

section! {
    /// Acceptance of contributions afterwards, and reviewers' time (M8).
    Review = "review", World {
        /// Hours of members with standing in the project that reviewing a contributed hour takes; 0: nothing has to be reviewed.
        cost: f64 = 0.15, (0.0, 10.0), "1", Uncertain(0.0, 0.5), "8 to 16 % of working time at Google and in open source (Sadowski et al. 2018, memory)";
        /// Standing in the project from which a member reviews; a founder begins with it.
        core: f64 = 0.5, (0.0, 100.0), "months accepted", Uncertain(0.1, 2.0), "Ours: about eighty accepted hours";
        /// Share of what nobody reviewed that is accepted all the same, later.
        late: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain; at 0 a project without a core is lost";
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

section! {
    /// Use of projects and the capacity that serves it (M10).
    Capacity = "capacity", World {
        /// Growth of a project's users by word of mouth while few use it.
        growth: f64 = 0.1, (0.0, 1.0), "1/month", Uncertain(0.03, 0.3), "Ours: tenfold in two years";
        /// How much users mind bad service: 1 stops their coming at capacity, 0 lets them come on.
        congestion: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "Uncertain";
        /// Users whom the devices of one member can serve.
        devices: f64 = 2.0, (0.0, 1000.0), "people", Uncertain(0.5, 10.0), "Uncertain";
        /// Hazard of a crash at a load of twice the capacity.
        crash: f64 = 0.1, (0.0, 10.0), "1/month", Uncertain(0.02, 0.5), "Uncertain";
        /// Share of users that a crash drives away.
        shed: f64 = 0.5, (0.0, 0.99), "share", Uncertain(0.2, 0.8), "Uncertain";
        /// Hazard that an overloaded project which cannot pay for capacity goes to a platform's servers.
        handover: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.0, 0.1), "Uncertain; the interview: Flickr and Google serve what communities make";
        /// Goods that capacity for one user costs.
        cost: f64 = 0.02, (0.0001, 10.0), "goods", Uncertain(0.002, 0.1), "Uncertain: a fiftieth of a world mean monthly income of 2001";
        /// Share of what they hold above their reserve that members of an overloaded project give for its capacity: patrons.
        patron: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.0, 0.1), "Uncertain; the interview: patronage, corporate, public or co-operative";
        /// Months of subsistence that nobody gives away.
        reserve: f64 = 24.0, (0.0, 600.0), "months", Uncertain(6.0, 60.0), "Uncertain; twice what people hold on average at the start";
        /// Share of bought capacity that wears out.
        wear: f64 = 1.0 / 36.0, (0.0, 1.0), "1/month", Uncertain(1.0 / 60.0, 1.0 / 24.0), "Servers last three years (memory)";
        /// Hazard that a hosted project which can pay for all its capacity comes back.
        takeback: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.0, 0.2), "Uncertain";
        /// Share of what projects have on platforms' servers that is not served, because owners shut it off: a shock.
        shut_off: f64 = 0.0, (0.0, 1.0), "share", Fixed, "A shock; 0 in calm times";
        /// Attention that a hosted user gives to the platform, in a user's own month.
        attention: f64 = 0.02, (0.0, 1.0), "months", Uncertain(0.0, 0.1), "Uncertain";
    }
}

section! {
    /// Community, association, ecology: the three legs of a project, and their money (M11).
    Triune = "triune", World {
        /// Chance that a new project grows a community: members who know each other pool devices and hold on to what is theirs.
        community: f64 = 1.0, (0.0, 1.0), "share", Uncertain(0.5, 1.0), "The interview: a self-aggregating community is the first element";
        /// Hazard that a project with more users than its members' devices serve founds an association.
        association: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.005, 0.05), "Uncertain; the interview: the for-benefit association as the second element";
        /// Hazard that such a project gets an ecology of businesses.
        ecology: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.005, 0.05), "Uncertain; the interview: an ecology of businesses as the third element";
        /// Share of firms that share benefits back.
        sharing_firms: f64 = 0.1, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain";
        /// What they give, of the part of their revenue that open knowledge has added since 2001 (b).
        benefit: f64 = 0.05, (0.0, 1.0), "share", Uncertain(0.0, 0.3), "MACRO-CORE; uncertain";
        /// What people give to associations, of their income times their taste (d).
        donation: f64 = 0.005, (0.0, 0.5), "share", Uncertain(0.0, 0.02), "MACRO-CORE; uncertain";
        /// Share of states' purchases that goes to associations: policy.
        support: f64 = 0.0, (0.0, 1.0), "share", Uncertain(0.0, 0.01), "Policy: 0 until a scenario or a state decides";
        /// Speed at which a project's cohesion follows the share of its members' ties that are members.
        cohesion: f64 = 0.1, (0.0, 1.0), "1/month", Fixed, "A memory of ten months against the noise of one tie a member and month";
    }
}

section! {
    /// Maintainers' pay and burn-out (M12).
    Burnout = "burnout", World {
        /// Rise of the hazard of leaving with each multiple of taste that unpaid hours exceed it by (h_1).
        unpaid: f64 = 0.03, (0.0, 1.0), "1/month", Uncertain(0.01, 0.06), "PROTOTYPE section 3";
        /// Share of a project's money, after capacity, that is paid to its maintainers.
        pay: f64 = 1.0 / 6.0, (0.0, 1.0), "1/month", Uncertain(1.0 / 12.0, 1.0 / 3.0), "MACRO-CORE: associations keep six months";
        /// Loss of taste for a month that is fully paid: pay crowds out.
        crowding_out: f64 = 0.0, (0.0, 1.0), "1/month", Uncertain(0.0, 0.02), "Prior of T26: Deci, Koestner and Ryan (1999) find it, others do not";
    }
}

section! {
    /// What pay does to a project's direction and licence (M13).
    Influence = "influence", World {
        /// Speed at which a fully paid project's culture goes to its sponsor's (v_0).
        drift: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.005, 0.05), "Uncertain: four years at the default";
        /// Chance that a paid member votes as the sponsor wishes: for a closed licence.
        loyalty: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "Uncertain on both sides of what closes a fully paid project (T14)";
    }
}

section! {
    /// Physical peer production: projects that make things from open designs (M14).
    Physical = "physical", Region {
        /// Capital elasticity of their output (α'); below that of firms.
        capital_share: f64 = 0.25, (0.01, 0.9), "1", Uncertain(0.1, 0.4), "MODEL M14 gives α' < α; its level is uncertain";
        /// Goods a month of a skill-month with complete designs and the world's mean tools of 2001; the world's mean output a head was 1.
        parity: f64 = 1.0, (0.0, 10.0), "goods", Uncertain(0.5, 2.0), "Ours: as good as the firms of 2001";
        /// Tools that a member brings.
        tools: f64 = 1.0, (0.001, 100.0), "goods", Uncertain(0.1, 5.0), "Ours: a month's output of 2001; T2 asks how far they carry";
        /// Share of what is made that members share among themselves; the rest is sold.
        shared: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "Uncertain";
        /// Share of new projects that make things where all conditions are met.
        founding: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.1, 0.9), "Uncertain";
        /// Conditions that count where none is met: a few try anyway.
        floor: f64 = 0.01, (0.0, 1.0), "share", Fixed, "Way back from zero";
        /// Mean skill of a region from which skill is no obstacle; the world's mean is 1.
        skill: f64 = 1.0, (0.0, 10.0), "1", Uncertain(0.5, 1.5), "Uncertain";
        /// Machines at hand at the start, where everybody is online.
        start: f64 = 0.02, (0.0, 1.0), "share", Uncertain(0.0, 0.1), "Ours: little in 2001";
        /// Speed at which machines spread unprompted among people online.
        innovation: f64 = 0.0005, (0.0, 1.0), "1/month", Uncertain(0.0001, 0.002), "Ours: a Bass process";
        /// Speed at which they spread by example among people online.
        contagion: f64 = 0.01, (0.0, 1.0), "1/month", Uncertain(0.004, 0.03), "Ours: half-way in a generation where all are online";
    }
}

section! {
    /// Governing what is rival in a project, when there is not enough for all (M27).
    RivalGovernance = "rival_governance", World {
        /// Share of what a project gives its members that is rival, before any effort of design (ρ_0).
        rival: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.1, 1.0), "Uncertain";
        /// Share of its hours that a project which is short gives to designs that make less of it rival (x).
        design: f64 = 0.02, (0.0, 1.0), "share", Uncertain(0.0, 0.1), "Uncertain: three hours of a month's work";
        /// What design lowers the rival share by, for each share of hours (e).
        effect: f64 = 2.0, (0.0, 100.0), "1/month", Uncertain(0.5, 5.0), "Uncertain: two years at the default effort";
        /// Rate at which what is new makes the project as rival as before (g).
        regrowth: f64 = 0.02, (0.0, 1.0), "1/month", Uncertain(0.005, 0.05), "Uncertain: four years";
        /// Most of an association's board that sponsors can hold.
        seats: f64 = 1.0 / 3.0, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain: bylaws cap a sponsor's seats below a majority (memory)";
    }
}

section! {
    /// The immune system of projects: disruptors enter with use, the core keeps them out (M28).
    Immunity = "immunity", World {
        /// Disruption that each user a member brings in.
        entry: f64 = 0.02, (0.0, 10.0), "1/month", Uncertain(0.005, 0.1), "Uncertain; with the next one about the share of vandalism in edits of Wikipedia, 5 to 7 % (memory)";
        /// Disruption that an hour a member, given by members with standing in the project, drives out.
        guard: f64 = 1.0, (0.0, 100.0), "1/month per month", Uncertain(0.3, 3.0), "Uncertain";
        /// Part of the work and of the experience that is lost in a wholly disrupted project.
        harm: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.1, 1.0), "Uncertain";
        /// Hazard that a wholly disrupted project drives a member out.
        flight: f64 = 0.03, (0.0, 10.0), "1/month", Uncertain(0.0, 0.1), "Uncertain: three times the measured hazard of leaving";
    }
}

section! {
    /// Abundance: open knowledge lowers what a person needs to buy (M29). Its half constant is `knowledge.half`.
    Abundance = "abundance", Region {
        /// Share of subsistence that open knowledge can save at most (ζ), where everybody is online.
        saving: f64 = 0.25, (0.0, 0.5), "share", Uncertain(0.0, 0.5), "No data: MODEL M29 gives the upper end; the middle of it";
    }
}
