//! Projects of peer production, as columns. Slots are made as projects are founded, freed when the last member leaves and used
//! again.

mod totals;

use super::{Groups, Leadership, Tension, Workshops};
use crate::engine::sums::Tallies;
use crate::ids::NONE;
use crate::ledger::ProjectPurse;
use crate::mechanisms::rival_governance::Rule;

pub use totals::{Bent, Rationed, Reviewed};

/// A contribution that a sampled project received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The project's slot and birth month are one name: slots are used again.
    pub project: u32,
    /// Month in which the project was founded.
    pub founded: i32,
    /// Who gave.
    pub person: u32,
    /// How many newborns the slot of that person has seen.
    pub generation: u16,
    /// How many contributions.
    pub units: u32,
    /// The working group within the project; [`NONE`] without the mechanism `dunbar`. Names are used again once a group has
    /// dissolved: within a month they tell groups apart.
    pub group: u32,
}

/// The host of a project that runs on its own servers and its members' devices.
pub const OWN_HOST: u8 = u8::MAX;

/// How a project that is short shares out what is rival.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ration {
    /// Whether there was not enough for all in the month.
    pub short: bool,
    /// The rule it uses.
    pub rule: Rule,
    /// What a unit of standing, of money bid, and a head get under each rule.
    pub levels: [f32; 3],
}

/// Members who know each other pool their devices.
pub const COMMUNITY: u8 = 1;
/// A for-benefit association takes donations, pays for capacity and maintainers.
pub const ASSOCIATION: u8 = 2;
/// Businesses that build on the project share benefits back.
pub const ECOLOGY: u8 = 4;

/// Slots of a world that has just begun, and the fewest that are made at once.
const FIRST_SLOTS: usize = 64;

/// Makes a column longer that had so many rows for each slot there was; one that is not kept stays empty.
pub(super) fn lengthen<T: Clone>(column: &mut Vec<T>, before: usize, after: usize, fill: T) {
    if let Some(rows) = column.len().checked_div(before) {
        column.resize(rows * after, fill);
    }
}

