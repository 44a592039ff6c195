//! The settings of a company's routing, as one JSON document beside the policy.
//!
//! The policy says who may have a chat and by which algorithm a group picks; this says how much somebody may have, when
//! people work, who is asked when nobody can, and where which messages go. Everything but the version may be left out,
//! and what is left out means what the tables below say: `{"version":1}` is right for a team that sets nothing.
//!
//! Its form is published as a JSON Schema (draft 2020-12): `schema/routing.schema.json`. [`Settings::parse`] is stricter
//! where a schema can not be.
//!
//! ```json
//! {
//!   "version": 1,
//!   "capacity": {"text": 8, "calls": 1, "weights": {"kinds": {"sms": 2}, "channels": {"wa-vip": 4}}},
//!   "defaultHours": "office",
//!   "people": {"u7": {"capacity": {"text": 3}, "skills": ["german"], "hours": "night"}},
//!   "groups": {"sales": {"skills": [], "backupUsers": ["u9"], "backupGroup": "support", "priority": 1}},
//!   "sticky": "last_agent",
//!   "ladder": {"responsibleFor": 0, "relaxSkillAfter": 30, "backupUsersAfter": 120, "backupGroupAfter": 120},
//!   "lost": {"grace": 120, "giveBack": "unless_answered"},
//!   "missed": {"answerWithin": 600, "escalateTo": null},
//!   "hours": {
//!     "office": {"weekly": {"mon": [["09:00", "12:30"], ["13:30", "18:00"]]}, "closed": ["2026-12-31"]},
//!     "night": {"zone": "Europe/Istanbul", "weekly": {"fri": [["22:00", "06:00"]]}, "dates": {"2026-10-29": []}}
//!   },
//!   "rules": [
//!     {"id": "refunds", "when": {"client": "known", "text": ["iade*", "refund*"]}, "to": {"group": "support"}},
//!     {"id": "at-night", "when": {"hours": {"not": "office"}}, "to": {"queue": "sales"}, "priority": 0}
//!   ]
//! }
//! ```
//!
//! # Fields
//! | field | what it says | left out |
//! |---|---|---|
//! | `version` | [`SETTINGS_VERSION`] | refused |
//! | `capacity.text` | the weights of open written chats that somebody may have together, 0 to 1,000 | 20 |
//! | `capacity.calls` | how many calls somebody may have at once, 0 to 20 | 1 |
//! | `capacity.weights.kinds`, `.channels` | how much a written chat weighs, 1 to 100, by service and by channel | 1 |
//! | `defaultHours` | when people work who say nothing, nor their groups | always |
//! | `people.<user>` | `capacity`, `skills` (at most 64), `hours` of one person | nothing is said |
//! | `groups.<group>` | `capacity`, `skills` asked for, `backupUsers` (at most 64), `backupGroup`, `hours`, `priority` 0 to 9, `ladder`, `missed`, `sticky` of one group | nothing is said, priority 0 |
//! | `sticky` | who is asked first: `none`, `responsible`, or `last_agent` (the responsible, else who had the chat last) | `last_agent` |
//! | `ladder` | who else is asked after how many seconds of waiting; `null`: never. Calls climb it at once | 0, 30, 120, 120 |
//! | `lost.grace` | after how many seconds without a connection chats move; `null`: they stay | 120 |
//! | `lost.giveBack` | whether they come back: `never`, `unless_answered`, `always` | `unless_answered` |
//! | `missed.answerWithin` | within how many seconds a client is to be answered; `null`: it is not counted | 600 |
//! | `missed.escalateTo` | the group that is told of those who were not | nobody |
//! | `hours.<id>` | `zone`, `weekly` (lists of two times a day, at most 8; over midnight where the second is not later), `closed` days, `dates` with hours of their own (at most 400 each) | |
//! | `rules` | at most 200, asked in their order: see [`rules`](crate::routing::rules) | none |
//!
//! Times are whole seconds up to a week. There are at most 100 hours, 64 different skills and 2,000 cues in a document.
//!
//! # Which setting wins
//! A person over their groups over the company. Where several groups of a person say something, the least capacity holds,
//! and the person works whenever one of the groups does. A channel wins over its service. `ladder` and `missed` of a group
//! replace those of the company as a whole: what is left out there means what the table says, not what the company says.
//! The functions of [`Settings`] say so, each in one place.
//!
//! # Errors
//! Everything that is wrong is told at once, as for a [policy](crate::policy#errors), whose codes these are too, and:
//!
//! | code | what is wrong |
//! |---|---|
//! | `routing_too_large` | the text is larger than [`SETTINGS_MAX_BYTES`]; nothing else is said |
//! | `routing_unknown_version` | the version is not [`SETTINGS_VERSION`] |
//! | `seconds_out_of_range`, `capacity_out_of_range`, `weight_out_of_range`, `priority_out_of_range` | a number is too small or too great |
//! | `weight_of_calls` | a weight is given to calls, which always take one place |
//! | `ladder_falls` | a step of a ladder comes before the one that it follows |
//! | `backup_is_itself` | a group is its own backup |
//! | `interval_malformed`, `hours_overlap` | two times are none, or meet others of the day |
//! | `date_malformed`, `date_twice` | a day is none, or is both closed and has hours of its own |
//! | `zone_malformed`, `language_malformed`, `label_malformed` | a text is not the name of a zone, a tag, or a label |
//! | `zone_unknown` | there is no zone of this name: said by the edge, which has a table of them |
//! | `cue_empty`, `cue_too_long`, `cue_bad_stem`, `cue_personal` | a text is no word or phrase: see [`Cue`](crate::routing::rules::Cue) |
//! | `rule_never_holds` | conditions contradict each other, or one can not hold |
//! | `unknown_user`, `unknown_hours` | what is referred to does not exist |

