//! What must hold in cases that are told one by one.

use crate::routing::Algorithm;

use super::*;

const BEGIN_MS: i64 = 1_760_000_000_000;

/// A company of two groups that knows one channel, in which person `n` is in group `n`, is online, has room for one and
/// may take what these bits say.
fn company(groups: [Group; 2], bits: u8) -> State {
    let mut state = State::new();
    let channel = Channel { kind: Kind::Text, weight: 1 };
    let policy = Policy {
        channels: vec![channel],
        groups: groups.to_vec(),
        grace_ms: None,
        give_back: GiveBack::Never,
    };
    state.apply(BEGIN_MS, 0, &Event::Policy { policy }).unwrap();
    for no in 0..2 {
        let (person, group) = (PersonNo(no), GroupNo(no as u16));
        let profile = Profile {
            status: Status::Active,
            text_capacity: 1,
            call_capacity: 0,
            skills: 0,
            groups: vec![group],
            entitlements: vec![Entitlement { group, channel: ChannelNo(0), bits }],
        };
        state.apply(BEGIN_MS, 0, &Event::Person { person, profile }).unwrap();
        state.apply(BEGIN_MS, 0, &Event::Presence { person, presence: Presence::Online }).unwrap();
    }
    state
}

fn group() -> Group {
    let ladder = Ladder { group_ms: 0, relaxed_ms: None, backup_users_ms: None, backup_group_ms: None };
    Group {
        algorithm: Algorithm::Fair,
        backup_users: Vec::new(),
        backup_group: None,
        ladder,
        stickiness: Stickiness::None,
        closed: false,
        answer_ms: None,
    }
}

fn arrival(chat: u64, responsible: Option<PersonNo>) -> Event {
    Event::Arrived(Arrival {
        chat: ChatNo(chat),
        group: GroupNo(0),
        channel: ChannelNo(0),
        kind: crate::chat::ChatKind::Personal,
        priority: 0,
        known: false,
        responsible,
        last_agent: None,
        skills: 0,
    })
}

#[test]
fn moments_that_cannot_be_are_refused() {
    let mut state = company([group(), group()], 15);
    for at_ms in [i64::MIN, 0, FIRST_MS - 1, LAST_MS + 1, i64::MAX] {
        assert_eq!(state.apply(at_ms, 0, &arrival(1, None)), Err(Refusal::BadMoment));
        assert_eq!(state.apply(BEGIN_MS, 0, &Event::Day { start_ms: at_ms }), Err(Refusal::BadMoment));
    }
    assert!(state.apply(LAST_MS, 0, &arrival(1, None)).is_ok());
    assert_eq!(state.export().chats[0].arrived_ms, LAST_MS);
    assert!(State::new().apply(FIRST_MS, 0, &Event::Timer).is_ok());
}

#[test]
fn who_takes_no_new_clients_takes_their_own() {
    // Whoever is responsible does not come first here, and is the only one who may.
    let own = Entitlement::OWN_NEW | Entitlement::KNOWN;
    let mut state = company([group(), group()], own);
    let step = state.apply(BEGIN_MS, 0, &arrival(1, Some(PersonNo(0)))).unwrap();
    assert_eq!(
        (step.decisions[0].person, step.decisions[0].because),
        (Some(PersonNo(0)), Because::BestOfGroup)
    );
    assert_eq!(step.decisions[0].tally, Tally { eligible: 1, ..Tally::default() });
    // The next one waits for them, and that of a stranger longer than they have room.
    state.apply(BEGIN_MS, 0, &arrival(2, None)).unwrap();
    let step = state.apply(BEGIN_MS, 0, &arrival(3, Some(PersonNo(0)))).unwrap();
    assert_eq!(step.decisions[0].tally, Tally { at_capacity: 1, ..Tally::default() });
    let step = state.apply(BEGIN_MS, 0, &Event::Closed { chat: ChatNo(1) }).unwrap();
    assert_eq!(state.assignee(ChatNo(3)), Some(PersonNo(0)));
    assert_eq!(step.decisions[0].because, Because::LongestWaiting);
    assert_eq!(state.assignee(ChatNo(2)), None);
}

