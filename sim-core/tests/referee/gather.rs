//! Line 4: platforms, firms' plans, jobs, projects, working groups.

pub mod firms;
pub mod groups;
pub mod hiring;
pub mod membership;
pub mod platforms;

use crate::month::{Crowd, Entry, Gathered, Month, Offer};
use crate::state::{CAPITAL, CROWDSOURCING, Person, SHARING, STEPS, World};
use crate::whole::{hour_steps, input_steps};
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;

/// People move between organisations. First platforms, so that everybody counts where they will be paid.
pub fn gather(world: &mut World, month: &mut Month) {
    platforms::choose(world, month);
    month.gathered = offer(world, month);
    firms::plan(world, month);
    hiring::leave_jobs_and_take_them(world, month);
    membership::leave_found_and_join(world, month);
    groups::regroup(world, month);
}

/// What everybody has to offer this month.
fn offer(world: &World, month: &Month) -> Gathered {
    let mut offers = vec![Offer::default(); world.regions.len()];
    let mut crowd = Crowd {
        input: vec![0; world.crowdsourcing.len()],
        contributors: vec![0; world.crowdsourcing.len()],
        sharing: vec![0; world.sharing.len()],
        entries: Vec::new(),
    };
    for (i, person) in world.people.iter().enumerate() {
        let offer = &mut offers[person.region];
        let hours = person.own_hours();
        let input = input_steps(person.skill, hours);
        if person.regime == CAPITAL {
            offer.workforce += 1;
            offer.input += input;
            offer.unemployed += i64::from(person.employer.is_none());
            continue;
        }
        offer.bread += input_steps(person.skill, person.bread);
        let Some(platform) = person.employer else { continue };
        if person.regime == SHARING {
            crowd.sharing[platform] += hour_steps(hours);
        } else if person.regime == CROWDSOURCING {
            let wage = f64::from(month.seen.here[person.region].wage);
            offer.crowd_at_wages += (wage * (input as f64 / STEPS)) as i64;
            crowd.input[platform] += input;
            crowd.contributors[platform] += 1;
            if input > 0 {
                crowd.entries.push(entry(month, person, i, platform, hours));
            }
        }
    }
    Gathered { offers, crowd }
}

/// A piece of work: as good as ln(skill × hours) + σ z; of two that are equal the word read backwards decides.
fn entry(month: &Month, person: &Person, i: usize, platform: usize, hours: f32) -> Entry {
    let word = month.word(Purpose::Prize, i);
    let z = num::normal_quantile(open_unit(word)) as f32;
    let noise = month.rules.world.platforms.contest_noise as f32;
    let score = num::ln32(person.skill * hours) + noise * z;
    Entry { person: i, platform, score, luck: word.reverse_bits() }
}
