//! What would be if the rules, the team or its hours were others.
//!
//! A [`World`] is what happens to a team whatever its rules are: chats that come, of its past or [made up](Traffic),
//! and [who is there](turns). A [`Simulation`] lets the team work through it under the rules of an [`Assigner`], in
//! slices, so that a screen stays alive; its [`Report`] says how long clients waited and who did what. Two runs of one
//! world are [compared](difference) chat by chat, and with the [pooled](World::pooled) team in which everybody takes
//! everything, which is as good as rules that keep the order can get.
//!
//! Everything random is drawn before the run from one seed: the same input gives the same result on every machine.

mod arithmetic;
mod assigner;
mod chance;
mod comparison;
mod desk;
mod form;
mod hint;
mod json;
#[cfg(test)]
mod plain;
mod report;
mod routed;
mod rules;
mod scenario;
mod shifts;
mod simulation;
mod staffing;
mod tally;
mod traffic;
mod work;
mod world;

#[cfg(test)]
mod asking;
#[cfg(test)]
mod scenes;
#[cfg(test)]
mod theory;

pub use assigner::{Assigner, Command, Event};
pub use comparison::{Difference, difference};
pub use form::WhatIfError;
pub use hint::{Hint, hint};
pub use report::{Fairness, Load, Report, Service, Waits};
pub use routed::Routed;
pub use rules::{Capacity, GroupRules, Rules, Stickiness};
pub use scenario::{Answer, Outcome, Overall, Scenario};
pub use shifts::{Attendance, DropOuts, Shift, turns};
pub use simulation::{Progress, Simulation};
pub use staffing::{Demand, Quality, SERVERS_MAX, Target, servers_needed};
pub use tally::BUCKETS;
pub use traffic::{ARRIVALS_MAX, Crowd, Lane, Traffic, WorkTime};
pub use world::{Arrival, Change, Facts, Medium, Pairs, Person, Takes, Turn, World};
