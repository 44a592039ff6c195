//! What settings are judged by as a whole.

use std::collections::HashSet;

use super::names::Names;
use super::{SKILLS_MAX, Settings};
use crate::channel::ChannelKind;
use crate::policy::check::{Check, Kind, Known};
use crate::policy::error::Faults;
use crate::policy::form::{Form, Path};
use crate::policy::tree::Node;
use crate::policy::{PolicyError, PolicyErrors};
use crate::routing::hours::{Hours, Offsets};
use crate::routing::rules::{CUES_MAX, Conditions, Within, shadow_of};

/// Judges settings that were read from a document, knowing what in it could not be read.
pub(super) fn settings(
    settings: &Settings,
    names: Option<&Names<'_>>,
    document: &Node<'_>,
    faults: Faults,
) -> Result<(), PolicyErrors> {
    if faults.overflows() {
        return faults.finish(Some(document));
    }
    let known = |kind, ids, is_complete| Known { kind, ids, is_complete };
    let hours = settings.hours.iter().map(|(id, _)| id.as_str()).collect();
    let mut all = vec![known(Kind::Hours, hours, !faults.is_unread(&Path::ROOT.key("hours")))];
    if let Some(names) = names {
        all.push(known(Kind::User, names.users.clone(), true));
        all.push(known(Kind::Group, names.groups.clone(), true));
        all.push(known(Kind::Channel, names.channels.keys().copied().collect(), true));
    }
    let mut check = Check::new(all, faults, Some(document));
    Settings::check(settings, &Path::ROOT, &mut check);
    groups(settings, &mut check);
    skills(settings, &mut check);
    weights(settings, names, &mut check);
    rules(settings, names, &mut check);
    check.finish()
}

/// A group helps others out, not itself. Longer circles are fine: a chat stays in its group, and its backup is not asked for
/// a backup again.
fn groups(settings: &Settings, check: &mut Check<'_>) {
    let root = Path::ROOT.key("groups");
    for (id, group) in settings.groups.iter() {
        if group.backup_group.as_ref() == Some(id) {
            let at = root.key(id.as_str());
            check.note("backup_is_itself", &at.key("backupGroup"), "a group can not be its own backup");
        }
    }
}

/// Each skill is a bit of one number when chats are given out.
fn skills(settings: &Settings, check: &mut Check<'_>) {
    let count = settings.skills().len();
    if count > SKILLS_MAX {
        check.note("too_many", &Path::ROOT, format!("{count} different skills, at most {SKILLS_MAX}"));
    }
}

fn weights(settings: &Settings, names: Option<&Names<'_>>, check: &mut Check<'_>) {
    let (capacity, weights) = (Path::ROOT.key("capacity"), "weights");
    let weights = capacity.key(weights);
    let at = weights.key("channels");
    for (channel, _) in settings.capacity.weights.channels.iter() {
        let kind = names.and_then(|names| names.channels.get(channel.as_str()));
        if kind == Some(&ChannelKind::Voip) {
            check.note("weight_of_calls", &at.key(channel.as_str()), "a call takes one place, always");
        }
    }
}

fn rules(settings: &Settings, names: Option<&Names<'_>>, check: &mut Check<'_>) {
    let rules = Path::ROOT.key("rules");
    let mut cues = 0;
    for (place, rule) in settings.rules.iter().enumerate() {
        let rule_at = rules.place(place);
        let at = rule_at.key("when");
        cues += rule.when.text.as_ref().map_or(0, Vec::len);
        if let Some(names) = names
            && is_of_other_kinds(&rule.when, names)
        {
            check.note("rule_never_holds", &at.key("kinds"), "none of the channels is of these kinds");
        }
        if let Some(within) = &rule.when.hours
            && settings.hours.get(within.hours()).is_some_and(|hours| never(within, hours))
        {
            check.note("rule_never_holds", &at.key("hours"), "there is no such moment");
        }
    }
    if cues > CUES_MAX {
        check.note("too_many", &rules, format!("{cues} words and phrases, at most {CUES_MAX}"));
    }
}

/// Whether a rule names channels and kinds, and none of the channels is of one of the kinds.
fn is_of_other_kinds(when: &Conditions, names: &Names<'_>) -> bool {
    let (Some(channels), Some(kinds)) = (&when.channels, &when.kinds) else { return false };
    let may_be = |kind: Option<&ChannelKind>| kind.is_none_or(|kind| kinds.contains(kind));
    !channels.is_empty()
        && !kinds.is_empty()
        && !channels.iter().any(|channel| may_be(names.channels.get(channel.as_str())))
}

/// Whether it is never so. Hours change or do not wherever their local time is.
fn never(within: &Within, hours: &Hours) -> bool {
    match within {
        Within::Open(_) => hours.is_never(),
        Within::Closed(_) => hours.is_open(0, 0) && hours.next_change(0, &Offsets::fixed(0)).is_none(),
    }
}

/// What is not wrong and yet can hardly be meant.
pub(super) fn warnings(settings: &Settings) -> Vec<PolicyError> {
    let mut warnings = Vec::new();
    let mut warn = |code, at: &Path<'_>, message| {
        warnings.push(PolicyError { code, pointer: at.pointer(), message });
    };
    let (capacity, rules) = (Path::ROOT.key("capacity"), Path::ROOT.key("rules"));
    let weights = capacity.key("weights");
    let most = settings.most_text();
    let too_heavy = || format!("more than the {most} that anybody may have");
    for (kind, weight) in settings.capacity.weights.kinds.iter() {
        if *weight > most {
            warn("weight_beyond_capacity", &weights.key("kinds").key(kind.as_str()), too_heavy());
        }
    }
    for (channel, weight) in settings.capacity.weights.channels.iter() {
        if *weight > most {
            warn("weight_beyond_capacity", &weights.key("channels").key(channel.as_str()), too_heavy());
        }
    }
    for place in 0..settings.rules.len() {
        let before = shadow_of(&settings.rules, place).and_then(|before| settings.rules.get(before));
        if let Some(before) = before {
            let message = format!("`{}` holds wherever this one would", before.id);
            warn("rule_unreachable", &rules.place(place), message);
        }
    }
    warnings
}

impl Settings {
    /// The different skills, in the order of their names.
    pub fn skills(&self) -> Vec<&crate::id::SkillId> {
        let people = self.people.iter().flat_map(|(_, person)| &person.skills);
        let groups = self.groups.iter().flat_map(|(_, group)| &group.skills);
        let rules = self.rules.iter().flat_map(|rule| &rule.skills);
        let skills: HashSet<_> = people.chain(groups).chain(rules).collect();
        let mut skills: Vec<_> = skills.into_iter().collect();
        skills.sort_unstable();
        skills
    }

    /// The greatest capacity for text that anybody can have.
    fn most_text(&self) -> u32 {
        let people = self.people.iter().filter_map(|(_, person)| person.capacity.text);
        let groups = self.groups.iter().filter_map(|(_, group)| group.capacity.text);
        people.chain(groups).max().unwrap_or(0).max(self.capacity.text)
    }
}
