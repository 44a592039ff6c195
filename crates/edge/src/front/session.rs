//! What a logged-in user asks for.

use super::{Outgoing, Visit, read};
use crate::ask::{Ask, EmptyBody, Format, PolicyChange, Sealed, SessionAsk, What};
use crate::cookie::SessionCookie;
use crate::fault::Fault;
use crate::http::endpoint::{Ahead, Desk, Endpoint};
use crate::http::reply::Reply;
use crate::http::wire::header;
use crate::http::{json, query};
use crate::problem::Code;

fn cookie(visit: &Visit) -> Result<SessionCookie, Fault> {
    let header = header(&visit.request, "cookie").ok_or(Code::SessionMissing)?;
    visit.transport().read(&header).ok_or_else(|| Code::SessionMissing.into())
}

/// Passes a question on to the company's object.
pub(super) async fn desk(mut visit: Visit, desk: Desk) -> Result<Outgoing, Fault> {
    let session = cookie(&visit)?;
    let ask = question(&mut visit, desk).await?;
    let ask = Ask::Session { token_hash: session.token_hash, ask };
    visit.object(&session.company)?.ask(&ask).await.map(Outgoing::Objects)
}

/// Ends the session, here and in the browser.
pub(super) async fn log_out(mut visit: Visit) -> Result<Outgoing, Fault> {
    let session = cookie(&visit)?;
    nothing(&visit.json(&Endpoint::Logout).await?)?;
    let ask = Ask::Session { token_hash: session.token_hash, ask: SessionAsk::Logout };
    let answer = visit.object(&session.company)?.ask(&ask).await?;
    match answer.status_code() {
        204 | 401 => Ok(Reply::empty().with_cookie(visit.transport().clear()).into()),
        _ => Ok(Outgoing::Objects(answer)),
    }
}

/// Opens a socket.
pub(super) async fn live(visit: Visit) -> Result<Outgoing, Fault> {
    let upgrade = header(&visit.request, "upgrade").unwrap_or_default();
    if !upgrade.eq_ignore_ascii_case("websocket") {
        return Err(Code::UpgradeRequired.into());
    }
    let session = cookie(&visit)?;
    visit.object(&session.company)?.live(&session.token_hash).await.map(Outgoing::Objects)
}

fn nothing(body: &[u8]) -> Result<(), Fault> {
    if body.is_empty() { Ok(()) } else { read::<EmptyBody>(body).map(drop) }
}

