//! Contacts by a part of what they are called by, where the asker may read it.

use usher_core::access::SqlCondition;
use usher_core::{ContactId, FieldKind};

use super::lists::{EVERY_STATUS, LATEST_MS, places_of_any};
use super::{CONDITION_FIRST, Ledger};
use crate::fault::Fault;
use crate::store::Value;

/// So many of the latest chats or contacts are looked through.
const SCANNED_MAX: u32 = 10_000;

/// Which contacts are looked through.
pub enum Among {
    /// Those of the chats that this condition lets through; it counts its parameters from [`CONDITION_FIRST`].
    Chats(SqlCondition),
    /// All that there are.
    All,
}

/// What is looked for in one field.
pub struct Part<'a> {
    /// The field.
    pub kind: &'a FieldKind,
    /// Any of these, as they stand there; of a number the digits.
    pub pieces: &'a [String],
}

impl Ledger<'_> {
    /// The contacts of which a field holds a part, among the latest.
    ///
    /// What is not among those looked through takes no part: neither in what is found nor in how long it takes.
    ///
    /// # Errors
    /// [`Fault`] where the store fails.
    pub fn contacts_by_part(
        &self,
        part: &Part<'_>,
        among: Among,
        limit: u32,
    ) -> Result<Vec<ContactId>, Fault> {
        let Some(holds) = holds(part.kind) else { return Ok(Vec::new()) };
        let (from, condition) = match among {
            Among::All => {
                ("SELECT id AS found FROM contact ORDER BY rowid DESC LIMIT ?5".to_owned(), Vec::new())
            }
            Among::Chats(condition) if condition.ways.is_empty() => return Ok(Vec::new()),
            Among::Chats(condition) => (
                format!(
                    "SELECT contact_id AS found FROM chat WHERE chat.rowid IN ({})
                     ORDER BY updated_at_ms DESC, id DESC",
                    places_of_any(&condition.ways)
                ),
                condition.params,
            ),
        };
        // The first five are those of a list of chats; the pieces follow the condition.
        let mut params: Vec<Value> =
            vec![EVERY_STATUS.into(), Value::Null, LATEST_MS.into(), "".into(), SCANNED_MAX.into()];
        params.extend(condition.into_iter().map(Value::from));
        let pieces = CONDITION_FIRST + params.len() - 5;
        params.push(super::json(&part.pieces)?.into());
        params.push(limit.into());
        let sql = format!(
            "SELECT contact.id FROM (SELECT DISTINCT found FROM ({from})) CROSS JOIN contact ON contact.id = found
             WHERE EXISTS (SELECT 1 FROM json_each(?{pieces}) piece WHERE {holds}) LIMIT ?{}",
            pieces + 1
        );
        self.rows(&sql, params)?.into_iter().map(|mut row| row.parsed(ContactId::parse)).collect()
    }
}

/// Whether a field holds a piece. `instr` and not `LIKE`: the latter has signs of its own, and a limit.
fn holds(kind: &FieldKind) -> Option<&'static str> {
    Some(match kind {
        FieldKind::Phone => {
            "instr(replace(replace(replace(replace(replace(replace(contact.phone, ' ', ''), '-', ''), '(', ''), ')', ''),
               '.', ''), '/', ''), piece.value) > 0"
        }
        FieldKind::Email => "instr(lower(contact.email), piece.value) > 0",
        FieldKind::Handle => "instr(lower(contact.handle), piece.value) > 0",
        FieldKind::Name => "instr(contact.name, piece.value) > 0 OR instr(lower(contact.name), piece.value) > 0",
        _ => return None,
    })
}
