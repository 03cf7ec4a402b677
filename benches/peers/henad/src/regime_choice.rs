//! W3: a network model; wages are paid and money is spent in the pass before the nodes' own, which choose.

use crate::shared::{Order, Pools, REGIME_ACTS, chance_of_peer, pay, regime_checks, skill};
use crate::{Done, GREY, normal};
use henad::agent_lanes;
use henad::authoring::prelude::*;
use henad::authoring::register_network_model;
use rayon::prelude::*;
use std::ops::ControlFlow;

agent_lanes! {
    pub struct Lanes {
        read Read;
        chunk Chunk;
        /// 0 wage work, 1 peer production.
        dual regime / next_regime: u8,
        plain skill: i64 = 0,
        plain taste: f32 = 0.0,
        plain money: i64 = 1000,
        /// What wage work would pay this step, after tax.
        plain offer: i64 = 0,
        plain pos_x: f32 = 0.0,
        plain pos_y: f32 = 0.0,
    }
    color = regime;
}

mod acts {
    henad::actions! {
        const MEASURE = henad::action::ActionDescriptor::new("measure", "Measure");
    }
    pub const ALL: &[henad::action::ActionDescriptor] = ACTION_SPECS;
    pub const FIRST: usize = MEASURE;
}

#[derive(Default)]
pub struct Aux {
    pools: Pools,
    /// What the action has worked out after the run.
    checks: [f64; 3],
}

pub struct RegimeChoice;

impl NetworkModel for RegimeChoice {
    const NAME: &'static str = "Regime choice";
    const ID: &'static str = "regime_choice";
    const DESCRIPTION: &'static str = "Wage work or peer production, with money that is kept.";
    const PALETTE: &'static [[u8; 4]] = &[GREY; 2];
    const EDGE_PALETTE: &'static [[u8; 4]] = &[GREY];
    const STATS: &'static [StatDescriptor] = &[
        StatDescriptor::new("share", GREY),
        StatDescriptor::new("gini", GREY),
        StatDescriptor::new("skill", GREY),
    ];
    const ACTIONS: &'static [ActionDescriptor] = acts::ALL;
    const DEFAULT_NODES: u32 = 10_000;
    const DEFAULT_EXTENT: Extent = Extent { w: 1000.0, h: 1000.0 };

    type Lanes = Lanes;
    type Params = ();
    type Aux = Aux;

    fn param_descriptors() -> Vec<ParamDescriptor> {
        Vec::new()
    }
    fn from_params(_: &[ParamValue], _: Extent) {}
    fn directed((): &()) -> bool {
        true
    }

    fn init(nodes: &mut Nodes<'_, Self>, _: Extent, _: &[ParamValue], rng: &mut u64) {
        let n = nodes.lanes.regime.len() as u32;
        nodes.aux.pools = Pools::new(n as usize);
        for i in 0..n as usize {
            nodes.lanes.skill[i] = skill(normal(rng));
            nodes.lanes.taste[i] = 0.3 * normal(rng) as f32;
            nodes.lanes.regime[i] = u8::from(next_index(rng, 10) == 0);
        }
        for i in 0..n {
            for _ in 0..8 {
                let j = next_index(rng, n - 1);
                nodes.graph.add_edge(i, j + u32::from(j >= i), 0);
            }
        }
    }

    fn run_global_pass(nodes: &mut Nodes<'_, Self>, (): &(), _: Extent, _: &mut u64, _: u64) {
        let lanes = &mut *nodes.lanes;
        let n = lanes.regime.len();
        let (regimes, skills) = (&lanes.regime, &lanes.skill);
        let work = |rows: std::ops::Range<usize>| {
            rows.map(|i| if regimes[i] == 0 { skills[i] } else { 0 }).sum::<i64>()
        };
        let labour = reduce_chunks(n, STATS_CHUNK, work, |a, b| a + b, 0);
        let pools = &mut nodes.aux.pools;
        let (wage, dividend) = pools.open(labour, n);
        let columns = (&lanes.regime, &lanes.skill, &mut lanes.money, &mut lanes.offer);
        let [paid, taxed, spent] = columns
            .into_par_iter()
            .with_min_len(Self::CHUNK)
            .map(|(regime, skill, money, offer)| {
                let (gross, tax) = pay(*skill, wage);
                *offer = gross - tax;
                let (gross, tax) = if *regime == 0 { (gross, tax) } else { (0, 0) };
                let held = *money + gross - tax + dividend;
                *money = held - held / 32;
                [gross, tax, held / 32]
            })
            .reduce(|| [0; 3], |a, b| std::array::from_fn(|k| a[k] + b[k]));
        pools.firms += spent - paid;
        pools.state += taxed;
    }

    fn run_node_pass(lanes: &mut Lanes, ctx: &NodeCtx<'_, Self>, seed: u64, tick: u64) {
        let graph = ctx.graph;
        lanes.run_pass(Self::CHUNK, seed, tick, |i, k, read, out, rng| {
            let mut regime = read.regime[i];
            if next_float(rng, 1.0) < REGIME_ACTS as f32 {
                let ties = graph.out_neighbors(i as u32);
                let peers: u32 = ties.iter().map(|j| u32::from(read.regime[*j as usize])).sum();
                let chance = chance_of_peer(out.offer[k], peers as f32 / ties.len() as f32, out.taste[k]);
                regime = u8::from(next_float(rng, 1.0) < chance);
            }
            out.regime[k] = regime;
        });
    }

    fn act(action: usize, nodes: &mut Nodes<'_, Self>, _: Extent, _: &[ParamValue], _: &mut u64) {
        if action != acts::FIRST {
            return;
        }
        let lanes = &nodes.lanes;
        let peers: Vec<bool> = lanes.regime.iter().map(|regime| *regime == 1).collect();
        nodes.aux.checks = regime_checks(&peers, lanes.money.clone(), &lanes.skill, nodes.aux.pools);
    }

    fn stats(lanes: &Lanes, _: &Network, aux: &Aux) -> Vec<StatValue> {
        let regimes = &lanes.regime;
        let count = |rows: std::ops::Range<usize>| regimes[rows].iter().map(|r| u64::from(*r)).sum::<u64>();
        let peers = reduce_chunks(regimes.len(), STATS_CHUNK, count, |a, b| a + b, 0);
        let share = peers as f64 / regimes.len() as f64;
        [share, aux.checks[1], aux.checks[2]].map(StatValue::Scalar).to_vec()
    }
}

pub fn run(order: &Order) -> Done {
    let mut simulation = register_network_model::<RegimeChoice>()
        .setup()
        .set("num_agents", order.agents as u32)?
        .with_seed(order.seed)
        .build(None)?;
    let mut shares = Vec::new();
    let (timed, done) = order.timed(|| {
        simulation.run_sampled(order.steps as u64, 1, |stats| {
            shares.push(stats.scalar("share"));
            ControlFlow::<()>::Continue(())
        })
    });
    let _: ControlFlow<()> = done?;
    simulation.act("measure")?;
    let stats = simulation.stats()?;
    let checks = ["share", "gini", "skill"].map(|name| stats.scalar(name).unwrap_or(f64::NAN));
    assert_eq!(shares.last(), Some(&Some(checks[0])));
    order.tell("henad", &timed, &checks);
    Ok(())
}
