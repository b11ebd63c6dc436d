//! Places along a line become distances from it, so that dots at the same place are seen side by side.

/// To which sides of their line dots may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sides {
    /// To either, the nearest first.
    Both,
    /// To one only: they pile up.
    One,
}

/// How far each dot stands from the line, in the order of `places`, which ascend or descend; never farther than `room`.
///
/// Where more dots meet than there is room for, they cover each other in part. Cost: the dots times the lanes that fit.
pub(super) fn swarm(places: &[f64], radius: f64, room: f64, sides: Sides) -> Vec<f64> {
    let pitch = radius * 2.0 + 0.8;
    let fit = (room / pitch) as usize;
    let lane = |n: usize| match sides {
        Sides::One => n as f64 * pitch,
        // 0, 1, -1, 2, -2, …
        Sides::Both => n.div_ceil(2) as f64 * if n % 2 == 1 { pitch } else { -pitch },
    };
    let lanes = if sides == Sides::Both { fit * 2 + 1 } else { fit + 1 };
    let mut last: Vec<Option<f64>> = vec![None; lanes];
    let place = |&at: &f64| {
        let apart = |last: &Option<f64>| last.map_or(f64::INFINITY, |last| (at - last).abs());
        let free = last.iter().position(|last| apart(last) >= radius * 2.0);
        let n = free.unwrap_or_else(|| {
            (0..lanes).max_by(|a, b| apart(&last[*a]).total_cmp(&apart(&last[*b])).then(b.cmp(a))).unwrap_or(0)
        });
        last[n] = Some(at);
        lane(n)
    };
    places.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_dots_stand_side_by_side_the_first_on_the_line() {
        let side_by_side = swarm(&[5.0, 5.0, 5.0, 30.0], 2.0, 10.0, Sides::Both);
        assert_eq!(side_by_side, [0.0, 4.8, -4.8, 0.0]);
        assert_eq!(swarm(&[5.0, 5.0, 7.0, 30.0], 2.0, 10.0, Sides::One), [0.0, 4.8, 9.6, 0.0]);
    }

    #[test]
    fn none_stands_farther_than_there_is_room() {
        let places: Vec<f64> = (0..500).map(|n| f64::from(n) / 50.0).collect();
        let far = swarm(&places, 2.0, 10.0, Sides::Both).into_iter().fold(0.0, |far: f64, at| far.max(at.abs()));
        assert!((far - 9.6).abs() < 1e-9);
    }
}