mod capacity;
mod compile;
mod forms;
mod grammar;
mod group;
mod judge;
mod judged;
mod names;
mod waiting;
mod wins;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use capacity::{
    CALLS_MAX, CALLS_USUAL, Capacity, OwnCapacity, Slots, TEXT_MAX, TEXT_USUAL, WEIGHT_MAX, Weights,
};
pub use compile::Roster;
pub use group::{BACKUP_USERS_MAX, GroupSettings, PRIORITY_MAX, PersonSettings, SKILLS_MAX};
pub use names::Names;
pub use waiting::{GivingBack, LadderSettings, LostSettings, MissedSettings, SECONDS_MAX, Sticky};

use crate::id::{GroupId, HoursId, UserId};
use crate::policy::error::Faults;
use crate::policy::form::{Form, Path};
use crate::policy::tree::{Node, NotJson};
use crate::policy::{PolicyError, PolicyErrors};
use crate::routing::hours::{Clock, Hours};
use crate::routing::rules::{Facts, Hit, SmartRule, Verdict, explain, which};
use crate::sorted::SortedMap;

/// Version of the document that this crate reads and writes.
pub const SETTINGS_VERSION: u32 = 1;
/// Greatest size of a document, in bytes.
pub const SETTINGS_MAX_BYTES: usize = 4 << 20;
/// Greatest number of hours that have a name.
pub const HOURS_MAX: usize = 100;

/// The settings of a company's routing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Version of the document: [`SETTINGS_VERSION`].
    pub version: u32,
    /// How much everybody may have in hand at once.
    pub capacity: Capacity,
    /// When people work who say nothing, nor their groups; none: always.
    pub default_hours: Option<HoursId>,
    /// What is said of people.
    pub people: SortedMap<UserId, PersonSettings>,
    /// What is said of groups.
    pub groups: SortedMap<GroupId, GroupSettings>,
    /// Who is asked first.
    pub sticky: Sticky,
    /// Who is asked when.
    pub ladder: LadderSettings,
    /// What becomes of the chats of somebody whose connection is gone.
    pub lost: LostSettings,
    /// When a client waited too long.
    pub missed: MissedSettings,
    /// Working hours.
    pub hours: SortedMap<HoursId, Hours>,
    /// Which messages go where, in the order in which they are asked.
    pub rules: Vec<SmartRule>,
}

