//! What there is in a company.

use std::collections::{HashMap, HashSet};

use crate::channel::ChannelKind;
use crate::policy::Policy;

/// The people, groups and channels that settings may refer to.
pub struct Names<'a> {
    pub(super) users: HashSet<&'a str>,
    pub(super) groups: HashSet<&'a str>,
    pub(super) channels: HashMap<&'a str, ChannelKind>,
}

impl<'a> Names<'a> {
    /// These and no others.
    pub fn new(
        users: impl IntoIterator<Item = &'a str>,
        groups: impl IntoIterator<Item = &'a str>,
        channels: impl IntoIterator<Item = (&'a str, ChannelKind)>,
    ) -> Self {
        Self {
            users: users.into_iter().collect(),
            groups: groups.into_iter().collect(),
            channels: channels.into_iter().collect(),
        }
    }

    /// Those of a policy.
    pub fn of(policy: &'a Policy) -> Self {
        Self::new(
            policy.users.iter().map(|user| user.id.as_str()),
            policy.groups.iter().map(|group| group.id.as_str()),
            policy.channels.iter().map(|channel| (channel.id.as_str(), channel.kind)),
        )
    }
}
