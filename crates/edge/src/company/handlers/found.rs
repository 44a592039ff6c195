//! Making a company.

use std::collections::BTreeSet;

use usher_core::access::Target;
use usher_core::{Acquaintance, ChannelId, ContactId, Permission, Policy, UserId};

use crate::ask::{ChannelSecret, Founding, NewContact};
use crate::company::change::Change;
use crate::company::directory::Directory;
use crate::company::identifiers;
use crate::company::keyed::Purpose;
use crate::company::ledger::{Deed, Ledger, Login};
use crate::company::routing::Memory;
use crate::company::schema;
use crate::company::serve::{Answer, Scene};
use crate::company::view::company_brief as brief;
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::{Said, Word};
use crate::problem::{Code, Detail, Problem};
use crate::store::{Database, in_transaction};

/// Longest value of a contact, in characters.
const VALUE_MAX_CHARS: usize = 500;

/// Makes a company out of a policy.
///
/// # Errors
/// [`Code::CompanyExists`], [`Code::PolicyInvalid`], [`Code::ReferenceDangling`], or [`Fault`].
pub fn found(database: &dyn Database, now_ms: i64, founding: &Founding) -> Result<Answer, Fault> {
    let ledger = Ledger::new(database, now_ms);
    if schema::is_laid_out(database)? && ledger.settings()?.is_some() {
        return Err(Code::CompanyExists.into());
    }
    let policy = read_policy(&founding.policy)?;
    let beside = Beside {
        credentials: &founding.credentials,
        channel_secrets: typed(&founding.channel_secrets)?,
        contacts: typed(&founding.contacts)?,
    };
    check(&beside, &policy)?;
    in_transaction(database, || {
        schema::migrate(database, now_ms)?;
        ledger.put_policy(&policy)?;
        write(&ledger, &beside)?;
        has_supervisor(&ledger)?;
        ledger.audit(&Deed {
            actor: None,
            action: "company.founded",
            subject: Said::new("company:{}", &[&policy.company.code]),
            detail: object! { "users": policy.users.len(), "contacts": beside.contacts.len() },
        })?;
        let (nobody, memory) = (BTreeSet::new(), Memory::default());
        let scene = Scene::open(database, &nobody, &memory, now_ms)?;
        // Routing takes the company over while nobody waits for it.
        scene.map_or(Ok(()), |scene| scene.route(|_| Ok(())).map(drop))
    })?;
    let company = &policy.company;
    let reply = Reply::created(&object! { "company": brief(company) });
    // Nobody watches yet, but something may be going to start or end.
    Ok(Answer { reply, changes: vec![Change::Access(Vec::new())] })
}

/// What comes along with the policy.
struct Beside<'a> {
    credentials: &'a [(UserId, String)],
    channel_secrets: Vec<ChannelSecret>,
    contacts: Vec<NewContact>,
}

/// Reads and checks a policy.
///
/// # Errors
/// [`Code::PolicyInvalid`] with everything that is wrong.
pub fn read_policy(json: &str) -> Result<Policy, Problem> {
    Policy::parse(json).map_err(|errors| policy_problem(&errors))
}

/// Everything that is wrong with a policy, as a problem.
pub fn policy_problem(errors: &usher_core::policy::PolicyErrors) -> Problem {
    let details = errors.errors().iter().take(100).map(|error| Detail {
        code: error.code,
        pointer: Said::shown(&error.pointer),
        message: Said::of_the_policy(error),
    });
    Problem::new(Code::PolicyInvalid).with_errors(details.collect())
}

fn write(ledger: &Ledger<'_>, beside: &Beside<'_>) -> Result<(), Fault> {
    for (user, password_hash) in beside.credentials {
        ledger.put_credential(&Login { user: user.clone(), password_hash: password_hash.clone() })?;
    }
    beside.channel_secrets.iter().try_for_each(|secret| ledger.put_secret(secret))?;
    let tokens = ledger.company_key()?.tokens(Purpose::Identifier)?;
    beside.contacts.iter().try_for_each(|contact| {
        ledger.put_contact(&identifiers::sealed(contact.clone(), &tokens)?, Acquaintance::Known)
    })
}

