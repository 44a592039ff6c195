//! From a question to its answer.

use usher_core::access::{Decision, Target};
use usher_core::{Access, ChatId, ContactFacts, ContactId, Permission, PermissionSet, User};

use std::cell::Cell;

use super::change::Change;
use super::directory::{Directory, Presence};
use super::handlers::{
    assignments, chats, emergency, exports, found, hand, labels, login, masking, missed, people, policy,
    queue, removal, reveal, review, routing, search, session, team, tell, traffic,
};
use super::ledger::{ChatRow, ContactRow, Ledger, Session};
use super::routing::Memory;
use super::schema;
use crate::ask::{Ask, SessionAsk};
use crate::fault::Fault;
use crate::http::reply::Reply;
use crate::out::declared::PermissionName;
use crate::problem::{Code, Problem};
use crate::store::Database;

/// An answer, and what changed.
#[derive(Debug)]
pub struct Answer {
    /// What the asker gets.
    pub reply: Reply,
    /// What those who watch must hear of.
    pub changes: Vec<Change>,
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        Self { reply, changes: Vec::new() }
    }
}

/// Everything a handler works with.
pub struct Scene<'a> {
    /// The company's rows.
    pub ledger: Ledger<'a>,
    /// What accesses are compiled from.
    pub directory: Directory,
    /// Who is there.
    pub presence: &'a dyn Presence,
    /// What is kept of routing between requests.
    pub memory: &'a Memory,
}

/// Who asks.
pub struct Viewer {
    /// The session.
    pub session: Session,
    /// The user.
    pub user: User,
    /// What he or she may do.
    pub access: Access,
    /// What the question needed and the viewer held.
    used: Cell<PermissionSet>,
}

impl Viewer {
    /// Whether the viewer holds a permission about the company.
    pub fn may(&self, permission: Permission) -> bool {
        self.access.check(permission, Target::Anything).is_allowed()
    }

    /// Whether the viewer may be told who the others are.
    pub fn sees_users(&self) -> bool {
        self.may(Permission::USERS_VIEW)
    }

    /// Notes that something was used.
    pub fn uses(&self, permission: Permission) {
        self.used.set(self.used.get().union([permission].into_iter().collect()));
    }
}

/// Answers a question.
///
/// # Errors
/// [`Fault`]: the caller's, or ours; then nothing was changed.
pub fn serve(
    database: &dyn Database,
    presence: &dyn Presence,
    memory: &Memory,
    now_ms: i64,
    ask: Ask,
) -> Result<Answer, Fault> {
    let ledger = Ledger::new(database, now_ms);
    match ask {
        Ask::Found(founding) => found::found(database, now_ms, &founding),
        Ask::LobbyBegin { name } => {
            schema::migrate(database, now_ms)?;
            login::begin_in_lobby(&ledger, &name)
        }
        Ask::LoginBegin { username } => login::begin(&existing(&ledger, database)?.1, &username),
        Ask::LoginFinish { user, password_hash, token_hash } => {
            let (directory, ledger) = existing(&ledger, database)?;
            login::finish(&ledger, &directory, &login::Proof { user, password_hash, token_hash })
        }
        Ask::Handshake { query } => super::ingest::handshake(&existing(&ledger, database)?.1, &query),
        Ask::Session { token_hash, ask } => {
            let scene = Scene::open(database, presence, memory, now_ms)?.ok_or(Code::SessionInvalid)?;
            let viewer = scene.viewer(&token_hash)?;
            let answer = in_session(&scene, &viewer, ask)?;
            note_uses(&scene, &viewer)?;
            Ok(answer)
        }
    }
}

fn existing<'a>(ledger: &Ledger<'a>, database: &dyn Database) -> Result<(Directory, Ledger<'a>), Fault> {
    if !schema::is_laid_out(database)? {
        return Err(Code::NotFound.into());
    }
    let directory = Directory::read(ledger)?.ok_or(Code::NotFound)?;
    Ok((directory, *ledger))
}