#[test]
fn a_closed_group_leaves_it_to_its_backups() {
    let closed = |backup_group: Option<GroupNo>, closed: bool| {
        let ladder = Ladder { backup_group_ms: Some(60_000), ..group().ladder };
        Group { closed, ladder, backup_group, stickiness: Stickiness::LastAgent, ..group() }
    };
    // The responsible member is there, and is not asked.
    let mut state = company([closed(None, true), group()], 15);
    let step = state.apply(BEGIN_MS, 0, &arrival(1, Some(PersonNo(0)))).unwrap();
    assert_eq!((step.decisions[0].person, step.decisions[0].because), (None, Because::GroupClosed));
    assert_eq!(step.decisions[0].tally, Tally { group_closed: 1, ..Tally::default() });
    let told = |state: &State, groups: [Group; 2]| Event::Policy {
        policy: Policy { groups: groups.to_vec(), ..state.export().policy },
    };
    // It opens.
    state.apply(BEGIN_MS, 0, &told(&state, [closed(None, false), group()])).unwrap();
    assert_eq!(state.assignee(ChatNo(1)), Some(PersonNo(0)));
    // It closes: what is in hand stays, what comes goes to the backup at once.
    let backup = Some(GroupNo(1));
    let step = state.apply(BEGIN_MS, 0, &told(&state, [closed(backup, true), group()])).unwrap();
    assert_eq!(step, Step::new());
    let step = state.apply(BEGIN_MS, 0, &arrival(2, Some(PersonNo(0)))).unwrap();
    assert_eq!(
        (step.decisions[0].person, step.decisions[0].because),
        (Some(PersonNo(1)), Because::BackupGroup)
    );
    // A backup that is closed itself is none.
    state.apply(BEGIN_MS, 0, &Event::Closed { chat: ChatNo(2) }).unwrap();
    state
        .apply(BEGIN_MS, 0, &told(&state, [closed(backup, true), Group { closed: true, ..group() }]))
        .unwrap();
    let step = state.apply(BEGIN_MS, 0, &arrival(3, None)).unwrap();
    assert_eq!(step.decisions[0].because, Because::GroupClosed);
}

#[test]
fn what_was_missed_is_counted_once_wherever_it_goes() {
    let late = || Group { answer_ms: Some(30_000), ..group() };
    let mut state = company([late(), late()], 0);
    state.apply(BEGIN_MS, 0, &arrival(1, None)).unwrap();
    let step = state.apply(BEGIN_MS + 30_000, 0, &Event::Timer).unwrap();
    assert_eq!(step.commands, [Command::Missed { chat: ChatNo(1), person: None }]);
    // The company lets another group have it, and nobody there answers either.
    let step =
        state.apply(BEGIN_MS + 30_000, 0, &Event::Transfer { chat: ChatNo(1), group: GroupNo(1) }).unwrap();
    assert_eq!(step, Step::new());
    let step = state.apply(BEGIN_MS + 90_000, 0, &Event::Timer).unwrap();
    assert_eq!((step, state.next_timer()), (Step::new(), None));
    let step = state.apply(BEGIN_MS + 90_000, 0, &Event::HungUp { chat: ChatNo(1) }).unwrap();
    assert_eq!(step, Step::new());
}

#[test]
fn a_long_explanation_is_cut() {
    let mut state = company([group(), group()], 15);
    let profile = state.export().people[0].profile.clone();
    for person in (0..100).map(PersonNo) {
        let profile = Profile { text_capacity: 2 - (person.0 % 2) as u16, ..profile.clone() };
        state.apply(BEGIN_MS, 0, &Event::Person { person, profile }).unwrap();
        let presence = if person.0 < 40 { Presence::Online } else { Presence::Away };
        state.apply(BEGIN_MS, u64::from(person.0), &Event::Presence { person, presence }).unwrap();
    }
    let chosen = Event::Assign { chat: ChatNo(1), to: PersonNo(39), allowed: true };
    state.apply(BEGIN_MS, 0, &arrival(1, None)).unwrap();
    let (_, told) = state.apply_explained(BEGIN_MS, 0, &chosen).unwrap();
    let Asked { eligible, ranking, left_out, left_out_counts, .. } = &told[0].asked[0];
    assert!(*eligible >= 39);
    assert_eq!(ranking.len(), RANKING_MAX + 1);
    assert_eq!(ranking.last().map(|one| one.person), Some(PersonNo(39)));
    assert_eq!(left_out.len(), LEFT_OUT_MAX);
    let rest = 100 - *eligible as usize - LEFT_OUT_MAX;
    assert_eq!(left_out_counts.iter().map(|(_, count)| count).sum::<u32>() as usize, rest);
}

