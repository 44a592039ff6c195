//! A policy on the workbench: compiled once, then asked.

use usher_core::Policy;
use usher_core::review::{self, Census, LastUse, MatrixRows};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::answer;
use crate::fault::Fault;
use crate::question::{self, Subject};

/// A whole policy at a moment. The package's `Workbench` holds one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Workbench {
    census: Census<'static>,
}

#[wasm_bindgen]
impl Workbench {
    /// Reads a policy, checks it as a whole, and compiles every user at a moment in milliseconds since 1970.
    ///
    /// # Errors
    /// `policy_invalid` with everything that is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &str, moment: f64) -> Result<Workbench, Fault> {
        Ok(Self { census: Census::owning(Policy::parse(policy)?, moment as i64) })
    }

    /// The code of the company.
    pub fn company(&self) -> String {
        self.census.policy().company.code.to_string()
    }

    /// The revision of the policy.
    pub fn revision(&self) -> u32 {
        self.census.policy().revision
    }

    /// Who may do something.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn holders(&self, permission: &str, chat: &str, contact: &str) -> Result<JsValue, Fault> {
        let subject = Subject::parse(chat, contact)?;
        let permission = question::permission(&self.census, permission)?;
        answer(&self.census.holders(permission, subject.target()))
    }

    /// Who sees something of a kind of personal data.
    ///
    /// # Errors
    /// `invalid_fields`, `invalid_chat`, `invalid_contact`.
    pub fn seers(&self, kind: &str, chat: &str, contact: &str) -> Result<JsValue, Fault> {
        let subject = Subject::parse(chat, contact)?;
        answer(&self.census.seers(&question::kind(kind)?, subject.target()))
    }

    /// What would be otherwise with another policy.
    ///
    /// # Errors
    /// `invalid_chat`.
    pub fn difference(&self, after: &Workbench, names: &str, chats: &[i32]) -> Result<JsValue, Fault> {
        answer(&review::difference(&self.census, &after.census, &question::columns(names, chats)?))
    }

    /// Why a user of this policy may not save another in its place.
    ///
    /// # Errors
    /// `unknown_user`.
    pub fn refusals(&self, editor: &str, after: &Workbench) -> Result<JsValue, Fault> {
        let moment = self.census.moment();
        let editor = self.census.policy().access(&question::user(editor)?, moment);
        let editor = editor.ok_or_else(question::unknown_user)?;
        answer(&review::refusals(&editor, &self.census, &after.census))
    }

    /// Key rights that fewer than two hold.
    ///
    /// # Errors
    /// None that a caller causes.
    #[wasm_bindgen(js_name = soleHolders)]
    pub fn sole_holders(&self) -> Result<JsValue, Fault> {
        answer(&self.census.sole_holders())
    }

    /// Channels and chats that nobody can answer.
    ///
    /// # Errors
    /// `invalid_chat`.
    pub fn unanswerable(&self, names: &str, chats: &[i32]) -> Result<JsValue, Fault> {
        answer(&self.census.unanswerable(&question::columns(names, chats)?))
    }

    /// Rights that nobody used since a moment.
    ///
    /// # Errors
    /// `invalid_uses`, `unknown_permission`.
    pub fn unused(&self, uses: &str, since: f64) -> Result<JsValue, Fault> {
        let uses = question::uses(uses)?;
        let mut last = Vec::with_capacity(uses.len());
        for one in &uses {
            let permission = question::permission(&self.census, &one.permission)?;
            last.push(LastUse { user: &one.user, permission, at: one.at });
        }
        answer(&self.census.unused(&last, since as i64))
    }

    /// Permissions that a role adds nothing to.
    ///
    /// # Errors
    /// None that a caller causes.
    pub fn redundant(&self) -> Result<JsValue, Fault> {
        answer(&self.census.redundant())
    }

    /// Roles and groups that would give a user a permission.
    ///
    /// # Errors
    /// `unknown_user`, `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn remedies(
        &self,
        user: &str,
        permission: &str,
        chat: &str,
        contact: &str,
    ) -> Result<JsValue, Fault> {
        let subject = Subject::parse(chat, contact)?;
        let permission = question::permission(&self.census, permission)?;
        let remedies = self.census.remedies(&question::user(user)?, permission, subject.target());
        answer(&remedies.ok_or_else(question::unknown_user)?)
    }

    /// What a user may do, with the reason.
    ///
    /// # Errors
    /// `unknown_user`, `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn explain(&self, user: &str, permission: &str, chat: &str, contact: &str) -> Result<JsValue, Fault> {
        let subject = Subject::parse(chat, contact)?;
        let permission = question::permission(&self.census, permission)?;
        let access = self.census.policy().access(&question::user(user)?, self.census.moment());
        answer(&access.ok_or_else(question::unknown_user)?.explain(permission, subject.target()))
    }

    /// Everything that a user may do, and through what.
    ///
    /// # Errors
    /// `unknown_user`.
    pub fn effective(&self, user: &str) -> Result<JsValue, Fault> {
        answer(&self.census.effective(&question::user(user)?).ok_or_else(question::unknown_user)?)
    }

    /// Users, roles or groups by permissions.
    ///
    /// # Errors
    /// `invalid_matrix` where `rows` is none of these words.
    pub fn matrix(&self, rows: &str) -> Result<JsValue, Fault> {
        let rows = match rows {
            "users" => MatrixRows::Users,
            "roles" => MatrixRows::Roles,
            "groups" => MatrixRows::Groups,
            _ => return Err(Fault::new("invalid_matrix", "the rows are `users`, `roles` or `groups`")),
        };
        let mut matrix = self.census.matrix(rows);
        // As bytes: hundreds of thousands of numbers, one by one, would take longer than everything else.
        let cells = core::mem::take(&mut matrix.cells);
        let object = answer(&matrix)?;
        let set = js_sys::Reflect::set(&object, &"cells".into(), &js_sys::Uint8Array::from(cells.as_slice()));
        set.map_err(|_| Fault::new("internal", "an answer could not be written"))?;
        Ok(object)
    }

    /// The policy in its canonical form.
    pub fn canonical(&self) -> String {
        self.census.policy().to_canonical_json()
    }
}
