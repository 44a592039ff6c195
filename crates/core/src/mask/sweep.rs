//! The sweep: what the record itself holds, found wherever else it occurs in it.
//!
//! The digits of a number are compared as a stream, whatever stands between them: `0532 123 45 67`,
//! `+90-532-1234567`, `wa.me/905321234567` and `5%203%202…` are one.

use super::find::Find;
use super::fold::{BULLET, Glyph, is_word};
use super::glyphs::{self, NOTHING, ahead, before, is_digit};
use super::secrets::{CORE_DIGITS, SecretNumber, SecretWord, Secrets};
use super::stem::{EMPTY, mixed};
use super::tokens;
use super::{barrier, embedded, fold, lexicon, numbering, spoken, written};
use crate::field::FieldKind;

/// Between two digits of a number no more than this stands, also in `532 - tire - 123`.
const GAP_MAX: usize = 12;
/// Between the digits of a calling code or a trunk prefix and the number there are a few signs at most.
const PREFIX_GAP_MAX: usize = 3;
/// A calling code of three digits with the longest exit code before and a trunk prefix after it.
const PREFIX_DIGITS_MAX: usize = 7;

type Hides<'a> = dyn Fn(&FieldKind) -> bool + 'a;

/// Adds the places where this text holds what the record holds, of the kinds that are hidden.
pub(super) fn sweep(
    text: &str,
    glyphs: &[Glyph],
    secrets: &Secrets,
    hides: &Hides<'_>,
    finds: &mut Vec<Find>,
) {
    if secrets.is_empty() {
        return;
    }
    plain(glyphs, secrets, hides, GAP_MAX, finds);
    let tells = |decoded: &str| {
        let mut inner = Vec::new();
        plain(&fold::fold(decoded), secrets, hides, 1, &mut inner);
        !inner.is_empty()
    };
    if embedded::may_hold(text.as_bytes(), secrets.has_words()) {
        embedded::find(text, &tells, finds);
    }
}

fn plain(glyphs: &[Glyph], secrets: &Secrets, hides: &Hides<'_>, gap_max: usize, finds: &mut Vec<Find>) {
    if secrets.has_numbers() {
        numbers(glyphs, secrets, hides, gap_max, finds);
    }
    if secrets.has_words() {
        words(glyphs, secrets, hides, finds);
    }
}

/// One digit of the text and where it stands.
#[derive(Clone, Copy)]
struct Digit {
    value: u8,
    first: usize,
    last: usize,
    /// How many digits before this one belong to the same stream.
    run: usize,
}

fn numbers(glyphs: &[Glyph], secrets: &Secrets, hides: &Hides<'_>, gap_max: usize, finds: &mut Vec<Find>) {
    let stream = digit_stream(glyphs, gap_max);
    let mut core = 0_u32;
    for (at, digit) in stream.iter().enumerate() {
        core = (core << 4 | u32::from(digit.value)) & 0x0fff_ffff;
        if digit.run + 1 < CORE_DIGITS {
            continue;
        }
        let mut widest: Option<(usize, &FieldKind)> = None;
        for number in secrets.numbers(core) {
            if hides(&number.kind) {
                let start = start_of(glyphs, &stream, at, number);
                if widest.is_none_or(|(first, _)| start < first) {
                    widest = Some((start, &number.kind));
                }
            }
        }
        if let Some((first, kind)) = widest {
            push(glyphs, kind, first, digit.last, finds);
        }
    }
}

/// The digits in order. A mask, or more than `gap_max` other characters, ends a stream.
fn digit_stream(glyphs: &[Glyph], gap_max: usize) -> Vec<Digit> {
    let mut stream: Vec<Digit> = Vec::new();
    let mut mask_ends = 0;
    for (at, glyph) in glyphs.iter().enumerate() {
        if glyph.ch == BULLET && before(glyphs, at) == BULLET {
            mask_ends = at;
        }
        let last = stream.last().copied();
        let Some(value) = glyph.digit().or_else(|| look_alike(glyphs, at, last)) else { continue };
        let run = match last {
            Some(last) if at - last.last <= gap_max && mask_ends <= last.last => last.run + 1,
            _ => 0,
        };
        stream.push(Digit { value, first: at, last: at, run });
    }
    stream
}