/// Notes what the request needed, in the same turn of the object as what the request wrote.
fn note_uses(scene: &Scene<'_>, viewer: &Viewer) -> Result<(), Fault> {
    let day_at_ms = scene.directory.settings.day_start_ms(scene.ledger.now_ms);
    let catalogue = &scene.directory.catalogue;
    let mut used = catalogue.names(&viewer.used.get()).into_iter();
    used.try_for_each(|name| scene.ledger.note_use(&viewer.user.id, name, day_at_ms))
}

fn in_session(scene: &Scene<'_>, viewer: &Viewer, ask: SessionAsk) -> Result<Answer, Fault> {
    match ask {
        SessionAsk::Logout => session::log_out(scene, viewer),
        SessionAsk::Me => session::me(scene, viewer),
        SessionAsk::MyAccess => Ok(Reply::ok(&viewer.access.tabled()).into()),
        SessionAsk::Chats(query) => chats::list(scene, viewer, &query),
        SessionAsk::Chat(chat) => chats::detail(scene, viewer, &chat),
        SessionAsk::ChangeChat { chat, body } => labels::change(scene, viewer, &chat, &body.0),
        SessionAsk::Labels => labels::named(scene, viewer),
        SessionAsk::Messages { chat, page } => chats::messages(scene, viewer, &chat, &page),
        SessionAsk::Contact(contact) => chats::contact(scene, viewer, &contact),
        SessionAsk::SearchContacts(body) => search::search(scene, viewer, &body.0),
        SessionAsk::Reveal { contact, body } => reveal::reveal(scene, viewer, &contact, &body.0),
        SessionAsk::Reply { chat, body } => tell::reply(scene, viewer, &chat, &body),
        SessionAsk::Assign { chat, body } => tell::assign(scene, viewer, &chat, &body),
        SessionAsk::Close(chat) => tell::close(scene, viewer, &chat),
        SessionAsk::Transfer { chat, body } => hand::transfer(scene, viewer, &chat, &body),
        SessionAsk::Take(chat) => hand::take(scene, viewer, &chat),
        SessionAsk::Assignments(chat) => assignments::assignments(scene, viewer, &chat),
        SessionAsk::Queue(query) => queue::queue(scene, viewer, &query),
        SessionAsk::Team => team::team(scene, viewer),
        SessionAsk::Missed(query) => missed::missed(scene, viewer, &query),
        SessionAsk::Removal { user, status } => removal::plan(scene, viewer, &user, status),
        SessionAsk::Traffic { days } => traffic::traffic(scene, viewer, days),
        SessionAsk::ChoosePresence(body) => team::choose(scene, viewer, &body),
        SessionAsk::Channels => session::channels(scene, viewer),
        SessionAsk::Section(section) => session::section(scene, viewer, &section),
        SessionAsk::Users => people::users(scene, viewer),
        SessionAsk::User(user) => people::user(scene, viewer, &user),
        SessionAsk::Roles => people::roles(scene, viewer),
        SessionAsk::Groups => people::groups(scene, viewer),
        SessionAsk::Group(group) => people::group(scene, viewer, &group),
        SessionAsk::Explain { user, question } => review::explain(scene, viewer, &user, &question),
        SessionAsk::Analysis => review::analysis(scene, viewer),
        SessionAsk::Policy => policy::policy(scene, viewer),
        SessionAsk::Change { change, if_match } => {
            policy::change(scene, viewer, &change, if_match.as_deref())
        }
        SessionAsk::Masking => masking::masking(scene, viewer),
        SessionAsk::ChangeMasking { body, if_match } => {
            masking::change(scene, viewer, &body, if_match.as_deref())
        }
        SessionAsk::Routing => routing::routing(scene, viewer),
        SessionAsk::ChangeRouting { body, if_match } => {
            routing::change(scene, viewer, &body.0, if_match.as_deref())
        }
        SessionAsk::TestRouting(body) => routing::test(scene, viewer, &body.0),
        SessionAsk::Preview(body) => policy::preview(scene, viewer, &body),
        SessionAsk::Emergencies => emergency::all(scene, viewer),
        SessionAsk::MyEmergency => emergency::mine(scene, viewer),
        SessionAsk::TakeEmergency(body) => emergency::take_role(scene, viewer, &body),
        SessionAsk::EndMyEmergency(body) => emergency::end_own(scene, viewer, &body),
        SessionAsk::EndEmergency { user, body } => emergency::end_anothers(scene, viewer, &user, &body),
        SessionAsk::ExportAhead { what, .. } => exports::look_ahead(scene, viewer, &what),
        SessionAsk::Export { what, format } => exports::begin(scene, viewer, what, format),
        SessionAsk::Audit(page) => session::audit(scene, viewer, &page),
    }
}

