//! Meta's question whether a webhook address is ours.

use core::fmt;

use super::verified::same_secret;

/// Longest challenge that is answered, in bytes. Meta sends about ten digits.
const CHALLENGE_BYTES: usize = 256;

/// The `hub.*` parameters of the query.
///
/// ```
/// use usher_edge::inbound::Handshake;
/// let query = [("hub.mode", "subscribe"), ("hub.verify_token", "t0ken"), ("hub.challenge", "1158201444")];
/// assert_eq!(Handshake::read(query).answer("t0ken").map(|challenge| challenge.as_str()), Ok("1158201444"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Handshake<'a> {
    mode: Given<'a>,
    verify_token: Given<'a>,
    challenge: Given<'a>,
}

/// A parameter that must come exactly once: of two, nobody can say which one a proxy saw.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given<'a> {
    Absent,
    Once(&'a str),
    Repeated,
}

impl<'a> Given<'a> {
    fn and(&mut self, value: &'a str) {
        *self = if *self == Self::Absent { Self::Once(value) } else { Self::Repeated };
    }

    const fn once(self) -> Option<&'a str> {
        match self {
            Self::Once(value) => Some(value),
            Self::Absent | Self::Repeated => None,
        }
    }
}

/// What is answered: the word that Meta sent, in the one form that is sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge<'a>(&'a str);

impl<'a> Challenge<'a> {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// Why a handshake was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandshakeError {
    /// A parameter is missing, repeated or not of the documented form.
    Malformed,
    /// The token is not ours.
    TokenInvalid,
}

impl HandshakeError {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "handshake_malformed",
            Self::TokenInvalid => "verify_token_invalid",
        }
    }
}

impl fmt::Display for HandshakeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Malformed => "handshake lacks a parameter or has it in another form",
            Self::TokenInvalid => "verify token is not the configured one",
        })
    }
}

impl core::error::Error for HandshakeError {}

impl<'a> Handshake<'a> {
    /// Takes the decoded pairs of a query; others than `hub.*` are ignored.
    #[must_use]
    pub fn read(query: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut read = Self { mode: Given::Absent, verify_token: Given::Absent, challenge: Given::Absent };
        for (name, value) in query {
            match name {
                "hub.mode" => read.mode.and(value),
                "hub.verify_token" => read.verify_token.and(value),
                "hub.challenge" => read.challenge.and(value),
                _ => {}
            }
        }
        read
    }

    /// What to answer, as plain text: the challenge.
    ///
    /// # Errors
    /// The query is malformed, or its token is not `verify_token`. An empty `verify_token` is never met.
    pub fn answer(self, verify_token: &str) -> Result<Challenge<'a>, HandshakeError> {
        let (Some("subscribe"), Some(token), Some(challenge)) =
            (self.mode.once(), self.verify_token.once(), self.challenge.once())
        else {
            return Err(HandshakeError::Malformed);
        };
        if !is_challenge(challenge) {
            return Err(HandshakeError::Malformed);
        }
        if same_secret(verify_token, token) {
            Ok(Challenge(challenge))
        } else {
            Err(HandshakeError::TokenInvalid)
        }
    }
}

/// The challenge is echoed, so nothing that a browser could take for markup passes.
fn is_challenge(text: &str) -> bool {
    (1..=CHALLENGE_BYTES).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &[(&str, &str)], expect: Result<&str, HandshakeError>) {
        let answer = Handshake::read(query.iter().copied()).answer("meatyhamhock");
        assert_eq!(answer.map(Challenge::as_str), expect);
    }

    const MODE: (&str, &str) = ("hub.mode", "subscribe");
    const TOKEN: (&str, &str) = ("hub.verify_token", "meatyhamhock");
    const CHALLENGE: (&str, &str) = ("hub.challenge", "1158201444");

    #[test]
    fn answers_its_own_token_only() {
        check(&[MODE, CHALLENGE, TOKEN], Ok("1158201444"));
        check(&[MODE, CHALLENGE, TOKEN, ("other", "x")], Ok("1158201444"));
        check(&[MODE, CHALLENGE, ("hub.verify_token", "meatyhamhocK")], Err(HandshakeError::TokenInvalid));
        check(&[MODE, CHALLENGE, ("hub.verify_token", "")], Err(HandshakeError::TokenInvalid));
    }

    #[test]
    fn every_parameter_exactly_once() {
        use HandshakeError::Malformed;
        check(&[], Err(Malformed));
        check(&[CHALLENGE, TOKEN], Err(Malformed));
        check(&[MODE, TOKEN], Err(Malformed));
        check(&[MODE, CHALLENGE], Err(Malformed));
        check(&[("hub.mode", "unsubscribe"), CHALLENGE, TOKEN], Err(Malformed));
        check(&[MODE, CHALLENGE, TOKEN, TOKEN], Err(Malformed));
        check(&[MODE, CHALLENGE, CHALLENGE, TOKEN], Err(Malformed));
    }

    #[test]
    fn challenge_has_a_form_and_a_limit() {
        let longest = "7".repeat(CHALLENGE_BYTES);
        check(&[MODE, TOKEN, ("hub.challenge", &longest)], Ok(&longest));
        let longer = "7".repeat(CHALLENGE_BYTES + 1);
        check(&[MODE, TOKEN, ("hub.challenge", &longer)], Err(HandshakeError::Malformed));
        check(&[MODE, TOKEN, ("hub.challenge", "")], Err(HandshakeError::Malformed));
        check(&[MODE, TOKEN, ("hub.challenge", "<script>")], Err(HandshakeError::Malformed));
    }

    #[test]
    fn nothing_meets_an_empty_configured_token() {
        let query = [MODE, CHALLENGE, ("hub.verify_token", "")];
        assert_eq!(Handshake::read(query).answer(""), Err(HandshakeError::TokenInvalid));
    }
}
