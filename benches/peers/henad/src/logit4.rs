//! W2: a network model, as henad's own "Virus on a Network" is; shares are sampled every step.

use crate::shared::{LOGIT_ACTS, Order, logit_checks, mode_weights};
use crate::{Done, GREY, normal};
use henad::agent_lanes;
use henad::authoring::prelude::*;
use henad::authoring::register_network_model;
use std::ops::ControlFlow;

agent_lanes! {
    pub struct Lanes {
        read Read;
        chunk Chunk;
        dual mode / next_mode: u8,
        plain propensities: [f32; 4] = [0.0; 4],
        plain pos_x: f32 = 0.0,
        plain pos_y: f32 = 0.0,
    }
    color = mode;
}

mod acts {
    henad::actions! {
        const MEASURE = henad::action::ActionDescriptor::new("measure", "Measure");
    }
    pub const ALL: &[henad::action::ActionDescriptor] = ACTION_SPECS;
    pub const FIRST: usize = MEASURE;
}

pub struct Logit;

impl NetworkModel for Logit {
    const NAME: &'static str = "Logit";
    const ID: &'static str = "logit4";
    const DESCRIPTION: &'static str = "Four modes, logit choice with the influence of ties.";
    const PALETTE: &'static [[u8; 4]] = &[GREY; 4];
    const EDGE_PALETTE: &'static [[u8; 4]] = &[GREY];
    const STATS: &'static [StatDescriptor] = &[
        StatDescriptor::new("largest", GREY),
        StatDescriptor::new("same", GREY),
        StatDescriptor::new("best", GREY),
    ];
    const ACTIONS: &'static [ActionDescriptor] = acts::ALL;
    const DEFAULT_NODES: u32 = 10_000;
    const DEFAULT_EXTENT: Extent = Extent { w: 1000.0, h: 1000.0 };

    type Lanes = Lanes;
    type Params = ();
    /// What the action has worked out after the run.
    type Aux = [f64; 3];

    fn param_descriptors() -> Vec<ParamDescriptor> {
        Vec::new()
    }
    fn from_params(_: &[ParamValue], _: Extent) {}
    fn directed((): &()) -> bool {
        true
    }

    fn init(nodes: &mut Nodes<'_, Self>, _: Extent, _: &[ParamValue], rng: &mut u64) {
        let n = nodes.lanes.mode.len() as u32;
        for i in 0..n as usize {
            nodes.lanes.mode[i] = next_index(rng, 10).saturating_sub(6) as u8;
            nodes.lanes.propensities[i] = std::array::from_fn(|_| 0.3 * normal(rng) as f32);
        }
        for i in 0..n {
            for _ in 0..8 {
                // henad's graph has no ties to oneself.
                let j = next_index(rng, n - 1);
                nodes.graph.add_edge(i, j + u32::from(j >= i), 0);
            }
        }
    }

    fn run_node_pass(lanes: &mut Lanes, ctx: &NodeCtx<'_, Self>, seed: u64, tick: u64) {
        let graph = ctx.graph;
        lanes.run_pass(Self::CHUNK, seed, tick, |i, k, read, out, rng| {
            let mut mode = read.mode[i];
            if next_float(rng, 1.0) < LOGIT_ACTS as f32 {
                let ties = graph.out_neighbors(i as u32);
                let mut counts = [0; 4];
                for j in ties {
                    counts[usize::from(read.mode[*j as usize] & 3)] += 1;
                }
                let weights = mode_weights(&out.propensities[k], &counts, ties.len());
                let [one, two] = [weights[0], weights[0] + weights[1]];
                let three = two + weights[2];
                let at = next_float(rng, three + weights[3]);
                mode = u8::from(at >= one) + u8::from(at >= two) + u8::from(at >= three);
            }
            out.mode[k] = mode;
        });
    }

    fn act(action: usize, nodes: &mut Nodes<'_, Self>, _: Extent, _: &[ParamValue], _: &mut u64) {
        if action != acts::FIRST {
            return;
        }
        let (graph, lanes) = (&nodes.graph, &nodes.lanes);
        *nodes.aux = logit_checks(&lanes.mode, |i| graph.out_neighbors(i as u32), |i| lanes.propensities[i]);
    }

    fn stats(lanes: &Lanes, _: &Network, aux: &[f64; 3]) -> Vec<StatValue> {
        let modes = &lanes.mode;
        let count = |rows: std::ops::Range<usize>| {
            let mut counts = [0u64; 4];
            modes[rows].iter().for_each(|mode| counts[usize::from(mode & 3)] += 1);
            counts
        };
        let add = |a: [u64; 4], b: [u64; 4]| std::array::from_fn(|m| a[m] + b[m]);
        let counts = reduce_chunks(modes.len(), STATS_CHUNK, count, add, [0; 4]);
        let largest = counts.into_iter().max().unwrap_or(0) as f64 / modes.len() as f64;
        [largest, aux[1], aux[2]].map(StatValue::Scalar).to_vec()
    }
}

pub fn run(order: &Order) -> Done {
    let mut simulation = register_network_model::<Logit>()
        .setup()
        .set("num_agents", order.agents as u32)?
        .with_seed(order.seed)
        .build(None)?;
    let mut largest = Vec::new();
    let (timed, done) = order.timed(|| {
        simulation.run_sampled(order.steps as u64, 1, |stats| {
            largest.push(stats.scalar("largest"));
            ControlFlow::<()>::Continue(())
        })
    });
    let _: ControlFlow<()> = done?;
    simulation.act("measure")?;
    let stats = simulation.stats()?;
    let checks = ["largest", "same", "best"].map(|name| stats.scalar(name).unwrap_or(f64::NAN));
    assert_eq!(largest.last(), Some(&Some(checks[0])));
    order.tell("henad", &timed, &checks);
    Ok(())
}