#[test]
fn a_number_that_closed_and_came_again_is_one_row() {
    let mut state = State::restore(&company([group(), group()], 15).export()).unwrap();
    for event in [arrival(1, None), Event::Closed { chat: ChatNo(1) }, arrival(1, None), arrival(2, None)] {
        state.apply(BEGIN_MS, 0, &event).unwrap();
    }
    state.apply(BEGIN_MS, 0, &Event::Closed { chat: ChatNo(2) }).unwrap();
    let Changed { chats, gone, people, .. } = state.take_changed();
    assert_eq!(chats.iter().map(|row| row.chat).collect::<Vec<_>>(), [ChatNo(1)]);
    assert_eq!((gone, people.len()), (vec![ChatNo(2)], 1));
    // What was told is not told again.
    let Changed { chats, gone, people, .. } = state.take_changed();
    assert_eq!((chats, gone, people), (Vec::new(), Vec::new(), Vec::new()));
}

#[test]
fn who_gets_a_chat_back_does_not_while_its_group_is_closed() {
    let open = || Group { backup_group: Some(GroupNo(1)), ..group() };
    let backs = Ladder { backup_group_ms: Some(0), ..group().ladder };
    let policy = |state: &State, closed: bool| Policy {
        groups: vec![Group { closed, ladder: backs, ..open() }, group()],
        grace_ms: Some(0),
        give_back: GiveBack::Always,
        ..state.export().policy
    };
    for closed in [false, true] {
        let mut state = company([open(), group()], 15);
        let first = Event::Policy { policy: policy(&state, false) };
        state.apply(BEGIN_MS, 0, &first).unwrap();
        // The backup helps out with what is of the first group.
        state.apply(BEGIN_MS, 0, &arrival(1, None)).unwrap();
        assert_eq!(state.assignee(ChatNo(1)), Some(PersonNo(0)));
        let presence = |presence| Event::Presence { person: PersonNo(0), presence };
        state.apply(BEGIN_MS, 0, &presence(Presence::Lost)).unwrap();
        assert_eq!(state.assignee(ChatNo(1)), Some(PersonNo(1)));
        let then = Event::Policy { policy: policy(&state, closed) };
        state.apply(BEGIN_MS, 0, &then).unwrap();
        state.apply(BEGIN_MS, 0, &presence(Presence::Online)).unwrap();
        assert_eq!(state.assignee(ChatNo(1)), Some(PersonNo(u32::from(closed))));
    }
}

#[test]
fn those_who_came_closest_are_named() {
    let mut state = company([group(), group()], 15);
    let profile = state.export().people[0].profile.clone();
    // The first half may take nothing, the others are only away.
    for person in (0..100).map(PersonNo) {
        let entitlements = if person.0 < 50 { Vec::new() } else { profile.entitlements.clone() };
        let profile = Profile { entitlements, ..profile.clone() };
        state.apply(BEGIN_MS, 0, &Event::Person { person, profile }).unwrap();
        state.apply(BEGIN_MS, 0, &Event::Presence { person, presence: Presence::Away }).unwrap();
    }
    let (_, told) = state.apply_explained(BEGIN_MS, 0, &arrival(1, None)).unwrap();
    let Asked { left_out, left_out_counts, .. } = &told[0].asked[0];
    assert!(left_out.iter().all(|one| one.rule == Exclusion::Away && one.person.0 >= 50));
    assert_eq!(left_out_counts.iter().collect::<Vec<_>>(), [(&Exclusion::NotEntitled, &50)]);
}

