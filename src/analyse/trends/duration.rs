//! Facts become numbers about how long incidents lasted: until the harm stopped, and until all was well, each for itself.

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::known_or_gap::Gap;
use crate::analyse::trends::lengths_of_time::{Lasted, Length, Lengths, lengths};
use crate::analyse::trends::selection::Selection;

/// How long incidents lasted.
#[derive(Debug)]
pub struct Duration<'t> {
    /// Until the harm stopped, and until all was well; those of which at least one is known.
    pub figures: Vec<Lengths<'t>>,
    /// Those that lasted longest, the longest first: by the figure that more know, the first of equal ones.
    pub longest: Vec<Lasted<'t>>,
    /// Those that went on for most of their time after the harm had stopped, the longest first.
    pub afterwards: Vec<&'t IncidentFacts>,
    /// Those whose times contradict each other, by date.
    pub contradictory: Vec<&'t IncidentFacts>,
}

/// Of the time until all was well, the part after the harm had stopped that is called most.
const MOST: f64 = 0.5;

/// Collects how long incidents lasted. Cost: some sorts.
pub fn duration<'t>(selection: &Selection<'t>) -> Duration<'t> {
    let figures = [Length::Mitigated, Length::Resolved].map(|length| lengths(selection, length));
    let [mitigated, resolved] = &figures;
    let more = if resolved.all.len() > mitigated.all.len() { resolved } else { mitigated };
    let mut longest = more.all.clone();
    longest.reverse();
    let contradicts = |facts: &&IncidentFacts| figures.iter().any(|one| one.gap(facts) == Some(Gap::Contradictory));
    Duration {
        longest,
        afterwards: afterwards(selection),
        contradictory: selection.rows.iter().copied().filter(contradicts).collect(),
        figures: figures.into_iter().filter(|one| !one.all.is_empty()).collect(),
    }
}

fn afterwards<'t>(selection: &Selection<'t>) -> Vec<&'t IncidentFacts> {
    let after = |facts: &&'t IncidentFacts| {
        let (mitigated, resolved) = (facts.until_mitigated.known()?, facts.until_resolved.known()?);
        let after = resolved - mitigated;
        (after > resolved * MOST).then_some((after, *facts))
    };
    let mut most: Vec<(f64, &'t IncidentFacts)> = selection.rows.iter().filter_map(after).collect();
    most.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.page.cmp(&b.1.page)));
    most.into_iter().map(|(_, facts)| facts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, minutes, trends};
    use crate::analyse::trends::known_or_gap::Known;

    #[test]
    fn the_two_lengths_are_never_mixed() {
        let both = |page, mitigated: f64, resolved: f64| IncidentFacts {
            until_mitigated: minutes(mitigated),
            until_resolved: minutes(resolved),
            ..incident(page, "2024-03-01")
        };
        let only = IncidentFacts { until_resolved: minutes(600.0), ..incident(2, "2024-03-02") };
        let wrong = IncidentFacts { until_resolved: Known::Missing(Gap::Contradictory), ..incident(3, "2024-03-02") };
        let trends = trends(vec![both(0, 10.0, 90.0), both(1, 50.0, 60.0), only, wrong], "2024-12-31");
        let selection = all(&trends);
        let duration = duration(&selection);
        let minutes: Vec<Vec<f64>> =
            duration.figures.iter().map(|one| one.all.iter().map(|lasted| lasted.seconds / 60.0).collect()).collect();
        assert_eq!(minutes, [vec![10.0, 50.0], vec![60.0, 90.0, 600.0]]);
        let pages = |rows: &[&IncidentFacts]| rows.iter().map(|facts| facts.page).collect::<Vec<_>>();
        assert_eq!(duration.longest.iter().map(|lasted| lasted.facts.page).collect::<Vec<_>>(), [2, 0, 1]);
        assert_eq!((pages(&duration.afterwards), pages(&duration.contradictory)), (vec![0], vec![3]));
    }

    #[test]
    fn a_figure_that_nobody_knows_is_left_out() {
        let only = IncidentFacts { until_resolved: minutes(600.0), ..incident(0, "2024-03-02") };
        let trends = trends(vec![only], "2024-12-31");
        let figures: Vec<Length> = duration(&all(&trends)).figures.iter().map(|one| one.length).collect();
        assert_eq!(figures, [Length::Resolved]);
    }
}
