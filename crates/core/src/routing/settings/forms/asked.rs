//! What rules ask for, and where they lead.

#[cfg(test)]
use serde_json::json;

use super::leaf;
use crate::id::{GroupId, HoursId, Identifier};
use crate::policy::NAME_MAX_CHARS;
#[cfg(test)]
use crate::policy::form::Schemas;
use crate::policy::form::id::{Id, Ref};
use crate::policy::form::list::{Item, Keys, Nullable};
use crate::policy::form::{Check, Faults, Form, Node, Path, write_text};
use crate::routing::rules::{Cue, Goal, Language, Within, is_label};

leaf!(
    /// A language.
    Tag of Language,
    "the tag of a language",
    |text| Language::parse(text).ok_or_else(|| ("language_malformed", "expected a tag as `tr` or `pt-br`".into())),
    |language| language.as_str().into(),
    Language::unread(),
    json!({"type": "string", "pattern": "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$", "maxLength": 35})
);

leaf!(
    /// A word or a phrase.
    Texts of Cue,
    "a word or a phrase",
    |text| Cue::parse(text).map_err(|error| (error.code(), error.to_string())),
    |cue| cue.as_str().into(),
    Cue::unread(),
    json!({"type": "string", "minLength": 1, "maxLength": crate::routing::rules::CUE_MAX_CHARS})
);

leaf!(
    /// A label.
    Label of String,
    "a label",
    |text| {
        let message = || format!("a label has 1 to {NAME_MAX_CHARS} characters, no control characters, and is nobody's number or address");
        if is_label(text) { Ok(text.into()) } else { Err(("label_malformed", message())) }
    },
    String::clone,
    String::new(),
    json!({"type": "string", "minLength": 1, "maxLength": NAME_MAX_CHARS})
);

impl Item for Tag {
    const KEYS: Keys<Language> = &[("", |language| language.as_str())];
}

impl Item for Texts {
    // What clients write is not repeated, even where it is the company that says so.
    const KEYS: Keys<Cue> = &[];
}

impl Item for Label {
    const KEYS: Keys<String> = &[];
}

/// The name of hours, or what is outside of them.
pub(in crate::routing::settings) struct WithinHours;

impl Form for WithinHours {
    type Of = Within;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Within {
        match node {
            Node::Object(fields) => match &**fields {
                [(key, node)] if key == "not" => Within::Closed(Id::read(node, &at.key("not"), faults)),
                _ => {
                    faults.wrong_type(at, "hours, or `not` and hours");
                    Self::unread()
                }
            },
            _ => Within::Open(Id::read(node, at, faults)),
        }
    }

    fn unread() -> Within {
        Within::Open(HoursId::unread())
    }

    fn check(within: &Within, at: &Path<'_>, check: &mut Check<'_>) {
        match within {
            Within::Open(hours) => Ref::check(hours, at, check),
            Within::Closed(hours) => Ref::check(hours, &at.key("not"), check),
        }
    }

    fn write(within: &Within, out: &mut String) {
        match within {
            Within::Open(hours) => Id::write(hours, out),
            Within::Closed(hours) => {
                out.push_str("{\"not\":");
                Id::write(hours, out);
                out.push('}');
            }
        }
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let id = schemas.id::<HoursId>();
        let not = json!({"type": "object", "properties": {"not": id}, "required": ["not"], "additionalProperties": false});
        json!({"anyOf": [id, not]})
    }
}

/// Where a chat goes: an object with one key.
pub(in crate::routing::settings) struct Goals;

/// The id of a queue's group, or none.
type Queue = Nullable<Ref<GroupId>>;

impl Form for Goals {
    type Of = Goal;

    fn read(node: &Node<'_>, at: &Path<'_>, faults: &mut Faults) -> Goal {
        let fields: &[_] = if let Node::Object(fields) = node { fields } else { &[] };
        match fields {
            [(key, node)] if key == "group" => Goal::Group(Id::read(node, &at.key("group"), faults)),
            [(key, node)] if key == "user" => Goal::User(Id::read(node, &at.key("user"), faults)),
            [(key, node)] if key == "queue" => Goal::Queue(Queue::read(node, &at.key("queue"), faults)),
            _ => {
                faults.wrong_type(at, "one of `group`, `user` and `queue`, with an id");
                Self::unread()
            }
        }
    }

    fn unread() -> Goal {
        Goal::Queue(None)
    }

    fn check(goal: &Goal, at: &Path<'_>, check: &mut Check<'_>) {
        match goal {
            Goal::Group(group) => Ref::check(group, &at.key("group"), check),
            Goal::User(user) => Ref::check(user, &at.key("user"), check),
            Goal::Queue(group) => Queue::check(group, &at.key("queue"), check),
        }
    }

    fn write(goal: &Goal, out: &mut String) {
        let mut field = |key: &str, id: &str| {
            out.push_str("{\"");
            out.push_str(key);
            out.push_str("\":");
            out.push_str(id);
            out.push('}');
        };
        let mut id = String::new();
        match goal {
            Goal::Group(group) => {
                Id::write(group, &mut id);
                field("group", &id);
            }
            Goal::User(user) => {
                Id::write(user, &mut id);
                field("user", &id);
            }
            Goal::Queue(group) => {
                Queue::write(group, &mut id);
                field("queue", &id);
            }
        }
    }

    #[cfg(test)]
    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let one = |key: &str, schema: serde_json::Value| json!({"type": "object", "properties": {key: schema}, "required": [key], "additionalProperties": false});
        let (group, user, queue) =
            (schemas.id::<GroupId>(), schemas.id::<crate::UserId>(), Queue::schema(schemas));
        json!({"anyOf": [one("group", group), one("user", user), one("queue", queue)]})
    }
}
