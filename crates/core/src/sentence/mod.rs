//! What a decision says, for people: in English, Turkish and Russian.
//!
//! The same table speaks in the npm package (`usher-access/sentences`), which is generated from it. No name is bent to
//! the grammar: names stand in quotes, and what changes with the case is a word of ours beside them.

mod locale;
mod meaning;
mod phrase;

pub use locale::Locale;
pub use meaning::meaning;
#[cfg(test)]
use phrase::PHRASES;
use phrase::Phrase;

use crate::access::{Explanation, Reason, Source};
use crate::review::Remedy;
use crate::role::ChatScope;

/// Greatest number of remedies that a sentence names; of the others it tells how many there are.
pub const REMEDIES_NAMED_MAX: usize = 4;

/// What an id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// A role.
    Role(&'a str),
    /// A group.
    Group(&'a str),
}

/// Speaks one language.
///
/// ```
/// use usher_core::access::{Decision, Explanation, Reason, Source};
/// use usher_core::sentence::{Locale, Speaker};
/// use usher_core::RoleId;
///
/// # fn main() -> Result<(), usher_core::IdError> {
/// let source = Source::Role { role: RoleId::parse("agent")?, group: None };
/// let explanation = Explanation {
///     decision: Decision::Allow,
///     permission: "chats.view".into(),
///     reason: Reason::Granted { source },
/// };
/// let speaker = Speaker { locale: Locale::En, name: &|_| Some("Agent".into()), date: &|ms| ms.to_string() };
/// assert_eq!(speaker.sentence(&explanation), "Allowed by the role “Agent”.");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The language.
    pub locale: Locale,
    /// The name of a role or group; none: its id stands for it.
    pub name: &'a dyn Fn(Named<'_>) -> Option<String>,
    /// A moment in milliseconds since 1970 as text in that language.
    pub date: &'a dyn Fn(i64) -> String,
}

impl core::fmt::Debug for Speaker<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Speaker").field("locale", &self.locale).finish_non_exhaustive()
    }
}

impl Speaker<'_> {
    /// An explanation as a sentence.
    pub fn sentence(&self, explanation: &Explanation) -> String {
        match &explanation.reason {
            Reason::Granted { source } => self.with_source(Phrase::Granted, source, ""),
            Reason::RecordNeeded { source } => self.with_source(Phrase::RecordNeeded, source, ""),
            Reason::UserInactive => self.phrase(Phrase::UserInactive).into(),
            Reason::AccessExpired => self.phrase(Phrase::AccessExpired).into(),
            Reason::PermissionDenied => self.phrase(Phrase::PermissionDenied).into(),
            Reason::PermissionMissing => self.phrase(Phrase::PermissionMissing).into(),
            Reason::ChannelNotCovered => self.phrase(Phrase::ChannelNotCovered).into(),
            Reason::GrantNotStarted { source, starts_at } => {
                self.with_source(Phrase::GrantNotStarted, source, &(self.date)(*starts_at))
            }
            Reason::GrantEnded { source, ends_at } => {
                self.with_source(Phrase::GrantEnded, source, &(self.date)(*ends_at))
            }
            // The widest of them says the most.
            Reason::ScopeTooNarrow { scopes } => {
                let phrase = match scopes.last() {
                    None | Some(ChatScope::None) => Phrase::ScopeNone,
                    Some(ChatScope::Assigned) => Phrase::ScopeAssigned,
                    Some(ChatScope::Group) => Phrase::ScopeGroup,
                    Some(ChatScope::All) => Phrase::ScopeAll,
                };
                self.phrase(phrase).into()
            }
        }
    }

    /// Where a grant comes from, as part of a sentence.
    pub fn source(&self, source: &Source) -> String {
        match source {
            Source::Role { role, group: None } => self.named(Phrase::SourceRole, role.as_str(), ""),
            Source::Role { role, group: Some(group) } => {
                self.named(Phrase::SourceRoleThroughGroup, role.as_str(), group.as_str())
            }
            Source::Group { group } => self.named(Phrase::SourceGroup, "", group.as_str()),
            Source::Emergency { role } => self.named(Phrase::SourceEmergency, role.as_str(), ""),
        }
    }

    /// What would give what is missing, as a sentence.
    pub fn remedies(&self, remedies: &[Remedy<'_>]) -> String {
        let mut named: Vec<String> = remedies
            .iter()
            .take(REMEDIES_NAMED_MAX)
            .map(|remedy| match remedy {
                Remedy::Role { name, .. } => fill(self.phrase(Phrase::SourceRole), &[("role", name)]),
                Remedy::Group { name, .. } => fill(self.phrase(Phrase::SourceGroup), &[("group", name)]),
            })
            .collect();
        let rest = remedies.len() - named.len();
        if rest > 0 {
            named.push(fill(self.phrase(self.locale.more(rest)), &[("count", &rest.to_string())]));
        }
        let Some(last) = named.pop() else { return self.phrase(Phrase::RemedyNone).into() };
        let first = named.join(", ");
        let list = match named.is_empty() {
            true => last,
            false => fill(self.phrase(Phrase::Or), &[("first", &first), ("last", &last)]),
        };
        fill(self.phrase(Phrase::Remedy), &[("remedies", &list)])
    }

    fn phrase(&self, phrase: Phrase) -> &'static str {
        phrase.text(self.locale)
    }

    fn with_source(&self, phrase: Phrase, source: &Source, date: &str) -> String {
        fill(self.phrase(phrase), &[("source", &self.source(source)), ("date", date)])
    }

    fn named(&self, phrase: Phrase, role: &str, group: &str) -> String {
        let name = |named: Named<'_>, id: &str| (self.name)(named).unwrap_or_else(|| id.into());
        let names = [("role", name(Named::Role(role), role)), ("group", name(Named::Group(group), group))];
        let [(role_key, role), (group_key, group)] = &names;
        fill(self.phrase(phrase), &[(role_key, role), (group_key, group)])
    }
}

/// A text with what stands in braces replaced, once: what is put in is not looked at again.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((key, after)) = after.split_once('}') else { break };
        out.push_str(values.iter().find(|(own, _)| *own == key).map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