/// All projects.
#[derive(Clone, Debug, Default)]
pub struct Projects {
    /// Members; 0 in a free slot.
    pub members: Tallies,
    /// Culture of the founder, in 1/65535.
    pub culture: Vec<u16>,
    /// Month of founding.
    pub founded: Vec<i32>,
    /// Time that setting it up still takes, months.
    pub setup: Vec<f32>,
    /// What it takes in a new project, months.
    pub founding_time: f32,
    /// Whether the slot is taken.
    pub alive: Vec<bool>,
    /// What members got done in the month, in 2^-20 months.
    pub hours: Tallies,
    /// Of that, by members with standing in the project.
    pub core_hours: Tallies,
    /// The same as all hours, of those whose work of the month is good enough.
    pub worth: Tallies,
    /// Share of the month's work that is contributed and looked at, after what setting up and review take.
    pub accepted: Vec<f32>,
    /// What review took and let through in the month.
    pub reviewed: Reviewed,
    /// Hours given by members who match as equals, and how many they are: two a slot. Empty without accounts.
    pub turns: Tallies,
    /// What was accepted a head of all people, of projects with an open licence, months at the world's mean skill.
    pub hours_per_head: f64,
    /// What the project knows: work done, less what went out of date, months. Empty without the mechanism `capacity`, as
    /// are the next four.
    pub knowledge: Vec<f32>,
    /// People who use what it makes.
    pub users: Vec<f32>,
    /// Share of that use which is served.
    pub served: Vec<f32>,
    /// People whom capacity that was bought can serve.
    pub bought: Vec<f32>,
    /// Money. Empty without the mechanism `triune`, as are the next three.
    pub cash: Vec<ProjectPurse>,
    /// Which legs it has: bits of [`COMMUNITY`], [`ASSOCIATION`], [`ECOLOGY`].
    pub legs: Vec<u8>,
    /// Share of its members' ties that are members, with a memory.
    pub cohesion: Vec<f32>,
    /// Culture of the sponsors, in 1/65535. Empty without the mechanism `influence`, as are the next two.
    pub sponsor: Vec<u16>,
    /// Share of the month's work that was paid.
    pub paid: Vec<f32>,
    /// Whether its licence is closed: what it makes is no open knowledge.
    pub closed: Vec<bool>,
    /// Share of its life that disruptors take up. Empty without the mechanism `immunity`.
    pub disruption: Vec<f32>,
    /// How each shares out what is rival. Empty without the mechanism `rival_governance`, as is the next.
    pub rations: Vec<Ration>,
    /// Rival share over that of a new project.
    pub rival: Vec<f32>,
    /// Rival share of a new project.
    pub rival_new: f64,
    /// What rationing came to, by rule.
    pub rationed: [Rationed; 3],
    /// What sharing out scarce money came to, by rule; wants are wages, in credits.
    pub pay_rationed: [Rationed; 3],
    /// Boards, and sponsors' seats on them, summed.
    pub boards: (i64, f64),
    /// What patrons gave in the month, µcredit.
    pub patronage: i64,
    /// Members who left because of disruption, in the month.
    pub driven_out: i64,
    /// What a peer producer may expect to be paid, before tax, µcredit a month: the world's mean, with a memory of a year.
    pub expected_pay: f64,
    /// Members whose tie of the month is one too.
    pub kin: Tallies,
    /// Capacity ordered for the month: slot and money, µcredit, in order.
    pub orders: Vec<(u32, i64)>,
    /// The sharing platform that hosts it, or [`OWN_HOST`].
    pub host: Vec<u8>,
    /// Share of all use that is served; 1 without the mechanism.
    pub served_share: f64,
    /// The same in 2001; set when burn-in ends.
    pub served_2001: Option<f64>,
    /// People who use projects, counted for each project, and of them on platforms' servers.
    pub all_users: f64,
    /// As above.
    pub hosted_users: f64,
    /// Members who left because unpaid hours were too many, in the month.
    pub burnt_out: i64,
    /// Projects that crashed, and that were handed over to a platform or came back, in the month.
    pub crashes: i64,
    /// As above.
    pub handed_over: i64,
    /// As above.
    pub taken_back: i64,
    /// Slots that there can be.
    room: usize,
    /// Free ones of the slots that there are, lowest last.
    free: Vec<u32>,
    /// Slots that somebody has left since the last burial.
    left: Vec<u32>,
    /// Row of its workshop, NONE for projects that make knowledge. Empty without the mechanism `physical`.
    pub workshop: Vec<u32>,
    /// Workshops of those that make things; none without the mechanism.
    pub workshops: Option<Workshops>,
    /// Who leads each, and what they take.
    pub leadership: Leadership,
    /// How strained each is, and what forks did.
    pub tension: Tension,
    /// Working groups of all projects.
    pub groups: Groups,
    /// Projects founded and dead in the month.
    pub births: i64,
    /// As above.
    pub deaths: i64,
}

impl Projects {
    /// Room for so many projects. Each column that the world keeps has a row from the start.
    #[must_use]
    pub fn with_room(room: usize, capacity: bool, triune: bool, influence: bool, accounts: bool) -> Self {
        let slots = room.min(FIRST_SLOTS);
        let sponsored = if influence { slots } else { 0 };
        let (served, legged) = (if capacity { slots } else { 0 }, if triune { slots } else { 0 });
        Self {
            room,
            hours: Tallies::zeros(slots),
            core_hours: Tallies::zeros(slots),
            worth: Tallies::zeros(slots),
            accepted: vec![1.0; slots],
            turns: Tallies::zeros(if accounts { 2 * slots } else { 0 }),
            knowledge: vec![0.0; served],
            users: vec![0.0; served],
            served: vec![1.0; served],
            bought: vec![0.0; served],
            host: vec![OWN_HOST; served],
            cash: vec![ProjectPurse::default(); legged],
            legs: vec![0; legged],
            cohesion: vec![0.0; legged],
            kin: Tallies::zeros(legged),
            sponsor: vec![0; sponsored],
            paid: vec![0.0; sponsored],
            closed: vec![false; sponsored],
            served_share: 1.0,
            members: Tallies::zeros(slots),
            culture: vec![0; slots],
            founded: vec![0; slots],
            setup: vec![0.0; slots],
            alive: vec![false; slots],
            free: (0..slots as u32).rev().collect(),
            left: Vec::new(),
            groups: Groups::default(),
            ..Self::default()
        }
    }

