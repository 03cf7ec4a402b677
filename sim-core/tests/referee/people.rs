//! A person's month and memberships: what several lines of the month need.

use crate::state::{CAPITAL, PEER, Person, Platform, World};

impl Person {
    /// Hours for the main regime: what commons time and bread hours leave of the month.
    pub fn own_hours(&self) -> f32 {
        (1.0 - self.commons - self.bread).max(0.0)
    }

    /// Hours that a member gives to the project: in the peer regime all but bread hours, in others commons time.
    pub fn project_hours(&self) -> f32 {
        match (self.project, self.regime) {
            (None, _) => 0.0,
            (Some(_), PEER) => (1.0 - self.bread).max(0.0),
            (Some(_), _) => self.commons,
        }
    }
}

impl World {
    /// Ends a job or an account on a platform, which a person of this regime had.
    pub fn leave_employer(&mut self, i: usize, regime: usize) {
        let person = &mut self.people[i];
        let employer = person.employer.take();
        person.lock_in = 0.0;
        if let (CAPITAL, Some(firm)) = (regime, employer) {
            self.firms[firm].members[person.mode] -= 1;
        }
    }

    /// Ends a membership, if there is one: standing and favours in the project are lost, an office falls vacant.
    pub fn leave_project(&mut self, i: usize) {
        let Some(slot) = self.people[i].project.take() else { return };
        let person = &mut self.people[i];
        (person.earned, person.favours) = (0.0, 0.0);
        let group = person.group.take();
        let project = &mut self.projects[slot];
        project.members -= 1;
        project.left += 1;
        if project.leader == Some(i) {
            project.leader = None;
        }
        if let Some(group) = group {
            self.leave_group(group);
        }
    }

    /// Takes a member out of a working group; an empty one is dissolved, and its place is the next to be taken.
    pub fn leave_group(&mut self, group: usize) {
        self.groups[group].members -= 1;
        if self.groups[group].members == 0 {
            self.groups[group].project = None;
            self.commons.free_groups.push(group);
        }
    }
}

impl Platform {
    /// How open a sharing platform is: never closed altogether.
    pub fn openness(&self) -> f64 {
        self.terms.now[0].max(0.01)
    }
}
