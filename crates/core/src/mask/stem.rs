//! Hashes of words, the same when the program is compiled and when it runs.
//!
//! The words that the search knows are in the program only as hashes in tables. Each table is made by the compiler.

/// The hash of nothing.
pub(super) const EMPTY: u32 = 0x811c_9dc5;

/// The hash of a text with one more character (FNV-1a over code points).
pub(super) const fn mixed(hash: u32, ch: u32) -> u32 {
    (hash ^ ch).wrapping_mul(0x0100_0193)
}

/// The first character of UTF-8 of at most three bytes, and what follows it; zero at the end.
pub(super) const fn next(bytes: &[u8]) -> (u32, &[u8]) {
    match bytes {
        [] => (0, bytes),
        [a, rest @ ..] if *a < 0x80 => (*a as u32, rest),
        [a, b, rest @ ..] if *a < 0xe0 => ((*a as u32 & 0x1f) << 6 | *b as u32 & 0x3f, rest),
        [a, b, c, rest @ ..] => ((*a as u32 & 0xf) << 12 | (*b as u32 & 0x3f) << 6 | *c as u32 & 0x3f, rest),
        _ => (0, bytes),
    }
}
