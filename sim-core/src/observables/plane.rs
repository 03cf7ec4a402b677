//! Place on the plane of Bauwens and Kostakis: who controls the infrastructure, and for what it is used.

use crate::engine::chunks::{self, Merge};
use crate::ids::Regime;
use crate::state::projects::OWN_HOST;
use crate::state::{Platform, Platforms, Region, World};

/// Where hours in projects are worked: sums over the world's projects, in 2^-20 months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    /// All.
    pub hours: i64,
    /// On servers of the project's own, or its members' devices.
    pub own: i64,
    /// Under an open licence.
    pub open: i64,
}

impl Merge for Hosts {
    fn merge(&mut self, right: Self) {
        self.hours += right.hours;
        self.own += right.own;
        self.open += right.open;
    }
}

impl Hosts {
    /// Of a world's projects, as they worked in the month.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let projects = &world.projects;
        chunks::run_pieces(projects.slots(), 1 << 14, &|slots| {
            let mut sums = Self::default();
            for s in slots.filter(|s| projects.alive[*s]) {
                let hours = projects.hours.get(s);
                let own = projects.host.get(s).is_none_or(|host| *host == OWN_HOST);
                let open = !projects.closed.get(s).copied().unwrap_or(false);
                sums.merge(Self {
                    hours,
                    own: if own { hours } else { 0 },
                    open: if open { hours } else { 0 },
                });
            }
            sums
        })
    }
}

/// Place of some regions on the plane, each number 0..=1.
///
/// * Control, central … distributed: share of all hours that are worked on what those who work on it control, that is in
///   co-operatives and in projects on their own servers; an hour in a firm, on a platform or on its servers is under an
///   owner's, and an hour in adventure is under one's own.
/// * Orientation, for profit … for benefit: share of all hours whose product is for everybody to use: in projects under an
///   open licence, and the open part of what platforms' users share. What hosts give goes to one guest, not to everybody.
/// * Source: the two axes of Kostakis and Bauwens (2014); their measure by hours is ours.
#[must_use]
pub fn place(world: &World, regions: &[&Region], hosts: &Hosts, cooperative: f64) -> [f64; 2] {
    let hours = |rho: Regime| regions.iter().map(|r| r.census.hours[rho as usize]).sum::<i64>() as f64;
    let all: f64 = Regime::ALL.iter().map(|rho| hours(*rho)).sum();
    if all <= 0.0 {
        return [0.0; 2];
    }
    let part = |of: i64| if hosts.hours > 0 { of as f64 / hosts.hours as f64 } else { 1.0 };
    let openness = Platforms::mean(&world.platforms.sharing, Platform::openness);
    let peer = hours(Regime::Peer);
    [
        (peer * part(hosts.own) + hours(Regime::Capital) * cooperative + hours(Regime::Adventure)) / all,
        (peer * part(hosts.open) + hours(Regime::Sharing) * openness) / all,
    ]
}
