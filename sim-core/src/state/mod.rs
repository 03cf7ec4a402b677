//! What a world consists of: columns of people, firms, platforms, projects and regions; ties.

pub mod accounts;
pub mod biosphere;
pub mod blocks;
pub mod census;
pub mod course;
pub mod elites;
pub mod emptying;
pub mod firms;
pub mod groups;
pub mod hospitality;
pub mod leadership;
pub mod people;
pub mod platforms;
pub mod projects;
pub mod regions;
pub mod tension;
pub mod ties;
pub mod traits;
pub mod workshops;
pub mod world;

pub use biosphere::Biosphere;
pub use blocks::Blocks;
pub use course::{Course, Stage};
pub use elites::{Owner, Policy};
pub use firms::Firms;
pub use groups::Groups;
pub use hospitality::Hospitality;
pub use leadership::Leadership;
pub use people::People;
pub use platforms::{Platform, Platforms};
pub use projects::Projects;
pub use regions::{Census, Region};
pub use tension::{Conflict, Conflicts, Tension};
pub use ties::Ties;
pub use workshops::Workshops;
pub use world::World;
