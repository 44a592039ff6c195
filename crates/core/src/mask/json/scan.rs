//! One string of a page: where it ends, and what one look at its bytes tells of it.

use super::block::{self, BLOCK, Bits};

/// What the bytes of a string tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// How many digits there are, up to 255.
    pub(super) digits: u8,
    /// What else there is: a union of the constants below.
    pub(super) marks: u8,
}

impl Look {
    /// A backslash.
    pub(super) const ESCAPED: u8 = 1;
    /// A character beyond ASCII.
    pub(super) const WIDE: u8 = 2;
    /// A sign that addresses are made of.
    pub(super) const SIGN: u8 = 4;
    /// The search has found nothing in it.
    pub(super) const QUIET: u8 = 8;

    pub(super) fn has(self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    #[inline(always)]
    fn add(&mut self, bits: Bits, among: u32) {
        #[allow(clippy::cast_possible_truncation, reason = "at most sixteen")]
        let digits = (bits.digit & among).count_ones() as u8;
        self.digits = self.digits.saturating_add(digits);
        self.marks |= u8::from(bits.wide & among != 0) * Self::WIDE;
        self.marks |= u8::from(bits.sign & among != 0) * Self::SIGN;
    }
}

/// The string that starts after its quote at `start`: the place of the quote that ends it, and what it holds. `Err` with
/// the place where it is no string.
#[inline(always)]
pub(crate) fn string(page: &[u8], start: usize) -> Result<(usize, Look), usize> {
    let mut look = Look::default();
    let mut at = start;
    loop {
        let Some(block) = page.get(at..).and_then(<[u8]>::first_chunk::<BLOCK>) else {
            return rest(page, at, look);
        };
        let bits = block::bits(block);
        if bits.stop == 0 {
            look.add(bits, u32::MAX);
            at += BLOCK;
            continue;
        }
        let stop = bits.stop.trailing_zeros();
        look.add(bits, (1 << stop) - 1);
        at += stop as usize;
        match page.get(at) {
            Some(b'"') => return Ok((at, look)),
            Some(b'\\') => {
                look.marks |= Look::ESCAPED;
                at = escape(page, at)?;
            }
            _ => return Err(at),
        }
    }
}

/// The last bytes of a page, one by one.
#[inline(never)]
fn rest(page: &[u8], start: usize, mut look: Look) -> Result<(usize, Look), usize> {
    let mut at = start;
    loop {
        match page.get(at) {
            Some(b'"') => return Ok((at, look)),
            Some(b'\\') => {
                look.marks |= Look::ESCAPED;
                at = escape(page, at)?;
                continue;
            }
            None | Some(..0x20) => return Err(at),
            Some(b'0'..=b'9') => look.digits = look.digits.saturating_add(1),
            Some(b'@' | b'%' | b'&' | b'~') => look.marks |= Look::SIGN,
            Some(0x80..) => look.marks |= Look::WIDE,
            Some(_) => {}
        }
        at += 1;
    }
}

/// One past the escape whose backslash is here.
#[inline(never)]
fn escape(page: &[u8], at: usize) -> Result<usize, usize> {
    match page.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => {
            let hex = page.get(at + 2..at + 6).ok_or(at)?;
            if hex.iter().all(u8::is_ascii_hexdigit) { Ok(at + 6) } else { Err(at) }
        }
        _ => Err(at),
    }
}