impl<'a> Scene<'a> {
    /// Opens a company; none where it does not exist.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn open(
        database: &'a dyn Database,
        presence: &'a dyn Presence,
        memory: &'a Memory,
        now_ms: i64,
    ) -> Result<Option<Self>, Fault> {
        if !schema::is_laid_out(database)? {
            return Ok(None);
        }
        let ledger = Ledger::new(database, now_ms);
        Ok(Directory::read(&ledger)?.map(|directory| Self { ledger, directory, presence, memory }))
    }

    /// Who holds a session. That it is in use is noted.
    ///
    /// # Errors
    /// [`Code::SessionInvalid`] where nobody does, or [`Fault`].
    pub fn viewer(&self, token_hash: &str) -> Result<Viewer, Fault> {
        let session = self.ledger.session(token_hash)?.ok_or(Code::SessionInvalid)?;
        let user = self.ledger.user(&session.user)?.ok_or(Code::SessionInvalid)?;
        self.ledger.touch_session(&session)?;
        let access = self.directory.access(&user);
        Ok(Viewer { session, user, access, used: Cell::new(PermissionSet::EMPTY) })
    }

    /// Lets through who holds a permission about the company, or one that some record could be reached with.
    ///
    /// # Errors
    /// [`Code::PermissionMissing`].
    pub fn require(&self, viewer: &Viewer, permission: Permission) -> Result<(), Fault> {
        match viewer.access.check(permission, Target::Anything) {
            Decision::Deny => Err(self.missing(permission)),
            Decision::Allow | Decision::Depends => {
                viewer.uses(permission);
                Ok(())
            }
        }
    }

    /// A chat on which the viewer may use a permission. One that the viewer may not even see does not exist.
    ///
    /// # Errors
    /// [`Code::PermissionMissing`] or [`Code::NotFound`].
    pub fn chat_for(&self, viewer: &Viewer, permission: Permission, id: &ChatId) -> Result<ChatRow, Fault> {
        self.require(viewer, permission)?;
        let chat = self.ledger.chat(id)?.ok_or(Code::NotFound)?;
        let facts = chat.facts();
        let may = |permission| viewer.access.check(permission, Target::Chat(&facts)).is_allowed();
        if !may(Permission::CHATS_VIEW) {
            return Err(Code::NotFound.into());
        }
        if !may(permission) {
            return Err(self.missing(permission));
        }
        Ok(chat)
    }

    /// A contact whose card the viewer may see.
    ///
    /// # Errors
    /// [`Code::PermissionMissing`] or [`Code::NotFound`].
    pub fn contact_for(&self, viewer: &Viewer, id: &ContactId) -> Result<(ContactRow, ContactFacts), Fault> {
        self.require(viewer, Permission::CONTACTS_VIEW)?;
        let contact = self.ledger.contact(id)?.ok_or(Code::NotFound)?;
        let facts = self.ledger.contact_facts(&contact)?;
        let may = |permission| viewer.access.check(permission, Target::Contact(&facts)).is_allowed();
        if may(Permission::CONTACTS_VIEW) {
            Ok((contact, facts))
        } else if may(Permission::CHATS_VIEW) {
            Err(self.missing(Permission::CONTACTS_VIEW))
        } else {
            Err(Code::NotFound.into())
        }
    }

    /// The problem of lacking a permission.
    pub fn missing(&self, permission: Permission) -> Fault {
        Problem::permission_missing(PermissionName::of(&self.directory.catalogue, permission)).into()
    }
}
