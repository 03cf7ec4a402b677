//! Use of what projects make, and the capacity that serves it (M10).

use crate::engine::num;

/// Users after a month: they come by word of mouth, until demand or bad service stops them.
///
/// The exact monthly step of the logistic u̇ = g u (1 − u/K) with K = min(demand, capacity/congestion); at least the
/// founder is there.
///
/// * `demand`: people who would use it were it known to all; `capacity`: people who can be served well.
/// * `growth`: g, 1/month. `congestion`: how much users mind bad service, 0..=1; 0: they come on past capacity.
/// * Limit: congestion 1, demand without end: logistic to the capacity.
/// * Source: the form is Verhulst's (1838); that use brings load before anyone has paid for capacity is the interview's.
#[inline]
#[must_use]
pub fn use_step(users: f32, demand: f32, capacity: f32, growth: f32, congestion: f32) -> f32 {
    let most = if congestion > 0.0 { demand.min(capacity / congestion) } else { demand };
    let most = most.max(1.0);
    let risen = num::exp32(growth);
    (users * risen / (1.0 + users / most * (risen - 1.0))).max(1.0)
}

/// Share of the use that is served: min(load, capacity)/load.
#[inline]
#[must_use]
pub fn served(users: f32, capacity: f32) -> f32 {
    if users > capacity { capacity / users } else { 1.0 }
}

/// Chance of a crash this month: 1 − exp(−hazard · (load/capacity − 1)), none up to capacity.
///
/// * `hazard`: 1/month for a load of twice the capacity.
/// * Limit: exponential growth at g and a crash as soon as capacity C is passed that sheds the share s of the users: a
///   saw-tooth of mean C s/ln(1/(1 − s)).
#[inline]
#[must_use]
pub fn crash_chance(users: f32, capacity: f32, hazard: f32) -> f32 {
    if users <= capacity {
        return 0.0;
    }
    1.0 - num::exp32(-hazard * (users / capacity.max(1e-6) - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn congestion_alone_is_logistic_to_the_capacity() {
        let (growth, capacity, start) = (0.1f32, 500.0f32, 2.0f32);
        let mut users = start;
        for month in 1..=200 {
            users = use_step(users, f32::INFINITY, capacity, growth, 1.0);
            let t = month as f32;
            let expected = capacity / (1.0 + (capacity / start - 1.0) * num::exp32(-growth * t));
            assert!((users / expected - 1.0).abs() < 1e-3, "month {month}: {users}, {expected}");
        }
    }

    #[test]
    fn crashes_at_capacity_make_a_saw_tooth_of_the_closed_forms_mean() {
        for (growth, shed) in [(0.02f32, 0.5f32), (0.05, 0.3), (0.03, 0.8)] {
            let capacity = 1_000.0;
            let (mut users, mut sum, mut months) = (100.0, 0.0f64, 0.0f64);
            for month in 0..40_000 {
                users = use_step(users, f32::INFINITY, capacity, growth, 0.0);
                // A hazard without end: it crashes in the month in which capacity is passed.
                if crash_chance(users, capacity, 1e12) > 0.5 {
                    users *= 1.0 - shed;
                }
                if month > 1_000 {
                    (sum, months) = (sum + f64::from(users), months + 1.0);
                }
            }
            let s = f64::from(shed);
            let expected = f64::from(capacity) * s / num::ln(1.0 / (1.0 - s));
            // Months are steps: capacity is passed by up to a month's growth.
            assert!(
                (sum / months / expected - 1.0).abs() < 1.5 * f64::from(growth),
                "{} {expected}",
                sum / months
            );
        }
    }

    #[test]
    fn use_is_served_up_to_capacity_and_demand_ends_growth() {
        assert_eq!((served(50.0, 100.0), served(200.0, 100.0)), (1.0, 0.5));
        assert_eq!(crash_chance(99.0, 100.0, 0.2), 0.0);
        assert!((crash_chance(200.0, 100.0, 0.2) - 0.181_269).abs() < 1e-5);
        let end = (0..2_000).fold(1.0, |u, _| use_step(u, 80.0, 1e9, 0.05, 0.5));
        assert!((end - 80.0).abs() < 0.1, "{end}");
        assert_eq!(use_step(1.0, 0.0, 0.0, 0.1, 0.5), 1.0);
    }
}
