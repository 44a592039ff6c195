//! A small world for tests: random policies and chats whose ids collide often.

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use super::{Access, Person, Stamp};
use crate::*;

pub(crate) const PERMISSIONS: [Permission; 7] = [
    Permission::CHATS_VIEW,
    Permission::CHATS_REPLY,
    Permission::CONTACTS_VIEW,
    Permission::CONTACTS_PHONE,
    Permission::REPORTS_VIEW,
    Permission::USERS_MANAGE,
    Permission::ACCESS_EMERGENCY,
];

pub(crate) fn user_id() -> impl Strategy<Value = UserId> {
    (0..3).prop_map(|n| UserId::parse(&format!("u{n}")).unwrap())
}

pub(crate) fn group_id() -> impl Strategy<Value = GroupId> {
    (0..3).prop_map(|n| GroupId::parse(&format!("g{n}")).unwrap())
}

fn role_id() -> impl Strategy<Value = RoleId> {
    (0..3).prop_map(|n| RoleId::parse(&format!("r{n}")).unwrap())
}

fn channel_id() -> impl Strategy<Value = ChannelId> {
    (0..3).prop_map(|n| ChannelId::parse(&format!("c{n}")).unwrap())
}

fn channels() -> impl Strategy<Value = Channels> {
    prop_oneof![1 => Just(Channels::All), 4 => btree_set(channel_id(), 0..3).prop_map(Channels::only)]
}

fn names() -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(PERMISSIONS.to_vec(), 0..=PERMISSIONS.len()).prop_map(|permissions| {
        let catalogue = Catalogue::standard();
        permissions.into_iter().map(|permission| catalogue.name(permission).to_string()).collect()
    })
}

fn visibility() -> impl Strategy<Value = Visibility> {
    prop_oneof![Just(Visibility::Hidden), Just(Visibility::Masked), Just(Visibility::Clear)]
}

fn rights() -> impl Strategy<Value = Rights> {
    let scope = prop_oneof![
        Just(ChatScope::None),
        Just(ChatScope::Assigned),
        Just(ChatScope::Group),
        Just(ChatScope::All)
    ];
    let new_clients = prop_oneof![Just(NewClients::Hidden), Just(NewClients::Shown)];
    (names(), scope, new_clients, visibility(), visibility()).prop_map(
        |(permissions, scope, new_clients, phone, name)| Rights {
            permissions,
            scope,
            new_clients,
            fields: FieldVisibility::hidden().with(FieldKind::Phone, phone).with(FieldKind::Name, name),
        },
    )
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    vec((rights(), option::of(Just(60))), 3).prop_map(|all| {
        let named = all.into_iter().enumerate();
        named
            .map(|(n, (rights, emergency_max_minutes))| Role {
                emergency_max_minutes,
                id: RoleId::parse(&format!("r{n}")).unwrap(),
                name: format!("R{n}"),
                rights,
            })
            .collect()
    })
}

fn groups() -> impl Strategy<Value = Vec<Group>> {
    vec((held(role_id()), option::of(rights()), channels()), 3).prop_map(|all| {
        let named = all.into_iter().enumerate();
        named
            .map(|(n, (roles, rights, channels))| Group {
                id: GroupId::parse(&format!("g{n}")).unwrap(),
                name: format!("G{n}"),
                roles,
                rights,
                channels,
                algorithm: routing::Algorithm::Random,
            })
            .collect()
    })
}

/// Whole policies, of three users with different ids.
pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    (roles(), groups(), vec(user(), 3), 0..2_usize).prop_map(|(roles, groups, mut users, first)| {
        for (n, user) in users.iter_mut().enumerate() {
            // Not always the same three, so that some are new and some are gone.
            user.id = UserId::parse(&format!("u{}", first + n)).unwrap();
            user.username = user.id.to_string();
        }
        Policy {
            version: policy::POLICY_VERSION,
            revision: 1,
            company: policy::Company {
                code: CompanyCode::parse("test").unwrap(),
                name: "Test".into(),
                utc_offset_minutes: 0,
            },
            host_permissions: Vec::new(),
            sections: Vec::new(),
            channels: Vec::new(),
            roles,
            groups,
            users,
            masking: mask::Masking::usual(),
        }
    })
}

fn user() -> impl Strategy<Value = User> {
    let status = prop_oneof![9 => Just(UserStatus::Active), 1 => Just(UserStatus::Deactivated)];
    let lists = (held(role_id()), held(group_id()), held(role_id()));
    (user_id(), status, lists, option::of(channels()), names()).prop_map(
        |(id, status, (roles, groups, emergency), channels, denied)| User {
            username: id.to_string(),
            name: "Somebody".into(),
            id,
            status,
            roles,
            groups,
            emergency: emergency.into_iter().take(1).collect(),
            channels,
            // Few denials, or nothing is left to test.
            denied: denied.into_iter().take(1).collect(),
        },
    )
}

/// The parts of a policy that concern one user.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) roles: Vec<Role>,
    pub(crate) groups: Vec<Group>,
    pub(crate) user: User,
}

/// The moment that [`World::access`] answers for. Periods start and end around it.
pub(crate) const MOMENT: i64 = 4;

/// From when on what [`World::access`] answers has expired.
pub(crate) const EXPIRES: i64 = 12;

impl World {
    pub(crate) fn access(&self) -> Access {
        self.compiled(Access::compile)
    }

    pub(crate) fn potential(&self) -> Access {
        self.compiled(Access::compile_potential)
    }

    fn compiled(&self, compile: fn(&Person<'_>, Stamp) -> Access) -> Access {
        let person = Person {
            company: &CompanyCode::parse("test").unwrap(),
            catalogue: &Catalogue::standard(),
            sections: &[],
            roles: &self.roles,
            groups: &self.groups,
            user: &self.user,
        };
        compile(&person, Stamp { policy_revision: 1, issued_at: MOMENT, expires_at: EXPIRES })
    }
}

fn period() -> impl Strategy<Value = Period> {
    let dated = (option::of(0..8_i64), option::of(1..9_i64))
        .prop_map(|(start, end)| Period::new(start, end).unwrap_or(Period::ALWAYS));
    prop_oneof![3 => Just(Period::ALWAYS), 1 => dated]
}

fn held<Id: Clone + core::fmt::Debug + Ord>(
    id: impl Strategy<Value = Id>,
) -> impl Strategy<Value = Vec<Holding<Id>>> {
    btree_set(id, 0..3).prop_flat_map(|ids| {
        let count = ids.len();
        vec(period(), count).prop_map(move |periods| {
            ids.iter().cloned().zip(periods).map(|(id, period)| Holding { id, period }).collect()
        })
    })
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    (roles(), groups(), user()).prop_map(|(roles, groups, user)| World { roles, groups, user })
}

pub(crate) fn chat() -> impl Strategy<Value = ChatFacts> {
    let known = prop_oneof![Just(Acquaintance::New), Just(Acquaintance::Known)];
    (channel_id(), option::of(group_id()), option::of(user_id()), option::of(user_id()), known).prop_map(
        |(channel, group, assignee, responsible, known)| ChatFacts {
            channel,
            group,
            assignee,
            responsible,
            known,
        },
    )
}

pub(crate) fn contact() -> impl Strategy<Value = ContactFacts> {
    (option::of(user_id()), btree_set(channel_id(), 0..3), vec(chat(), 0..3)).prop_map(
        |(responsible, channels, chats)| ContactFacts {
            responsible,
            channels: channels.into_iter().collect(),
            chats,
        },
    )
}
