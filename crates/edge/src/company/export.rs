//! An export on its way: read page by page, each page with the rights that its reader has then.
//!
//! What is exported is what the reader may see on screen, through the same lens, and nothing of it is kept: a page is
//! written down, sent and forgotten. Where the rights change on the way the export breaks off, and with it the
//! connection: a file that is short without a word would be taken for the whole.

use core::fmt;
use std::collections::BTreeSet;

use usher_core::access::{Reach, Target};
use usher_core::mask::Masked;
use usher_core::{Access, ChatId, Permission, UserId};

use super::handlers::chats::senders;
use super::ledger::{Deed, EXPORT_CONDITION_FIRST, Exported, FACTS, Stretch};
use super::record::{chat_lens, contact_lens};
use super::routing::Memory;
use super::serve::{Scene, Viewer};
use super::view::{ChatView, ContactView, MessageView};
use crate::ask::{ChatStatus, Format, What};
use crate::fault::Fault;
use crate::object;
use crate::out::{Chunk, Lines, Object, Said, Sheet};
use crate::problem::Code;
use crate::store::Database;

/// So many rows are read at a time: what is held in memory.
pub const PAGE_ROWS: u32 = 200;

/// How often it is noted that an export is being read from, in milliseconds: each note is a write.
const NOTED_EVERY_MS: i64 = 5_000;

/// Who exports what, and how far it has come.
#[derive(Debug, PartialEq, Eq)]
pub struct Export {
    id: i64,
    user: UserId,
    token_hash: String,
    what: What,
    format: Format,
    /// What the reader could reach when it began.
    reaches: Vec<Reach>,
    stretch: Stretch,
    rows: u64,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Fresh,
    Reading,
    Over,
}

/// That an export broke off, by a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken(&'static str);

impl Broken {
    /// The code.
    pub fn code(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the export broke off: {}", self.0)
    }
}

impl core::error::Error for Broken {}

/// What whoever exports this must hold, on each record: the right to export it, and to see it.
pub fn needed(what: &What) -> [Permission; 2] {
    match what {
        What::Contacts => [Permission::CONTACTS_EXPORT, Permission::CONTACTS_VIEW],
        What::Chats(_) | What::Messages(_) => [Permission::CHATS_EXPORT, Permission::CHATS_VIEW],
    }
}

impl Export {
    /// Begins one. Call it in a transaction, after it was checked that the viewer may.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn begin(
        scene: &Scene<'_>,
        viewer: &Viewer,
        what: What,
        format: Format,
        forgotten_ms: i64,
    ) -> Result<Self, Fault> {
        let table = match what {
            What::Contacts => Exported::Contacts,
            What::Chats(_) => Exported::Chats,
            What::Messages(_) => Exported::Messages,
        };
        let stretch = Stretch { after: (-1, 0), last: scene.ledger.last_place(table)?, limit: PAGE_ROWS };
        let export = Self {
            id: scene.ledger.begin_export(&viewer.user.id, forgotten_ms)?,
            user: viewer.user.id.clone(),
            token_hash: viewer.session.token_hash.clone(),
            reaches: reaches(&viewer.access, &what),
            what,
            format,
            stretch,
            rows: 0,
            state: State::Fresh,
        };
        let begun = match &export.what {
            What::Contacts => "contacts.export_started",
            What::Chats(_) => "chats.export_started",
            What::Messages(_) => "chat.export_started",
        };
        scene.ledger.audit(&export.deed(scene, begun, object! {}))?;
        Ok(export)
    }

    /// What comes next; none: that was all. It may be nothing for now, where nothing of a page may be seen.
    ///
    /// # Errors
    /// [`Broken`]: it ends here and is not whole. That is noted.
    pub fn next(&mut self, database: &dyn Database, now_ms: i64) -> Result<Option<Chunk>, Broken> {
        if self.state == State::Over {
            return Ok(None);
        }
        self.page(database, now_ms).map(Some).map_err(|fault| {
            let code = match fault {
                Fault::Caller(problem) => problem.code().as_str(),
                _ => Code::Internal.as_str(),
            };
            self.leave(database, now_ms, code);
            Broken(code)
        })
    }

    /// Ends it before its end, and notes why.
    pub fn leave(&mut self, database: &dyn Database, now_ms: i64, because: &'static str) {
        if self.state == State::Over {
            return;
        }
        self.state = State::Over;
        let (presence, memory) = (BTreeSet::new(), Memory::default());
        if let Ok(Some(scene)) = Scene::open(database, &presence, &memory, now_ms) {
            // Where not even that can be noted, the entry of the beginning stands alone.
            let _ = scene
                .ledger
                .transaction(|| self.end(&scene, object! { "complete": false, "because": because }));
        }
    }

    fn page(&mut self, database: &dyn Database, now_ms: i64) -> Result<Chunk, Fault> {
        let (presence, memory) = (BTreeSet::new(), Memory::default());
        let scene = Scene::open(database, &presence, &memory, now_ms)?.ok_or(Code::SessionInvalid)?;
        let viewer = scene.viewer(&self.token_hash)?;
        if !scene.ledger.read_export(self.id, NOTED_EVERY_MS)? {
            return Err(Code::ExportLasts.into());
        }
        for permission in needed(&self.what) {
            scene.require(&viewer, permission)?;
        }
        // Who reaches less than before would get a file that stops short of what it began as.
        if self.reaches != reaches(&viewer.access, &self.what) {
            return Err(Code::AccessChanged.into());
        }
        let mut lines = Lines::new(self.format);
        let read = match self.what.clone() {
            What::Contacts => self.contacts(&scene, &viewer, &mut lines)?,
            What::Chats(status) => self.chats(&scene, &viewer, status, &mut lines)?,
            What::Messages(chat) => self.messages(&scene, &viewer, &chat, &mut lines)?,
        };
        self.state = State::Reading;
        if read < PAGE_ROWS {
            lines.end();
            scene.ledger.transaction(|| self.end(&scene, object! { "complete": true }))?;
            self.state = State::Over;
        }
        Ok(lines.into_chunk())
    }
}

