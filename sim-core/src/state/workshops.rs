//! Workshops: the tools and stocks of projects that make things (M14).

use crate::engine::sums::Tallies;
use crate::ids::NONE;

/// What a project that makes things works with. Goods and capital in goods, money in µcredit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workshop {
    /// Its project; NONE when the place is free.
    pub project: u32,
    /// Where it stands: the founder's region.
    pub region: u8,
    /// Capital beside what members bring.
    pub tools: f64,
    /// Capital it works with, members' own tools included.
    pub capital: f64,
    /// Labour of the month, skill-months.
    pub labour: f64,
    /// Goods made in the month.
    pub made: f64,
    /// Of them, shared among members.
    pub shared: f64,
    /// Goods for sale.
    pub inventory: f64,
    /// Sales it expects, a month.
    pub expected: f64,
    /// Capital goods ordered for next month.
    pub order: i64,
    /// Capital goods delivered.
    pub delivered: f64,
}

/// All workshops.
#[derive(Clone, Debug, Default)]
pub struct Workshops {
    /// Rows; free ones are used again.
    pub rows: Vec<Workshop>,
    /// Members' skill × hours of the month, in 2^-20 skill-months.
    pub input: Tallies,
    /// What workshops that closed this month left, by region: tools and goods.
    pub left: Vec<[f64; 2]>,
    /// Free rows, lowest last.
    free: Vec<u32>,
}

impl Workshops {
    /// None yet, in so many regions.
    #[must_use]
    pub fn none(regions: usize) -> Self {
        Self { left: vec![[0.0; 2]; regions], ..Self::default() }
    }

    /// Opens one for a project; gives its row.
    pub fn open(&mut self, project: u32, region: usize) -> u32 {
        let row = self.free.pop().unwrap_or_else(|| {
            self.rows.push(Workshop::default());
            (self.rows.len() - 1) as u32
        });
        self.rows[row as usize] = Workshop { project, region: region as u8, ..Workshop::default() };
        row
    }

    /// Closes one; its tools and goods are left to the others of its region.
    pub fn close(&mut self, row: u32) {
        let workshop = std::mem::take(&mut self.rows[row as usize]);
        let left = &mut self.left[usize::from(workshop.region)];
        left[0] += workshop.tools;
        left[1] += workshop.inventory;
        self.rows[row as usize].project = NONE;
        self.free.push(row);
    }

    /// Free rows: the last one is taken next.
    #[must_use]
    pub fn free_slots(&self) -> &[u32] {
        &self.free
    }

    /// Rows in use.
    pub fn living(&self) -> impl Iterator<Item = &Workshop> {
        self.rows.iter().filter(|row| row.project != NONE)
    }

    /// Rows in use of a region, with their numbers.
    pub fn of_region(&self, region: usize) -> impl Iterator<Item = (usize, &Workshop)> {
        let here = move |row: &Workshop| row.project != NONE && usize::from(row.region) == region;
        self.rows.iter().enumerate().filter(move |(_, row)| here(row))
    }

    /// What those that closed have left goes in equal parts to the others of the region; lost where there is none.
    pub fn hand_on(&mut self) {
        for r in 0..self.left.len() {
            let [tools, goods] = std::mem::take(&mut self.left[r]);
            if tools > 0.0 || goods > 0.0 {
                let heirs = self.of_region(r).count() as f64;
                for row in self.rows.iter_mut().filter(|w| w.project != NONE && usize::from(w.region) == r) {
                    row.tools += tools / heirs;
                    row.inventory += goods / heirs;
                }
            }
        }
    }

    /// Makes room to tally the month's labour.
    pub fn clear_input(&mut self) {
        if self.input.len() < self.rows.len() {
            self.input = Tallies::zeros(self.rows.len().next_power_of_two());
        }
        self.input.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_workshop_leaves_goes_to_the_others_of_its_region() {
        let mut all = Workshops::none(2);
        let rows: Vec<u32> = [(7, 0), (8, 0), (9, 1)].map(|(p, r)| all.open(p, r)).to_vec();
        all.rows[0].tools = 6.0;
        all.rows[0].inventory = 2.0;
        all.close(rows[0]);
        all.hand_on();
        assert_eq!((all.rows[1].tools, all.rows[1].inventory, all.rows[2].tools), (6.0, 2.0, 0.0));
        assert_eq!(all.living().count(), 2);
        assert_eq!(all.open(5, 1), rows[0]);
    }
}
