//! Addresses of the API.

use usher_core::{ChannelId, ChatId, CompanyCode, ContactId, GroupId, RoleId, SectionId, UserId};

use crate::problem::Code;

/// Something that can be asked for, by method and path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `GET /healthz`
    Health,
    /// `POST /v1/companies`
    Found,
    /// `POST /v1/login`
    Login,
    /// `POST /v1/logout`
    Logout,
    /// `GET /v1/live`
    Live,
    /// `GET /v1/webhooks/{company}/whatsapp`
    WhatsappHandshake(CompanyCode),
    /// `POST /v1/webhooks/{company}/whatsapp`
    Whatsapp(CompanyCode),
    /// `POST /v1/webhooks/{company}/telegram/{channel}`
    Telegram(CompanyCode, ChannelId),
    /// `POST /v1/test/panic`, only where tests are allowed to.
    Panic,
    /// Everything that needs a session and nothing else.
    Desk(Desk),
}

/// What a logged-in user can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Desk {
    /// `GET /v1/me`
    Me,
    /// `GET /v1/me/access`
    MyAccess,
    /// `POST /v1/me/presence`
    ChoosePresence,
    /// `GET /v1/me/emergency`
    MyEmergency,
    /// `POST /v1/me/emergency`
    TakeEmergency,
    /// `POST /v1/me/emergency/end`
    EndMyEmergency,
    /// `GET /v1/emergency`
    Emergencies,
    /// `GET /v1/chats`
    Chats,
    /// `GET /v1/chats/export`, and `HEAD` for whether it would begin.
    ExportChats(Ahead),
    /// `GET /v1/chats/{id}`
    Chat(ChatId),
    /// `PATCH /v1/chats/{id}`
    ChangeChat(ChatId),
    /// `GET /v1/labels`
    Labels,
    /// `GET /v1/chats/{id}/messages`
    Messages(ChatId),
    /// `POST /v1/chats/{id}/messages`
    Reply(ChatId),
    /// `POST /v1/chats/{id}/assign`
    Assign(ChatId),
    /// `POST /v1/chats/{id}/close`
    Close(ChatId),
    /// `POST /v1/chats/{id}/transfer`
    Transfer(ChatId),
    /// `POST /v1/chats/{id}/take`
    Take(ChatId),
    /// `GET /v1/chats/{id}/assignments`
    Assignments(ChatId),
    /// `GET /v1/queue`
    Queue,
    /// `GET /v1/missed`
    Missed,
    /// `GET /v1/users/{id}/removal`
    Removal(UserId),
    /// `POST /v1/users/{id}/removal`
    Remove(UserId),
    /// `GET /v1/routing/traffic`
    Traffic,
    /// `GET /v1/team`
    Team,
    /// `GET /v1/chats/{id}/export`, and `HEAD` for whether it would begin.
    ExportMessages(Ahead, ChatId),
    /// `GET /v1/contacts/export`, and `HEAD` for whether it would begin.
    ExportContacts(Ahead),
    /// `GET /v1/contacts/{id}`
    Contact(ContactId),
    /// `POST /v1/contacts/search`
    SearchContacts,
    /// `POST /v1/contacts/{id}/reveal`
    Reveal(ContactId),
    /// `GET /v1/channels`
    Channels,
    /// `GET /v1/users`
    Users,
    /// `GET /v1/users/{id}`
    User(UserId),
    /// `PATCH /v1/users/{id}`
    ChangeUser(UserId),
    /// `GET /v1/users/{id}/explain`
    Explain(UserId),
    /// `POST /v1/users/{id}/emergency/end`
    EndEmergency(UserId),
    /// `GET /v1/masking`
    Masking,
    /// `PATCH /v1/masking`
    ChangeMasking,
    /// `GET /v1/routing`
    Routing,
    /// `PUT /v1/routing`
    ChangeRouting,
    /// `POST /v1/routing/test`
    TestRouting,
    /// `GET /v1/policy`
    Policy,
    /// `POST /v1/policy/preview`
    Preview,
    /// `GET /v1/analysis`
    Analysis,
    /// `GET /v1/roles`
    Roles,
    /// `POST /v1/roles`
    CreateRole,
    /// `DELETE /v1/roles/{id}`
    DeleteRole(RoleId),
    /// `PATCH /v1/roles/{id}`
    ChangeRole(RoleId),
    /// `GET /v1/groups`
    Groups,
    /// `POST /v1/groups`
    CreateGroup,
    /// `DELETE /v1/groups/{id}`
    DeleteGroup(GroupId),
    /// `GET /v1/groups/{id}`
    Group(GroupId),
    /// `PATCH /v1/groups/{id}`
    ChangeGroup(GroupId),
    /// `GET /v1/sections/{id}`
    Section(SectionId),
    /// `GET /v1/audit`
    Audit,
}

