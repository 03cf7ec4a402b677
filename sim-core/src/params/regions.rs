//! Where a region starts, and how people are dealt to regions.

use super::Params;

/// Fewest people a region may have.
pub const LEAST_PEOPLE: u64 = 10;

/// Most regions a world may have: as many as the model of record speaks of.
pub const MOST_REGIONS: usize = 12;

/// Starting point of a region.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionStart {
    /// Name in files, such as `north_america`.
    pub name: String,
    /// Whether it counts as core (owners of the world's platforms live there).
    pub core: bool,
    /// Share of the world's people. All regions' sum to 1.
    pub people_share: f64,
    /// Output per head over the world's mean, the unit of account: 1 credit a month.
    pub income: f64,
    /// Capital over yearly output, years.
    pub capital_output_ratio: f64,
    /// Depreciation of capital, 1/year.
    pub depreciation: f64,
    /// Human capital over the world's mean: mean skill.
    pub human_capital: f64,
    /// Dispersion of skill: standard deviation of its logarithm.
    pub skill_sd: f64,
    /// Share of people online at the start.
    pub access: f64,
    /// Share online that access ends at.
    pub access_ceiling: f64,
    /// Rate of the logistic spread of access, 1/year.
    pub access_rate: f64,
    /// Shares of the four modes at the start, where they differ from `modes.initial`.
    pub modes: Option<[f64; 4]>,
}

impl RegionStart {
    /// One region that stands for the whole world: mean income, ready access.
    #[must_use]
    pub fn whole_world() -> Self {
        Self {
            name: "one".into(),
            core: true,
            people_share: 1.0,
            income: 1.0,
            capital_output_ratio: 4.0,
            depreciation: 0.045,
            human_capital: 1.0,
            skill_sd: 0.54,
            access: 1.0,
            access_ceiling: 1.0,
            access_rate: 0.2,
            modes: None,
        }
    }

    /// Required real return that makes the measured capital-output ratio a rest point: α/(K/Y) − δ, 1/year.
    #[must_use]
    pub fn implied_return(&self, capital_share: f64) -> f64 {
        capital_share / self.capital_output_ratio - self.depreciation
    }
}

/// The region of each block of people, by the Sainte-Laguë sequence of the regions' shares: block b goes to
/// the region with the largest share/(2·blocks held + 1). The first blocks keep their region whatever the total.
#[must_use]
pub fn region_of_blocks(shares: &[f64], blocks: usize) -> Vec<u8> {
    let mut held = vec![0u64; shares.len()];
    (0..blocks).map(|_| next_block(shares, &mut held) as u8).collect()
}

/// The region that the next block goes to.
fn next_block(shares: &[f64], held: &mut [u64]) -> usize {
    let mut best = 0;
    for r in 1..shares.len() {
        // Cross-multiplied so that ties go to the lower number on every machine.
        if shares[r] * (2 * held[best] + 1) as f64 > shares[best] * (2 * held[r] + 1) as f64 {
            best = r;
        }
    }
    held[best] += 1;
    best
}

/// People in each region.
#[must_use]
pub fn people_by_region(params: &Params) -> Vec<u64> {
    let shares: Vec<f64> = params.regions.iter().map(|r| r.people_share).collect();
    let (people, block) = (params.world.people, params.world.block_people);
    let blocks = people.div_ceil(block);
    // Of n regions none is short of its part by more than (n + 1)/2 blocks. From twice that below on, the sequence is followed: it
    // takes the largest of what is left, in whatever order the rest was taken.
    let (all, fewer) = (shares.iter().sum::<f64>(), shares.len() as u64 + 1);
    let mut held: Vec<u64> =
        shares.iter().map(|share| ((share / all * blocks as f64) as u64).saturating_sub(fewer)).collect();
    let mut last = 0;
    for _ in held.iter().sum::<u64>()..blocks {
        last = next_block(&shares, &mut held);
    }
    let mut counts: Vec<u64> = held.iter().map(|blocks| blocks * block).collect();
    counts[last] -= blocks * block - people;
    counts
}

/// Fewest people in all with which each region has at least [`LEAST_PEOPLE`].
#[must_use]
pub fn least_people(params: &Params) -> u64 {
    let shares: Vec<f64> = params.regions.iter().map(|r| r.people_share).collect();
    let block = params.world.block_people;
    let smallest = shares.iter().copied().fold(f64::INFINITY, f64::min).max(1e-6);
    let blocks = region_of_blocks(&shares, (2.0 * shares.len() as f64 / smallest) as usize + 1);
    let mut missing = vec![true; shares.len()];
    for (b, r) in blocks.iter().enumerate() {
        missing[*r as usize] = false;
        if missing.iter().all(|m| !m) {
            return b as u64 * block + LEAST_PEOPLE.min(block);
        }
    }
    blocks.len() as u64 * block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_blocks_keep_their_region_when_the_world_grows() {
        let shares = [0.5, 0.3, 0.2];
        let small = region_of_blocks(&shares, 40);
        assert_eq!(small[..], region_of_blocks(&shares, 4000)[..40]);
        let share = small.iter().filter(|r| **r == 0).count();
        assert_eq!(share, 20);
    }

    #[test]
    fn people_are_those_of_the_blocks() {
        let (alike, tiny) = ([1.0 / 12.0; 12], [0.999_998, 1e-6, 1e-6]);
        for shares in [&[1.0][..], &alike, &tiny, &[0.31, 0.05, 0.31, 0.002, 0.168, 0.16]] {
            let regions = vec![RegionStart::whole_world(); shares.len()];
            let mut params = Params { regions, ..Params::default() };
            params.regions.iter_mut().zip(shares).for_each(|(region, share)| region.people_share = *share);
            let block = params.world.block_people;
            for (blocks, missing) in (1..200).chain([4999, 5000, 5001]).flat_map(|n| [(n, 0), (n, 7)]) {
                params.world.people = blocks * block - missing;
                let mut counts = vec![0; shares.len()];
                for (b, r) in region_of_blocks(shares, blocks as usize).into_iter().enumerate() {
                    counts[usize::from(r)] += block.min(params.world.people - b as u64 * block);
                }
                assert_eq!(people_by_region(&params), counts, "{shares:?}, {blocks}");
            }
        }
    }

    #[test]
    fn the_least_total_gives_every_region_ten_people() {
        let mut params = Params { regions: vec![RegionStart::whole_world(); 3], ..Params::default() };
        for (region, share) in params.regions.iter_mut().zip([0.7, 0.25, 0.05]) {
            region.people_share = share;
        }
        params.world.people = least_people(&params);
        assert!(people_by_region(&params).iter().all(|n| *n >= LEAST_PEOPLE));
        params.world.people -= 1;
        assert!(people_by_region(&params).iter().any(|n| *n < LEAST_PEOPLE));
    }
}
