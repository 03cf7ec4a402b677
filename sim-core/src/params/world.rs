//! Size and length of a run, ties between people, and what is written.

use super::table::{Kind, ParameterType, Value, choice, section};

choice! {
    /// How many people each region has.
    RegionPeople {
        /// In proportion to its measured population of 2001.
        Real = "real",
        /// The same number in each.
        Equal = "equal",
    }
}

/// How the world is cut into regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionSet {
    /// The ten regions of the data.
    Ten,
    /// Two: the three core regions together, and all others.
    CorePeriphery,
    /// One.
    One,
    /// So many regions of the data: the ten, joined or split.
    Count(u8),
    /// Those that the scenario gives, each in full.
    Own,
}

impl RegionSet {
    const WORDS: [(&'static str, Self); 4] =
        [("ten", Self::Ten), ("core-periphery", Self::CorePeriphery), ("one", Self::One), ("own", Self::Own)];
}

impl ParameterType for RegionSet {
    const KIND: Kind = Kind::ChoiceOrInteger(&["ten", "core-periphery", "one", "own"]);

    fn write(&self) -> Value {
        if let Self::Count(n) = self {
            return Value::Integer(i64::from(*n));
        }
        let word = Self::WORDS.iter().find(|(_, set)| set == self).map_or("ten", |(word, _)| *word);
        Value::Text(word.into())
    }

    fn read(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value {
            return Self::WORDS.iter().find(|(word, _)| word == text).map(|(_, set)| *set);
        }
        let n = u64::read(value).and_then(|n| u8::try_from(n).ok())?;
        (1..=MOST_MEASURED).contains(&n).then_some(Self::Count(n))
    }
}

/// Most regions that the data have.
pub const MOST_MEASURED: u8 = 12;

section! {
    /// Size and length of a run.
    World = "world", Run {
        /// People in the world; each is a head of population, all of them in the labour force.
        people: u64 = 20_000, (10.0, 4_000_000_000.0), "people", Fixed, "A size at which noise near take-off is small (../decisions/0002-values.md)";
        /// Months simulated after burn-in. Rates and tables leave burn-in out.
        months: u64 = 600, (1.0, 12_000.0), "months", Fixed, "Fifty years from 2001";
        /// Months before month 0 in which modes, regimes, technology, knowledge and lock-in are held while firms, prices, wages, taste and belief settle.
        burn_in: u64 = 96, (0.0, 12_000.0), "months", Fixed, "PROTOTYPE: without it the first years are a transient";
        /// Seed of all draws.
        seed: u64 = 1, (0.0, 9_007_199_254_740_992.0), "", Fixed, "Any";
        /// Independent repetitions.
        replicates: u64 = 16, (1.0, 100_000.0), "runs", Fixed, "At least 6 are needed near take-off (PROTOTYPE)";
        /// People by region: "real" as measured, or "equal" numbers.
        region_people: RegionPeople = RegionPeople::Real, (0.0, 0.0), "", Fixed, "Penn World Table 10.x, 2001";
        /// Which regions there are: those of the data, by name or by number, or "own": those that the scenario gives as `[[region]]`.
        regions: RegionSet = RegionSet::Ten, (1.0, MOST_MEASURED as f64), "", Fixed, "Penn World Table 10.x, 2001";
        /// People in a block, the community of near ties and local practice.
        block_people: u64 = 150, (10.0, 1_000.0), "people", Uncertain(100.0, 230.0), "Dunbar (1992); the interview says 120";
        /// How taste, belief and commons time of each person are kept.
        shares: ShareWidth = ShareWidth::Wide, (0.0, 0.0), "", Fixed, "Ours";
        /// Chance a month that a person is followed by a newborn in the same place.
        rebirth: f64 = 1.0 / 540.0, (0.0, 0.1), "1/month", Uncertain(1.0 / 720.0, 1.0 / 420.0), "45 working years";
    }
}

choice! {
    /// How a share of a person is kept.
    ShareWidth {
        /// In 32 bits.
        Wide = "wide",
        /// In 16 bits, rounded by chance so that the mean stays: for worlds of so many people that memory decides.
        Narrow = "narrow",
    }
}

choice! {
    /// Who sees whom.
    TiesKind {
        /// A share of ties goes anywhere in the world, the rest inside the block; computed from a hash, no memory.
        Blocks = "blocks",
        /// As blocks, but drawn for people who stand side by side: they see people who stand side by side, in their block or another;
        /// computed from a hash, no memory, and read in the order in which people stand.
        LinkedBlocks = "linked-blocks",
        /// Fixed, directed, uniformly random, with replacement; computed from a hash, no memory.
        Random = "random",
        /// Everybody sees the true shares (mean field).
        All = "all",
        /// Read from a CSV file with columns `from,to`.
        File = "file",
    }
}

section! {
    /// The network through which people see each other.
    Ties = "ties", Run {
        /// Kind of network: part of the scenario's identity.
        kind: TiesKind = TiesKind::Blocks, (0.0, 0.0), "", Fixed, "Ours";
        /// Ties of a person (for "blocks", "linked-blocks" and "random").
        degree: u64 = 8, (1.0, 64.0), "ties", Uncertain(4.0, 32.0), "Ours";
        /// People who stand side by side in a block and see others who do (for "linked-blocks"): more read quicker, and have fewer far links.
        together: u64 = 64, (1.0, 1_000.0), "people", Fixed, "Ours";
        /// Edge list for kind "file": CSV with columns from,to, people numbered from 0. Relative to the scenario file.
        file: String = String::new(), (0.0, 0.0), "", Fixed, "The user's";
    }
}

choice! {
    /// How often something is written.
    Rhythm {
        /// Never.
        None = "none",
        /// Every twelfth month.
        Year = "year",
        /// Every month.
        Month = "month",
    }
}

impl Rhythm {
    /// Whether a month is written.
    #[must_use]
    pub fn falls_on(self, month: i64) -> bool {
        match self {
            Self::None => false,
            Self::Year => month % 12 == 0,
            Self::Month => true,
        }
    }
}

section! {
    /// What is written. Nothing here changes what happens in the world.
    Output = "output", Run {
        /// How often series.csv has rows for single regions (the world is written each month).
        regions: Rhythm = Rhythm::Year, (0.0, 0.0), "", Fixed, "PRODUCT section 4";
        /// How often month_flows.csv has rows: "year" writes sums over twelve months.
        flows: Rhythm = Rhythm::Year, (0.0, 0.0), "", Fixed, "PRODUCT section 4";
        /// How often accounts.csv has rows: who gives and who gets, by regime and mode, in the month.
        accounts: Rhythm = Rhythm::Year, (0.0, 0.0), "", Fixed, "Ours";
        /// Write contributions.csv: who gave how much to sampled projects.
        contributions: bool = false, (0.0, 0.0), "", Fixed, "PRODUCT section 4";
        /// How often organisations.csv has rows: each firm, project and platform.
        organisations: Rhythm = Rhythm::None, (0.0, 0.0), "", Fixed, "PRODUCT section 4";
        /// How often people.parquet has rows: one for each person of the panel.
        people: Rhythm = Rhythm::None, (0.0, 0.0), "", Fixed, "PRODUCT section 4";
        /// People in the panel of each world: places at equal distances, all people when there are no more.
        panel: u64 = 1000, (1.0, 1e10), "people", Fixed, "Ours";
        /// Write each table of the run as Parquet too.
        parquet: bool = false, (0.0, 0.0), "", Fixed, "PRODUCT section 4";
        /// Draw the figures.
        figures: bool = true, (0.0, 0.0), "", Fixed, "PRODUCT section 5";
    }
}
