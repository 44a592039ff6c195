//! Every error that leaves the edge, as a problem document of RFC 9457, made here and nowhere else.

use serde::Serialize;

use crate::object;
use crate::out::declared::PermissionName;
use crate::out::{Object, Said};

macro_rules! codes {
    ($($name:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// What went wrong, by a name that never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`: ", $title)] $name,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as it stands in the document.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// What it means, for people.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    InvalidUtf8 = "invalid_utf8", 400, "the body is not UTF-8";
    InvalidJson = "invalid_json", 400, "the body is not JSON";
    UnknownField = "unknown_field", 400, "the body holds a field that is not known here";
    MissingField = "missing_field", 400, "the body lacks a field";
    InvalidField = "invalid_field", 400, "a field of the body has a value that is not allowed";
    InvalidParameter = "invalid_parameter", 400, "a parameter of the address has a value that is not allowed";
    InvalidCursor = "invalid_cursor", 400, "the cursor was not given out by this list";
    InvalidPayload = "invalid_payload", 400, "the delivery is not what its sender documents";
    HandshakeMalformed = "handshake_malformed", 400, "the handshake lacks a parameter or has it twice";
    SessionMissing = "session_missing", 401, "not logged in";
    SessionInvalid = "session_invalid", 401, "the session has ended or never was";
    InvalidCredentials = "invalid_credentials", 401, "company code, user name or password is wrong";
    OperatorTokenInvalid = "operator_token_invalid", 401, "the operator token is missing or wrong";
    SignatureMissing = "signature_missing", 401, "the delivery is not signed";
    SignatureInvalid = "signature_invalid", 401, "the signature does not belong to this delivery";
    OriginForbidden = "origin_forbidden", 403, "the request comes from another site";
    PermissionMissing = "permission_missing", 403, "a permission is missing";
    GrantExceedsEditor = "grant_exceeds_editor", 403, "nobody gives what they do not hold";
    VerifyTokenInvalid = "verify_token_invalid", 403, "the verify token is not the one that was agreed";
    NotFound = "not_found", 404, "there is nothing here";
    MethodNotAllowed = "method_not_allowed", 405, "this address does not take this method";
    IdTaken = "id_taken", 409, "there is something of this id, or there was";
    GroupHasSoleMembers = "group_has_sole_members", 409, "it is the only group of some of its members";
    RoleInUse = "role_in_use", 409, "users or groups hold this role";
    EmergencyLasts = "emergency_lasts", 409, "this role is held in an emergency already";
    ExportLasts = "export_lasts", 409, "an export of this user is on its way already";
    AccessChanged = "access_changed", 409, "what the user may do has changed on the way";
    CompanyExists = "company_exists", 409, "there is a company of this code";
    AssigneeNotEligible = "assignee_not_eligible", 409, "this user may not get this chat";
    AtCapacity = "at_capacity", 409, "this user has no room for this chat";
    AlreadyAssigned = "already_assigned", 409, "somebody else has this chat";
    CallsOpen = "calls_open", 409, "this user has calls in hand, which nobody else can complete";
    CallIsPinned = "call_is_pinned", 409, "a call is completed by who has it";
    LastSupervisor = "last_supervisor", 409, "nobody would be left who can manage users and roles";
    NothingToReveal = "nothing_to_reveal", 409, "there is no value, or it is shown already";
    ChatClosed = "chat_closed", 409, "the chat is closed";
    PolicyChanged = "policy_changed", 412, "the policy has changed since it was read";
    RoutingChanged = "routing_changed", 412, "the settings of routing have changed since they were read";
    BodyTooLarge = "body_too_large", 413, "the body is larger than this address takes";
    ContentTypeUnsupported = "content_type_unsupported", 415, "the body must be application/json";
    PolicyInvalid = "policy_invalid", 422, "the policy contradicts itself";
    RoutingInvalid = "routing_invalid", 422, "the settings of routing contradict themselves";
    ReferenceDangling = "reference_dangling", 422, "something refers to what does not exist";
    UpgradeRequired = "upgrade_required", 426, "this address speaks WebSocket";
    EmergencyTooOften = "emergency_too_often", 429, "too many roles taken in emergencies; try again later";
    RevealTooOften = "reveal_too_often", 429, "too many values revealed; try again later";
    SearchTooOften = "search_too_often", 429, "too many searches; try again later";
    ExportTooOften = "export_too_often", 429, "too many exports; try again later";
    LockedOut = "locked_out", 429, "too many failed log-ins; try again later";
    Internal = "internal", 500, "something went wrong here";
    CompanyUnavailable = "company_unavailable", 503, "the company can not answer right now; try again";
}

/// One of several things that are wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// Stable code of this error.
    pub code: &'static str,
    /// JSON pointer to the place.
    pub pointer: Said,
    /// What is wrong, for people.
    pub message: Said,
}

/// A problem: what the caller is told. Everything in it may leave: see [`out`](crate::out).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    code: Code,
    detail: Option<Said>,
    permission: Option<PermissionName>,
    reason: Option<Box<Object>>,
    errors: Vec<Detail>,
    retry_after_s: Option<u32>,
}

