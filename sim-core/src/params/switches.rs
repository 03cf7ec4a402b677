//! The switches of the thirty-one mechanisms, and their numbers in the model of record.

use super::table::section;

/// A mechanism of the model of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MechanismInfo {
    /// Its number: 22 for M22.
    pub number: u8,
    /// The name of its switch in `[mechanisms]`.
    pub name: &'static str,
}

const fn row(number: u8, name: &'static str) -> MechanismInfo {
    MechanismInfo { number, name }
}

/// All mechanisms of the model of record, in order.
pub const MECHANISMS: [MechanismInfo; 31] = [
    row(1, "modes"),
    row(2, "regimes"),
    row(3, "dunbar"),
    row(4, "technology"),
    row(5, "imaginary"),
    row(6, "taste"),
    row(7, "commons_time"),
    row(8, "projects"),
    row(9, "knowledge"),
    row(10, "capacity"),
    row(11, "triune"),
    row(12, "burnout"),
    row(13, "influence"),
    row(14, "physical"),
    row(15, "firms"),
    row(16, "crowdsourcing"),
    row(17, "sharing"),
    row(18, "lock_in"),
    row(19, "reconfiguration"),
    row(20, "elites"),
    row(21, "obstruction"),
    row(22, "biosphere"),
    row(23, "breakdown"),
    row(24, "periphery"),
    row(25, "forks"),
    row(26, "leaders"),
    row(27, "rival_governance"),
    row(28, "immunity"),
    row(29, "abundance"),
    row(30, "adventure"),
    row(31, "norm"),
];

section! {
    /// Which mechanisms are on. A rule whose mechanism is off is absent: it takes no time and no memory.
    Mechanisms = "mechanisms", Run {
        /// M1: people reconsider their relational mode. Off: modes stay as they start.
        modes: bool = true, (0.0, 0.0), "", Fixed, "MODEL M1";
        /// M2: people reconsider their regime. Off: regimes stay as they start.
        regimes: bool = true, (0.0, 0.0), "", Fixed, "MODEL M2";
        /// M3: size costs a group; projects federate into working groups. Off: no cost and no working groups.
        dunbar: bool = true, (0.0, 0.0), "", Fixed, "MODEL M3";
        /// M4: coordination technology, far ties and access spread. Off: they stay where they start.
        technology: bool = true, (0.0, 0.0), "", Fixed, "MODEL M4";
        /// M5: belief spreads. Off: nobody's belief plays a part.
        imaginary: bool = true, (0.0, 0.0), "", Fixed, "MODEL M5";
        /// M6: taste grows with experience. Off: taste plays no part.
        taste: bool = true, (0.0, 0.0), "", Fixed, "MODEL M6";
        /// M7: hours for projects beside the main regime. Needs taste. Off: none.
        commons_time: bool = true, (0.0, 0.0), "", Fixed, "MODEL M7";
        /// M8: projects are founded, joined and left. Off: there are none; peer production remains as a regime.
        projects: bool = true, (0.0, 0.0), "", Fixed, "MODEL M8";
        /// M9: open knowledge grows and raises productivity. Off: it plays no part.
        knowledge: bool = true, (0.0, 0.0), "", Fixed, "MODEL M9";
        /// M10: use of projects grows with what they know and runs into capacity. Rests on `projects`. Off: all use is served.
        capacity: bool = true, (0.0, 0.0), "", Fixed, "MODEL M10";
        /// M11: projects have communities, associations and business ecologies, and money. Rests on `capacity` and `firms`. Off: projects hold no money.
        triune: bool = true, (0.0, 0.0), "", Fixed, "MODEL M11";
        /// M12: associations pay maintainers; unpaid hours beyond taste burn out. Rests on `projects`. Off: nobody is paid, and all leave at the same rate.
        burnout: bool = true, (0.0, 0.0), "", Fixed, "MODEL M12";
        /// M13: who pays bends a project's direction and votes on its licence. Rests on `triune` and `burnout`. Off: pay changes neither.
        influence: bool = true, (0.0, 0.0), "", Fixed, "MODEL M13";
        /// M14: some projects make things from open designs, sell them and share them. Rests on `triune`, `burnout` and `knowledge`. Off: only knowledge is made in common.
        physical: bool = true, (0.0, 0.0), "", Fixed, "MODEL M14";
        /// M15: firms, wages, prices, households' spending, states. Off: there is no money in the world.
        firms: bool = true, (0.0, 0.0), "", Fixed, "MODEL M15";
        /// M16: crowdsourcing platforms. Off: that regime is closed.
        crowdsourcing: bool = true, (0.0, 0.0), "", Fixed, "MODEL M16";
        /// M17: sharing platforms. Off: that regime is closed.
        sharing: bool = true, (0.0, 0.0), "", Fixed, "MODEL M17";
        /// M18: choice among platforms by their users, and lock-in. Off: users are spread evenly and free to go.
        lock_in: bool = true, (0.0, 0.0), "", Fixed, "MODEL M18";
        /// M19: owners' new equity moves between firms and platforms by return. Off: funds put money into firms only.
        reconfiguration: bool = true, (0.0, 0.0), "", Fixed, "MODEL M19";
        /// M20: owners in factions make policy, and are pressed by a movement. Rests on `firms`. Off: states have no policy but what the scenario says.
        elites: bool = true, (0.0, 0.0), "", Fixed, "MODEL M20";
        /// M21: states fund a centralised project and hide the distributed one. Rests on `firms`. Off: none does.
        obstruction: bool = true, (0.0, 0.0), "", Fixed, "MODEL M21";
        /// M22: goods take from a biosphere, whose decline takes from output. Rests on `firms`. Off: nature plays no part.
        biosphere: bool = true, (0.0, 0.0), "", Fixed, "MODEL M22";
        /// M23: trade and states lose capacity where needs are not met, and blocks provide for themselves. Rests on `firms`. Off: they do not.
        breakdown: bool = true, (0.0, 0.0), "", Fixed, "MODEL M23";
        /// M24: what making things needs is each region's own. Rests on `physical`. Off: the world's mean holds everywhere.
        periphery: bool = true, (0.0, 0.0), "", Fixed, "MODEL M24";
        /// M25: strain makes projects fork. Rests on `projects`. Off: they never do.
        forks: bool = true, (0.0, 0.0), "", Fixed, "MODEL M25";
        /// M26: projects have leaders who take, and learn from who leaves. Rests on `projects`. Off: nobody leads.
        leaders: bool = true, (0.0, 0.0), "", Fixed, "MODEL M26";
        /// M27: what is rival in a project is shared out by hierarchy, market or vote. Rests on `capacity`. Off: all members are served alike.
        rival_governance: bool = true, (0.0, 0.0), "", Fixed, "MODEL M27";
        /// M28: disruptors enter projects with use, and their core keeps them out. Rests on `capacity`. Off: nobody disrupts.
        immunity: bool = true, (0.0, 0.0), "", Fixed, "MODEL M28";
        /// M29: open knowledge lowers what a person needs to buy. Rests on `knowledge` and `firms`. Off: needs stay as they start.
        abundance: bool = true, (0.0, 0.0), "", Fixed, "MODEL M29";
        /// M30: a fifth regime, adventure: strangers host each other by reputation, without money. Off: that regime is closed.
        adventure: bool = false, (0.0, 0.0), "", Fixed, "MODEL M30: off by default; the interview hesitates to add it";
        /// M31: modes that are over-represented among the successful become a norm for all. Rests on `modes` and `firms`. Off: there is none.
        norm: bool = true, (0.0, 0.0), "", Fixed, "MODEL M31";
    }
}
