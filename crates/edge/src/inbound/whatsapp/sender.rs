//! Who wrote: a message names its sender, and a list beside it introduces the people.

use crate::inbound::error::InboundError;
use crate::inbound::node::Node;
use crate::inbound::party::{Identity, IdentityKind, Party, international};

/// The names under which Meta knows somebody. Each may be absent.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) user_id: Option<String>,
    pub(super) parent_user_id: Option<String>,
    pub(super) wa_id: Option<String>,
}

impl Names {
    /// Reads the three fields with these keys, in the order user, parent, `wa_id`.
    pub(super) fn read(node: &Node<'_>, [user, parent, wa_id]: [&str; 3]) -> Result<Self, InboundError> {
        Ok(Self {
            user_id: node.id(user)?,
            parent_user_id: node.id(parent)?,
            wa_id: node.id(wa_id)?.map(|id| id.trim_start_matches('+').to_owned()),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As identities, the most lasting first: a number can pass to somebody else.
    pub(super) fn identities(&self) -> Vec<Identity> {
        let named = |kind, value: &Option<String>| value.clone().map(|value| Identity { kind, value });
        [
            named(IdentityKind::WhatsappUser, &self.user_id),
            named(IdentityKind::WhatsappParentUser, &self.parent_user_id),
            named(IdentityKind::Whatsapp, &self.wa_id),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    pub(super) fn phone(&self) -> Option<String> {
        self.wa_id.as_deref().and_then(international)
    }

    /// Whether both may be the same person, and whether they certainly are.
    fn compare(&self, other: &Self) -> Likeness {
        let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => Some(a == b),
            _ => None,
        };
        let found = [same(&self.user_id, &other.user_id), same(&self.wa_id, &other.wa_id)];
        if found.contains(&Some(false)) {
            Likeness::Other
        } else if found.contains(&Some(true)) {
            Likeness::Same
        } else {
            Likeness::Possible
        }
    }

    fn or(self, other: &Self) -> Self {
        Self {
            user_id: self.user_id.or_else(|| other.user_id.clone()),
            parent_user_id: self.parent_user_id.or_else(|| other.parent_user_id.clone()),
            wa_id: self.wa_id.or_else(|| other.wa_id.clone()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same,
    Possible,
    Other,
}

/// One entry of the list of people.
pub(super) struct Contact {
    names: Names,
    name: Option<String>,
    handle: Option<String>,
}

impl Contact {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, InboundError> {
        let profile = node.object("profile")?;
        let of_profile = |key| profile.as_ref().map_or(Ok(None), |profile| profile.label(key));
        Ok(Self {
            names: Names::read(node, ["user_id", "parent_user_id", "wa_id"])?,
            name: of_profile("name")?,
            handle: of_profile("username")?.map(|handle| handle.trim_start_matches('@').to_owned()),
        })
    }
}

/// The person of these names, with what the list adds. Nobody where there is no name at all.
///
/// Somebody on the list is the one if a name fits and none contradicts; without a common kind of name only a
/// list of one is conclusive.
pub(super) fn party(names: Names, contacts: &[Contact]) -> Option<Party> {
    let fits = |likeness| contacts.iter().find(|one| one.names.compare(&names) == likeness);
    let alone = if contacts.len() == 1 { fits(Likeness::Possible) } else { None };
    let contact = fits(Likeness::Same).or(alone);
    let names = match contact {
        Some(contact) => names.or(&contact.names),
        None => names,
    };
    if names.is_empty() {
        return None;
    }
    Some(Party {
        identities: names.identities(),
        phone: names.phone(),
        name: contact.and_then(|contact| contact.name.clone()),
        handle: contact.and_then(|contact| contact.handle.clone()),
        language: None,
    })
}
