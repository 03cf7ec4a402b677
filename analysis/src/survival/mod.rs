//! How long until something happens, when some see it never: survival curves, their comparison, their mean up to a horizon.
//!
//! A replicate that has not come to a stage when its run ends is *censored*: nobody knows when it would have come, only that it had not.

mod kaplan_meier;
mod log_rank;
mod restricted_mean;

pub use kaplan_meier::{Curve, Step};
pub use log_rank::{LogRank, log_rank};
pub use restricted_mean::{RestrictedMean, restricted_mean};

/// How long one was watched, and whether it happened then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lifetime {
    /// When it happened, or the last time at which it had not.
    pub time: f64,
    /// Whether it happened; else it is censored.
    pub happened: bool,
}

#[cfg(test)]
pub(crate) mod leukaemia {
    //! Weeks of remission of 42 children with leukaemia: Freireich et al. (1963), Blood 21; the worked example of Cox (1972), and of
    //! many textbooks, such as Kleinbaum and Klein (2012), *Survival Analysis*, chapter 2.

    use super::Lifetime;

    fn lifetimes(happened: &[u8], censored: &[u8]) -> Vec<Lifetime> {
        let of = |times: &[u8], happened| {
            times.iter().map(move |&t| Lifetime { time: f64::from(t), happened }).collect::<Vec<_>>()
        };
        [of(happened, true), of(censored, false)].concat()
    }

    /// Those who were given 6-mercaptopurine.
    pub fn treated() -> Vec<Lifetime> {
        lifetimes(&[6, 6, 6, 7, 10, 13, 16, 22, 23], &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    }

    /// Those who were given a placebo.
    pub fn placebo() -> Vec<Lifetime> {
        lifetimes(&[1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], &[])
    }
}
