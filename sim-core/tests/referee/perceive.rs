//! Line 1: what everyone can see of last month.

use crate::month::Month;
use crate::state::World;

/// Looks at the world as it stands at the start of the month.
pub fn perceive(_world: &mut World, _month: &mut Month) {}
