//! Where in a text something may be: one pass over its bytes that allocates nothing.
//!
//! INVARIANT: what the search finds in a whole text lies within a window that is named here. So the windows are wide,
//! and a window means little; that there is none means everything.

use crate::mask::fold::{is_exotic_digit, is_word};
use crate::mask::{FAST, spoken, written};

/// A stretch of a text in which something may be, in bytes, at boundaries of characters.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) from: usize,
    pub(super) to: usize,
    /// How many digits there are, but for those that are few and far from others.
    pub(super) digits: u32,
    /// Whether the sign of an address is in it.
    pub(super) sign: bool,
    /// Whether there are number words in it, or words for the signs of an address.
    pub(super) words: bool,
}

/// Fewer digits than this near each other are nothing.
const DIGITS_MIN: u32 = 5;
/// Digits that are further apart than this many bytes are not of one number. A digit of a keycap has six bytes beside it,
/// and between two groups stand four characters at most, each of which may be written as an entity.
const GAP_MAX: usize = 24;
/// So many bytes before and after may tell what digits are.
const BEFORE: usize = 84;
const AFTER: usize = 48;
/// An address reaches so far back and ahead of its sign.
const LOCAL: usize = 160;
const DOMAIN: usize = 300;
/// So many number words follow one another before they may be a number.
const WORDS_MIN: u32 = 3;
/// So far behind ` at ` is a dot, where it is the sign of an address.
const AT_REACH: usize = 80;

/// Names the stretches of a text in which something may be, mostly in order; they may overlap. Goes on while it is told to.
pub(super) fn windows(text: &str, visit: &mut dyn FnMut(Window) -> bool) {
    let mut scan = Scan { text, visit, pending: None, is_done: false };
    scan.run();
    scan.flush();
}

struct Scan<'a> {
    text: &'a str,
    visit: &'a mut dyn FnMut(Window) -> bool,
    /// A window that may still grow.
    pending: Option<Window>,
    is_done: bool,
}

/// Digits near each other.
#[derive(Default)]
struct Cluster {
    count: u32,
    from: usize,
    last: usize,
}

/// The word that is being read, and the number words before it.
#[derive(Default)]
struct Words {
    /// Zero outside a word.
    hash: u32,
    run: u32,
    from: usize,
    start: usize,
    /// Where ` at ` stands, one past it; zero for nowhere.
    at: usize,
}

impl Words {
    /// Reads a word to its end, or on to it, and tells where that is.
    fn read(&mut self, bytes: &[u8], from: usize) -> usize {
        let mut hash = self.hash;
        if hash == 0 {
            hash = HASH_START;
            self.start = from;
        }
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            let class = class_of(*byte);
            if class == LETTER || class == INSIDE {
                hash = hashed(hash, *byte);
            } else if class != LEAD {
                break;
            }
            at += 1;
        }
        self.hash = hash;
        at
    }
}