async fn question(visit: &mut Visit, desk: Desk) -> Result<SessionAsk, Fault> {
    let endpoint = Endpoint::Desk(desk.clone());
    let query = visit.address.query.clone();
    let ask = match desk.clone() {
        Desk::Me => SessionAsk::Me,
        Desk::MyAccess => SessionAsk::MyAccess,
        Desk::Chats => SessionAsk::Chats(query::chats(&query)?),
        Desk::Chat(chat) => SessionAsk::Chat(chat),
        Desk::ChangeChat(chat) => {
            SessionAsk::ChangeChat { chat, body: Sealed(json::value(&visit.json(&endpoint).await?)?) }
        }
        Desk::Labels => SessionAsk::Labels,
        Desk::Messages(chat) => SessionAsk::Messages { chat, page: query::page(&query)? },
        Desk::Reply(chat) => SessionAsk::Reply { chat, body: json::value(&visit.json(&endpoint).await?)? },
        Desk::Assign(chat) => SessionAsk::Assign { chat, body: json::value(&visit.json(&endpoint).await?)? },
        Desk::Transfer(chat) => {
            SessionAsk::Transfer { chat, body: json::value(&visit.json(&endpoint).await?)? }
        }
        Desk::Take(chat) => {
            nothing(&visit.json(&endpoint).await?)?;
            SessionAsk::Take(chat)
        }
        Desk::Assignments(chat) => SessionAsk::Assignments(chat),
        Desk::Queue => SessionAsk::Queue(query::queue(&query)?),
        Desk::Team => SessionAsk::Team,
        Desk::Missed => SessionAsk::Missed(query::missed(&query)?),
        Desk::Removal(user) => SessionAsk::Removal { user, status: query::leaving(&query)? },
        Desk::Traffic => SessionAsk::Traffic { days: query::days(&query)? },
        Desk::ChoosePresence => SessionAsk::ChoosePresence(json::value(&visit.json(&endpoint).await?)?),
        Desk::Close(chat) => {
            nothing(&visit.json(&endpoint).await?)?;
            SessionAsk::Close(chat)
        }
        Desk::Contact(contact) => SessionAsk::Contact(contact),
        Desk::SearchContacts => {
            SessionAsk::SearchContacts(Sealed(json::value(&visit.json(&endpoint).await?)?))
        }
        Desk::Reveal(contact) => {
            SessionAsk::Reveal { contact, body: Sealed(json::value(&visit.json(&endpoint).await?)?) }
        }
        Desk::Channels => SessionAsk::Channels,
        Desk::Users => SessionAsk::Users,
        Desk::User(user) => SessionAsk::User(user),
        Desk::Explain(user) => SessionAsk::Explain { user, question: query::question(&query)? },
        Desk::Roles => SessionAsk::Roles,
        Desk::Groups => SessionAsk::Groups,
        Desk::Group(group) => SessionAsk::Group(group),
        Desk::Masking => SessionAsk::Masking,
        Desk::ChangeMasking => {
            let if_match = header(&visit.request, "if-match");
            SessionAsk::ChangeMasking { body: json::value(&visit.json(&endpoint).await?)?, if_match }
        }
        Desk::Routing => SessionAsk::Routing,
        Desk::ChangeRouting => {
            let if_match = header(&visit.request, "if-match");
            let body = Sealed(json::value(&visit.json(&endpoint).await?)?);
            SessionAsk::ChangeRouting { body, if_match }
        }
        Desk::TestRouting => SessionAsk::TestRouting(Sealed(json::value(&visit.json(&endpoint).await?)?)),
        Desk::Policy => SessionAsk::Policy,
        Desk::Analysis => SessionAsk::Analysis,
        Desk::Emergencies => SessionAsk::Emergencies,
        Desk::MyEmergency => SessionAsk::MyEmergency,
        Desk::Preview => SessionAsk::Preview(json::value(&visit.json(&endpoint).await?)?),
        Desk::TakeEmergency => SessionAsk::TakeEmergency(json::value(&visit.json(&endpoint).await?)?),
        Desk::EndMyEmergency => SessionAsk::EndMyEmergency(json::value(&visit.json(&endpoint).await?)?),
        Desk::EndEmergency(user) => {
            SessionAsk::EndEmergency { user, body: json::value(&visit.json(&endpoint).await?)? }
        }
        Desk::ChangeUser(_)
        | Desk::Remove(_)
        | Desk::ChangeRole(_)
        | Desk::ChangeGroup(_)
        | Desk::CreateRole
        | Desk::CreateGroup
        | Desk::DeleteRole(_)
        | Desk::DeleteGroup(_) => change(visit, desk).await?,
        Desk::Section(section) => SessionAsk::Section(section),
        Desk::ExportContacts(ahead) => {
            let (format, _) = query::export(&query, &["format"])?;
            export(ahead, What::Contacts, format)
        }
        Desk::ExportChats(ahead) => {
            let (format, status) = query::export(&query, &["format", "status"])?;
            export(ahead, What::Chats(status), format)
        }
        Desk::ExportMessages(ahead, chat) => {
            let (format, _) = query::export(&query, &["format"])?;
            export(ahead, What::Messages(chat), format)
        }
        Desk::Audit => SessionAsk::Audit(query::page(&query)?),
    };
    Ok(ask)
}

fn export(ahead: Ahead, what: What, format: Format) -> SessionAsk {
    match ahead {
        Ahead::Look => SessionAsk::ExportAhead { what, format },
        Ahead::Take => SessionAsk::Export { what, format },
    }
}

/// A change of the policy, with the state that it was made for.
async fn change(visit: &mut Visit, desk: Desk) -> Result<SessionAsk, Fault> {
    let if_match = header(&visit.request, "if-match");
    let body = visit.json(&Endpoint::Desk(desk.clone())).await?;
    let change = match desk {
        Desk::ChangeUser(user) => PolicyChange::PatchUser(user, json::value(&body)?),
        Desk::Remove(user) => {
            nothing(&body)?;
            PolicyChange::RemoveUser(user)
        }
        Desk::ChangeRole(role) => PolicyChange::PatchRole(role, json::value(&body)?),
        Desk::ChangeGroup(group) => PolicyChange::PatchGroup(group, json::value(&body)?),
        Desk::CreateRole => PolicyChange::CreateRole(None, json::value(&body)?),
        Desk::CreateGroup => PolicyChange::CreateGroup(None, json::value(&body)?),
        Desk::DeleteRole(role) => {
            nothing(&body)?;
            PolicyChange::DeleteRole(role)
        }
        Desk::DeleteGroup(group) => {
            nothing(&body)?;
            PolicyChange::DeleteGroup(group)
        }
        _ => return Err(Code::NotFound.into()),
    };
    Ok(SessionAsk::Change { change, if_match })
}
