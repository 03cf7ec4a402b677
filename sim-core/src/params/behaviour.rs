//! What people weigh when they choose a mode and a regime, and what forms them.

use super::table::section;

section! {
    /// Relational modes: imitation and fit (M1).
    Modes = "modes", Region {
        /// Decisiveness of the choice of mode: inverse scale of the unobserved part of utility.
        beta: f64 = 1.0, (0.0, 50.0), "1/nat", Uncertain(0.5, 2.0), "Sets the unit of utility (McFadden 1974)";
        /// Weight of the share of ties seen in a mode (J).
        imitation: f64 = 1.5, (0.0, 50.0), "nat", Uncertain(0.5, 2.5), "PROTOTYPE section 3; Brock and Durlauf (2001) for the form";
        /// Chance a month that a person reconsiders the mode.
        reconsider: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.02, 0.1), "PROTOTYPE section 3";
        /// Spread of personal dispositions; kept in steps of 1/32 of it, cut at 4.
        disposition_sd: f64 = 0.3, (0.0, 10.0), "nat", Uncertain(0.1, 0.6), "Ours";
        /// Shares of communal, authority, equality, market at the start.
        initial: [f64; 4] = [0.15, 0.35, 0.15, 0.35], (0.0, 1.0), "share", Uncertain(0.0, 0.5), "No data: range plus or minus 0.15";
        /// Utility of staying in one's mode.
        habit: f64 = 1.0, (0.0, 20.0), "nat", Uncertain(0.5, 2.0), "PROTOTYPE section 1";
        /// Weight of what a mode's way to divide would have paid, in logarithms (α_g).
        gain: f64 = 0.5, (0.0, 20.0), "nat", Uncertain(0.0, 1.5), "Ours";
        /// Floor of pay in that logarithm, as a share of the regional wage (ε).
        gain_floor: f64 = 0.01, (0.0001, 1.0), "share of wage", Fixed, "Keeps the logarithm finite";
        /// Weight of the fit between regime and mode.
        fit: f64 = 1.0, (0.0, 20.0), "nat", Uncertain(0.3, 1.5), "Ours; 0 tests that nothing is assumed";
        /// Solve the mean dispositions at the end of burn-in so that the initial shares are the mean of the logit.
        anchored: bool = true, (0.0, 0.0), "", Fixed, "So that month 0 is no transient";
    }
}

section! {
    /// Choice among regimes (M2).
    Regimes = "regimes", Region {
        /// Decisiveness of the choice of regime.
        beta: f64 = 1.0, (0.0, 50.0), "1/nat", Uncertain(0.5, 2.0), "Sets the unit of utility (McFadden 1974)";
        /// Weight of the share of ties seen in a regime (J_ρ). Beyond βJ = 2 corners appear.
        imitation: f64 = 1.5, (0.0, 50.0), "nat", Uncertain(0.5, 2.0), "PROTOTYPE section 3";
        /// Chance a month that a person reconsiders the regime.
        reconsider: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.02, 0.1), "PROTOTYPE section 3; gradual, or unemployment swings";
        /// Shares of capital, crowdsourcing, sharing, peer at the start, among people with access; all others are in capital.
        initial: [f64; 4] = [0.915, 0.005, 0.03, 0.05], (0.0, 1.0), "share", Uncertain(0.0, 1.0), "No file has the shares of 2001: the largest hidden lever (PROTOTYPE section 3)";
        /// Utility of staying in one's regime.
        habit: f64 = 1.5, (0.0, 20.0), "nat", Uncertain(1.0, 2.0), "PROTOTYPE section 3";
        /// Weight of the logarithm of certainty-equivalent income (α_y).
        income: f64 = 1.5, (0.0, 20.0), "nat", Uncertain(1.0, 2.0), "PROTOTYPE section 3";
        /// Weight of taste times time-weighted autonomy (α_a).
        autonomy: f64 = 10.0, (0.0, 50.0), "nat", Uncertain(5.0, 15.0), "PROTOTYPE section 2.5";
        /// Autonomy of work in capital, crowdsourcing, sharing and peer production is written in these four keys: here capital.
        autonomy_capital: f64 = 0.1, (0.0, 1.0), "share", Uncertain(0.0, 0.2), "Ours";
        /// Autonomy of work in crowdsourcing.
        autonomy_crowdsourcing: f64 = 0.35, (0.0, 1.0), "share", Uncertain(0.25, 0.45), "Ours";
        /// Autonomy of work in sharing.
        autonomy_sharing: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.4, 0.6), "Ours";
        /// Autonomy of work in peer production.
        autonomy_peer: f64 = 0.9, (0.0, 1.0), "share", Uncertain(0.8, 1.0), "Ours";
        /// Weight of belief that peer production is possible, in the utility of peer production.
        belief: f64 = 2.0, (0.0, 20.0), "nat", Uncertain(0.5, 3.5), "PROTOTYPE section 3";
        /// Loss of utility of sharing when a tenth of the region's people share: attention is rival.
        crowding: f64 = 1.0, (0.0, 20.0), "nat per 0.1", Uncertain(0.5, 2.0), "PROTOTYPE section 2.6";
        /// Loss of utility of leaving a platform at full lock-in.
        lock_in: f64 = 0.5, (0.0, 20.0), "nat", Uncertain(0.0, 2.0), "Ours";
        /// Weight of the fit between regime and mode.
        fit: f64 = 0.5, (0.0, 20.0), "nat", Uncertain(0.15, 0.75), "Ours; 0 tests that nothing is assumed";
        /// Least income in the logarithm, as a share of the cost of subsistence.
        income_floor: f64 = 0.3, (0.01, 1.0), "share of subsistence", Fixed, "Keeps the logarithm finite";
        /// Solve the intercepts at the end of burn-in so that the initial shares are the mean of the logit.
        anchored: bool = true, (0.0, 0.0), "", Fixed, "So that month 0 is no transient";
    }
}