    /// The same, with disruption.
    #[must_use]
    pub fn disrupted(mut self, immunity: bool) -> Self {
        self.disruption = vec![0.0; if immunity { self.slots() } else { 0 }];
        self
    }

    /// The same, with rules for what is rival.
    #[must_use]
    pub fn rationed(mut self, rival_governance: bool) -> Self {
        let slots = if rival_governance { self.slots() } else { 0 };
        (self.rations, self.rival) = (vec![Ration::default(); slots], vec![1.0; slots]);
        self
    }

    /// The same, with leaders and with forks.
    #[must_use]
    pub fn led(mut self, leaders: bool, forks: bool) -> Self {
        let slots = |on: bool| if on { self.slots() } else { 0 };
        let (led, strained) = (Leadership::of(slots(leaders)), Tension::of(slots(forks)));
        (self.leadership, self.tension) = (led, strained);
        self
    }

    /// The same, with workshops for those that make things.
    #[must_use]
    pub fn physical(mut self, physical: bool, regions: usize) -> Self {
        if physical {
            (self.workshop, self.workshops) = (vec![NONE; self.slots()], Some(Workshops::none(regions)));
        }
        self
    }

    /// Makes a quarter more slots, as far as there is room: as many as a world needs, and no more to go through each month.
    fn grow(&mut self) {
        let (before, after) =
            (self.slots(), self.room.min(self.slots() + (self.slots() / 4).max(FIRST_SLOTS)));
        lengthen(&mut self.culture, before, after, 0);
        lengthen(&mut self.founded, before, after, 0);
        lengthen(&mut self.setup, before, after, 0.0);
        lengthen(&mut self.accepted, before, after, 1.0);
        lengthen(&mut self.knowledge, before, after, 0.0);
        lengthen(&mut self.users, before, after, 0.0);
        lengthen(&mut self.served, before, after, 1.0);
        lengthen(&mut self.bought, before, after, 0.0);
        lengthen(&mut self.host, before, after, OWN_HOST);
        lengthen(&mut self.cash, before, after, ProjectPurse::default());
        lengthen(&mut self.legs, before, after, 0);
        lengthen(&mut self.cohesion, before, after, 0.0);
        lengthen(&mut self.sponsor, before, after, 0);
        lengthen(&mut self.paid, before, after, 0.0);
        lengthen(&mut self.closed, before, after, false);
        lengthen(&mut self.disruption, before, after, 0.0);
        lengthen(&mut self.rations, before, after, Ration::default());
        lengthen(&mut self.rival, before, after, 1.0);
        lengthen(&mut self.workshop, before, after, NONE);
        let tallies = [
            &mut self.members,
            &mut self.hours,
            &mut self.core_hours,
            &mut self.worth,
            &mut self.turns,
            &mut self.kin,
        ];
        tallies.into_iter().for_each(|tally| tally.lengthen(before, after));
        self.leadership.lengthen(before, after);
        self.tension.lengthen(before, after);
        // Last, since it says how many there are.
        lengthen(&mut self.alive, before, after, false);
        self.free.extend((before as u32..after as u32).rev());
    }

    /// Takes a member out.
    pub fn leave(&mut self, slot: u32) {
        self.members.add(slot as usize, -1);
        self.left.push(slot);
    }

    /// Slots that there can be.
    #[must_use]
    pub fn room(&self) -> usize {
        self.room
    }

