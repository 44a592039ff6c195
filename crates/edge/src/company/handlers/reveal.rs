//! A value that is masked for the viewer, shown for a moment: with a reason, within limits, and never in silence.

use serde::Serialize;
use serde_json::Value;
use usher_core::access::Target;
use usher_core::mask::{Lens, Maskable, Masked};
use usher_core::{ContactId, FieldKind, Permission, Visibility};

use crate::ask::RevealBody;
use crate::company::ledger::{ContactRow, Deed};
use crate::company::record::{contact_lens, noted, revealing_lens};
use crate::company::serve::{Answer, Scene, Viewer};
use crate::fault::Fault;
use crate::http::json::typed;
use crate::http::reply::Reply;
use crate::object;
use crate::out::Said;
use crate::problem::{Code, Problem};

/// Least and greatest length of a reason, in characters.
const REASON_CHARS: core::ops::RangeInclusive<usize> = 3..=500;
/// Values that a user may have revealed within [`REVEALED_WITHIN_MS`].
const REVEALED_MAX: usize = 10;
/// An hour, in milliseconds.
const REVEALED_WITHIN_MS: i64 = 3_600_000;
/// For how long a value is shown, in milliseconds. Whoever shows it takes it away then.
const SHOWN_MS: i64 = 30_000;

/// Reveals one field of a contact.
///
/// # Errors
/// [`Code::PermissionMissing`], [`Code::NotFound`], [`Code::InvalidField`], [`Code::RevealTooOften`],
/// [`Code::NothingToReveal`], or [`Fault`].
pub fn reveal(scene: &Scene<'_>, viewer: &Viewer, id: &ContactId, body: &Value) -> Result<Answer, Fault> {
    scene.require(viewer, Permission::CONTACTS_REVEAL)?;
    let (contact, facts) = scene.contact_for(viewer, id)?;
    if !viewer.access.check(Permission::CONTACTS_REVEAL, Target::Contact(&facts)).is_allowed() {
        return Err(scene.missing(Permission::CONTACTS_REVEAL));
    }
    let RevealBody { field, reason } = typed(body)?;
    let reason = reason.trim();
    if !REASON_CHARS.contains(&reason.chars().count()) || reason.chars().any(char::is_control) {
        let detail =
            Said::new("`reason` has {} to {} characters", &[REASON_CHARS.start(), REASON_CHARS.end()]);
        return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
    }
    let lens = contact_lens(scene, &viewer.access, &contact, &facts);
    let (kind, value) = field_of(&contact, &field)?;
    match (lens.visibility().get(&kind), &value) {
        (Visibility::Clear, _) | (Visibility::Masked, None) => return Err(Code::NothingToReveal.into()),
        _ => {}
    }
    let (ledger, me) = (&scene.ledger, &viewer.user.id);
    let revealed = ledger.reveals_since(me, ledger.now_ms - REVEALED_WITHIN_MS)?;
    if let Some(first) = revealed.first().filter(|_| revealed.len() >= REVEALED_MAX) {
        let wait_s = (first + REVEALED_WITHIN_MS - ledger.now_ms).div_euclid(1_000) + 1;
        let wait_s = u32::try_from(wait_s).unwrap_or(1);
        return Err(Problem::new(Code::RevealTooOften).with_retry_after(wait_s).into());
    }
    let why = noted(scene, &lens, reason)?;
    let outcome = if value.is_some() { "revealed" } else { "empty" };
    ledger.transaction(|| {
        ledger.put_reveal(me, id, &kind)?;
        ledger.audit(&Deed {
            actor: Some(me),
            action: "contact.revealed",
            subject: Said::new("contact:{}", &[id]),
            detail: object! { "field": kind, "reason": why, "outcome": outcome },
        })
    })?;
    // Whether a hidden field holds anything is told by this answer too, so it counted and was logged.
    let value = value.ok_or(Code::NothingToReveal)?;
    let lens = revealing_lens(scene, &viewer.access, &contact, &facts, &kind);
    let revealed = Revealed { kind, value: Some(value), expires_at: ledger.now_ms + SHOWN_MS };
    Ok(Reply::ok(&Masked::new(revealed, &lens)).into())
}

/// The value of a field that a contact has.
fn field_of(contact: &ContactRow, field: &str) -> Result<(FieldKind, Option<String>), Fault> {
    Ok(match field {
        "name" => (FieldKind::Name, contact.name.clone()),
        "phone" => (FieldKind::Phone, contact.phone.clone()),
        "email" => (FieldKind::Email, contact.email.clone()),
        "handle" => (FieldKind::Handle, contact.handle.clone()),
        "address" => (FieldKind::Address, contact.address.clone()),
        _ => {
            let detail = "`field` is one of `name`, `phone`, `email`, `handle`, `address`";
            return Err(Problem::new(Code::InvalidField).with_detail(detail).into());
        }
    })
}

/// A value that is shown for a moment.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Revealed {
    #[serde(rename = "field")]
    kind: FieldKind,
    value: Option<String>,
    expires_at: i64,
}

impl Maskable for Revealed {
    fn mask(self, lens: &Lens) -> Self {
        // What else stands in it stays masked: a name may hold a number.
        Self { value: self.value.and_then(|value| lens.field(&self.kind, &value)), ..self }
    }
}
