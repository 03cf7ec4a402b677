//! The eleven lines of the economy.

use crate::ledger::FlowTable;
use crate::phases::choose::choose;
use crate::phases::divide::divide;
use crate::phases::exchange::exchange;
use crate::phases::gather::gather;
use crate::phases::govern::govern;
use crate::phases::invest::invest;
use crate::phases::live::live;
use crate::phases::observe::observe;
use crate::phases::perceive::perceive;
use crate::phases::produce::produce;
use crate::phases::relate::relate;
use crate::phases::{Context, Line};
use crate::state::World;

/// One month of the economy. Each line is a file in `phases/`; the order is part of the model.
///
/// # Errors
/// What does not balance, or what is not a number.
pub fn month(world: &mut World, ctx: &Context) -> Result<FlowTable, String> {
    let seen = perceive(world, ctx.at(Line::Perceive)); // what everyone's ties did last month
    relate(world, ctx.at(Line::Relate), &seen); // how they relate to the others around them
    choose(world, ctx.at(Line::Choose), &seen); // which regime they work in, how much time goes to the commons
    let gathered = gather(world, ctx.at(Line::Gather), &seen); // hire and fire; found, join, leave
    produce(world, ctx.at(Line::Produce), &gathered); // goods and knowledge
    divide(world, ctx.at(Line::Divide), &seen, &gathered); // by the mixture of modes inside each organisation
    exchange(world, ctx.at(Line::Exchange), &seen); // consume, trade, advertise
    invest(world, ctx.at(Line::Invest)); // capital, pay-out, closure
    govern(world, ctx.at(Line::Govern), &seen); // prices and wages, owners and states
    live(world, ctx.at(Line::Live), &seen); // technology, taste, belief, standing, rebirth
    observe(world, ctx.at(Line::Observe)) // measure, and check the books
}