/// How much of an export is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// Only whether it would begin: no byte of it.
    Look,
    /// The export.
    Take,
}

impl Endpoint {
    /// Finds what a method and path ask for.
    ///
    /// # Errors
    /// [`Code::NotFound`] where nothing has this path, [`Code::MethodNotAllowed`] where something has, with
    /// another method.
    pub fn find(method: &str, path: &str) -> Result<Self, Code> {
        let parts: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
        let methods = endpoints(&parts).ok_or(Code::NotFound)?;
        let found = methods.into_iter().find(|(name, _)| *name == method);
        found.map(|(_, endpoint)| endpoint).ok_or(Code::MethodNotAllowed)
    }

    /// Greatest body, in bytes.
    pub fn body_max_bytes(&self) -> usize {
        match self {
            Self::Found => 8 << 20,
            Self::Whatsapp(_) | Self::Telegram(..) => crate::inbound::limits::BODY_BYTES,
            Self::Desk(
                Desk::ChangeUser(_)
                | Desk::ChangeRole(_)
                | Desk::ChangeGroup(_)
                | Desk::CreateRole
                | Desk::CreateGroup,
            ) => 256 << 10,
            // What is stored of it must fit a row of the object's database, which takes two megabytes.
            Self::Desk(Desk::Preview | Desk::ChangeRouting | Desk::TestRouting) => 1 << 20,
            _ => 64 << 10,
        }
    }
}

fn endpoints(parts: &[&str]) -> Option<Vec<(&'static str, Endpoint)>> {
    const GET: &str = "GET";
    const POST: &str = "POST";
    Some(match parts {
        ["healthz"] => vec![(GET, Endpoint::Health)],
        ["v1", "companies"] => vec![(POST, Endpoint::Found)],
        ["v1", "login"] => vec![(POST, Endpoint::Login)],
        ["v1", "logout"] => vec![(POST, Endpoint::Logout)],
        ["v1", "live"] => vec![(GET, Endpoint::Live)],
        ["v1", "webhooks", company, "whatsapp"] => {
            let company = CompanyCode::parse(company).ok()?;
            vec![(GET, Endpoint::WhatsappHandshake(company.clone())), (POST, Endpoint::Whatsapp(company))]
        }
        ["v1", "webhooks", company, "telegram", channel] => {
            vec![(
                POST,
                Endpoint::Telegram(CompanyCode::parse(company).ok()?, ChannelId::parse(channel).ok()?),
            )]
        }
        ["v1", "test", "panic"] => vec![(POST, Endpoint::Panic)],
        ["v1", rest @ ..] => {
            desk(rest)?.into_iter().map(|(method, desk)| (method, Endpoint::Desk(desk))).collect()
        }
        _ => return None,
    })
}