section! {
    /// How well a mode fits the work of a regime: shared by M1 and M2, each with its own weight. All other pairs are 0.
    Fit = "fit", World {
        /// Authority in capital.
        capital_authority: f64 = 0.5, (-5.0, 5.0), "1", Uncertain(0.0, 1.0), "The interview: firms are hierarchies";
        /// Market pricing in capital.
        capital_market: f64 = 0.5, (-5.0, 5.0), "1", Uncertain(0.0, 1.0), "The interview: firms sell";
        /// Market pricing in crowdsourcing.
        crowdsourcing_market: f64 = 0.5, (-5.0, 5.0), "1", Uncertain(0.0, 1.0), "The interview: motivated by their own financial gain";
        /// Equality matching in sharing.
        sharing_equality: f64 = 0.5, (-5.0, 5.0), "1", Uncertain(0.0, 1.0), "Ours: gifts and returns between users";
        /// Communal sharing in peer production.
        peer_communal: f64 = 0.5, (-5.0, 5.0), "1", Uncertain(0.0, 1.0), "The interview: communal shareholding";
    }
}

impl Fit {
    /// Fit of each mode with a regime, before its weight, nats.
    #[must_use]
    pub fn of(&self, regime: u8) -> [f32; 4] {
        match regime {
            0 => [0.0, self.capital_authority as f32, 0.0, self.capital_market as f32],
            1 => [0.0, 0.0, 0.0, self.crowdsourcing_market as f32],
            2 => [0.0, 0.0, self.sharing_equality as f32, 0.0],
            3 => [self.peer_communal as f32, 0.0, 0.0, 0.0],
            _ => [0.0; 4],
        }
    }
}

impl Fit {
    /// How strongly the four main regimes and modes pull on each other around the evenly mixed state: the largest singular value of
    /// the table with the means of rows and columns taken out, by power iteration.
    #[must_use]
    pub fn strength(&self) -> f64 {
        let table: [[f64; 4]; 4] = std::array::from_fn(|rho| self.of(rho as u8).map(f64::from));
        let row = |i: usize| table[i].iter().sum::<f64>() / 4.0;
        let column = |j: usize| table.iter().map(|r| r[j]).sum::<f64>() / 4.0;
        let all: f64 = (0..4).map(row).sum::<f64>() / 4.0;
        let centred = |i: usize, j: usize| table[i][j] - row(i) - column(j) + all;
        let mut v = [1.0, 0.5, -0.25, -0.7];
        let mut size = 0.0;
        for _ in 0..200 {
            let u: [f64; 4] = std::array::from_fn(|i| (0..4).map(|j| centred(i, j) * v[j]).sum());
            let w: [f64; 4] = std::array::from_fn(|j| (0..4).map(|i| centred(i, j) * u[i]).sum());
            size = w.iter().map(|x| x * x).sum::<f64>().sqrt();
            if size == 0.0 {
                break;
            }
            v = w.map(|x| x / size);
        }
        size.sqrt()
    }
}

