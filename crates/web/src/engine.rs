//! The compiled access of one user, for JavaScript.

use usher_core::Access;
use usher_core::mask::{Lens, Schema};
use usher_core::read::{self, Node};
use usher_core::write::{Json, ToJson};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;
use crate::masking;
use crate::options::Options;
use crate::subject::Subject;

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
    /// The codes of the core's `AccessError`; `stale_access` where it has expired.
    #[wasm_bindgen(constructor)]
    pub fn new(document: &str, now_ms: f64) -> Result<Engine, Fault> {
        let access = Access::parse(document)?.at(moment(now_ms));
        if access.has_expired() {
            return Err(Fault::new("stale_access", "the access has expired"));
        }
        Ok(Self { access })
    }

    /// The answers for a moment, in milliseconds since 1970, as tables; see the core's `Tables`. From then on everything
    /// is answered as of that moment.
    pub fn tables(&mut self, now_ms: f64) -> String {
        self.access.move_to(moment(now_ms));
        self.access.tables().json()
    }

    /// Answers a question; both are JSON. What is wanted stands in its `ask`, what it is about in `chat` or `contact`:
    ///
    /// - `owner`: whose access it is, and from when;
    /// - `sections`: those that the user may open;
    /// - `explain`: the decision on the `permission`, and why;
    /// - `visibility`: how much of each kind of personal data is shown;
    /// - `read`: nothing. What it is about is read strictly, also many `chats`.
    ///
    /// # Errors
    /// `unknown_permission`, `invalid_chat`, `invalid_contact`.
    pub fn ask(&self, question: &str) -> Result<String, Fault> {
        let question = read(question)?;
        let word = |key: &str| question.get(key).and_then(Node::as_str).unwrap_or_default();
        // Before what it is about: who misspells a permission is told so whatever else is wrong.
        let permission = match word("ask") {
            "explain" => Some(self.access.permission(word("permission"))?),
            _ => None,
        };
        let subject = Subject::of(&question)?;
        Ok(match (word("ask"), permission) {
            ("owner", _) => Owner(&self.access).json(),
            ("sections", _) => self.access.sections().json(),
            ("visibility", _) => self.access.shown(subject.target()).json(),
            (_, Some(permission)) => self.access.explain(permission, subject.target()).json(),
            _ => "null".into(),
        })
    }

    /// A page of JSON as far as the user may see it. The question says what it is about, as in `ask`, and how to mask.
    ///
    /// # Errors
    /// `invalid_chat`, `invalid_contact`, and those of `masking::mask_json`.
    #[wasm_bindgen(js_name = maskJson)]
    pub fn mask_json(&self, json: &[u8], question: &str) -> Result<Vec<u8>, Fault> {
        masking::page(json, &self.lens(question)?)
    }
}

impl Engine {
    fn lens(&self, question: &str) -> Result<(Lens, Schema), Fault> {
        let question = read(question)?;
        let visibility = self.access.visibility(Subject::of(&question)?.target());
        let masking = self.access.masking();
        let (lens, schema) = Options::of(&question, masking.detector())?.viewer(visibility);
        Ok((lens.with_styles(&masking.styles), schema))
    }
}

/// Reads a question. Our JavaScript writes them: nothing that a caller puts into one makes it no JSON, but its depth may.
fn read(question: &str) -> Result<Node, Fault> {
    read::node(question).map_err(|_| Fault::new("record_too_deep", "the value is nested too deeply"))
}

/// Whose an access is, and from when.
struct Owner<'a>(&'a Access);

impl ToJson for Owner<'_> {
    fn write(&self, json: &mut Json) {
        let stamp = self.0.stamp();
        json.object(|json| {
            json.field("company", self.0.company());
            json.field("user", self.0.user());
            json.field("policyRevision", &i64::from(stamp.policy_revision));
            json.field("issuedAt", &stamp.issued_at);
        });
    }
}

