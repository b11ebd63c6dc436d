//! Two periods side by side become two shares, how far they are apart, and which distance would have been seen.

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::selection::{Side, SideName};
use crate::analyse::trends::small_numbers::{self, Share};
use crate::statistics::Difference;

/// A share in two periods.
#[derive(Debug)]
pub struct Changed {
    /// What the periods are called.
    pub names: (SideName, SideName),
    /// The share in the earlier one.
    pub before: Share,
    /// The share in the later one.
    pub after: Share,
    /// How far they are apart; `None` where either is only a count.
    pub difference: Option<Difference>,
    /// The difference that would have been seen four times in five; `None` likewise.
    pub visible: Option<f64>,
}

impl Changed {
    /// Whether chance alone would hardly have made them so different.
    pub fn differs(&self) -> bool {
        self.difference.is_some_and(|difference| !difference.interval.contains(0.0))
    }
}

/// The share of those that `has` among those that `tell`, in two periods.
pub fn changed(
    (before, after): &(Side<'_>, Side<'_>),
    tell: impl Fn(&IncidentFacts) -> bool,
    has: impl Fn(&IncidentFacts) -> bool,
) -> Changed {
    let share = |side: &Side<'_>| {
        let told = || side.rows.iter().filter(|facts| tell(facts));
        small_numbers::share(told().filter(|facts| has(facts)).count(), told().count())
    };
    let names = (before.name, after.name);
    let (before, after) = (share(before), share(after));
    Changed {
        names,
        difference: small_numbers::shares(before, after),
        visible: small_numbers::visible_shares(before, after),
        before,
        after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{incident, stated};

    fn side(of: usize, alerts: usize) -> Vec<IncidentFacts> {
        let word = |at| String::from(if at < alerts { "alert" } else { "customer" });
        (0..of).map(|at| IncidentFacts { detection: stated(word(at)), ..incident(at, "2024-05-02") }).collect()
    }

    fn between(before: &[IncidentFacts], after: &[IncidentFacts]) -> Changed {
        let side = |year, rows| Side { name: SideName::Year(year), days: 365, rows };
        let sides = (side(2023, before.iter().collect()), side(2024, after.iter().collect()));
        let told = |facts: &IncidentFacts| facts.detection.known().is_some();
        changed(&sides, told, |facts| facts.detection.known().is_some_and(|word| word == "alert"))
    }

    #[test]
    fn shares_are_compared_from_ten_on_each_side() {
        let few = between(&side(9, 1), &side(40, 39));
        assert_eq!((few.difference, few.visible, few.differs()), (None, None, false));
        // Newcombe (1998), method 10, of 48/80 less 56/70: -0.2 with the interval -0.3339 to -0.0524.
        let many = between(&side(70, 56), &side(80, 48));
        let interval = many.difference.expect("both sides are shares").interval;
        assert!(many.differs());
        assert!((interval.low + 0.3339).abs() < 5e-5 && (interval.high + 0.0524).abs() < 5e-5, "{interval:?}");
        assert!(!between(&side(20, 10), &side(20, 12)).differs());
    }
}
