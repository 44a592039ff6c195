//! Sixteen bytes at a time: which of them are digits, signs, or the end of a string.

/// A block of bytes.
pub(super) type Block = [u8; 16];

/// How many bytes a block has.
pub(super) const BLOCK: usize = 16;

/// What the bytes of a block are, a bit for each; the first byte is the lowest bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    /// A quote, a backslash or a control character: a string ends here, or what follows reads differently.
    pub(super) stop: u32,
    /// A decimal digit.
    pub(super) digit: u32,
    /// `@`, `%`, `&` or `~`: what addresses are made of.
    pub(super) sign: u32,
    /// A byte of a character beyond ASCII.
    pub(super) wide: u32,
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use simd::bits;
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub(super) use words::bits;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd {
    use core::arch::wasm32::{i8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u8x16_sub, u64x2, v128_or};

    use super::{Bits, Block};

    /// What the bytes of this block are, by 128-bit instructions.
    #[inline(always)]
    pub(in super::super) fn bits(block: &Block) -> Bits {
        let value = u128::from_le_bytes(*block);
        let all = u64x2(value as u64, (value >> 64) as u64);
        let is = |byte: u8| u8x16_eq(all, u8x16_splat(byte));
        let stop = v128_or(v128_or(is(b'"'), is(b'\\')), u8x16_lt(all, u8x16_splat(0x20)));
        let digit = u8x16_lt(u8x16_sub(all, u8x16_splat(b'0')), u8x16_splat(10));
        let sign = v128_or(v128_or(is(b'@'), is(b'%')), v128_or(is(b'&'), is(b'~')));
        Bits {
            stop: u32::from(i8x16_bitmask(stop)),
            digit: u32::from(i8x16_bitmask(digit)),
            sign: u32::from(i8x16_bitmask(sign)),
            wide: u32::from(i8x16_bitmask(all)),
        }
    }
}

/// The same without such instructions: eight bytes in one word.
#[cfg_attr(
    all(target_arch = "wasm32", target_feature = "simd128"),
    allow(dead_code, reason = "tested against")
)]
mod words {
    use super::{Bits, Block};

    const HIGH: u64 = 0x8080_8080_8080_8080;
    const ONES: u64 = 0x0101_0101_0101_0101;

    /// What the bytes of this block are.
    #[inline]
    pub(in super::super) fn bits(block: &Block) -> Bits {
        let value = u128::from_le_bytes(*block);
        #[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
        let (low, high) = (of_word(value as u64), of_word((value >> 64) as u64));
        Bits {
            stop: low.stop | high.stop << 8,
            digit: low.digit | high.digit << 8,
            sign: low.sign | high.sign << 8,
            wide: low.wide | high.wide << 8,
        }
    }

    #[inline(always)]
    fn of_word(word: u64) -> Bits {
        let ascii = !word & HIGH;
        let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        Bits {
            stop: gathered((is(b'"') | is(b'\\') | below(word, 0x20)) & ascii),
            digit: gathered(below(word, 0x3a) & !below(word, 0x30) & ascii),
            sign: gathered((is(b'@') | is(b'%') | is(b'&') | is(b'~')) & ascii),
            wide: gathered(word & HIGH),
        }
    }

    /// The high bit of each byte that is less than this; of bytes that have their own high bit it may be either.
    #[inline(always)]
    fn below(word: u64, limit: u8) -> u64 {
        // No borrow crosses a byte: the high bit of each is set before.
        !((word | HIGH) - ONES * u64::from(limit)) & HIGH
    }

    /// The high bits of eight bytes side by side.
    #[inline(always)]
    fn gathered(high: u64) -> u32 {
        #[allow(clippy::cast_possible_truncation, reason = "eight bits are left")]
        let bits = ((high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32;
        bits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// By the definition.
    fn slow(block: &Block) -> Bits {
        let of = |is: fn(u8) -> bool| {
            block.iter().enumerate().fold(0, |bits, (at, byte)| bits | u32::from(is(*byte)) << at)
        };
        Bits {
            stop: of(|byte| matches!(byte, b'"' | b'\\') || byte < 0x20),
            digit: of(|byte| byte.is_ascii_digit()),
            sign: of(|byte| matches!(byte, b'@' | b'%' | b'&' | b'~')),
            wide: of(|byte| byte >= 0x80),
        }
    }

    proptest! {
        #[test]
        fn as_defined(block: Block) {
            prop_assert_eq!(bits(&block), slow(&block));
            prop_assert_eq!(words::bits(&block), slow(&block));
        }
    }

    #[test]
    fn every_byte_beside_every_other() {
        for byte in 0..=255_u8 {
            for other in 0..=255_u8 {
                let mut block = [other; BLOCK];
                block[3] = byte;
                block[15] = byte;
                assert_eq!(words::bits(&block), slow(&block), "{byte} among {other}");
            }
        }
    }
}