section! {
    /// What size costs a group, and what federating into working groups costs (M3).
    Dunbar = "dunbar", World {
        /// People among whom communal relations hold (D).
        number: f64 = 150.0, (10.0, 1000.0), "people", Uncertain(100.0, 230.0), "Dunbar (1992); the interview says 120";
        /// Span of control: people one level of authority adds.
        span: f64 = 7.0, (1.0, 100.0), "people", Uncertain(4.0, 12.0), "Ours, after the management literature (memory)";
        /// Cost of authority: nats for each unit of ln(1 + n/span). The cost of communal sharing is tied to it so that both meet at D.
        authority: f64 = 0.1, (0.0, 10.0), "nat", Uncertain(0.05, 0.5), "Uncertain";
        /// Cost of market pricing over that of authority.
        market_ratio: f64 = 1.2, (0.0, 10.0), "1", Uncertain(1.0, 3.0), "A choice: nothing measured sets its level";
        /// Cost of equality matching over that of communal sharing, at D.
        equality_ratio: f64 = 1.2, (0.0, 10.0), "1", Uncertain(1.0, 3.0), "Uncertain";
        /// Cost of federating working groups (c_fed) over that of communal sharing at D: nats for each unit of ln(n/n_g) without coordination technology.
        federation: f64 = 2.0, (0.0, 50.0), "1", Uncertain(0.5, 3.0), "MODEL section 2; PROTOTYPE section 2.8";
        /// Chance a month that a member of a project reconsiders its working group.
        regroup: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.02, 0.2), "Ours: as often as a mode";
        /// Fall of the cost of communal sharing at full coordination technology.
        relief_communal: f64 = 0.0, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain (MODEL section 2)";
        /// Fall of the cost of authority at full coordination technology.
        relief_authority: f64 = 0.0, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain (MODEL section 2)";
        /// Fall of the cost of equality matching at full coordination technology.
        relief_equality: f64 = 0.0, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain (MODEL section 2)";
        /// Fall of the cost of market pricing at full coordination technology.
        relief_market: f64 = 0.0, (0.0, 1.0), "share", Uncertain(0.0, 0.5), "Uncertain (MODEL section 2)";
    }
}

section! {
    /// Coordination technology and access (M4).
    Technology = "technology", Region {
        /// Coordination technology taken up unprompted (p).
        innovation: f64 = 0.004 / 12.0, (0.0, 0.1), "1/month", Uncertain(0.002 / 12.0, 0.01 / 12.0), "PROTOTYPE section 3; of the order of Sultan, Farley and Lehmann (1990)";
        /// Coordination technology taken up from others (q).
        contagion: f64 = 0.30 / 12.0, (0.0, 0.5), "1/month", Uncertain(0.15 / 12.0, 0.4 / 12.0), "PROTOTYPE section 3; as above";
        /// Share of networks that is out of order: a shock to infrastructure.
        outage: f64 = 0.0, (0.0, 1.0), "share", Fixed, "A shock; 0 in calm times";
        /// Share of the possible that coordination technology ends at (ceiling of κ).
        ceiling: f64 = 0.8, (0.0, 1.0), "share", Uncertain(0.4, 0.95), "PROTOTYPE section 3: first lever of the map of outcomes";
        /// Coordination technology at the start, as a share of access.
        initial: f64 = 0.3, (0.0, 1.0), "share of access", Uncertain(0.1, 0.5), "Ours";
        /// Floor of coordination technology from face-to-face practice.
        floor: f64 = 0.005, (0.0, 1.0), "share", Uncertain(0.0, 0.02), "The interview: farmers' learning circles without the internet";
        /// Share of ties that go anywhere in the world without coordination technology.
        far_ties: f64 = 0.1, (0.0, 1.0), "share", Uncertain(0.02, 0.2), "Ours";
        /// Rise of that share from no to full coordination technology.
        far_ties_slope: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.2, 0.8), "Ours";
        /// Coordination technology at which 63 % of people find a fitting project.
        fitting: f64 = 0.3, (0.001, 10.0), "share", Uncertain(0.15, 0.6), "PROTOTYPE section 2.5";
        /// Exponent of access in the use of open knowledge (ξ): below 1 first access gains most.
        access_exponent: f64 = 0.7, (0.1, 3.0), "1", Uncertain(0.4, 1.3), "Uncertain on both sides of 1 (T30)";
    }
}

