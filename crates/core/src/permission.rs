//! Permissions: the fixed catalogue, those a host adds, and sets of them.

use core::fmt;

/// Greatest number of permissions, the host's own included, so that a set is four machine words.
pub const PERMISSIONS_MAX: usize = 256;

/// A permission: `section.action`, held as its place in a [`Catalogue`](crate::Catalogue).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission(pub(crate) u8);

/// What a permission is about, and so what it takes to decide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The company as a whole: holding it is enough.
    Company,
    /// A chat, or a contact through its chats: it matters which one.
    Record,
}

macro_rules! standard {
    ($($constant:ident = $name:literal, $subject:ident, $doc:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Place { $($constant),* }

        impl Permission {
            $(#[doc = concat!("`", $name, "`: ", $doc)]
            pub const $constant: Self = Self(Place::$constant as u8);)*
        }

        /// Name and subject of each standard permission, in the order of their places.
        pub(crate) const STANDARD: &[(&str, Subject)] = &[$(($name, Subject::$subject)),*];

        /// The meanings of the same in English: a table of its own, which a browser that shows none does not load.
        pub(crate) const MEANINGS: &[&str] = &[$($doc),*];
    };
}

standard! {
    CHATS_VIEW = "chats.view", Record, "see a chat and its messages";
    CHATS_REPLY = "chats.reply", Record, "answer a chat";
    CHATS_CREATE = "chats.create", Record, "start a chat";
    CHATS_ASSIGN = "chats.assign", Record, "assign a chat to a user, or release it";
    CHATS_TRANSFER = "chats.transfer", Record, "hand a chat over to another user or group";
    CHATS_CLOSE = "chats.close", Record, "close a chat";
    CHATS_EXPORT = "chats.export", Record, "export chats";
    MESSAGES_CLEAR = "messages.clear", Record, "clear the messages of a chat";
    CONTACTS_VIEW = "contacts.view", Record, "see a contact's card";
    CONTACTS_EDIT = "contacts.edit", Record, "edit a contact";
    CONTACTS_PHONE = "contacts.phone", Record, "see phone numbers in clear";
    CONTACTS_EMAIL = "contacts.email", Record, "see e-mail addresses in clear";
    CONTACTS_REVEAL = "contacts.reveal", Record, "reveal a masked value against a reason";
    CONTACTS_EXPORT = "contacts.export", Record, "export contacts";
    CONTACTS_ERASE = "contacts.erase", Record, "erase a contact's data";
    NEWSLETTERS_VIEW = "newsletters.view", Company, "see newsletters";
    NEWSLETTERS_SEND = "newsletters.send", Company, "send newsletters";
    REPORTS_VIEW = "reports.view", Company, "see reports";
    REPORTS_CREATE = "reports.create", Company, "create reports";
    PAYMENTS_VIEW = "payments.view", Company, "see payments";
    PAYMENTS_MANAGE = "payments.manage", Company, "manage payments";
    CALLS_VIEW = "calls.view", Record, "see calls";
    CALLS_ANSWER = "calls.answer", Record, "answer calls";
    SETTINGS_VIEW = "settings.view", Company, "see settings";
    SETTINGS_EDIT = "settings.edit", Company, "edit settings";
    CHANNELS_MANAGE = "channels.manage", Company, "connect and disconnect channels";
    USERS_VIEW = "users.view", Company, "see users and groups";
    USERS_MANAGE = "users.manage", Company, "add, change and remove users";
    GROUPS_MANAGE = "groups.manage", Company, "add, change and delete groups";
    ROLES_MANAGE = "roles.manage", Company, "add, change and delete roles";
    ROUTING_MANAGE = "routing.manage", Company, "change routing rules";
    AUDIT_VIEW = "audit.view", Company, "see the audit log";
    REVIEWS_MANAGE = "reviews.manage", Company, "run access reviews";
    ACCESS_EMERGENCY = "access.emergency", Company, "take a role in an emergency, for a time and with a reason";
}

/// A set of permissions.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PermissionSet([u64; 4]);

impl PermissionSet {
    /// The empty set.
    pub const EMPTY: Self = Self([0; 4]);

    /// Adds a permission.
    pub fn insert(&mut self, permission: Permission) {
        if let Some(word) = self.0.get_mut(usize::from(permission.0 >> 6)) {
            *word |= 1 << (permission.0 & 63);
        }
    }

    /// Whether the set holds this permission.
    pub fn contains(&self, permission: Permission) -> bool {
        self.0.get(usize::from(permission.0 >> 6)).is_some_and(|word| word >> (permission.0 & 63) & 1 == 1)
    }

    /// The permissions of either set.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    /// The permissions of this set that the other lacks.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    /// The permissions of both sets.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    /// The permissions of the set, in the order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = Permission> + use<> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let (word, first) = rest.iter_mut().zip([0_u8, 64, 128, 192]).find(|(word, _)| **word != 0)?;
            let bit = word.trailing_zeros();
            *word &= *word - 1;
            Some(Permission(first + bit as u8))
        })
    }

    fn zip(self, other: Self, join: impl Fn(u64, u64) -> u64) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([join(a, e), join(b, f), join(c, g), join(d, h)])
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        let mut set = Self::EMPTY;
        for permission in permissions {
            set.insert(permission);
        }
        set
    }
}

impl fmt::Debug for PermissionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|permission| permission.0)).finish()
    }
}
