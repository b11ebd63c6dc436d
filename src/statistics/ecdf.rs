//! Sorted numbers become the share of them that is at most each.

/// The steps of the empirical distribution: each distinct number and the share of all that is at most that, ascending; the last share is 1.
///
/// `sorted` ascends. None of none; equal numbers make one step. Cost: one pass.
#[must_use]
pub fn ecdf(sorted: &[f64]) -> Vec<(f64, f64)> {
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for (before, value) in sorted.iter().enumerate() {
        let share = (before + 1) as f64 / sorted.len() as f64;
        match steps.last_mut() {
            Some(last) if last.0 == *value => last.1 = share,
            _ => steps.push((*value, share)),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_make_one_step() {
        assert_eq!(ecdf(&[1.0, 2.0, 2.0, 9.0]), [(1.0, 0.25), (2.0, 0.75), (9.0, 1.0)]);
        assert_eq!(ecdf(&[5.0, 5.0, 5.0]), [(5.0, 1.0)]);
        assert_eq!(ecdf(&[]), []);
    }
}
