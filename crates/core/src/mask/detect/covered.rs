//! What the sweep has found already, and whether it leaves anything to be searched.

use crate::mask::find::Find;

/// Whether what these finds, in order, leave of a stretch of text is so plain that no search finds anything in it or makes
/// one of them longer: it has no digits and no signs, and something ordinary parts it from each find.
pub(super) fn leave_nothing(text: &[u8], finds: &[Find], from: usize, to: usize) -> bool {
    let mut at = from;
    for (start, end) in finds.iter().map(|find| (find.start, find.end)).chain([(to, to)]) {
        if end <= at && start < to {
            continue;
        }
        let piece = text.get(at..start.min(to)).unwrap_or_default();
        let before = at == from
            || matches!(
                piece,
                [] | [b' ' | b',' | b';' | b'!' | b'?' | b'\n', ..] | [b'.'] | [b'.', b' ' | b'\n', ..]
            );
        let after = start >= to || matches!(piece, [] | [.., b' ' | b',' | b':' | b'\n']);
        if !before || !after || !piece.iter().all(is_plain) {
            return false;
        }
        at = end;
    }
    true
}

/// Letters of Latin, Greek and Cyrillic, and the signs between them.
fn is_plain(byte: &u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xbf | 0xc3..=0xcb | 0xce..=0xd3)
        || matches!(byte, b' ' | b',' | b'.' | b':' | b';' | b'!' | b'?' | b'\n' | b'-' | b'/')
}