section! {
    /// The imaginary: belief that peer production is possible (M5).
    Imaginary = "imaginary", Region {
        /// Share of people who hold to their own belief whatever they see.
        minority: f64 = 0.05, (0.0, 1.0), "share", Uncertain(0.02, 0.1), "PROTOTYPE section 3; the interview: at least a minority";
        /// Belief of that minority.
        minority_belief: f64 = 0.8, (0.0, 1.0), "share", Uncertain(0.5, 1.0), "PROTOTYPE section 2.7";
        /// Own belief of all others is uniform between 0 and this.
        prior_max: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.05, 0.4), "Ours";
        /// Weight of one's own prior belief (s) of all others.
        stubbornness: f64 = 0.2, (0.0, 1.0), "share", Uncertain(0.05, 0.5), "MODEL section 4, Genesis";
        /// Weight of what is seen in a month (a).
        influence: f64 = 0.05, (0.0, 1.0), "1/month", Uncertain(0.02, 0.2), "Ours; with stubbornness s belief moves with a time constant of 1/(s + (1−s)a): 4 months at the defaults";
        /// Weight of the world's successes, times the share of far ties, in what is seen.
        success: f64 = 1.0, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "MODEL M5";
    }
}

section! {
    /// Taste for unalienated work (M6).
    Taste = "taste", Region {
        /// Mean of the personal ceilings of taste (Beta law).
        ceiling_mean: f64 = 0.25, (0.01, 0.99), "share", Uncertain(0.15, 0.4), "PROTOTYPE section 2.4";
        /// Concentration of the ceilings' Beta law (a + b).
        ceiling_concentration: f64 = 6.0, (1.0, 100.0), "1", Uncertain(3.0, 12.0), "PROTOTYPE section 2.4";
        /// Taste without any experience, as a share of the ceiling.
        floor: f64 = 0.3, (0.0, 1.0), "share", Uncertain(0.1, 0.5), "PROTOTYPE section 2.4";
        /// Growth of taste for each month of work in projects (γ_up).
        growth: f64 = 0.03, (0.0, 1.0), "1/month", Uncertain(0.005, 0.15), "MODEL M6";
        /// Loss of taste back to its floor (γ_down).
        loss: f64 = 0.006, (0.0, 1.0), "1/month", Uncertain(0.005, 0.15), "MODEL M6; prior of growth over loss 0.1 to 10";
        /// Quality of the experience of peer production where there are no projects (`mechanisms.projects` off).
        without_projects: f64 = 0.0, (0.0, 1.0), "share", Fixed, "Ours: who has no project has no experience of one";
    }
}

section! {
    /// Commons time: hours for projects beside the main regime (M7).
    CommonsTime = "commons_time", Region {
        /// Share of jobless time that is free for commons (φ). The sign of T1 depends on it.
        jobless: f64 = 0.5, (0.0, 1.0), "share", Uncertain(0.0, 1.0), "Uncertain (MODEL M7)";
        /// Slack of everybody where there is no money (`mechanisms.firms` off): the part of a month's income that subsistence would leave.
        slack: f64 = 0.0, (0.0, 1.0), "share", Fixed, "Ours: without money nothing is earned. 0.64 is what the base wage leaves before tax, at the default of households.subsistence";
    }
}

section! {
    /// Institutional norm: what the successful do becomes a value for all (M31).
    Norm = "norm", Region {
        /// Norm that the successful would set if all of them, and nobody else, were in the communal or equality mode.
        weight: f64 = 1.0, (0.0, 20.0), "nat", Uncertain(0.0, 2.0), "No data: of the order of the fit (`modes.fit`)";
        /// Months after which half of the way to that norm is gone.
        half_life: f64 = 120.0, (1.0, 1200.0), "months", Uncertain(60.0, 240.0), "MODEL M31: 10 years";
    }
}