/// How far the permissions reach that an export needs.
fn reaches(access: &Access, what: &What) -> Vec<Reach> {
    needed(what).into_iter().map(|permission| access.reach(permission)).collect()
}

/// The pages: each answers with how many rows it read, of which some may be none of the reader's.
impl Export {
    fn contacts(&mut self, scene: &Scene<'_>, viewer: &Viewer, lines: &mut Lines) -> Result<u32, Fault> {
        self.head::<ContactView>(lines);
        let rows = scene.ledger.export_contacts(self.stretch)?;
        let read = rows.len();
        for (place, (contact, facts)) in rows {
            self.stretch.after = place;
            let may = |permission| viewer.access.check(permission, Target::Contact(&facts)).is_allowed();
            if needed(&self.what).into_iter().all(may) {
                let lens = contact_lens(scene, &viewer.access, &contact, &facts);
                self.line(lines, &ContactView::masked(&contact, &lens))?;
            }
        }
        count(read)
    }

    fn chats(
        &mut self,
        scene: &Scene<'_>,
        viewer: &Viewer,
        status: Option<ChatStatus>,
        lines: &mut Lines,
    ) -> Result<u32, Fault> {
        self.head::<ChatView>(lines);
        let mut first = EXPORT_CONDITION_FIRST;
        let mut conditions = Vec::new();
        for permission in needed(&self.what) {
            let condition = viewer.access.condition(permission, &FACTS, first);
            first += condition.params.len();
            conditions.push(condition);
        }
        let rows = scene.ledger.export_chats(self.stretch, status, conditions)?;
        let read = rows.len();
        for (place, chat) in rows {
            self.stretch.after = place;
            let lens = chat_lens(scene, &viewer.access, &chat, &senders(scene, &chat)?);
            self.line(lines, &ChatView::masked(&chat, &lens))?;
        }
        count(read)
    }

    fn messages(
        &mut self,
        scene: &Scene<'_>,
        viewer: &Viewer,
        id: &ChatId,
        lines: &mut Lines,
    ) -> Result<u32, Fault> {
        let chat = scene.chat_for(viewer, Permission::CHATS_EXPORT, id)?;
        self.head::<MessageView>(lines);
        let senders = senders(scene, &chat)?;
        let lens = chat_lens(scene, &viewer.access, &chat, &senders);
        let rows = scene.ledger.export_messages(id, self.stretch)?;
        let read = rows.len();
        for (place, message) in rows {
            self.stretch.after = place;
            self.line(lines, &MessageView::masked(&message, &senders, &lens))?;
        }
        count(read)
    }

    fn head<T: Sheet>(&self, lines: &mut Lines) {
        if self.state == State::Fresh {
            lines.begin::<T>();
        }
    }

    fn line<T: Sheet>(&mut self, lines: &mut Lines, row: &Masked<T>) -> Result<(), Fault> {
        lines.line(row, self.rows).map_err(|_| Fault::Corrupt("a line that is not JSON"))?;
        self.rows += 1;
        Ok(())
    }

    /// Notes that it is over. Call it in a transaction.
    fn end(&self, scene: &Scene<'_>, how: Object) -> Result<(), Fault> {
        if !scene.ledger.end_export(self.id)? {
            return Ok(());
        }
        let ended = match &self.what {
            What::Contacts => "contacts.exported",
            What::Chats(_) => "chats.exported",
            What::Messages(_) => "chat.exported",
        };
        scene.ledger.audit(&self.deed(scene, ended, how.with("rows", &self.rows)))
    }

    fn deed(&self, scene: &Scene<'_>, action: &'static str, detail: Object) -> Deed<'_> {
        let (subject, status) = match &self.what {
            What::Messages(chat) => (Said::new("chat:{}", &[chat]), None),
            What::Contacts => (Said::new("company:{}", &[&scene.directory.settings.company.code]), None),
            What::Chats(status) => {
                (Said::new("company:{}", &[&scene.directory.settings.company.code]), status.as_ref())
            }
        };
        let detail = detail.with("format", &self.format).with_some("status", status);
        Deed { actor: Some(&self.user), action, subject, detail }
    }
}

fn count(rows: usize) -> Result<u32, Fault> {
    u32::try_from(rows).map_err(|_| Fault::Corrupt("a page beyond its limit"))
}
