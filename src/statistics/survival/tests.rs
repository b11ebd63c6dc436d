//! Survival against published values, and the laws that hold for any.

use proptest::prelude::*;

use super::*;
use crate::statistics::ecdf::ecdf;

fn ended(time: f64) -> Observation {
    Observation { time, ended: true }
}

fn censored(time: f64) -> Observation {
    Observation { time, ended: false }
}

/// Weeks in remission under 6-MP, Freireich et al. (1963), as printed by Kalbfleisch & Prentice (1980).
fn freireich() -> Vec<Observation> {
    let ends = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|week| ended(f64::from(week)));
    let open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|week| censored(f64::from(week)));
    [ends.as_slice(), open.as_slice()].concat()
}

#[test]
fn the_leukaemia_patients_of_freireich_have_the_published_curve() {
    let steps = kaplan_meier(&freireich());
    // lifelines 0.30.3 (KaplanMeierFitter, whose band is log-log Greenwood); the shares are those of Kalbfleisch & Prentice to three digits.
    let expected = [
        (6.0, 21, 3, 1, 0.857142857143, 0.619717955266, 0.951551747647),
        (7.0, 17, 1, 0, 0.806722689076, 0.563146564622, 0.922809019203),
        (9.0, 16, 0, 1, 0.806722689076, 0.563146564622, 0.922809019203),
        (10.0, 15, 1, 1, 0.752941176471, 0.503199510800, 0.889361835169),
        (11.0, 13, 0, 1, 0.752941176471, 0.503199510800, 0.889361835169),
        (13.0, 12, 1, 0, 0.690196078431, 0.431610222486, 0.849065963349),
        (16.0, 11, 1, 0, 0.627450980392, 0.367510855988, 0.804912189472),
        (17.0, 10, 0, 1, 0.627450980392, 0.367510855988, 0.804912189472),
        (19.0, 9, 0, 1, 0.627450980392, 0.367510855988, 0.804912189472),
        (20.0, 8, 0, 1, 0.627450980392, 0.367510855988, 0.804912189472),
        (22.0, 7, 1, 0, 0.537815126050, 0.267778936767, 0.746790717635),
        (23.0, 6, 1, 0, 0.448179271709, 0.188052005959, 0.680142628495),
        (25.0, 5, 0, 1, 0.448179271709, 0.188052005959, 0.680142628495),
        (32.0, 4, 0, 2, 0.448179271709, 0.188052005959, 0.680142628495),
        (34.0, 2, 0, 1, 0.448179271709, 0.188052005959, 0.680142628495),
        (35.0, 1, 0, 1, 0.448179271709, 0.188052005959, 0.680142628495),
    ];
    assert_eq!(steps.len(), expected.len());
    for (step, (time, at_risk, ended, censored, survival, low, high)) in steps.iter().zip(expected) {
        assert_eq!((step.time, step.at_risk, step.ended, step.censored), (time, at_risk, ended, censored));
        assert!((step.survival - survival).abs() < 1e-11, "{step:?}");
        assert!((step.interval.low - low).abs() < 1e-11 && (step.interval.high - high).abs() < 1e-11, "{step:?}");
    }
    assert_eq!(median_survival(&steps), Some(23.0));
    // SAS PROC LIFETEST (log-log) prints 13 and none.
    assert_eq!(median_survival_interval(&steps), Some(Interval { low: 13.0, high: f64::INFINITY }));
}

#[test]
fn when_nothing_has_ended_the_band_says_how_little_is_known() {
    let steps = kaplan_meier(&[censored(1.0), censored(2.0), ended(3.0)]);
    assert_eq!(steps.iter().map(|step| step.survival).collect::<Vec<_>>(), [1.0, 1.0, 0.0]);
    // The exact limits of none of three and none of two.
    assert!((steps[0].interval.low - 0.025_f64.powf(1.0 / 3.0)).abs() < 1e-15 && steps[0].interval.high == 1.0);
    assert!((steps[1].interval.low - 0.025_f64.sqrt()).abs() < 1e-15);
    assert_eq!(steps[2].interval, Interval { low: 0.0, high: 1.0 });
    assert_eq!(median_survival(&steps[..2]), None);
    assert_eq!(median_survival_interval(&kaplan_meier(&[censored(1.0); 9])), None);
}

#[test]
fn when_all_end_at_once_the_band_reaches_the_exact_limit() {
    let steps = kaplan_meier(&[ended(4.0); 10]);
    assert_eq!((steps.len(), steps[0].survival), (1, 0.0));
    // Clopper & Pearson: none of ten open gives at most 0.3085.
    assert!((steps[0].interval.high - 0.3085).abs() < 0.00005);
}

#[test]
fn of_equal_times_ends_come_first() {
    let steps = kaplan_meier(&[censored(5.0), ended(5.0)]);
    assert_eq!((steps[0].at_risk, steps[0].ended, steps[0].censored, steps[0].survival), (2, 1, 1, 0.5));
    assert_eq!(median_survival(&steps), Some(5.0));
    assert_eq!(kaplan_meier(&[]), []);
}

fn observations() -> impl Strategy<Value = Vec<Observation>> {
    prop::collection::vec((0..40_u8, any::<bool>()), 0..60)
        .prop_map(|all| all.into_iter().map(|(time, ended)| Observation { time: f64::from(time), ended }).collect())
}

proptest! {
    #[test]
    fn without_censoring_it_is_one_less_the_distribution(mut times in prop::collection::vec((0..50_u8).prop_map(f64::from), 1..80)) {
        times.sort_by(f64::total_cmp);
        let steps = kaplan_meier(&times.iter().map(|time| ended(*time)).collect::<Vec<_>>());
        let shares = ecdf(&times);
        prop_assert_eq!(steps.len(), shares.len());
        for (step, (time, share)) in steps.iter().zip(shares) {
            prop_assert_eq!(step.time, time);
            prop_assert!((step.survival - (1.0 - share)).abs() < 1e-12);
        }
    }

    #[test]
    fn shares_fall_within_their_bands_and_everyone_is_counted(all in observations()) {
        let steps = kaplan_meier(&all);
        let mut before = (f64::NEG_INFINITY, 1.0);
        for step in &steps {
            prop_assert!(step.time > before.0 && step.survival <= before.1);
            prop_assert!(step.interval.contains(step.survival));
            prop_assert!(step.interval.low >= 0.0 && step.interval.high <= 1.0);
            before = (step.time, step.survival);
        }
        if let (Some(median), Some(interval)) = (median_survival(&steps), median_survival_interval(&steps)) {
            prop_assert!(interval.contains(median));
        }
        prop_assert_eq!(steps.iter().map(|step| step.ended + step.censored).sum::<usize>(), all.len());
    }

    #[test]
    fn the_order_of_observations_changes_nothing(all in observations()) {
        let reversed: Vec<Observation> = all.iter().rev().copied().collect();
        prop_assert_eq!(kaplan_meier(&all), kaplan_meier(&reversed));
    }

    #[test]
    fn nothing_panics(all in prop::collection::vec((any::<f64>(), any::<bool>()), 0..20)) {
        let all: Vec<Observation> = all.into_iter().map(|(time, ended)| Observation { time, ended }).collect();
        prop_assert!(kaplan_meier(&all).len() <= all.len());
    }
}