impl Scan<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut cluster = Cluster::default();
        let mut words = Words::default();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let class = class_of(*byte);
            if class == LETTER || class == LEAD || (class == INSIDE && words.hash != 0) {
                at = words.read(bytes, at);
                continue;
            }
            if words.hash != 0 {
                self.word_ends(&mut words, at);
            }
            let is_digit = match class {
                DIGIT => true,
                SIGN => {
                    self.sign(at, false);
                    false
                }
                ESCAPE => {
                    if is_escaped_sign(bytes.get(at..).unwrap_or_default()) {
                        self.sign(at, false);
                    }
                    false
                }
                RARE => match self.rare(at) {
                    Rare::Digit => true,
                    Rare::Sign => {
                        self.sign(at, false);
                        false
                    }
                    Rare::Letter => {
                        words.hash = HASH_START;
                        words.start = at;
                        false
                    }
                    Rare::Other => false,
                },
                DOT if words.at > 0 && at < words.at + AT_REACH => {
                    self.sign(words.at, true);
                    false
                }
                _ => false,
            };
            if is_digit {
                if cluster.count > 0 && at - cluster.last > GAP_MAX {
                    self.close(&cluster);
                    cluster.count = 0;
                }
                if cluster.count == 0 {
                    cluster.from = at;
                }
                cluster.count += 1;
                cluster.last = at;
            }
            if self.is_done {
                return;
            }
            at += 1;
        }
        if words.hash != 0 {
            self.word_ends(&mut words, bytes.len());
        }
        self.close(&cluster);
    }

    fn close(&mut self, cluster: &Cluster) {
        if cluster.count >= DIGITS_MIN {
            self.add(Window {
                from: cluster.from.saturating_sub(BEFORE),
                to: cluster.last + AFTER,
                digits: cluster.count,
                sign: false,
                words: false,
            });
        }
    }

    fn sign(&mut self, at: usize, words: bool) {
        self.add(Window { from: at.saturating_sub(LOCAL), to: at + DOMAIN, digits: 0, sign: true, words });
    }

    fn word_ends(&mut self, words: &mut Words, end: usize) {
        let hash = words.hash;
        words.hash = 0;
        let slot = slot(hash);
        if NUMBERS.get(slot / 32).is_some_and(|bits| bits >> (slot % 32) & 1 == 1) {
            if words.run == 0 {
                words.from = words.start;
            }
            words.run += 1;
            if words.run >= WORDS_MIN {
                self.add(Window {
                    from: words.from.saturating_sub(BEFORE),
                    to: end + AFTER,
                    digits: 0,
                    sign: false,
                    words: true,
                });
            }
            return;
        }
        words.run = 0;
        if (!FAST || SIGN_BITS >> (hash % 64) & 1 == 1) && SIGNS.contains(&hash) {
            words.at = end;
        } else if words.at > 0 && end < words.at + AT_REACH && DOTS.contains(&hash) {
            self.sign(words.at, true);
        }
    }

    /// What a character is whose first byte may be that of a digit or a sign.
    fn rare(&self, at: usize) -> Rare {
        match self.text.as_bytes().get(at..) {
            // Letters of Arabic.
            Some([0xd9 | 0xdb, second, ..]) if !matches!(second, 0xa0..=0xa9 | 0xb0..=0xb9) => {
                return Rare::Letter;
            }
            // Quotation marks and dashes; emoji.
            Some([0xe2, 0x80 | 0x98..=0x9c, ..] | [0xf0, 0x9f, 0x85..=0xbf, ..]) => return Rare::Other,
            _ => {}
        }
        let Some(ch) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return Rare::Other };
        match ch as u32 {
            0xff20 | 0xfe6b => Rare::Sign,
            _ if is_exotic_digit(ch) => Rare::Digit,
            _ if is_word(ch) => Rare::Letter,
            _ => Rare::Other,
        }
    }

    fn add(&mut self, window: Window) {
        match &mut self.pending {
            Some(pending) if window.from <= pending.to => {
                pending.from = pending.from.min(window.from);
                pending.to = pending.to.max(window.to);
                pending.digits += window.digits;
                pending.sign |= window.sign;
                pending.words |= window.words;
            }
            _ => {
                self.flush();
                self.pending = Some(window);
            }
        }
    }

    fn flush(&mut self) {
        if let Some(mut window) = self.pending.take()
            && !self.is_done
        {
            window.from = self.text.floor_char_boundary(window.from);
            window.to = self.text.ceil_char_boundary(window.to);
            self.is_done = !(self.visit)(window);
        }
    }
}

enum Rare {
    Digit,
    Sign,
    Letter,
    Other,
}

