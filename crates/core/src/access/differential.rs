//! The same policies asked of an independent engine: each is written down in Cedar's language from the document
//! itself, not from what we compiled of it, and both must answer alike.

use std::cell::Cell;
use std::fmt::Write as _;
use std::str::FromStr as _;

use cedar_policy::{
    Authorizer, Context, Decision as Cedar, Entities, Entity, EntityUid, PolicySet, Request,
    RestrictedExpression,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::fixture::{PERMISSIONS, World, chat, world};
use super::*;
use crate::*;

/// Worlds × chats × permissions × moments: how many requests are compared.
const WORLDS: u32 = 260;
const CHATS: usize = 20;
const MOMENTS: [i64; 3] = [1, 4, 7];

#[test]
fn cedar_decides_alike() {
    let (asked, allowed) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(ProptestConfig::with_cases(WORLDS));
    let outcome = runner.run(&(world(), vec(chat(), CHATS)), |(world, chats)| {
        let policies = PolicySet::from_str(&translation(&world)).unwrap();
        let access = world.access();
        for chat in &chats {
            let entities = Entities::from_entities([principal(&world.user), resource(chat)], None).unwrap();
            for (moment, permission) in MOMENTS.into_iter().flat_map(|m| PERMISSIONS.map(|p| (m, p))) {
                let ours = access.clone().at(moment).check(permission, Target::Chat(chat)).is_allowed();
                let theirs = ask(&policies, &entities, &world.user, permission, moment);
                prop_assert_eq!(ours, theirs, "{} at {}", Catalogue::standard().name(permission), moment);
                asked.set(asked.get() + 1);
                allowed.set(allowed.get() + u32::from(ours));
            }
        }
        Ok(())
    });
    outcome.unwrap();
    // Neither so few nor so easy that agreeing would say little.
    assert!(asked.get() >= 100_000, "{}", asked.get());
    assert!((asked.get() / 10..asked.get() / 2).contains(&allowed.get()), "{}", allowed.get());
}

fn ask(policies: &PolicySet, entities: &Entities, user: &User, permission: Permission, moment: i64) -> bool {
    let context = Context::from_pairs([("now".into(), RestrictedExpression::new_long(moment))]).unwrap();
    let action = uid("Action", Catalogue::standard().name(permission));
    let request =
        Request::new(uid("User", user.id.as_str()), action, uid("Chat", "it"), context, None).unwrap();
    let answer = Authorizer::new().is_authorized(&request, policies, entities);
    let errors: Vec<String> = answer.diagnostics().errors().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors:?}");
    answer.decision() == Cedar::Allow
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_str(&format!("{kind}::\"{id}\"")).unwrap()
}

fn principal(user: &User) -> Entity {
    let mut attributes = vec![
        ("id".to_owned(), RestrictedExpression::new_string(user.id.to_string())),
        ("active".to_owned(), RestrictedExpression::new_bool(user.status == UserStatus::Active)),
    ];
    if let Some(Channels::Only(ids)) = &user.channels {
        let ids = ids.iter().map(|id| RestrictedExpression::new_string(id.to_string()));
        attributes.push(("ceiling".to_owned(), RestrictedExpression::new_set(ids)));
    }
    let groups = user.groups.iter().map(|held| uid("Group", held.id.as_str())).collect();
    Entity::new(uid("User", user.id.as_str()), attributes.into_iter().collect(), groups).unwrap()
}

fn resource(chat: &ChatFacts) -> Entity {
    let mut attributes = vec![
        ("channel".to_owned(), RestrictedExpression::new_string(chat.channel.to_string())),
        ("known".to_owned(), RestrictedExpression::new_bool(chat.known == Acquaintance::Known)),
    ];
    let optional = [
        ("group", chat.group.as_ref().map(ToString::to_string)),
        ("assignee", chat.assignee.as_ref().map(ToString::to_string)),
        ("responsible", chat.responsible.as_ref().map(ToString::to_string)),
    ];
    for (name, value) in optional {
        attributes.extend(value.map(|value| (name.to_owned(), RestrictedExpression::new_string(value))));
    }
    Entity::new(uid("Chat", "it"), attributes.into_iter().collect(), std::collections::HashSet::new())
        .unwrap()
}

