//! The grammar: every structure of a routing document, field by field.

use super::capacity::{Capacity, OwnCapacity, Weights};
use super::forms::{
    Calls, ClosedDates, Day, Goals, Label, Priority, Seconds, SettingsVersion, Tag, Texts, Weight,
    WithinHours, Writing, ZoneName,
};
use super::group::{BACKUP_USERS_MAX, GroupSettings, PersonSettings, SKILLS_MAX};
use super::judged::{Judged, Some1};
use super::waiting::{GivingBack, LadderSettings, LostSettings, MissedSettings, Sticky};
use super::{HOURS_MAX, Settings};
use crate::channel::ChannelKind;
use crate::chat::Acquaintance;
use crate::id::{ChannelId, GroupId, HoursId, RuleId, SkillId, UserId};
#[cfg(test)]
use crate::policy::form::Schemas;
use crate::policy::form::id::{Id, Ref};
use crate::policy::form::list::{List, Nullable};
use crate::policy::form::map::Map;
use crate::policy::form::word::{Choice, Whole};
use crate::policy::form::{Check, Faults, Form, Node, Path, object};
use crate::policy::{CHANNELS_MAX, GROUPS_MAX, USERS_MAX};
use crate::routing::hours::{DATES_MAX, Date, Hours, Week};
use crate::routing::rules::{ALTERNATIVES_MAX, Conditions, RULES_MAX, SmartRule};
use crate::sorted::{SortedMap, SortedSet};

/// Of how many kinds a channel can be.
const KINDS_MAX: usize = 7;

object! { "settings of routing" Settings {
    "version" version: Whole<SettingsVersion>,
    "capacity" capacity: Capacity = Capacity::usual(),
    "defaultHours" default_hours: Nullable<Ref<HoursId>> = None,
    "people" people: Map<UserId, PersonSettings, USERS_MAX> = SortedMap::new(),
    "groups" groups: Map<GroupId, GroupSettings, GROUPS_MAX> = SortedMap::new(),
    "sticky" sticky: Choice<Sticky> = Sticky::LastAgent,
    "ladder" ladder: Judged<LadderSettings> = LadderSettings::USUAL,
    "lost" lost: LostSettings = LostSettings::USUAL,
    "missed" missed: MissedSettings = MissedSettings::USUAL,
    "hours" hours: Map<HoursId, Judged<Hours>, HOURS_MAX> = SortedMap::new(),
    "rules" rules: List<SmartRule, RULES_MAX> = Vec::new(),
}}

object! { "a capacity" Capacity {
    "text" text: Whole<Writing> = Capacity::usual().text,
    "calls" calls: Whole<Calls> = Capacity::usual().calls,
    "weights" weights: Weights = Weights::equal(),
}}

object! { "weights" Weights {
    "kinds" kinds: Map<ChannelKind, Whole<Weight>, KINDS_MAX> = SortedMap::new(),
    "channels" channels: Map<ChannelId, Whole<Weight>, CHANNELS_MAX> = SortedMap::new(),
}}

object! { "a capacity" OwnCapacity {
    "text" text: Nullable<Whole<Writing>> = None,
    "calls" calls: Nullable<Whole<Calls>> = None,
}}

object! { "settings of a person" PersonSettings {
    "capacity" capacity: OwnCapacity = OwnCapacity::default(),
    "skills" skills: List<Id<SkillId>, SKILLS_MAX> = Vec::new(),
    "hours" hours: Nullable<Ref<HoursId>> = None,
}}

object! { "settings of a group" GroupSettings {
    "capacity" capacity: OwnCapacity = OwnCapacity::default(),
    "skills" skills: List<Id<SkillId>, SKILLS_MAX> = Vec::new(),
    "backupUsers" backup_users: List<Ref<UserId>, BACKUP_USERS_MAX> = Vec::new(),
    "backupGroup" backup_group: Nullable<Ref<GroupId>> = None,
    "hours" hours: Nullable<Ref<HoursId>> = None,
    "priority" priority: Whole<Priority> = 0,
    "ladder" ladder: Nullable<Judged<LadderSettings>> = None,
    "missed" missed: Nullable<MissedSettings> = None,
    "sticky" sticky: Nullable<Choice<Sticky>> = None,
}}

object! { "a ladder" LadderSettings {
    "responsibleFor" responsible_for: Whole<Seconds> = LadderSettings::USUAL.responsible_for,
    "relaxSkillAfter" relax_skill_after: Nullable<Whole<Seconds>> = LadderSettings::USUAL.relax_skill_after,
    "backupUsersAfter" backup_users_after: Nullable<Whole<Seconds>> = LadderSettings::USUAL.backup_users_after,
    "backupGroupAfter" backup_group_after: Nullable<Whole<Seconds>> = LadderSettings::USUAL.backup_group_after,
}}

object! { "what becomes of the chats of the lost" LostSettings {
    "grace" grace: Nullable<Whole<Seconds>> = LostSettings::USUAL.grace,
    "giveBack" give_back: Choice<GivingBack> = LostSettings::USUAL.give_back,
}}

object! { "when a client waited too long" MissedSettings {
    "answerWithin" answer_within: Nullable<Whole<Seconds>> = MissedSettings::USUAL.answer_within,
    "escalateTo" escalate_to: Nullable<Ref<GroupId>> = None,
}}

object! { "working hours" Hours {
    "zone" zone: Nullable<ZoneName> = None,
    "weekly" weekly: Week = Week::default(),
    "closed" closed: ClosedDates = SortedSet::new(),
    "dates" dates: Map<Date, Judged<Day>, DATES_MAX> = SortedMap::new(),
}}

object! { "the hours of a week" Week {
    "mon" mon: Judged<Day> = Vec::new(),
    "tue" tue: Judged<Day> = Vec::new(),
    "wed" wed: Judged<Day> = Vec::new(),
    "thu" thu: Judged<Day> = Vec::new(),
    "fri" fri: Judged<Day> = Vec::new(),
    "sat" sat: Judged<Day> = Vec::new(),
    "sun" sun: Judged<Day> = Vec::new(),
}}

object! { "a rule" SmartRule {
    "id" id: Id<RuleId>,
    "when" when: Conditions = Conditions::default(),
    "to" to: Goals,
    "priority" priority: Nullable<Whole<Priority>> = None,
    "skills" skills: List<Id<SkillId>, SKILLS_MAX> = Vec::new(),
}}

object! { "conditions" Conditions {
    "channels" channels: Nullable<Some1<List<Ref<ChannelId>, ALTERNATIVES_MAX>>> = None,
    "kinds" kinds: Nullable<Some1<List<Choice<ChannelKind>, ALTERNATIVES_MAX>>> = None,
    "client" client: Nullable<Choice<Acquaintance>> = None,
    "labels" labels: Nullable<Some1<List<Label, ALTERNATIVES_MAX>>> = None,
    "languages" languages: Nullable<Some1<List<Tag, ALTERNATIVES_MAX>>> = None,
    "hours" hours: Nullable<WithinHours> = None,
    "text" text: Nullable<Some1<List<Texts, ALTERNATIVES_MAX>>> = None,
}}
