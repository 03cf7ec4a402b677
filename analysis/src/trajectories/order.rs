//! In which order stages came, how long each was stayed in, and which moves were made between them.

/// A stay in a stage: from its first month to the month of the next stay, or the last that was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stage's code.
    pub stage: usize,
    /// Its first month.
    pub from: i64,
    /// The first month of the next stay; of the last stay, the last month observed.
    pub until: i64,
}

/// The stays of one path: months ascending, with the stage in each.
#[must_use]
pub fn stays(months: &[i64], stages: &[usize]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for (&month, &stage) in months.iter().zip(stages) {
        if let Some(last) = stays.last_mut() {
            last.until = month;
        }
        if stays.last().is_none_or(|last| last.stage != stage) {
            stays.push(Stay { stage, from: month, until: month });
        }
    }
    stays
}

/// The stages in the order in which they were first entered, each once.
#[must_use]
pub fn first_entries(stays: &[Stay]) -> Vec<(usize, i64)> {
    let mut entries: Vec<(usize, i64)> = Vec::new();
    for stay in stays {
        if entries.iter().all(|(stage, _)| *stage != stay.stage) {
            entries.push((stay.stage, stay.from));
        }
    }
    entries
}

/// Moves between stages over many paths: `moves[i][j]`, how often a stay in i was followed by one in j; and the months spent in each.
#[must_use]
pub fn moves(paths: &[Vec<Stay>], stages: usize) -> (Vec<Vec<u64>>, Vec<i64>) {
    let (mut moves, mut months) = (vec![vec![0; stages]; stages], vec![0; stages]);
    for path in paths {
        path.windows(2).for_each(|pair| moves[pair[0].stage][pair[1].stage] += 1);
        path.iter().for_each(|stay| months[stay.stage] += stay.until - stay.from);
    }
    (moves, months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_entries_and_moves_are_those_of_the_path() {
        let path = stays(&[0, 1, 2, 3, 4, 5, 6], &[0, 0, 2, 2, 0, 2, 3]);
        let stay = |stage, from, until| Stay { stage, from, until };
        assert_eq!(path, [stay(0, 0, 2), stay(2, 2, 4), stay(0, 4, 5), stay(2, 5, 6), stay(3, 6, 6)]);
        assert_eq!(first_entries(&path), [(0, 0), (2, 2), (3, 6)]);
        let (moves, months) = moves(&[path], 4);
        assert_eq!((moves[0][2], moves[2][0], moves[2][3], moves[3][0]), (2, 1, 1, 0));
        assert_eq!(months, [3, 0, 3, 0]);
        assert!(stays(&[], &[]).is_empty());
    }
}
