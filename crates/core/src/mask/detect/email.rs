//! E-mail addresses, plain and written out.

/// The plain form of an address that is written out.
pub(in crate::mask) fn plain_email(found: &str) -> Option<String> {
    found.contains('@').then(|| found.to_owned())
}