impl Problem {
    /// A problem of this code, with nothing more to say.
    pub fn new(code: Code) -> Self {
        Self { code, detail: None, permission: None, reason: None, errors: Vec::new(), retry_after_s: None }
    }

    /// A permission that the caller lacks.
    pub fn permission_missing(permission: PermissionName) -> Self {
        let detail = Said::new("this needs the permission `{}`", &[&permission]);
        Self::new(Code::PermissionMissing).with_detail(detail).with_permission(permission)
    }

    /// Says more, for people.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<Said>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Names the permission it is about.
    #[must_use]
    pub fn with_permission(mut self, permission: PermissionName) -> Self {
        self.permission = Some(permission);
        self
    }

    /// Adds a reason that programs can read.
    #[must_use]
    pub fn with_reason(mut self, reason: Object) -> Self {
        self.reason = Some(Box::new(reason));
        self
    }

    /// Lists what is wrong, place by place.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<Detail>) -> Self {
        self.errors = errors;
        self
    }

    /// Says when to try again, in seconds.
    #[must_use]
    pub fn with_retry_after(mut self, retry_after_s: u32) -> Self {
        self.retry_after_s = Some(retry_after_s);
        self
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// When to try again, in seconds, where that is known.
    pub fn retry_after_s(&self) -> Option<u32> {
        self.retry_after_s
    }

    /// The document as text.
    #[cfg(test)]
    pub(crate) fn to_json(&self) -> String {
        crate::http::reply::Reply::problem(self).text().to_owned()
    }

    /// The document of RFC 9457.
    pub fn document(&self) -> Object {
        let code = self.code.as_str();
        object! {
            "type": Said::new("urn:usher:problem:{}", &[&code]),
            "title": self.code.title(),
            "status": self.code.status(),
            "code": code,
        }
        .with_some("detail", self.detail.as_ref())
        .with_some("permission", self.permission.as_ref())
        .with_some("reason", self.reason.as_deref())
        .with_some("errors", (!self.errors.is_empty()).then_some(&self.errors))
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

#[cfg(test)]
mod tests {
    use usher_core::{Catalogue, Permission};

    use super::*;
    use crate::http::reply::Reply;

    #[test]
    fn a_document_names_what_is_missing() {
        let name = PermissionName::of(&Catalogue::standard(), Permission::USERS_VIEW);
        let reply = Reply::problem(&Problem::permission_missing(name));
        assert_eq!(
            reply.text(),
            r#"{"type":"urn:usher:problem:permission_missing","title":"a permission is missing","status":403,"code":"permission_missing","detail":"this needs the permission `users.view`","permission":"users.view"}"#
        );
    }

    #[test]
    fn codes_are_unique_and_errors() {
        for (i, code) in Code::ALL.iter().enumerate() {
            assert!((400..600).contains(&code.status()));
            assert!(Code::ALL[i + 1..].iter().all(|other| other.as_str() != code.as_str()));
        }
    }
}