fn has_supervisor(ledger: &Ledger<'_>) -> Result<(), Fault> {
    let directory = Directory::read(ledger)?.ok_or(Fault::Corrupt("a company that is not there"))?;
    let able = ledger.users()?.iter().any(|user| {
        let access = directory.access(user);
        [Permission::USERS_MANAGE, Permission::ROLES_MANAGE]
            .into_iter()
            .all(|permission| access.check(permission, Target::Anything).is_allowed())
    });
    if able { Ok(()) } else { Err(Code::LastSupervisor.into()) }
}

/// Checks what refers to the policy from outside of it.
fn check(beside: &Beside<'_>, policy: &Policy) -> Result<(), Problem> {
    let mut errors = Errors(Vec::new());
    let users: BTreeSet<&UserId> = policy.users.iter().map(|user| &user.id).collect();
    let channels: BTreeSet<&ChannelId> = policy.channels.iter().map(|channel| &channel.id).collect();
    let mut seen = BTreeSet::new();
    for (place, (user, _)) in beside.credentials.iter().enumerate() {
        if !users.contains(user) {
            errors.unknown(Said::new("/credentials/{}/user", &[&place]), user);
        }
        errors.seen_once(&mut seen, user, Said::new("/credentials/{}/user", &[&place]));
    }
    let (mut seen, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for (place, secret) in beside.channel_secrets.iter().enumerate() {
        let channel = &secret.channel;
        if !channels.contains(channel) {
            errors.unknown(Said::new("/channelSecrets/{}/channel", &[&place]), channel);
        }
        errors.seen_once(&mut seen, channel, Said::new("/channelSecrets/{}/channel", &[&place]));
        if let Some(number) = &secret.phone_number_id {
            errors.seen_once(&mut numbers, number, Said::new("/channelSecrets/{}/phoneNumberId", &[&place]));
        }
    }
    contacts(&beside.contacts, &users, &mut errors);
    if errors.0.is_empty() {
        return Ok(());
    }
    errors.0.truncate(100);
    Err(Problem::new(Code::ReferenceDangling).with_errors(errors.0))
}

fn contacts(contacts: &[NewContact], users: &BTreeSet<&UserId>, errors: &mut Errors) {
    let mut seen: BTreeSet<&ContactId> = BTreeSet::new();
    let mut identities = BTreeSet::new();
    for (place, contact) in contacts.iter().enumerate() {
        errors.seen_once(&mut seen, &contact.id, Said::new("/contacts/{}/id", &[&place]));
        if let Some(user) = &contact.responsible
            && !users.contains(user)
        {
            errors.unknown(Said::new("/contacts/{}/responsible", &[&place]), user);
        }
        let values = [&contact.name, &contact.phone, &contact.email, &contact.handle, &contact.address];
        let long = |value: &String| value.chars().count() > VALUE_MAX_CHARS || value.is_empty();
        if values.into_iter().flatten().any(long) {
            errors.add(
                "value_malformed",
                Said::new("/contacts/{}", &[&place]),
                "a value is empty or too long".into(),
            );
        }
        for (nth, identity) in contact.identities.iter().enumerate() {
            let pointer = Said::new("/contacts/{}/identities/{}", &[&place, &nth]);
            if identity.value.is_empty() || identity.value.len() > crate::inbound::limits::ID_BYTES {
                errors.add("value_malformed", pointer.clone(), "a value is empty or too long".into());
            }
            errors.seen_once(&mut identities, (&identity.kind, &identity.value), pointer);
        }
    }
}

struct Errors(Vec<Detail>);

impl Errors {
    fn add(&mut self, code: &'static str, pointer: Said, message: Said) {
        self.0.push(Detail { code, pointer, message });
    }

    /// Notes that what is referred to does not exist.
    fn unknown(&mut self, pointer: Said, id: &dyn Word) {
        self.add("unknown_reference", pointer, Said::new("`{}` does not exist", &[id]));
    }

    /// Notes a value that was there before.
    fn seen_once<T: Ord>(&mut self, seen: &mut BTreeSet<T>, value: T, pointer: Said) {
        if !seen.insert(value) {
            self.add("duplicate_id", pointer, "stands twice".into());
        }
    }
}
