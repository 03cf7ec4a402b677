//! Line 3: people reconsider their regime (M2), and divide their month (M7).
//!
//! Reads: last month's regimes, ties, taste, belief, incomes, prices. Writes: people.regime, commons, bread; and what
//! ends with a regime: employer, lock-in, project, firms.members, projects.members.

mod without_money;

use super::Context;
use super::exchange::hospitality;
use super::govern::elites;
use super::perceive::{Here, Seen, tie_shares};
use super::relate::list_acting;
use crate::engine::ahead;
use crate::engine::chunks::{self, Columns};
use crate::engine::draws::{Purpose, threshold};
use crate::ids::{MODES, NONE, REGIMES, Regime};
use crate::mechanisms::regime_choice::{self, RegimeTerms, bread_hours};
use crate::mechanisms::{commons_time, logit, sharing};
use crate::params::Params;
use crate::state::people::{get_or, open_regimes};
use crate::state::regions::ByRegion;
use crate::state::shares::Rounded;
use crate::state::{Platform, Platforms, World};
use std::mem::take;

/// Lets people reconsider their regime, then divides everybody's month.
pub fn choose(world: &mut World, ctx: &Context, seen: &Seen) {
    if ctx.held() || !ctx.params.mechanisms.regimes {
        for region in &mut world.regions {
            region.regime_moves = std::array::from_fn(|k| {
                if k % (REGIMES + 1) == 0 { region.census.regimes[k / REGIMES] } else { 0 }
            });
        }
    } else {
        reconsider(world, ctx, seen);
    }
    divide_month(world, ctx, seen);
}

/// What the worth of the regimes is made of in one region: numbers that all its people share.
pub struct Law {
    acts_below: u64,
    beta: f32,
    imitation: f32,
    habit: f32,
    income: f32,
    income_floor: f32,
    autonomy: f32,
    autonomies: [f32; REGIMES],
    belief: f32,
    lock_in: f32,
    /// Intercepts, access, fit by mode, crowding, openness: by regime, then mode.
    constants: [[f32; MODES]; REGIMES],
    dole: f32,
    /// Chance to win, by crowdsourcing platform.
    win_chance: Vec<f32>,
    /// Net pay that a peer producer may expect from projects, µcredit.
    peer_pay: f32,
    /// Expected prize by crowdsourcing platform, net of tax, µcredit.
    prizes: Vec<f32>,
    /// Expected pay by the piece, likewise.
    pieces: Vec<f32>,
    /// What sharing platforms paid a user last month, net of tax, µcredit.
    creators_pay: f32,
    largest_crowd: usize,
    /// What hospitality is worth a month to who takes part, months of working time.
    hospitality: f32,
}

/// The laws of all regions.
#[must_use]
pub fn laws(world: &World, ctx: &Context, seen: &Seen) -> Vec<Law> {
    (0..world.regions.len()).map(|r| law(world, ctx, seen, r)).collect()
}

fn law(world: &World, ctx: &Context, seen: &Seen, r: usize) -> Law {
    let (rules, on) = (&ctx.rules.regions[r], &ctx.params.mechanisms);
    let regimes = &rules.regimes;
    let money = world.has_money();
    let only_if = |on: bool, weight: f64| if on { weight as f32 } else { 0.0 };
    let net = |pay: &f64| ((1.0 - seen.here[r].tax) * pay) as f32;
    Law {
        acts_below: threshold(regimes.reconsider),
        beta: regimes.beta as f32,
        imitation: regimes.imitation as f32,
        habit: regimes.habit as f32,
        income: only_if(money, regimes.income),
        income_floor: regimes.income_floor as f32 * seen.here[r].need,
        autonomy: only_if(on.taste, regimes.autonomy),
        autonomies: [
            regimes.autonomy_capital as f32,
            regimes.autonomy_crowdsourcing as f32,
            regimes.autonomy_sharing as f32,
            regimes.autonomy_peer as f32,
            ctx.rules.world.adventure.autonomy as f32,
        ],
        hospitality: hospitality::worth(world, &ctx.rules.world.adventure) as f32,
        belief: only_if(on.imaginary, regimes.belief),
        lock_in: only_if(
            on.lock_in,
            regimes.lock_in * elites::kept_lock_in(world.regions[r].policy, &rules.elites),
        ),
        constants: constants(world, ctx, &seen.here[r], rules),
        dole: seen.here[r].dole as f32,
        win_chance: world.platforms.win_chance.iter().map(|chance| *chance as f32).collect(),
        peer_pay: net(&world.projects.expected_pay),
        prizes: world.platforms.expected_prize.iter().map(net).collect(),
        pieces: world.platforms.expected_piece.iter().map(net).collect(),
        creators_pay: net(&creators_pay(world)),
        largest_crowd: largest(&world.platforms.crowdsourcing),
    }
}

