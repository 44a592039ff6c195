//! HTTP: addresses, origins, parameters, bodies, answers.

pub mod address;
pub mod endpoint;
pub mod json;
pub mod origin;
pub mod query;
pub mod reply;
pub mod wire;

/// The `ETag` of a revision of the policy.
pub fn etag(revision: u32) -> String {
    format!("\"{revision}\"")
}

/// Whether an `If-Match` header is met at a revision of the policy.
pub fn is_met(if_match: &str, revision: u32) -> bool {
    let own = etag(revision);
    if_match.split(',').map(str::trim).any(|tag| tag == "*" || tag == own)
}

#[cfg(test)]
mod tests {
    use super::is_met;

    #[test]
    fn preconditions() {
        for met in ["\"7\"", "*", "\"6\", \"7\"", " \"7\" "] {
            assert!(is_met(met, 7), "{met}");
        }
        for missed in ["", "7", "\"8\"", "W/\"7\"", "\"07\"", "\"7", "\"6\",\"8\""] {
            assert!(!is_met(missed, 7), "{missed}");
        }
    }
}
