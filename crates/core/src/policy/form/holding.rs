//! What somebody holds: an id, or an id with its period.

use core::marker::PhantomData;

#[cfg(test)]
use super::Schemas;
use super::id::{Id, Ref, Refers};
use super::list::{Item, Keys};
use super::word::whole;
use super::{Check, Faults, Form, Node, Path};
use crate::holding::Holding;
use crate::id::{Identifier, RoleId};
use crate::period::{MOMENT_MAX_MS, Period, PeriodError};
use crate::role::EMERGENCY_MAX_MINUTES;

/// Held always, or for a period.
pub(crate) struct Held<T>(PhantomData<T>);

impl<T: Refers> Form for Held<T> {
    type Of = Holding<T>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Holding<T> {
        match node {
            Node::Text(_) => Holding::always(Id::read(node, at, faults)),
            Node::Object(fields) => dated(fields, at, faults),
            _ => {
                faults.wrong_type(at, "an id, or an id with its period");
                Self::unread()
            }
        }
    }

    fn unread() -> Holding<T> {
        Holding::always(T::unread())
    }

    fn check(held: &Holding<T>, at: &Path<'_>, check: &mut Check<'_>) {
        if !check.is_unread(&at.key("id")) {
            Ref::check(&held.id, at, check);
        }
    }

    fn write(held: &Holding<T>, out: &mut String) {
        if held.period.is_always() {
            return Id::write(&held.id, out);
        }
        out.push_str("{\"id\":");
        Id::write(&held.id, out);
        for (key, moment) in [("startsAt", held.period.starts_at()), ("endsAt", held.period.ends_at())] {
            if let Some(moment) = moment {
                out.push_str(&format!(",\"{key}\":{moment}"));
            }
        }
        out.push('}');
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.held::<T>(T::HOLDING)
    }
}

fn dated<T: Identifier>(
    fields: &[(std::borrow::Cow<'_, str>, Node<'_>)],
    at: &Path<'_>,
    faults: &mut Faults,
) -> Holding<T> {
    let (mut id, mut starts_at, mut ends_at) = (None, None, None);
    for (key, node) in fields {
        let at = at.key(key);
        match &**key {
            "id" if id.is_none() => id = Some(Id::read(node, &at, faults)),
            "startsAt" if starts_at.is_none() => starts_at = Some(moment(node, &at, faults)),
            "endsAt" if ends_at.is_none() => ends_at = Some(moment(node, &at, faults)),
            "id" | "startsAt" | "endsAt" => faults.duplicate_key(&at),
            _ => faults.unknown_field(&at),
        }
    }
    let id = id.unwrap_or_else(|| {
        faults.missing(&at.key("id"));
        T::unread()
    });
    let period = Period::new(starts_at.flatten(), ends_at.flatten()).unwrap_or_else(|error| {
        faults.add(error.code(), at, error.to_string());
        // The end is what it was refused for, and not judged again.
        faults.stands_in(&at.key("endsAt"));
        Period::ALWAYS
    });
    Holding { id, period }
}

/// A moment, in milliseconds since 1970, or none.
fn moment(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Option<i64> {
    if matches!(node, Node::Null) {
        return None;
    }
    let Some(moment) = whole(node) else {
        faults.wrong_type(at, "a whole number");
        return None;
    };
    if !(0..=MOMENT_MAX_MS).contains(&moment) {
        faults.unread(PeriodError::OutOfRange.code(), at, PeriodError::OutOfRange.to_string());
        return None;
    }
    Some(moment)
}

impl<T: Refers> Item for Held<T> {
    const KEYS: Keys<Holding<T>> = &[("", |held| held.id.text())];
}

/// A role taken in an emergency: from a start to an end, within a day.
pub(crate) struct Taken;

impl Form for Taken {
    type Of = Holding<RoleId>;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Holding<RoleId> {
        Held::read(node, at, faults)
    }

    fn unread() -> Holding<RoleId> {
        Held::unread()
    }

    fn check(taken: &Holding<RoleId>, at: &Path<'_>, check: &mut Check<'_>) {
        Held::check(taken, at, check);
        if check.is_unread(&at.key("startsAt")) || check.is_unread(&at.key("endsAt")) {
            return;
        }
        let lasts = taken.period.starts_at().zip(taken.period.ends_at()).map(|(start, end)| end - start);
        if lasts.is_none_or(|ms| ms > i64::from(EMERGENCY_MAX_MINUTES) * 60_000) {
            let message = format!("not from a start to an end at most {EMERGENCY_MAX_MINUTES} minutes later");
            check.note("emergency_endless", at, message);
        }
    }

    fn write(taken: &Holding<RoleId>, out: &mut String) {
        Held::write(taken, out);
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        schemas.taken()
    }
}

impl Item for Taken {
    const KEYS: Keys<Holding<RoleId>> = &[("", |taken| taken.id.text())];
}
