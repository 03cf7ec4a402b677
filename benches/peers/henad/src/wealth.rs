//! W1, synchronous: cell i of a field holds what agent i has received so far, and henad's own scatter adds up gifts.
//!
//! That is its documented way for many agents to write to one place, bent a little: fields are meant to be maps, and the
//! world has to be a rectangle of as many cells as agents. A deposit has no generator, so each target is drawn a step ahead.

use crate::shared::{Order, gini};
use crate::{Done, GREY};
use henad::agent_lanes;
use henad::authoring::prelude::*;
use henad::authoring::{ScalarFieldSpec, register_agent_model};
use rayon::prelude::*;

agent_lanes! {
    pub struct Lanes {
        read Read;
        chunk Chunk;
        plain given: u32 = 0,
        plain target: u32 = 0,
        plain pos_x: f32 = 0.0,
        plain pos_y: f32 = 0.0,
    }
}

pub struct Received;

impl ScalarFieldSpec for Received {
    const FIELDS: usize = 1;
    const COMBINE: Combine = Combine::SumFixed { scale: 1.0 };
    const PALETTE: &'static [[u8; 4]] = &[GREY];
    type Params = ();
    fn param_descriptors() -> Vec<ParamDescriptor> {
        Vec::new()
    }
    fn from_params(_: &[ParamValue]) {}
    fn build_sites(_: u32, _: u32, _: &mut [u8]) {}
    fn decay(value: f32, (): &()) -> f32 {
        value
    }
    fn quantize(_: u8, _: &[f32], out: &mut u8) {
        *out = 0;
    }
}

/// Anybody but `i`.
fn other(rng: &mut u64, i: usize, n: usize) -> u32 {
    let j = next_index(rng, n as u32 - 1);
    j + u32::from(j as usize >= i)
}

pub struct Wealth;

impl AgentModel for Wealth {
    const NAME: &'static str = "Wealth";
    const ID: &'static str = "wealth";
    const DESCRIPTION: &'static str = "Whoever has money gives one unit to somebody.";
    const PALETTE: &'static [[u8; 4]] = &[GREY];
    const STATS: &'static [StatDescriptor] =
        &[StatDescriptor::new("gini", GREY), StatDescriptor::new("total", GREY)];
    const DEFAULT_AGENTS: u32 = 10_000;
    const DEFAULT_EXTENT: Extent = Extent { w: 100.0, h: 100.0 };

    type Lanes = Lanes;
    type Field = ScalarField<Received>;
    type Index = NoIndex;
    type Params = ();
    type Tally = ();

    fn param_descriptors() -> Vec<ParamDescriptor> {
        Vec::new()
    }
    fn from_params(_: &[ParamValue], _: Extent) {}

    fn init(lanes: &mut Lanes, _: Extent, _: &[ParamValue], rng: &mut u64) {
        let n = lanes.target.len();
        for i in 0..n {
            lanes.target[i] = other(rng, i, n);
        }
    }

    fn run_deposit_pass(lanes: &Lanes, deposits: &mut Deposits, ctx: &StepCtx<'_, Self>) {
        let received = ctx.field.field(0);
        let cells = deposits.cell.par_chunks_mut(Self::CHUNK);
        let values = deposits.values[0].par_chunks_mut(Self::CHUNK);
        cells.zip(values).enumerate().for_each(|(chunk, (cell, value))| {
            let first = chunk * Self::CHUNK;
            for k in 0..cell.len() {
                let held = 1.0 + received[first + k] - lanes.given[first + k] as f32;
                cell[k] = lanes.target[first + k];
                value[k] = f32::from(u8::from(held > 0.0));
            }
        });
    }

    fn run_step_pass(lanes: &mut Lanes, ctx: &StepCtx<'_, Self>, seed: u64, tick: u64) {
        let (received, n) = (ctx.field.field(0), lanes.target.len());
        lanes.run_pass(Self::CHUNK, seed, tick, |i, k, _read, out, rng| {
            out.given[k] += u32::from(1.0 + received[i] > out.given[k] as f32);
            out.target[k] = other(rng, i, n);
        });
    }

    fn stats(lanes: &Lanes, field: &Self::Field, (): &()) -> Vec<StatValue> {
        let received = field.field(0).current();
        let money: Vec<i64> = lanes
            .given
            .iter()
            .zip(received)
            .map(|(given, got)| 1 + *got as i64 - i64::from(*given))
            .collect();
        let total = money.iter().sum::<i64>() as f64;
        vec![StatValue::Scalar(gini(money)), StatValue::Scalar(total)]
    }
}

pub fn run(order: &Order) -> Done {
    let n = order.agents;
    // The most nearly square rectangle of exactly n cells.
    let height = (1..=n.isqrt()).rev().find(|h| n.is_multiple_of(*h)).unwrap_or(1);
    let mut simulation = register_agent_model::<Wealth>()
        .setup()
        .set("num_agents", n as u32)?
        .set("world_width", (n / height) as f32)?
        .set("world_height", height as f32)?
        .with_seed(order.seed)
        .build(None)?;
    let (timed, done) = order.timed(|| simulation.run_for(order.steps as u64));
    done?;
    let stats = simulation.stats()?;
    assert_eq!(stats.scalar("total"), Some(n as f64));
    order.tell("henad", &timed, &[stats.scalar("gini").ok_or("no gini")?]);
    Ok(())
}
