//! Whether a request that carries a cookie comes from our own pages.

/// What a browser says of where a request comes from.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'a> {
    /// The `Origin` header.
    pub origin: Option<&'a str>,
    /// The `Sec-Fetch-Site` header.
    pub site: Option<&'a str>,
}

/// Whether a request that changes something, or opens a socket, may be served for our own origin.
///
/// Browsers send `Origin` with these; a request with neither header comes from a program, which has no ambient
/// cookies to abuse.
pub fn is_ours(provenance: Provenance<'_>, own: &str) -> bool {
    let site_is_ours = provenance.site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    site_is_ours && provenance.origin.is_none_or(|origin| origin == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_origin() {
        let own = "https://usher.example";
        let check = |origin, site| is_ours(Provenance { origin, site }, own);
        assert!(check(Some(own), Some("same-origin")));
        assert!(check(Some(own), None));
        assert!(check(None, None));
        assert!(check(None, Some("none")));
        assert!(!check(Some("https://evil.example"), None));
        assert!(!check(Some("https://usher.example.evil"), Some("same-origin")));
        assert!(!check(Some("http://usher.example"), None));
        assert!(!check(Some("null"), None));
        assert!(!check(None, Some("cross-site")));
        assert!(!check(None, Some("same-site")));
    }
}