#[test]
fn whoever_is_online_for_their_own_clients_is_online() {
    let today = Group { algorithm: Algorithm::OnlineToday, ..group() };
    let mut state = company([today, group()], Entitlement::OWN_NEW);
    let absent = PersonNo(1);
    let mut profile = state.export().people[0].profile.clone();
    profile.entitlements[0].bits = Entitlement::NEW;
    state.apply(BEGIN_MS, 0, &Event::Person { person: absent, profile }).unwrap();
    let lost = Event::Presence { person: absent, presence: Presence::Lost };
    state.apply(BEGIN_MS, 0, &lost).unwrap();
    // Who was online today gets the chat of a stranger, as nobody who is online may take it.
    let step = state.apply(BEGIN_MS, 0, &arrival(1, None)).unwrap();
    assert_eq!(
        (step.decisions[0].person, step.decisions[0].because),
        (Some(absent), Because::WasOnlineToday)
    );
    state.apply(BEGIN_MS, 0, &Event::Closed { chat: ChatNo(1) }).unwrap();
    // That of their own client waits for who is there and has no room.
    state.apply(BEGIN_MS, 0, &arrival(2, Some(PersonNo(0)))).unwrap();
    let step = state.apply(BEGIN_MS, 0, &arrival(3, Some(PersonNo(0)))).unwrap();
    assert_eq!((step.decisions[0].person, step.decisions[0].because), (None, Because::NobodyEligible));
}

#[test]
fn moments_are_kept_for_as_long_as_they_are_true() {
    let answered_within = Group { answer_ms: Some(60_000), ..group() };
    let mut state = company([answered_within, group()], 0);
    let close = |chat| Event::Closed { chat: ChatNo(chat) };
    // A hundred stay; of the others each is closed once ten more have come.
    let stays = |chat: u64| chat.is_multiple_of(50);
    for chat in 0..5_000 {
        state.apply(BEGIN_MS + chat as i64, 0, &arrival(chat, None)).unwrap();
        if let Some(over) = chat.checked_sub(10).filter(|over| !stays(*over)) {
            state.apply(BEGIN_MS + chat as i64, 0, &close(over)).unwrap();
        }
        assert!(state.timers.len() < 1_200, "{chat}: {}", state.timers.len());
    }
    (4_990..5_000).filter(|chat| !stays(*chat)).for_each(|chat| {
        state.apply(BEGIN_MS + 5_000, 0, &close(chat)).unwrap();
    });
    let mut missed = Vec::new();
    while let Some(due_ms) = state.next_timer() {
        let step = state.apply(due_ms, 0, &Event::Timer).unwrap();
        missed.extend(step.decisions.iter().map(|decision| (due_ms, decision.chat.0)));
    }
    let expected = (0..5_000).filter(|chat| stays(*chat));
    // The moment is that of the second in which they came.
    let expected: Vec<(i64, u64)> =
        expected.map(|chat| (BEGIN_MS + chat as i64 / 1000 * 1000 + 60_000, chat)).collect();
    assert_eq!(missed, expected);
}

#[test]
fn of_many_channels_each_is_told_apart() {
    // More than there are bits for: beyond, what somebody takes is looked up.
    let count = 40_u16;
    let mut state = State::new();
    let channel = Channel { kind: Kind::Text, weight: 1 };
    let policy = Policy {
        channels: vec![channel; usize::from(count)],
        groups: vec![group()],
        grace_ms: None,
        give_back: GiveBack::Never,
    };
    state.apply(BEGIN_MS, 0, &Event::Policy { policy }).unwrap();
    // One takes the even channels, the other the odd ones.
    for no in 0..2 {
        let own = (0..count).filter(|channel| channel % 2 == no);
        let of = |channel| Entitlement { group: GroupNo(0), channel: ChannelNo(channel), bits: 15 };
        let profile = Profile {
            status: Status::Active,
            text_capacity: count,
            call_capacity: 0,
            skills: 0,
            groups: vec![GroupNo(0)],
            entitlements: own.map(of).collect(),
        };
        let person = PersonNo(no.into());
        state.apply(BEGIN_MS, 0, &Event::Person { person, profile }).unwrap();
        state.apply(BEGIN_MS, 0, &Event::Presence { person, presence: Presence::Online }).unwrap();
    }
    for channel in 0..count {
        let mut arrived = arrival(channel.into(), None);
        if let Event::Arrived(arrival) = &mut arrived {
            arrival.channel = ChannelNo(channel);
        }
        let step = state.apply(BEGIN_MS, 0, &arrived).unwrap();
        assert_eq!(step.decisions[0].person, Some(PersonNo((channel % 2).into())), "{channel}");
        assert_eq!(step.decisions[0].tally.not_entitled, 1);
    }
}
