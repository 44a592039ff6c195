//! The compiled access of one user, for JavaScript.

use usher_core::Access;
use usher_core::access::Decision;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::{Fault, json};
use crate::masking;
use crate::subject::{self, Subject, SubjectKind};

/// Answers for one user. The package's `Access` holds one, and replaces it when the access changes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    access: Access,
}

#[wasm_bindgen]
impl Engine {
    /// Reads an access document, strictly.
    ///
    /// # Errors
    /// The codes of the core's `AccessError`.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str) -> Result<Engine, Fault> {
        Ok(Self { access: Access::parse(document)? })
    }

    /// The code of the company.
    pub fn company(&self) -> String {
        self.access.company().to_string()
    }

    /// The id of the user.
    pub fn user(&self) -> String {
        self.access.user().to_string()
    }

    /// Decides one question: 0 deny, 1 depends, 2 allow.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn decide(&self, permission: &str, kind: SubjectKind, facts: &str) -> Result<u8, Fault> {
        let permission = self.access.permission(permission)?;
        let subject = Subject::parse(kind, facts)?;
        Ok(match self.access.check(permission, subject.target()) {
            Decision::Deny => 0,
            Decision::Depends => 1,
            Decision::Allow => 2,
        })
    }

    /// Decides one question and says why, as JSON.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn explain(&self, permission: &str, kind: SubjectKind, facts: &str) -> Result<String, Fault> {
        let permission = self.access.permission(permission)?;
        let subject = Subject::parse(kind, facts)?;
        json(&self.access.explain(permission, subject.target()))
    }

    /// For each of many chats 1 where the permission may be used on it, else 0.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`.
    pub fn filter(&self, permission: &str, chats: &str) -> Result<Vec<u8>, Fault> {
        let reach = self.access.reach(self.access.permission(permission)?);
        Ok(subject::chats(chats)?.iter().map(|chat| u8::from(reach.covers(chat))).collect())
    }

    /// The sections that the user may open, as JSON.
    ///
    /// # Errors
    /// None that a caller causes.
    pub fn sections(&self) -> Result<String, Fault> {
        json(&self.access.sections())
    }

    /// How much of each kind of personal data is shown, as JSON.
    ///
    /// # Errors
    /// `invalid_chat`, `invalid_contact`.
    pub fn visibility(&self, kind: SubjectKind, facts: &str) -> Result<String, Fault> {
        json(&self.access.visibility(Subject::parse(kind, facts)?.target()))
    }

    /// A record as far as the user may see it, as JSON. `fields` are kinds by key.
    ///
    /// # Errors
    /// `invalid_chat`, `invalid_contact`, and those of `masking::record`.
    pub fn mask(&self, record: &str, kind: SubjectKind, facts: &str, fields: &str) -> Result<String, Fault> {
        let visibility = self.access.visibility(Subject::parse(kind, facts)?.target());
        masking::record(visibility, record, fields)
    }
}
