//! What the three peers in Rust share: the command line, sampling at the start, the checks, the row they print.

use std::time::Instant;

/// Chance that an agent of W2 reconsiders in a step.
pub const LOGIT_ACTS: f64 = 0.2;
/// Chance that an agent of W3 reconsiders in a step.
pub const REGIME_ACTS: f64 = 0.1;

/// `PROGRAM WORKLOAD N STEPS SEED`
pub struct Order {
    pub workload: String,
    pub agents: usize,
    pub steps: usize,
    pub seed: u64,
}

impl Order {
    pub fn read() -> Self {
        let words: Vec<String> = std::env::args().skip(1).collect();
        let [workload, agents, steps, seed] = &words[..] else { panic!("say: WORKLOAD N STEPS SEED") };
        Self {
            workload: workload.clone(),
            agents: agents.parse::<f64>().expect("a number of agents") as usize,
            steps: steps.parse().expect("a number of steps"),
            seed: seed.parse().expect("a seed"),
        }
    }

    /// Times `work`, which does the steps, and notes the peak of memory when they are done.
    pub fn timed<T>(&self, work: impl FnOnce() -> T) -> (Timed, T) {
        let begin = Instant::now();
        let done = work();
        (Timed { seconds: begin.elapsed().as_secs_f64(), peak_mb: peak_mb() }, done)
    }

    /// Prints the row that the table is made of.
    pub fn tell(&self, name: &str, timed: &Timed, checks: &[f64]) {
        let checks: Vec<String> = checks.iter().map(|check| format!("{check:.5}")).collect();
        let rate = (self.agents * self.steps) as f64 / timed.seconds;
        println!(
            "{name},{},{},{},{:.6},{rate:.4e},{:.0},{}",
            self.workload,
            self.agents,
            self.steps,
            timed.seconds,
            timed.peak_mb,
            checks.join(",")
        );
    }
}

pub struct Timed {
    seconds: f64,
    peak_mb: f64,
}

/// Most memory that the process has held (Linux).
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()).unwrap_or(0.0)
        / 1024.0
}

/// A number from the standard normal law, of two uniform ones in [0, 1) (Box and Muller 1958).
pub fn normal(u: f64, v: f64) -> f64 {
    (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos()
}

/// Skill at the start of W3, of a standard normal number.
pub fn skill(normal: f64) -> i64 {
    ((100.0 * (0.5 * normal).exp()).round() as i64).max(1)
}

/// Weights of the four modes in W2.
pub fn mode_weights(propensities: &[f32; 4], counts: &[u32; 4], ties: usize) -> [f32; 4] {
    std::array::from_fn(|m| (2.0 * (propensities[m] + 1.5 * counts[m] as f32 / ties as f32)).exp())
}

/// Chance of taking up peer production in W3: `net` pay in wage work, share of ties in peer production, taste.
pub fn chance_of_peer(net: i64, share: f32, taste: f32) -> f32 {
    let gap = net as f32 / 200.0 + 1.2 * (1.0 - 2.0 * share) - taste - 0.5;
    1.0 / (1.0 + (2.0 * gap).exp())
}

/// The two pools of W3 and the prices of a step.
#[derive(Clone, Copy, Default)]
pub struct Pools {
    pub firms: i64,
    pub state: i64,
}

impl Pools {
    pub fn new(agents: usize) -> Self {
        Self { firms: 1000 * agents as i64, state: 0 }
    }

    /// Wage of a unit of skill in 2^-16, and the dividend, which is taken from the state here.
    pub fn open(&mut self, labour: i64, agents: usize) -> (i64, i64) {
        let dividend = self.state / agents as i64;
        self.state -= dividend * agents as i64;
        (((self.firms / 4) << 16) / labour.max(1), dividend)
    }
}

/// What somebody of a skill would be paid, and the tax on it.
pub fn pay(skill: i64, wage: i64) -> (i64, i64) {
    let gross = (skill * wage) >> 16;
    (gross, gross / 5)
}

pub fn gini(mut money: Vec<i64>) -> f64 {
    money.sort_unstable();
    let (n, total) = (money.len() as f64, money.iter().sum::<i64>() as f64);
    let ranks = (1..).map(|rank: u64| 2.0 * rank as f64 - n - 1.0);
    money.iter().zip(ranks).map(|(x, rank)| rank * *x as f64).sum::<f64>() / (n * total)
}

/// Checks of W2: largest share, ties inside one mode, agents in the mode they like best.
pub fn logit_checks<'a>(
    modes: &[u8],
    ties: impl Fn(usize) -> &'a [u32],
    propensities: impl Fn(usize) -> [f32; 4],
) -> [f64; 3] {
    let (mut counts, mut same, mut all, mut best) = ([0usize; 4], 0, 0, 0);
    for (i, mode) in modes.iter().enumerate() {
        counts[*mode as usize] += 1;
        all += ties(i).len();
        same += ties(i).iter().filter(|j| modes[**j as usize] == *mode).count();
        let likes = propensities(i);
        let liked = (0..4).max_by(|a, b| likes[*a].total_cmp(&likes[*b]));
        best += usize::from(liked == Some(*mode as usize));
    }
    let n = modes.len() as f64;
    [counts.into_iter().max().unwrap_or(0) as f64 / n, same as f64 / all as f64, best as f64 / n]
}

/// Checks of W3: share in peer production, Gini of money, skill of peers over that of all. Stops if a credit was made or lost.
pub fn regime_checks(peers: &[bool], money: Vec<i64>, skills: &[i64], pools: Pools) -> [f64; 3] {
    let n = peers.len() as f64;
    assert_eq!(
        money.iter().sum::<i64>() + pools.firms + pools.state,
        2000 * peers.len() as i64,
        "money was kept"
    );
    let of_peers: i64 = peers.iter().zip(skills).filter(|(peer, _)| **peer).map(|(_, skill)| skill).sum();
    let share = peers.iter().filter(|peer| **peer).count() as f64 / n;
    [share, gini(money), of_peers as f64 / (share * n) / (skills.iter().sum::<i64>() as f64 / n)]
}