/// A moment as JavaScript gives it. What is none is taken for the last one: everything has expired then.
fn moment(ms: f64) -> i64 {
    // Beyond its range a number becomes the nearest within, which is what is meant.
    #[allow(clippy::cast_possible_truncation, reason = "saturates")]
    if ms.is_finite() { ms as i64 } else { i64::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(user: &str, revision: u32, issued_at: i64) -> String {
        format!(
            r#"{{"version":2,"company":"demo","user":"{user}","status":"active","policyRevision":{revision},
            "issuedAt":{issued_at},"expiresAt":900,"hostPermissions":[],"denied":[],"grants":[],"sections":[]}}"#
        )
    }

    #[test]
    fn an_expired_document_is_refused() {
        let code = |now| Engine::new(&document("u1", 1, 100), now).map(|_| ()).map_err(|fault| fault.code());
        for now in [100.0, 899.9, 0.0, -1e300] {
            assert_eq!(code(now), Ok(()), "{now}");
        }
        for now in [900.0, 1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            assert_eq!(code(now), Err("stale_access"), "{now}");
        }
    }

    #[test]
    fn whose_it_is() {
        let engine = Engine::new(&document("u1", 5, 100), 100.0).unwrap();
        let owner = r#"{"company":"demo","user":"u1","policyRevision":5,"issuedAt":100}"#;
        assert_eq!(engine.ask(r#"{"ask":"owner"}"#).unwrap(), owner);
    }

    #[test]
    fn what_is_asked_is_read_strictly() {
        let engine = Engine::new(&document("u1", 1, 100), 100.0).unwrap();
        for (question, code) in [
            (r#"{"ask":"read"}"#, ""),
            (r#"{"ask":"read","chat":{"channel":"c","known":true}}"#, ""),
            (r#"{"ask":"read","chat":{"channel":"c","known":1}}"#, "invalid_chat"),
            (r#"{"ask":"read","chats":[{"channel":"c","known":true},{"channel":"c"}]}"#, "invalid_chat"),
            (r#"{"ask":"read","chats":[]}"#, ""),
            (r#"{"ask":"read","contact":{"channels":[],"chats":[]}}"#, ""),
            (r#"{"ask":"visibility","contact":{}}"#, "invalid_contact"),
            (r#"{"ask":"explain","permission":"chats.view"}"#, ""),
            (r#"{"ask":"explain","permission":"chats.vew","chat":{}}"#, "unknown_permission"),
            (r#"{"ask":"explain"}"#, "unknown_permission"),
            (r#"{"ask":"explain","permission":"chats.view","chat":{}}"#, "invalid_chat"),
            ("{", "record_too_deep"),
        ] {
            assert_eq!(engine.ask(question).err().map_or("", |fault| fault.code()), code, "{question}");
        }
    }

    #[test]
    fn a_fault_says_where() {
        let engine = Engine::new(&document("u1", 1, 100), 100.0).unwrap();
        let fault =
            engine.ask(r#"{"ask":"read","chats":[{"channel":"c","known":"+905321234567"}]}"#).unwrap_err();
        let told = r#"{"code":"invalid_chat","message":"these are not the facts of a chat: expected a boolean at `/0/known`"}"#;
        assert_eq!(fault.json(), told);
    }

    #[test]
    fn what_masked_means_is_the_companys_choice() {
        let grant = r#"{"source":{"kind":"role","role":"r"},"permissions":["chats.view"],"channels":"all","scope":"all",
            "groups":[],"newClients":false,"fields":{"phone":"masked","email":"masked","handle":"masked","text":"masked"}}"#;
        let masking = r#""masking":{"policy":"strict","region":"TR","styles":{"phone":"hidden","email":"clear","handle":"token"}}"#;
        let own =
            document("u1", 1, 100).replace(r#""grants":[]"#, &format!(r#""grants":[{grant}],{masking}"#));
        let engine = Engine::new(&own, 100.0).unwrap();
        let question = r#"{"ask":"visibility","chat":{"channel":"c","group":null,"known":true}}"#;
        let shown = engine.ask(question).unwrap();
        assert_eq!(shown, r#"{"phone":"hidden","email":"clear","handle":"masked","text":"masked"}"#);
        let record =
            r#"{"phone":"+905321234567","email":"a@example.com","handle":"@ayse_k","text":"0532 123 45 67"}"#;
        let masked = String::from_utf8(engine.mask_json(record.as_bytes(), question).unwrap()).unwrap();
        assert_eq!(masked, r#"{"phone":null,"email":"a@example.com","handle":"•••","text":"•••"}"#);
    }
}
