//! Forms that are judged by more than their fields.

use core::marker::PhantomData;

#[cfg(test)]
use crate::policy::form::Schemas;
use crate::policy::form::list::{Item, List};
use crate::policy::form::{Check, Faults, Form, Node, Path};
use crate::routing::hours::Hours;

use super::forms::Day;
use super::waiting::LadderSettings;

/// What a form is judged by when its fields were.
pub(super) trait Judge: Form {
    /// Notes what is wrong with it as a whole.
    fn judge(value: &Self::Of, at: &Path<'_>, check: &mut Check<'_>);
}

/// A form that is judged as a whole too.
pub(super) struct Judged<F>(PhantomData<F>);

impl<F: Judge> Form for Judged<F> {
    type Of = F::Of;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> F::Of {
        F::read(node, at, faults)
    }

    fn unread() -> F::Of {
        F::unread()
    }

    fn check(value: &F::Of, at: &Path<'_>, check: &mut Check<'_>) {
        F::check(value, at, check);
        F::judge(value, at, check);
    }

    fn write(value: &F::Of, out: &mut String) {
        F::write(value, out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        F::schema(schemas)
    }
}

/// A list that has at least one item: of no alternatives none holds.
pub(super) struct Some1<F>(PhantomData<F>);

impl<F: Item, const MAX: usize> Form for Some1<List<F, MAX>> {
    type Of = Vec<F::Of>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Vec<F::Of> {
        List::<F, MAX>::read(node, at, faults)
    }

    fn unread() -> Vec<F::Of> {
        Vec::new()
    }

    fn check(items: &Vec<F::Of>, at: &Path<'_>, check: &mut Check<'_>) {
        List::<F, MAX>::check(items, at, check);
        if items.is_empty() {
            check.note("rule_never_holds", at, "of no alternatives none holds");
        }
    }

    fn write(items: &Vec<F::Of>, out: &mut String) {
        List::<F, MAX>::write(items, out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let mut list = List::<F, MAX>::schema(schemas);
        list["minItems"] = 1.into();
        list
    }
}

impl Judge for LadderSettings {
    fn judge(ladder: &Self, at: &Path<'_>, check: &mut Check<'_>) {
        if !ladder.ascends() {
            check.note("ladder_falls", at, "a step comes before the one that it follows");
        }
    }
}

impl Judge for Day {
    fn judge(intervals: &Self::Of, at: &Path<'_>, check: &mut Check<'_>) {
        for (place, interval) in intervals.iter().enumerate() {
            let meets = |other: &&_| interval.overlaps(**other);
            if intervals.iter().take(place).any(|other| meets(&other)) {
                check.note("hours_overlap", &at.place(place), "overlaps one before it");
            }
        }
    }
}

impl Judge for Hours {
    fn judge(hours: &Self, at: &Path<'_>, check: &mut Check<'_>) {
        for (date, _) in hours.dates.iter() {
            if hours.closed.contains(date) {
                check.note(
                    "date_twice",
                    &at.key("dates").key(&date.to_string()),
                    "the day is closed as well",
                );
            }
        }
    }
}
