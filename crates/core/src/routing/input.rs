//! The question as JSON: what the npm package, the vectors and recorded decisions hold.

use core::fmt;

use crate::access::Access;
use crate::chat::ChatFacts;
use crate::id::{GroupId, UserId};
use crate::order::sort_by;
use crate::read::{self, Fields, Node, ReadError, Reading, each};
use crate::user::UserStatus;

use super::algorithm::Algorithm;
use super::assignment::Assignment;
use super::candidate::Candidate;
use super::presence::Presence;
use super::request::Request;
use super::route::route;

/// Greatest size of a route input, in bytes.
pub const ROUTE_MAX_BYTES: usize = 16 * 1024 * 1024;

/// Greatest number of candidates of a route input.
pub const ROUTE_MAX_CANDIDATES: usize = 10_000;

/// A [`Request`] that owns what it holds, read from JSON.
///
/// ```
/// use usher_core::routing::RouteInput;
/// let input = RouteInput::parse(r#"{
///   "chat": {"channel": "wa-sales", "known": false},
///   "group": "sales", "algorithm": "random", "candidates": [],
///   "now": 1760000000000, "dayStart": 1759957200000, "seed": "00000000deadbeef"
/// }"#)?;
/// assert!(input.route().user().is_none());
/// # Ok::<(), usher_core::routing::RouteInputError>(())
/// ```
#[derive(Debug, Clone)]
pub struct RouteInput {
    chat: ChatFacts,
    group: GroupId,
    algorithm: Algorithm,
    candidates: Vec<Member>,
    now_ms: i64,
    day_start_ms: i64,
    seed: u64,
}

#[derive(Debug, Clone)]
struct Member {
    user: UserId,
    access: Access,
    status: UserStatus,
    presence: Presence,
    last_seen_at_ms: Option<i64>,
    open_chats: u32,
}

/// Why a route input was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInputError {
    code: &'static str,
    message: String,
}

impl RouteInputError {
    /// The stable code: `route_too_large`, `route_malformed`, or that of the access document at fault.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }
}

impl fmt::Display for RouteInputError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl core::error::Error for RouteInputError {}

impl From<ReadError> for RouteInputError {
    fn from(error: ReadError) -> Self {
        malformed(format!("this is not a route input: {error}"))
    }
}

impl RouteInput {
    /// Reads a route input. Anything unknown or missing in it is refused: a decision on half the facts could
    /// not be repeated.
    ///
    /// # Errors
    /// The text is too large or not a route input, an access document in it is refused or belongs to another
    /// user than it stands for, or a user is listed twice.
    pub fn parse(json: &str) -> Result<Self, RouteInputError> {
        if json.len() > ROUTE_MAX_BYTES {
            return Err(too_large(format!("the route input is larger than {ROUTE_MAX_BYTES} bytes")));
        }
        let tree = read::node(json)?;
        let listed = tree.get("candidates").and_then(Node::as_list).unwrap_or_default();
        if listed.len() > ROUTE_MAX_CANDIDATES {
            return Err(too_large(format!("more than {ROUTE_MAX_CANDIDATES} candidates")));
        }
        let mut input = Reading::whole(|reading| Self::read(&tree, reading))?;
        for candidate in listed {
            let mut member = Member::read(candidate)?;
            // Whoever's right has ended by then does not get the chat.
            member.access = member.access.at(input.now_ms);
            input.candidates.push(member);
        }
        input.check()
    }

    /// Everything but the candidates.
    fn read(tree: &Node, reading: &mut Reading) -> Self {
        let known = ["chat", "group", "algorithm", "candidates", "now", "dayStart", "seed"];
        let mut fields = Fields::of(Some(tree), "a route input", &known, reading);
        let listed = fields.value("candidates");
        fields.reading().under("candidates", |reading| each(listed, reading, &mut |_, _| ()));
        let now_ms = fields.get("now");
        Self {
            chat: fields.get("chat"),
            group: fields.get("group"),
            algorithm: fields.get("algorithm"),
            candidates: Vec::new(),
            now_ms,
            day_start_ms: fields.get("dayStart"),
            seed: parse_seed(&fields.get::<String>("seed")).unwrap_or_else(|| {
                fields.reading().refuse("the seed is not 16 hexadecimal digits in lower case");
                0
            }),
        }
    }