impl Settings {
    /// Those of a company that says nothing.
    pub fn usual() -> Self {
        Self {
            version: SETTINGS_VERSION,
            capacity: Capacity::usual(),
            default_hours: None,
            people: SortedMap::new(),
            groups: SortedMap::new(),
            sticky: Sticky::LastAgent,
            ladder: LadderSettings::USUAL,
            lost: LostSettings::USUAL,
            missed: MissedSettings::USUAL,
            hours: SortedMap::new(),
            rules: Vec::new(),
        }
    }

    /// Reads settings and checks them as a whole; `names` are the people, groups and channels that there are.
    ///
    /// ```
    /// use usher_core::routing::settings::{Names, Settings};
    /// let names = Names::new(["u1"], ["sales"], []);
    /// assert_eq!(Settings::parse(r#"{"version": 1}"#, &names).unwrap(), Settings::usual());
    /// let json = r#"{"version": 1, "groups": {"sales": {"backupGroup": "suport", "priority": 10}}}"#;
    /// let errors = Settings::parse(json, &names).unwrap_err();
    /// let told: Vec<_> = errors.errors().iter().map(|error| (error.code, &*error.pointer)).collect();
    /// assert_eq!(told[0], ("unknown_group", "/groups/sales/backupGroup"));
    /// assert_eq!(told[1], ("priority_out_of_range", "/groups/sales/priority"));
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong, each with its place. Only of a text that is not JSON, or is too large, nothing more is
    /// said.
    pub fn parse(json: &str, names: &Names<'_>) -> Result<Self, PolicyErrors> {
        Self::read_whole(json, Some(names))
    }

    /// Reads settings that were judged before they were stored: who or what is referred to may be gone since, and counts
    /// as not said.
    ///
    /// # Errors
    /// As for [`parse`](Self::parse), but for references to people, groups and channels.
    pub fn stored(json: &str) -> Result<Self, PolicyErrors> {
        Self::read_whole(json, None)
    }

    fn read_whole(json: &str, names: Option<&Names<'_>>) -> Result<Self, PolicyErrors> {
        if json.len() > SETTINGS_MAX_BYTES {
            return Err(PolicyErrors::one(
                "routing_too_large",
                format!("larger than {SETTINGS_MAX_BYTES} bytes"),
            ));
        }
        let document = Node::parse(json).map_err(|NotJson { line, column }| {
            PolicyErrors::one("json_malformed", format!("not JSON, line {line} column {column}"))
        })?;
        let mut faults = Faults::default();
        let settings = Self::read(&document, &Path::ROOT, &mut faults);
        judge::settings(&settings, names, &document, faults)?;
        Ok(settings)
    }

    /// The settings as JSON: without white space, fields in the order of the documentation, and without those that say
    /// what their absence would say. Read again they are equal.
    pub fn to_canonical_json(&self) -> String {
        let mut json = String::new();
        Self::write(self, &mut json);
        json
    }

    /// What is not wrong and yet can hardly be meant: rules that are never reached (`rule_unreachable`), and chats that
    /// weigh more than anybody may have in hand (`weight_beyond_capacity`).
    pub fn warnings(&self) -> Vec<PolicyError> {
        judge::warnings(self)
    }

    /// The rule that a message hits; none: it goes where its channel says.
    pub fn which(&self, facts: &Facts<'_>, clock: &Clock<'_>) -> Option<Hit<'_>> {
        which(&self.rules, &self.hours, facts, clock)
    }

    /// What each rule says to a message.
    pub fn explain(&self, facts: &Facts<'_>, clock: &Clock<'_>) -> Vec<Verdict<'_>> {
        explain(&self.rules, &self.hours, facts, clock)
    }
}
