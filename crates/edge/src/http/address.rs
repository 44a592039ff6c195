//! The address of a request. The runtime hands out addresses that are well-formed and normalised already, so
//! taking one apart needs no parser of a hundred kilobytes.

use worker::url::form_urlencoded;

/// An address, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// `http` or `https`.
    pub scheme: String,
    /// Host and port, as in an `Origin` header.
    pub authority: String,
    /// The path, from the slash on.
    pub path: String,
    /// The decoded parameters, in order.
    pub query: Vec<(String, String)>,
}

impl Address {
    /// Takes an address apart; none where it is not absolute.
    pub fn read(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let rest = rest.split('#').next()?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = place.split_once('/').unwrap_or((place, ""));
        Some(Self {
            scheme: scheme.to_owned(),
            authority: authority.to_owned(),
            path: format!("/{path}"),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        })
    }

    /// The origin, as browsers write it.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.authority)
    }

    /// The host without its port.
    pub fn host(&self) -> &str {
        match self.authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => &self.authority,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let address = Address::read("http://localhost:8787/v1/chats?status=open&cursor=a%20b").unwrap();
        assert_eq!(address.origin(), "http://localhost:8787");
        assert_eq!((address.host(), address.path.as_str()), ("localhost", "/v1/chats"));
        let pairs = [("status", "open"), ("cursor", "a b")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(address.query, pairs);
        assert_eq!(Address::read("https://[::1]:1/").unwrap().host(), "[::1]");
        assert_eq!(Address::read("https://[::1]/").unwrap().host(), "[::1]");
        assert_eq!(Address::read("https://usher.example").unwrap().path, "/");
        assert_eq!(Address::read("https://usher.example/?a#b").unwrap().query.len(), 1);
        assert_eq!(Address::read("/v1"), None);
    }
}