/// What sharing platforms paid a user last month, µcredit.
fn creators_pay(world: &World) -> f64 {
    let (pay, users) = world
        .platforms
        .sharing
        .iter()
        .fold((0, 0), |(pay, users), p| (pay + p.creators_pay, users + p.users));
    if users > 0 { pay as f64 / users as f64 } else { 0.0 }
}

fn largest(platforms: &[crate::state::Platform]) -> usize {
    // The first of equals, so that the answer is one.
    (0..platforms.len()).rev().max_by_key(|k| platforms[*k].users).unwrap_or(0)
}

fn constants(world: &World, ctx: &Context, here: &Here, rules: &Params) -> [[f32; MODES]; REGIMES] {
    let open = open_regimes(ctx.params);
    let limited = ctx.params.mechanisms.technology || ctx.params.regimes.anchored;
    std::array::from_fn(|rho| {
        if !open[rho] {
            return [f32::NEG_INFINITY; MODES];
        }
        let mut constant = world.regime_intercepts[rho];
        if rho != Regime::Capital as usize && limited {
            constant += here.ln_access;
        }
        if rho == Regime::Peer as usize {
            constant -= (rules.elites.repression * here.repression) as f32;
        }
        if rho == Regime::Sharing as usize {
            let elasticity = ctx.rules.world.platforms.openness_elasticity;
            constant -= rules.regimes.crowding as f32 * here.sharing / 0.1;
            let pull = |p: &Platform| sharing::pull(p.openness(), elasticity);
            constant += Platforms::mean(&world.platforms.sharing, pull) as f32;
        }
        ctx.rules.world.fit.of(rho as u8).map(|f| constant + rules.regimes.fit as f32 * f)
    })
}

/// Worth of each regime to a person, nats.
#[must_use]
pub fn worth(world: &World, law: &Law, here: &Here, seen: &Seen, i: usize) -> [f32; REGIMES] {
    let people = &world.people;
    let own = people.regime_of(i) as usize;
    let ties = tie_shares(&world.ties, i, here.far, &people.regime, seen.regimes);
    let (incomes, bread) = prospects(world, law, here, i);
    let taste = law.autonomy * people.taste.at(i, 0.0);
    let mode = people.mode[i] as usize;
    std::array::from_fn(|rho| {
        let sold = if rho == Regime::Capital as usize { 0.0 } else { bread[rho] };
        let mut terms = RegimeTerms {
            constant: law.constants[rho][mode],
            income: law.income * incomes[rho],
            autonomy: taste
                * regime_choice::autonomy(sold, here.fitting, law.autonomies[rho], law.autonomies[0]),
            imitation: law.imitation * ties[rho],
            habit: if rho == own { law.habit } else { 0.0 },
        };
        if rho == Regime::Peer as usize {
            terms.constant += law.belief * people.belief.at(i, 0.0);
        }
        if rho != own && (own == Regime::Crowdsourcing as usize || own == Regime::Sharing as usize) {
            terms.constant -= law.lock_in * get_or(&people.lock_in, i, 0.0);
        }
        terms.utility()
    })
}