fn desk(parts: &[&str]) -> Option<Vec<(&'static str, Desk)>> {
    const GET: &str = "GET";
    const POST: &str = "POST";
    const HEAD: &str = "HEAD";
    const PATCH: &str = "PATCH";
    const PUT: &str = "PUT";
    const DELETE: &str = "DELETE";
    Some(match parts {
        ["me"] => vec![(GET, Desk::Me)],
        ["me", "access"] => vec![(GET, Desk::MyAccess)],
        ["me", "presence"] => vec![(POST, Desk::ChoosePresence)],
        ["me", "emergency"] => vec![(GET, Desk::MyEmergency), (POST, Desk::TakeEmergency)],
        ["me", "emergency", "end"] => vec![(POST, Desk::EndMyEmergency)],
        ["emergency"] => vec![(GET, Desk::Emergencies)],
        ["masking"] => vec![(GET, Desk::Masking), (PATCH, Desk::ChangeMasking)],
        ["routing"] => vec![(GET, Desk::Routing), (PUT, Desk::ChangeRouting)],
        ["routing", "test"] => vec![(POST, Desk::TestRouting)],
        ["policy"] => vec![(GET, Desk::Policy)],
        ["policy", "preview"] => vec![(POST, Desk::Preview)],
        ["analysis"] => vec![(GET, Desk::Analysis)],
        ["chats"] => vec![(GET, Desk::Chats)],
        ["chats", "export"] => {
            vec![(GET, Desk::ExportChats(Ahead::Take)), (HEAD, Desk::ExportChats(Ahead::Look))]
        }
        ["chats", id, "export"] => {
            let id = ChatId::parse(id).ok()?;
            let look = Desk::ExportMessages(Ahead::Look, id.clone());
            vec![(GET, Desk::ExportMessages(Ahead::Take, id)), (HEAD, look)]
        }
        ["contacts", "export"] => {
            vec![(GET, Desk::ExportContacts(Ahead::Take)), (HEAD, Desk::ExportContacts(Ahead::Look))]
        }
        ["chats", id] => {
            let id = ChatId::parse(id).ok()?;
            vec![(GET, Desk::Chat(id.clone())), (PATCH, Desk::ChangeChat(id))]
        }
        ["labels"] => vec![(GET, Desk::Labels)],
        ["chats", id, "messages"] => {
            let id = ChatId::parse(id).ok()?;
            vec![(GET, Desk::Messages(id.clone())), (POST, Desk::Reply(id))]
        }
        ["chats", id, "assign"] => vec![(POST, Desk::Assign(ChatId::parse(id).ok()?))],
        ["chats", id, "transfer"] => vec![(POST, Desk::Transfer(ChatId::parse(id).ok()?))],
        ["chats", id, "take"] => vec![(POST, Desk::Take(ChatId::parse(id).ok()?))],
        ["chats", id, "assignments"] => vec![(GET, Desk::Assignments(ChatId::parse(id).ok()?))],
        ["queue"] => vec![(GET, Desk::Queue)],
        ["missed"] => vec![(GET, Desk::Missed)],
        ["users", id, "removal"] => {
            let id = UserId::parse(id).ok()?;
            vec![(GET, Desk::Removal(id.clone())), (POST, Desk::Remove(id))]
        }
        ["routing", "traffic"] => vec![(GET, Desk::Traffic)],
        ["team"] => vec![(GET, Desk::Team)],
        ["chats", id, "close"] => vec![(POST, Desk::Close(ChatId::parse(id).ok()?))],
        ["contacts", "search"] => {
            vec![(POST, Desk::SearchContacts), (GET, Desk::Contact(ContactId::parse("search").ok()?))]
        }
        ["contacts", id, "reveal"] => vec![(POST, Desk::Reveal(ContactId::parse(id).ok()?))],
        ["contacts", id] => vec![(GET, Desk::Contact(ContactId::parse(id).ok()?))],
        ["channels"] => vec![(GET, Desk::Channels)],
        ["users"] => vec![(GET, Desk::Users)],
        ["users", id] => {
            let id = UserId::parse(id).ok()?;
            vec![(GET, Desk::User(id.clone())), (PATCH, Desk::ChangeUser(id))]
        }
        ["users", id, "explain"] => vec![(GET, Desk::Explain(UserId::parse(id).ok()?))],
        ["users", id, "emergency", "end"] => vec![(POST, Desk::EndEmergency(UserId::parse(id).ok()?))],
        ["roles"] => vec![(GET, Desk::Roles), (POST, Desk::CreateRole)],
        ["roles", id] => {
            let id = RoleId::parse(id).ok()?;
            vec![(PATCH, Desk::ChangeRole(id.clone())), (DELETE, Desk::DeleteRole(id))]
        }
        ["groups"] => vec![(GET, Desk::Groups), (POST, Desk::CreateGroup)],
        ["groups", id] => {
            let id = GroupId::parse(id).ok()?;
            vec![
                (GET, Desk::Group(id.clone())),
                (PATCH, Desk::ChangeGroup(id.clone())),
                (DELETE, Desk::DeleteGroup(id)),
            ]
        }
        ["sections", id] => vec![(GET, Desk::Section(SectionId::parse(id).ok()?))],
        ["audit"] => vec![(GET, Desk::Audit)],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: &str, path: &str, expect: Result<Endpoint, Code>) {
        assert_eq!(Endpoint::find(method, path), expect, "{method} {path}");
    }

    #[test]
    fn addresses() {
        check("GET", "/healthz", Ok(Endpoint::Health));
        check("GET", "/v1/chats", Ok(Endpoint::Desk(Desk::Chats)));
        check("POST", "/v1/chats/c1/messages", Ok(Endpoint::Desk(Desk::Reply(ChatId::parse("c1").unwrap()))));
        check("DELETE", "/v1/chats/c1", Err(Code::MethodNotAllowed));
        check("GET", "/v1/chats/", Err(Code::NotFound));
        check("GET", "/v1/chats/c1/", Err(Code::NotFound));
        check("GET", "/v1/chats/%63", Err(Code::NotFound));
        check("GET", "//v1/chats", Err(Code::NotFound));
        check("POST", "/v1/webhooks/Demo/whatsapp", Err(Code::NotFound));
        check("GET", "/", Err(Code::NotFound));
    }
}