    /// What no single field can break.
    fn check(self) -> Result<Self, RouteInputError> {
        if self.day_start_ms > self.now_ms {
            return Err(malformed("the day starts after the moment of the decision".to_owned()));
        }
        match listed_twice(&self.candidates) {
            Some(twice) => Err(malformed(format!("the candidate `{twice}` is listed twice"))),
            None => Ok(self),
        }
    }

    /// Decides.
    #[must_use]
    pub fn route(&self) -> Assignment {
        let candidates: Vec<Candidate<'_>> = self.candidates.iter().map(Member::candidate).collect();
        route(&Request {
            chat: &self.chat,
            group: self.group.clone(),
            algorithm: self.algorithm,
            candidates: &candidates,
            now_ms: self.now_ms,
            day_start_ms: self.day_start_ms,
            seed: self.seed,
        })
    }
}

impl Member {
    fn read(value: &Node) -> Result<Self, RouteInputError> {
        let access = value.get("access").map(Access::from_tree).transpose();
        let access =
            access.map_err(|error| RouteInputError { code: error.code(), message: error.to_string() })?;
        let member = Reading::whole(|reading| {
            let known = ["user", "access", "status", "presence", "lastSeenAt", "openChats"];
            let mut fields = Fields::of(Some(value), "a candidate", &known, reading);
            if access.is_none() {
                fields.reading().under("access", |reading| reading.expected("an access", None));
            }
            access.map(|access| Self {
                user: fields.get("user"),
                access,
                status: fields.get("status"),
                presence: fields.get("presence"),
                last_seen_at_ms: fields.get("lastSeenAt"),
                open_chats: fields.get("openChats"),
            })
        })?;
        match member {
            Some(member) if *member.access.user() == member.user => Ok(member),
            Some(Self { user, .. }) => {
                Err(malformed(format!("the access of `{user}` belongs to another user")))
            }
            None => Err(malformed("a candidate has no access".to_owned())),
        }
    }

    fn candidate(&self) -> Candidate<'_> {
        Candidate {
            user: self.user.clone(),
            access: &self.access,
            status: self.status,
            presence: self.presence,
            last_seen_at_ms: self.last_seen_at_ms,
            open_chats: self.open_chats,
        }
    }
}

fn listed_twice(members: &[Member]) -> Option<&UserId> {
    let mut users: Vec<&UserId> = members.iter().map(|member| &member.user).collect();
    sort_by(&mut users, Ord::cmp);
    users.windows(2).find_map(|pair| match pair {
        [one, other] if one == other => Some(*one),
        _ => None,
    })
}

fn parse_seed(digits: &str) -> Option<u64> {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if digits.len() == 16 && digits.bytes().all(hex) { u64::from_str_radix(digits, 16).ok() } else { None }
}

const fn malformed(message: String) -> RouteInputError {
    RouteInputError { code: "route_malformed", message }
}

const fn too_large(message: String) -> RouteInputError {
    RouteInputError { code: "route_too_large", message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(candidates: usize) -> String {
        let one = |number: usize| {
            format!(
                r#"{{"user":"u{number}","access":{{"version":2,"company":"demo","user":"u{number}","policyRevision":1,"issuedAt":0,"expiresAt":9,
                "status":"active","hostPermissions":[],"denied":[],"grants":[],"sections":[]}},
                "status":"active","presence":"online","openChats":0}}"#
            )
        };
        let all: Vec<String> = (0..candidates).map(one).collect();
        format!(
            r#"{{"chat":{{"channel":"wa","known":true}},"group":"sales","algorithm":"random",
            "candidates":[{}],"now":1,"dayStart":0,"seed":"0000000000000000"}}"#,
            all.join(",")
        )
    }

    #[test]
    fn candidates_have_a_limit() {
        let at_limit = RouteInput::parse(&input(ROUTE_MAX_CANDIDATES)).unwrap();
        assert_eq!(at_limit.route().excluded.len(), ROUTE_MAX_CANDIDATES);
        let beyond = RouteInput::parse(&input(ROUTE_MAX_CANDIDATES + 1)).unwrap_err();
        assert_eq!(beyond.code(), "route_too_large");
    }

    #[test]
    fn size_has_a_limit() {
        let padded = |bytes: usize| {
            let json = input(0);
            let space = " ".repeat(bytes - json.len());
            json + &space
        };
        assert!(RouteInput::parse(&padded(ROUTE_MAX_BYTES)).is_ok());
        assert_eq!(RouteInput::parse(&padded(ROUTE_MAX_BYTES + 1)).unwrap_err().code(), "route_too_large");
    }
}