/// A letter that is written for a digit: between digits, or before one at the start of a word.
fn look_alike(glyphs: &[Glyph], at: usize, last: Option<Digit>) -> Option<u8> {
    let value = match glyphs::at(glyphs, at) {
        'o' | 'о' => 0,
        'l' | 'i' | '|' => 1,
        _ => return None,
    };
    let follows_digit = last.is_some_and(|last| last.last + 1 == at);
    let leads_digit = !is_word(before(glyphs, at)) && is_digit(glyphs::at(glyphs, at + 1));
    (follows_digit || leads_digit).then_some(value)
}

/// Where the number that ends at this digit of the stream starts: as far back as its digits agree, with calling
/// code, trunk prefix, plus and bracket.
fn start_of(glyphs: &[Glyph], stream: &[Digit], at: usize, number: &SecretNumber) -> usize {
    let available = stream.get(at).map_or(0, |digit| digit.run + 1);
    let window = stream.get(at + 1 - available..=at).unwrap_or_default();
    let mut first = available;
    for secret in number.backwards() {
        match window.get(first.wrapping_sub(1)) {
            Some(digit) if digit.value == secret => first -= 1,
            _ => break,
        }
    }
    let is_whole = available - first == number.length;
    let start = if is_whole { prefix_start(glyphs, window, first) } else { first };
    let mut glyph = window.get(start).map_or(0, |digit| digit.first);
    // What opens the number: `+`, `(`, and a space between them at most.
    loop {
        let near = before(glyphs, glyph);
        let opens = |ch: char| matches!(ch, '+' | '(');
        if !(opens(near) || near == ' ' && glyph > 1 && opens(before(glyphs, glyph - 1))) {
            break;
        }
        glyph -= 1;
    }
    let last = stream.get(at).map_or(glyph, |digit| digit.last);
    unwrapped(glyphs, glyph, last)
}

/// Where a number starts without the bracket that opens before it and closes only after it.
pub(super) fn unwrapped(glyphs: &[Glyph], first: usize, last: usize) -> usize {
    let closes = |place: usize| glyphs::at(glyphs, place) == ')';
    let is_open = glyphs::at(glyphs, first) == '(' && !(first..=last).any(closes);
    first + usize::from(is_open)
}

/// The first digit of the calling code or the trunk prefix before a number that starts at `first`, or `first`.
fn prefix_start(glyphs: &[Glyph], window: &[Digit], first: usize) -> usize {
    let mut near = first;
    while near > 0 && first - near < PREFIX_DIGITS_MAX {
        let gap = match (window.get(near - 1), window.get(near)) {
            (Some(before), Some(after)) => after.first - before.last,
            _ => break,
        };
        if gap > PREFIX_GAP_MAX + 1 {
            break;
        }
        near -= 1;
    }
    let mut digits = Vec::new();
    for digit in window.get(near..first).unwrap_or_default() {
        digits.push(digit.value);
    }
    for from in near..first {
        let apart = window.get(from).is_some_and(|digit| !is_digit(before(glyphs, digit.first)));
        if apart && is_prefix(digits.get(from - near..).unwrap_or_default()) {
            return from;
        }
    }
    first
}

/// A trunk prefix, or a calling code with what is dialled before and after it.
fn is_prefix(digits: &[u8]) -> bool {
    match digits {
        [0 | 8] => true,
        [0, 0, code @ ..] | [0, 1, 1, code @ ..] | [8, 1, 0, code @ ..] if is_code(code) => true,
        code => is_code(code),
    }
}

/// A calling code, or one with a zero behind it.
fn is_code(digits: &[u8]) -> bool {
    let Some((length, ..)) = numbering::calling_code(digits) else { return false };
    matches!(digits.get(length..), Some([] | [0]))
}

/// A token of a text: where it starts and ends, and its hash.
#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    hash: u32,
}

fn words(glyphs: &[Glyph], secrets: &Secrets, hides: &Hides<'_>, finds: &mut Vec<Find>) {
    let tokens = tokens_of(glyphs);
    let mut until = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.start < until || !secrets.may_start_with(token.hash) {
            continue;
        }
        let rest = tokens.get(at..).unwrap_or_default();
        if let Some((end, first, word)) = longest(glyphs, rest, secrets, hides) {
            push(glyphs, &word.kind, first, end - 1, finds);
            until = end;
        }
    }
    if secrets.has_ibans() {
        ibans(glyphs, secrets, hides, finds);
    }
}