/// `%40`, `%2540`, `&#64;`, `&commat;`, `\u0040`: the rest of an encoded `@`.
fn is_escaped_sign(rest: &[u8]) -> bool {
    match rest {
        [b'%', tail @ ..] => {
            let skip = tail.chunks_exact(2).take(3).take_while(|pair| *pair == b"25").count() * 2;
            tail.get(skip..).is_some_and(|tail| {
                tail.starts_with(b"40") || tail.starts_with(b"EF") || tail.starts_with(b"ef")
            })
        }
        [b'&', tail @ ..] => tail.starts_with(b"#") || tail.starts_with(b"commat"),
        [b'\\', tail @ ..] => tail.starts_with(b"u") || tail.starts_with(b"\\"),
        _ => false,
    }
}

const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const SIGN: u8 = 3;
const ESCAPE: u8 = 4;
const DOT: u8 = 5;
/// The first byte of a letter of two or three bytes, of which none is a digit or a sign.
const LEAD: u8 = 6;
/// A byte inside a character.
const INSIDE: u8 = 7;
/// The first byte of what may be a digit or a sign.
const RARE: u8 = 8;

static CLASSES: [u8; 256] = classes();

#[inline(always)]
fn class_of(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(OTHER)
}

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn classes() -> [u8; 256] {
    let mut classes = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'@' => SIGN,
            b'%' | b'&' | b'\\' => ESCAPE,
            b'.' => DOT,
            0x80..=0xbf => INSIDE,
            // Arabic, N'Ko, and what has signs beside letters.
            0xc2 | 0xd9 | 0xdb | 0xdf => RARE,
            0xc3..=0xdf => LEAD,
            0xe0..=0xe2 | 0xea | 0xef | 0xf0..=0xf4 => RARE,
            0xe3..=0xee => LEAD,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
}

const HASH_START: u32 = 7;

/// The hash of a word with one more byte; the first bytes of characters and the case of most letters do not count.
const fn hashed(hash: u32, byte: u8) -> u32 {
    hash.rotate_left(5) ^ (byte & 31) as u32
}

const fn slot(hash: u32) -> usize {
    ((hash ^ hash >> 13) % 4096) as usize
}

/// Which hashes are those of number words.
static NUMBERS: [u32; 128] = numbers();

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn numbers() -> [u32; 128] {
    let mut bits = [0; 128];
    let mut lists: &[(&str, u16)] = &spoken::WORDS;
    while let [(words, _), rest @ ..] = lists {
        let mut words = words.as_bytes();
        while !words.is_empty() {
            let (hash, after) = next_hash(words);
            bits[slot(hash) / 32] |= 1 << (slot(hash) % 32);
            words = after;
        }
        lists = rest;
    }
    bits
}

/// The hash of the first word of a list, and what follows it.
const fn next_hash(words: &[u8]) -> (u32, &[u8]) {
    let mut hash = HASH_START;
    let mut rest = words;
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b' ' {
            break;
        }
        if *byte < 0xc0 {
            hash = hashed(hash, *byte);
        }
    }
    (hash, rest)
}

static SIGNS: [u32; count(written::AT_WORDS)] = hashes(written::AT_WORDS);
/// The lowest six bits of each of them, as bits: most words are told from all by one look.
const SIGN_BITS: u64 = bits(written::AT_WORDS);
static DOTS: [u32; count(written::DOT_WORDS)] = hashes(written::DOT_WORDS);

const fn count(words: &str) -> usize {
    let (mut count, mut words) = (0, words.as_bytes());
    while !words.is_empty() {
        words = next_hash(words).1;
        count += 1;
    }
    count
}

const fn bits(words: &str) -> u64 {
    let (mut bits, mut words) = (0, words.as_bytes());
    while !words.is_empty() {
        let (hash, after) = next_hash(words);
        bits |= 1 << (hash % 64);
        words = after;
    }
    bits
}

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn hashes<const N: usize>(words: &str) -> [u32; N] {
    let (mut hashes, mut words, mut at) = ([0; N], words.as_bytes(), 0);
    while at < N {
        (hashes[at], words) = next_hash(words);
        at += 1;
    }
    hashes
}