/// ln of certainty-equivalent income and bread hours in each regime.
fn prospects(world: &World, law: &Law, here: &Here, i: usize) -> ([f32; REGIMES], [f32; REGIMES]) {
    if law.income == 0.0 && law.autonomy == 0.0 || !world.has_money() {
        return ([0.0; REGIMES], [0.0; REGIMES]);
    }
    let people = &world.people;
    let net_wage = here.net_wage * people.skill[i];
    let commons = people.commons.at(i, 0.0);
    let platform = if people.regime_of(i) == Regime::Crowdsourcing as u8 && people.employer[i] != NONE {
        people.employer[i] as usize
    } else {
        law.largest_crowd
    };
    let prize = law.prizes.get(platform).copied().unwrap_or(0.0);
    let piece = law.pieces.get(platform).copied().unwrap_or(0.0);
    let win_chance = law.win_chance.get(platform).copied().unwrap_or(0.0);
    let crowd_bread = bread_hours(here.need, piece + win_chance * prize, net_wage, 1.0);
    let sharing_bread = bread_hours(here.need, law.creators_pay, net_wage, 1.0);
    let peer_bread = bread_hours(here.need_beside(here.peers_kind), law.peer_pay, net_wage, 1.0);
    let worked = (net_wage * (1.0 - commons)).max(law.income_floor);
    let jobless = (law.dole * net_wage * (1.0 - commons)).max(law.income_floor);
    let u = here.unemployment;
    let capital = (1.0 - u) * crate::engine::num::ln32(worked) + u * crate::engine::num::ln32(jobless);
    let lottery =
        |chance, sure, prize| regime_choice::log_certainty_equivalent(chance, sure, prize, law.income_floor);
    let crowd = lottery(win_chance, net_wage * crowd_bread + piece, prize);
    let sharing = lottery(0.0, net_wage * sharing_bread + law.creators_pay, 0.0);
    let peer = lottery(0.0, net_wage * peer_bread + law.peer_pay, 0.0);
    // What guests are given need not be bought; it is no money, so that bread is earned as without it.
    let own_bread = bread_hours(here.need, 0.0, net_wage, 1.0);
    let adventure = lottery(0.0, net_wage * own_bread + here.net_wage * law.hospitality, 0.0);
    ([capital, crowd, sharing, peer, adventure], [0.0, crowd_bread, sharing_bread, peer_bread, own_bread])
}

/// So many people ahead their ties are asked for: until then memory has answered.
const AHEAD: usize = 8;

fn reconsider(world: &mut World, ctx: &Context, seen: &Seen) {
    let mut next = take(&mut world.people.regime_next);
    let laws = laws(world, ctx, seen);
    let words = ctx.stream(Purpose::RegimeChoice);
    let w = &*world;
    let (moves, movers) = chunks::run(next.as_mut_slice(), &|first, next| {
        let n = next.len();
        next.copy_from_slice(&w.people.regime[first..first + n]);
        let mut drawn = [0; chunks::CHUNK];
        words.fill(first, &mut drawn[..n]);
        let mut moves = ByRegion(vec![[0i64; REGIMES * REGIMES]; laws.len()]);
        let mut movers: Vec<(u32, u8)> = Vec::new();
        let mut acting = [0u16; chunks::CHUNK];
        for (r, rows) in w.blocks.runs(first, n) {
            let law = &laws[r];
            let count = list_acting(law.acts_below, rows.start, &drawn[rows], &mut acting);
            for (l, k) in acting[..count].iter().enumerate() {
                if let Some(soon) = acting[..count].get(l + AHEAD) {
                    fetch_ties(w, first + usize::from(*soon), seen.here[r].far);
                }
                let k = usize::from(*k);
                let u = ((drawn[k] as f32 + 0.5) / law.acts_below as f32).min(0.999_999_94);
                let to = logit::choose(law.beta, worth(w, law, &seen.here[r], seen, first + k), u);
                moves.0[r][REGIMES * next[k] as usize + to as usize] += 1;
                if to != next[k] {
                    movers.push(((first + k) as u32, next[k]));
                    next[k] = to;
                }
            }
        }
        (moves, movers)
    });
    world.people.regime_next = std::mem::replace(&mut world.people.regime, next);
    movers.into_iter().for_each(|(person, from)| end(world, person as usize, from));
    for (region, moves) in world.regions.iter_mut().zip(moves.0) {
        region.regime_moves = moves;
        for rho in 0..REGIMES {
            let acted: i64 = moves[REGIMES * rho..][..REGIMES].iter().sum();
            region.regime_moves[(REGIMES + 1) * rho] += region.census.regimes[rho] - acted;
        }
    }
}