fn tokens_of(glyphs: &[Glyph]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, glyph) in glyphs.iter().enumerate() {
        if !is_word(glyph.ch) {
            open = false;
            continue;
        }
        if !open {
            open = true;
            tokens.push(Token { start: at, end: at, hash: EMPTY });
        }
        if let Some(token) = tokens.last_mut() {
            token.hash = mixed(token.hash, u32::from(glyph.ch));
            token.end = at + 1;
        }
    }
    tokens
}

/// The longest word that these tokens are the start of: one past its last glyph, and its first.
fn longest<'s>(
    glyphs: &[Glyph],
    tokens: &[Token],
    secrets: &'s Secrets,
    hides: &Hides<'_>,
) -> Option<(usize, usize, &'s SecretWord)> {
    let start = tokens.first()?.start;
    let mut best: Option<(usize, usize, &SecretWord)> = None;
    // Of an address the signs may be written as words, and do not count; of anything else they do.
    let (mut all, mut bare) = ((EMPTY, 0), (EMPTY, 0));
    for token in tokens {
        all = (mixed(all.0, token.hash), all.1 + 1);
        if lexicon::sign(token.hash).is_none() {
            bare = (mixed(bare.0, token.hash), bare.1 + 1);
        }
        for (hash, count) in [all, bare] {
            if secrets.counts() >> count & 1 == 0 {
                continue;
            }
            for word in secrets.words(hash) {
                if hides(&word.kind)
                    && let Some(at) = start.checked_sub(word.lead)
                    && let Some((first, end)) = match_word(glyphs, at, word, secrets)
                    && best.is_none_or(|(most, ..)| end > most)
                {
                    best = Some((end, first, word));
                }
            }
        }
        if bare.1 >= tokens::COUNT_MAX || all.1 >= 2 * tokens::COUNT_MAX {
            break;
        }
    }
    best
}

fn ibans(glyphs: &[Glyph], secrets: &Secrets, hides: &Hides<'_>, finds: &mut Vec<Find>) {
    for at in 0..glyphs.len() {
        let Some(key) = tokens::iban_at(glyphs, at) else { continue };
        for word in secrets.words(key) {
            if hides(&word.kind)
                && let Some((first, end)) = match_word(glyphs, at, word, secrets)
            {
                push(glyphs, &word.kind, first, end - 1, finds);
            }
        }
    }
}

/// The glyphs, first and one past the last, that write this word from here on.
fn match_word(glyphs: &[Glyph], at: usize, word: &SecretWord, secrets: &Secrets) -> Option<(usize, usize)> {
    let chars = secrets.chars(word);
    let mut next = at;
    for ch in chars {
        next = match (&word.kind, ch) {
            (FieldKind::Email, '@') => written::at_sign(glyphs, next)?,
            (FieldKind::Email, '.') => written::dot(glyphs, next)?,
            (FieldKind::Iban, _) => {
                let skipped = ahead(glyphs, next, 2, |ch| matches!(ch, ' ' | '-' | '.'));
                same(glyphs, next + skipped, *ch)?
            }
            (FieldKind::Name | FieldKind::Address, ' ') => {
                let gap = ahead(glyphs, next, 3, |ch| !is_word(ch) && ch != NOTHING);
                if gap == 0 && next > at && is_word(before(glyphs, next)) {
                    return None;
                }
                next + gap
            }
            _ => same(glyphs, next, *ch)?,
        };
    }
    if matches!(word.kind, FieldKind::Email | FieldKind::Iban) {
        return Some((at, next));
    }
    let near = before(glyphs, at);
    let joins = |ch: char| is_word(ch) || ch == '_';
    if joins(near) || joins(glyphs::at(glyphs, next)) {
        return None;
    }
    match word.kind {
        FieldKind::Handle if near == '@' => Some((at - 1, next)),
        FieldKind::Handle if chars.len() < 4 && near != '/' => None,
        _ => Some((at, next)),
    }
}

fn same(glyphs: &[Glyph], at: usize, ch: char) -> Option<usize> {
    (glyphs::at(glyphs, at) == ch).then_some(at + 1)
}

fn push(glyphs: &[Glyph], kind: &FieldKind, first: usize, last: usize, finds: &mut Vec<Find>) {
    if let (Some(first), Some(last)) = (glyphs.get(first), glyphs.get(last)) {
        finds.push(Find { kind: kind.clone(), start: first.start, end: last.end });
    }
}

/// The glyphs of a text in which masks are out of sight.
pub(super) fn glyphs_of(text: &str) -> Vec<Glyph> {
    let mut glyphs = spoken::raise(fold::fold(text));
    barrier::raise(&mut glyphs);
    glyphs
}
