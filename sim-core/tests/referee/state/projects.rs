//! Projects, their working groups and workshops, and what all of them have in common.

use crate::compare::record;

record! {
    /// A project's place.
    Project unless is_free {
        alive: bool,
        members: i64,
        culture: u16,
        founded: i32,
        setup: f32,
        /// What members got done, in 2^-20; of it by the core; and what was good enough.
        hours: i64,
        core_hours: i64,
        worth: i64,
        accepted: f32,
        /// Hours of members who match as equals, and how many they are.
        turns: [i64; 2],
        knowledge: f32,
        users: f32,
        served: f32,
        bought: f32,
        cash: i64,
        legs: u8,
        cohesion: f32,
        sponsor: u16,
        paid: f32,
        closed: bool,
        disruption: f32,
        /// Whether it was short, its rule (hierarchy, market, vote), levels under each.
        short: bool,
        rule: usize,
        levels: [f32; 3],
        rival: f32,
        /// Members whose tie of the month is one too.
        kin: i64,
        /// Its platform, if it runs on one's servers.
        host: Option<usize>,
        workshop: Option<usize>,
        leader: Option<usize>,
        take: f32,
        stayed: f32,
        gain_before: f32,
        up: bool,
        /// Members who left since the leader last looked.
        left: u32,
        /// Members' culture, and its square, summed.
        cultures: [i64; 2],
        strain: f32,
        duplicated: f32,
    }
}

impl Project {
    fn is_free(&self) -> bool {
        !self.alive
    }
}

record! {
    /// What rationing came to under a rule.
    Rationed {
        projects: i64,
        members: i64,
        possible: f64,
        met: f64,
        shares: f64,
        squares: f64,
    }
}

record! {
    /// Hours of all projects, in 2^-20.
    Reviewed {
        hours: f64,
        core: f64,
        set_up: f64,
        spent: f64,
        accepted: f64,
        open: f64,
    }
}

record! {
    /// What all projects have in common, and counts of the month.
    Commons {
        founding_time: f32,
        reviewed: Reviewed,
        hours_per_head: f64,
        rival_new: f64,
        rationed: [Rationed; 3],
        pay_rationed: [Rationed; 3],
        boards: i64,
        seats: f64,
        patronage: i64,
        disrupted: i64,
        expected_pay: f64,
        /// Capacity ordered: project and money.
        orders: Vec<(usize, i64)>,
        served_share: f64,
        served_2001: Option<f64>,
        all_users: f64,
        hosted_users: f64,
        burnt_out: i64,
        crashes: i64,
        handed_over: i64,
        taken_back: i64,
        births: i64,
        deaths: i64,
        driven_out: i64,
        successions: i64,
        forks: i64,
        went: i64,
        lost: i64,
        /// Free places of projects, groups and workshops: the last one is taken next.
        free_projects: Vec<usize>,
        free_groups: Vec<usize>,
        free_workshops: Vec<usize>,
        /// What workshops that closed left, by region: tools and goods.
        left: Vec<[f64; 2]>,
    }
}

record! {
    /// A working group of a project.
    Group unless is_free {
        members: u32,
        project: Option<usize>,
    }
}

impl Group {
    fn is_free(&self) -> bool {
        self.members == 0
    }
}

record! {
    /// Tools and stocks of a project that makes things.
    Workshop unless is_free {
        project: Option<usize>,
        region: usize,
        tools: f64,
        capital: f64,
        labour: f64,
        made: f64,
        shared: f64,
        inventory: f64,
        expected: f64,
        order: i64,
        delivered: f64,
        /// Members' skill × hours of the month, in 2^-20.
        input: i64,
    }
}

impl Workshop {
    fn is_free(&self) -> bool {
        self.project.is_none()
    }
}