/// The whole policy in Cedar's language.
fn translation(world: &World) -> String {
    let user = &world.user;
    let mut text = String::from("forbid(principal, action, resource) unless { principal.active };\n");
    if !user.denied.is_empty() {
        let _ = writeln!(text, "forbid(principal, action in {}, resource);", actions(&user.denied));
    }
    let me = format!("principal == User::\"{}\"", user.id);
    let in_my_groups: Vec<String> = user
        .groups
        .iter()
        .map(|held| format!("({} && {})", in_group(&held.id), during(held.period)))
        .collect();
    let in_my_groups = format!("({})", [vec!["false".to_owned()], in_my_groups].concat().join(" || "));
    for held in &user.roles {
        let own = on(user.channels.as_ref().unwrap_or(&Channels::none()));
        for role in world.roles.iter().filter(|role| role.id == held.id) {
            permit(&mut text, &me, &role.rights, &own, &in_my_groups, &during(held.period));
        }
    }
    for held in &user.emergency {
        let marked = world.roles.iter().filter(|role| role.emergency_max_minutes.is_some());
        for role in marked.filter(|role| role.id == held.id) {
            permit(&mut text, &me, &role.rights, "true", &in_my_groups, &during(held.period));
        }
    }
    for group in &world.groups {
        let members = format!("principal in Group::\"{}\"", group.id);
        let member = user.groups.iter().find(|held| held.id == group.id);
        let member = member.map_or_else(|| "false".to_owned(), |held| during(held.period));
        let queued = in_group(&group.id);
        for held in &group.roles {
            let period = format!("{member} && {}", during(held.period));
            for role in world.roles.iter().filter(|role| role.id == held.id) {
                permit(&mut text, &members, &role.rights, &on(&group.channels), &queued, &period);
            }
        }
        if let Some(rights) = &group.rights {
            permit(&mut text, &members, rights, &on(&group.channels), &queued, &member);
        }
    }
    text
}

/// One grant: what is about the company needs no chat, what is about a chat needs its channel and scope.
fn permit(text: &mut String, principal: &str, rights: &Rights, on: &str, in_groups: &str, during: &str) {
    let catalogue = Catalogue::standard();
    let is_record = |name: &&String| catalogue.subject(catalogue.find(name).unwrap()) == Subject::Record;
    let (record, company): (Vec<&String>, Vec<&String>) = rights.permissions.iter().partition(is_record);
    if !company.is_empty() {
        let actions = actions(&company);
        let _ = writeln!(text, "permit({principal}, action in {actions}, resource) when {{ {during} }};");
    }
    if record.is_empty() {
        return;
    }
    const MINE: &str = "((resource has assignee && resource.assignee == principal.id) \
                        || (resource has responsible && resource.responsible == principal.id))";
    let scope = match rights.scope {
        ChatScope::None => "false".to_owned(),
        ChatScope::Assigned => MINE.to_owned(),
        ChatScope::Group => format!("({MINE} || {in_groups})"),
        ChatScope::All => "true".to_owned(),
    };
    let new_clients = match rights.new_clients {
        NewClients::Hidden => "false",
        NewClients::Shown => "(!resource.known && !(resource has assignee))",
    };
    let ceiling = "(!(principal has ceiling) || principal.ceiling.contains(resource.channel))";
    let actions = actions(&record);
    let _ = writeln!(
        text,
        "permit({principal}, action in {actions}, resource) when {{ {during} && {ceiling} && {on} && ({scope} || {new_clients}) }};"
    );
}

fn actions<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("Action::\"{}\"", name.as_ref())).collect();
    format!("[{}]", names.join(", "))
}

fn on(channels: &Channels) -> String {
    match channels {
        Channels::All => "true".into(),
        Channels::Only(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
            format!("[{}].contains(resource.channel)", ids.join(", "))
        }
    }
}

fn in_group(group: &GroupId) -> String {
    format!("(resource has group && resource.group == \"{group}\")")
}

fn during(period: Period) -> String {
    let start =
        period.starts_at().map_or_else(|| "true".to_owned(), |start| format!("context.now >= {start}"));
    let end = period.ends_at().map_or_else(|| "true".to_owned(), |end| format!("context.now < {end}"));
    format!("({start} && {end})")
}
