//! To whom a tie goes (docs/model/README.md, *Ties*).

use crate::state::World;
use sim_core::engine::draws::mix32;

/// ⌊word · n / 2^32⌋: one of n.
fn one_of(word: u32, n: u32) -> u32 {
    ((u64::from(word) * u64::from(n)) >> 32) as u32
}

/// One tie of a person: the word picks the slot; where all see all, anybody. Nobody for who has no tie.
///
/// `far`: chance that a tie is far, in 2^-16.
pub fn tie(world: &World, person: usize, far: u32, word: u32) -> Option<usize> {
    let ties = &world.ties;
    match ties.kind {
        2 => Some(one_of(word, ties.people) as usize),
        3 => {
            let own = &ties.listed[person];
            (!own.is_empty()).then(|| own[one_of(word, own.len() as u32) as usize] as usize)
        }
        _ => Some(target(world, person as u32, far, one_of(word, ties.degree))),
    }
}

/// Where tie number `slot` of a person goes.
fn target(world: &World, person: u32, far: u32, slot: u32) -> usize {
    let ties = &world.ties;
    let spread = mix32(person ^ ties.key[0]).wrapping_add(slot.wrapping_mul(0x9e37_79b9));
    let hash = mix32(spread ^ ties.key[1]);
    if ties.kind == 1 {
        return one_of(hash, ties.people) as usize;
    }
    if hash >> 16 < far {
        return one_of(mix32(hash ^ ties.key[1]), ties.people) as usize;
    }
    // The low half of the hash picks one of the others of the block.
    let start = person / ties.block * ties.block;
    let others = (ties.block.min(ties.people - start) - 1).max(1);
    let near = start + (((hash & 0xffff) * others) >> 16);
    let near = if near >= person { near + 1 } else { near };
    near.min(ties.people - 1) as usize
}