    /// Slots that there are.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.alive.len()
    }

    /// Free slots: the last one is taken next.
    #[must_use]
    pub fn free_slots(&self) -> &[u32] {
        &self.free
    }

    /// Projects alive.
    #[must_use]
    pub fn living(&self) -> usize {
        self.slots() - self.free.len()
    }

    /// Founds a project with one member; [`NONE`] when there is no room.
    pub fn found(&mut self, culture: u16, month: i64) -> u32 {
        if self.free.is_empty() {
            self.grow();
        }
        let Some(slot) = self.free.pop() else { return NONE };
        let s = slot as usize;
        self.members.set(s, 1);
        (self.culture[s], self.founded[s], self.alive[s]) = (culture, month as i32, true);
        self.setup[s] = self.founding_time;
        self.accepted[s] = 0.0;
        self.births += 1;
        if !self.users.is_empty() {
            (self.knowledge[s], self.users[s], self.served[s]) = (0.0, 1.0, 1.0);
            (self.bought[s], self.host[s]) = (0.0, OWN_HOST);
        }
        if !self.legs.is_empty() {
            (self.legs[s], self.cohesion[s]) = (0, 0.0);
        }
        if let Some(disruption) = self.disruption.get_mut(s) {
            *disruption = 0.0;
        }
        if !self.rations.is_empty() {
            (self.rations[s], self.rival[s]) = (Ration::default(), 1.0);
        }
        if !self.paid.is_empty() {
            (self.paid[s], self.closed[s]) = (0.0, false);
        }
        self.tension.begin(s);
        slot
    }

    /// Lets a project make things from now on, in a region.
    pub fn open_workshop(&mut self, slot: u32, region: usize) {
        if let Some(workshops) = &mut self.workshops {
            self.workshop[slot as usize] = workshops.open(slot, region);
        }
    }

    fn close_workshop(&mut self, slot: usize) {
        if let (Some(row), Some(workshops)) = (self.workshop.get_mut(slot), &mut self.workshops)
            && *row != NONE
        {
            workshops.close(std::mem::replace(row, NONE));
        }
    }

    /// Whether a project makes things, not knowledge.
    #[inline]
    #[must_use]
    pub fn is_physical(&self, slot: usize) -> bool {
        self.workshop.get(slot).is_some_and(|row| *row != NONE)
    }

    /// Whether somebody of a region can work in a project: things are made where the workshop is.
    #[inline]
    #[must_use]
    pub fn within_reach(&self, slot: usize, region: usize) -> bool {
        match (self.workshop.get(slot), &self.workshops) {
            (Some(row), Some(workshops)) if *row != NONE => {
                usize::from(workshops.rows[*row as usize].region) == region
            }
            _ => true,
        }
    }

    /// Frees the slots whose last member has left.
    ///
    /// Their money is left in [`Projects::cash`] of the slots that this gives back, for who inherits it.
    pub fn bury(&mut self) -> Vec<u32> {
        let mut dead = Vec::new();
        let mut left = std::mem::take(&mut self.left);
        left.sort_unstable();
        left.dedup();
        for slot in left.into_iter().rev() {
            let s = slot as usize;
            if self.alive[s] && self.members.get(s) == 0 {
                self.alive[s] = false;
                self.close_workshop(s);
                self.free.push(slot);
                self.deaths += 1;
                dead.push(slot);
            }
        }
        dead
    }

    /// People whom a project on its own servers can serve: those that its members' devices reach, and those that it
    /// bought capacity for. With communities in the world, devices are pooled as far as members know each other.
    #[inline]
    #[must_use]
    pub fn capacity_of(&self, slot: usize, devices: f32) -> f32 {
        let pooled = if self.legs.is_empty() { 1.0 } else { self.cohesion[slot] };
        devices * (pooled * self.members.get(slot) as f32).max(1.0) + self.bought[slot]
    }

    /// Share of all use that is served over that of 2001; 1 without the mechanism `capacity` and in burn-in.
    #[must_use]
    pub fn service(&self) -> f64 {
        self.served_2001.map_or(1.0, |start| self.served_share / start)
    }

    /// Whether a project has a leg.
    #[inline]
    #[must_use]
    pub fn has(&self, slot: usize, leg: u8) -> bool {
        self.legs.get(slot).is_some_and(|legs| legs & leg != 0)
    }

    /// Use of the living projects that have a leg, in 1/1024 people: weights by which their money is split, in order of
    /// slots. Empty when no project has it.
    #[must_use]
    pub fn use_of(&self, leg: u8) -> Vec<(usize, u64)> {
        (0..self.legs.len())
            .filter(|s| self.alive[*s] && self.has(*s, leg))
            .map(|s| (s, (self.users[s] * 1024.0) as u64))
            .collect()
    }

    /// Living projects that have a leg.
    #[must_use]
    pub fn with(&self, leg: u8) -> i64 {
        (0..self.legs.len()).filter(|s| self.alive[*s] && self.has(*s, leg)).count() as i64
    }

    /// Culture of a project, 0..=1.
    #[inline]
    #[must_use]
    pub fn culture_of(&self, slot: u32) -> f32 {
        f32::from(self.culture[slot as usize]) / 65535.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_used_again_once_everybody_left() {
        let mut projects = Projects::with_room(2, true, true, true, true);
        assert_eq!((projects.found(7, 1), projects.found(8, 1), projects.found(9, 1)), (0, 1, NONE));
        projects.leave(0);
        projects.bury();
        assert_eq!((projects.living(), projects.deaths), (1, 1));
        assert_eq!((projects.found(9, 2), projects.culture[0]), (0, 9));
    }

    #[test]
    fn slots_are_made_as_they_are_needed_until_there_is_no_room() {
        let room = 10 * FIRST_SLOTS + 3;
        let mut projects = Projects::with_room(room, true, false, true, true).physical(false, 1);
        let founded: Vec<u32> = (0..=room).map(|k| projects.found(k as u16, 1)).collect();
        assert!(founded[..room].iter().enumerate().all(|(k, slot)| *slot == k as u32));
        assert_eq!((founded[room], projects.slots(), projects.living()), (NONE, room, room));
        assert!((0..room).all(|s| projects.members.get(s) == 1 && usize::from(projects.culture[s]) == s));
        assert!(projects.legs.is_empty() && projects.kin.is_empty() && projects.workshop.is_empty());
    }

    #[test]
    fn new_slots_are_as_the_first_ones_in_every_column() {
        /// How many there are, and whether all are alike.
        fn alike<T: std::fmt::Debug>(column: &[T]) -> (usize, bool) {
            let text = |x: &T| format!("{x:?}");
            (column.len(), column.iter().all(|x| text(x) == text(&column[0])))
        }
        let mut all = Projects::with_room(1000, true, true, true, true)
            .disrupted(true)
            .rationed(true)
            .led(true, true)
            .physical(true, 1);
        all.grow();
        all.grow();
        let slots = all.slots();
        assert_eq!((slots, all.free_slots().len(), all.living()), (3 * FIRST_SLOTS, slots, 0));
        let (leaders, tension) = (&all.leadership, &all.tension);
        let columns = [
            alike(&all.culture),
            alike(&all.founded),
            alike(&all.setup),
            alike(&all.alive),
            alike(&all.accepted),
            alike(&all.knowledge),
            alike(&all.users),
            alike(&all.served),
            alike(&all.bought),
            alike(&all.host),
            alike(&all.cash),
            alike(&all.legs),
            alike(&all.cohesion),
            alike(&all.sponsor),
            alike(&all.paid),
            alike(&all.closed),
            alike(&all.disruption),
            alike(&all.rations),
            alike(&all.rival),
            alike(&all.workshop),
            alike(&leaders.leader),
            alike(&leaders.search),
            alike(&leaders.left),
            alike(&tension.strain),
            alike(&tension.duplicated),
        ];
        assert_eq!(columns, [(slots, true); 25]);
        let tallies = [&all.members, &all.hours, &all.core_hours, &all.worth, &all.kin];
        assert_eq!(tallies.map(Tallies::len), [slots; 5]);
        assert_eq!([&all.turns, &tension.cultures].map(Tallies::len), [2 * slots; 2]);
        assert_eq!(
            (all.served[slots - 1], all.host[slots - 1], all.workshop[slots - 1]),
            (1.0, OWN_HOST, NONE)
        );
    }
}