/// Asks for the regimes of somebody's ties, in very large worlds of linked blocks.
fn fetch_ties(world: &World, person: usize, far: u32) {
    if world.people.count >= ahead::LARGE && world.ties.see_side_by_side() {
        world.ties.each(person as u32, far, |to| ahead::fetch(&world.people.regime, to as usize));
    }
}

/// Ends what went with the regime that a person leaves.
fn end(world: &mut World, i: usize, from: u8) {
    leave_employer(world, i, from);
    if let Some(pay) = world.people.regime_pay.get_mut(i) {
        *pay = 0.0;
    }
    // A project is kept as the affiliation of commons time; who then has none leaves it in `gather`.
}

/// Ends a job or an account.
pub fn leave_employer(world: &mut World, i: usize, regime: u8) {
    let people = &mut world.people;
    let Some(employer) = people.employer.get_mut(i) else { return };
    let firm = std::mem::replace(employer, NONE);
    if let Some(lock_in) = people.lock_in.get_mut(i) {
        *lock_in = 0.0;
    }
    if regime == Regime::Capital as u8 && firm != NONE && !world.firms.members.is_empty() {
        world.firms.members.add(4 * firm as usize + people.mode[i] as usize, -1);
    }
}

/// Commons time and bread hours of everybody.
fn divide_month(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.people.commons.is_empty() && world.people.bread.is_empty() {
        return;
    }
    if world.people.bread.is_empty() && world.people.income.is_empty() {
        return without_money::divide_month(world, ctx, seen);
    }
    let mut commons = take(&mut world.people.commons);
    let mut bread = take(&mut world.people.bread);
    let w = &*world;
    let columns = (commons.pieces(ctx.rounding(Rounded::Commons)), bread.as_mut_slice());
    chunks::run(columns, &|first, (mut commons, bread)| {
        let rows = commons.rows().max(bread.len());
        for (r, rows) in w.blocks.runs(first, rows) {
            let (here, free) = (&seen.here[r], ctx.rules.regions[r].commons_time.jobless as f32);
            for k in rows {
                let (hours, sold) = month_of(w, here, free, first + k);
                commons.set(k, hours);
                if let Some(cell) = bread.get_mut(k) {
                    *cell = sold;
                }
            }
        }
    });
    (world.people.commons, world.people.bread) = (commons, bread);
}

/// As a person divides it in a world with money.
#[inline]
fn month_of(world: &World, here: &Here, free: f32, i: usize) -> (f32, f32) {
    let people = &world.people;
    let regime = people.regime_of(i);
    let taste = people.taste.at(i, 0.0);
    let at_home = here.need * world.blocks.provided_to(i);
    let need = (here.need_beside(get_or(&people.in_kind, i, 0.0)) - at_home).max(0.0);
    let income = people.income[i] + (i64::from(people.equity[i]) * here.dividend) as f32;
    if regime == Regime::Capital as u8 {
        let jobless = if people.employer[i] == NONE { 1.0 } else { 0.0 };
        return (commons_time::commons_time(here.fitting, taste, free, jobless, need, income, 1.0), 0.0);
    }
    let pay = get_or(&people.regime_pay, i, 0.0);
    let sold = bread_hours(need, pay, here.net_wage * people.skill[i], 1.0);
    if regime == Regime::Peer as u8 {
        // All their own time goes into the project: nothing stands beside the main regime.
        return (0.0, sold);
    }
    let jobless = (1.0 - here.bread_filled) * sold;
    (commons_time::commons_time(here.fitting, taste, free, jobless, need, income, 1.0 - sold), sold)
}
