//! The session cookie: which company, and a secret token that the company knows by its hash.

use usher_core::CompanyCode;

use crate::hex;

/// What a browser sends back: a company and a token.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionCookie {
    /// The company that the session belongs to.
    pub company: CompanyCode,
    /// The token as it is stored: its SHA-256.
    pub token_hash: String,
}

/// How the browser reached us, which decides the name and flags of the cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Over TLS: the cookie is bound to this host and never sent in clear.
    Secure,
    /// Over plain HTTP on this very machine, as developers do.
    Loopback,
}

/// The value of a `Set-Cookie` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetCookie(String);

impl SetCookie {
    /// The value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Transport {
    /// Judges the scheme and host of a request.
    pub fn of(scheme: &str, host: &str) -> Self {
        let loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        if scheme == "http" && loopback { Self::Loopback } else { Self::Secure }
    }

    fn cookie_name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-usher",
            Self::Loopback => "usher",
        }
    }

    fn flags(self) -> &'static str {
        match self {
            Self::Secure => "Path=/; HttpOnly; SameSite=Strict; Secure",
            Self::Loopback => "Path=/; HttpOnly; SameSite=Strict",
        }
    }

    /// The `Set-Cookie` value that starts a session.
    pub fn set(self, company: &CompanyCode, token: &str, max_age_s: i64) -> SetCookie {
        let (name, flags) = (self.cookie_name(), self.flags());
        SetCookie(format!("{name}={company}.{token}; {flags}; Max-Age={max_age_s}"))
    }

    /// The `Set-Cookie` value that ends a session.
    pub fn clear(self) -> SetCookie {
        SetCookie(format!("{}=; {}; Max-Age=0", self.cookie_name(), self.flags()))
    }

    /// Reads the session out of a `Cookie` header. Two cookies of our name are none: one of them is forged.
    pub fn read(self, header: &str) -> Option<SessionCookie> {
        let name = self.cookie_name();
        let mut values = header.split(';').filter_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name).then_some(value)
        });
        let value = values.next()?;
        if values.next().is_some() {
            return None;
        }
        let (company, token) = value.split_once('.')?;
        let well_formed = token.len() == 64 && token.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let company = CompanyCode::parse(company).ok()?;
        well_formed.then(|| SessionCookie { company, token_hash: hex::sha256(token.as_bytes()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn the_name_follows_the_transport() {
        assert_eq!(Transport::of("https", "localhost"), Transport::Secure);
        assert_eq!(Transport::of("http", "localhost"), Transport::Loopback);
        assert_eq!(Transport::of("http", "127.0.0.1"), Transport::Loopback);
        assert_eq!(Transport::of("http", "usher.example"), Transport::Secure);
        let company = CompanyCode::parse("demo").unwrap();
        let set = Transport::Secure.set(&company, TOKEN, 60);
        let set = set.as_str();
        assert!(set.starts_with("__Host-usher=demo.0123") && set.contains("; Secure; Max-Age=60"), "{set}");
        assert!(!Transport::Loopback.set(&company, TOKEN, 60).as_str().contains("Secure"));
    }

    #[test]
    fn only_one_well_formed_cookie_is_read() {
        let read = |header: &str| Transport::Loopback.read(header);
        let session = read(&format!("a=b; usher=demo.{TOKEN}")).unwrap();
        assert_eq!(session.company.as_str(), "demo");
        assert_eq!(session.token_hash, hex::sha256(TOKEN.as_bytes()));
        for bad in [
            format!("usher=demo.{TOKEN}; usher=other.{TOKEN}"),
            format!("__Host-usher=demo.{TOKEN}"),
            format!("usher=Demo.{TOKEN}"),
            format!("usher=demo.{}", TOKEN.to_uppercase()),
            "usher=demo.1234".to_owned(),
            "usher=".to_owned(),
            String::new(),
        ] {
            assert!(read(&bad).is_none(), "{bad}");
        }
    }
}
