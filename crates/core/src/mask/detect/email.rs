//! E-mail addresses, plain and written out.

use super::hit::{self, Hit, Kind};
use crate::mask::fold::{Glyph, fold, is_spaceless, is_word, spells};
use crate::mask::written;

/// RFC 5321: 64 before the sign, 255 after it.
const LOCAL_MAX: usize = 64;
const DOMAIN_MAX: usize = 255;
const LABEL_MAX: usize = 63;
/// Domains under which an id is no address.
const SERVICES: &[&str] = &["s.whatsapp.net", "c.us", "g.us"];
/// Names that make `name at gmail.com` an address and not a sentence, and last labels that are known; each between spaces.
const MAIL_HOSTS: &str = " gmail googlemail hotmail outlook yahoo icloud yandex mail proton protonmail live msn gmx uol rambler bk inbox list mynet \
    superonline ttmail me ya aol terra bol web t-online libero orange wanadoo free ukr qq 163 naver wp o2 ";
const TOP_LEVELS: &str = " com net org ru tr br es pt de uk fr it mx ar co cl pe info biz io me edu gov ua kz by az uz nl pl eu us ca in рф su app dev \
    shop online store at ch be se no dk fi cz gr ro hu il ae sa eg ma id my sg th vn ph jp cn kr au nz za ng ke укр бел қаз ";
/// Last labels that are endings of files.
const FILES: &str = " png jpg jpeg gif svg webp pdf js mjs ts json css html doc docx xls xlsx zip ";
/// Words before ` at ` that make a sentence.
const SENTENCE: &str = " me us you him her them it mail email be is am are was look account and or the ";

/// Adds the addresses of a text.
pub(super) fn find(glyphs: &[Glyph], finds: &mut Vec<Hit>) {
    let mut floor = 0;
    let mut at = 0;
    while at < glyphs.len() {
        let spaced = || spaced_letters(glyphs, at, floor);
        match address_at(glyphs, at, floor).or_else(spaced) {
            Some(address) => {
                hit::push(finds, Kind::Email, glyphs, address.from, address.to);
                floor = address.to;
                at = address.to;
            }
            None => at += 1,
        }
    }
}

/// So many letters, each with a space behind it, are written so on purpose.
const SPACED_MIN: usize = 6;

/// The address around this `@` that is written letter by letter: `a y s e @ g m a i l . c o m`.
fn spaced_letters(glyphs: &[Glyph], at: usize, floor: usize) -> Option<Address> {
    if glyphs.get(at)?.ch != '@' {
        return None;
    }
    let is_part = |ch: char| is_word(ch) || matches!(ch, '.' | '_' | '-' | '+');
    let step = |pair: &[Glyph]| matches!(pair, [a, b] if a.ch == ' ' && is_part(b.ch));
    let after = glyphs.get(at + 1..).unwrap_or_default();
    let ahead = after.chunks_exact(2).take(LABEL_MAX).take_while(|pair| step(pair)).count() * 2;
    let behind = glyphs.get(floor..at).unwrap_or_default().rchunks_exact(2).take(LOCAL_MAX);
    let behind = behind.take_while(|pair| matches!(pair, [a, b] if is_part(a.ch) && b.ch == ' ')).count() * 2;
    let end = at + 1 + ahead;
    // What follows the last letter without a space begins a word.
    let runs_on = glyphs.get(end).is_some_and(|glyph| is_word(glyph.ch));
    let end = if runs_on { end.saturating_sub(2) } else { end };
    let start = at - behind;
    let runs_in =
        start.checked_sub(1).and_then(|before| glyphs.get(before)).is_some_and(|glyph| is_word(glyph.ch));
    let start = if runs_in { start + 2 } else { start };
    let has_dot = glyphs.get(at..end)?.iter().any(|glyph| glyph.ch == '.');
    (has_dot && start < at && end - start >= SPACED_MIN * 2).then_some(Address {
        from: start,
        sign: at,
        domain: at + 1,
        to: end,
    })
}

/// The plain form of the address that is written here, or written out.
pub(in crate::mask) fn plain_email(found: &str) -> Option<String> {
    let glyphs = fold(found);
    let address = (0..glyphs.len()).find_map(|at| address_at(&glyphs, at, 0))?;
    let mut plain = String::with_capacity(glyphs.len());
    let mut at = address.from;
    while at < address.to {
        if at == address.sign {
            plain.push('@');
            at = address.domain;
        } else if let Some(after) = spelled_dot(&glyphs, at) {
            plain.push('.');
            at = after;
        } else {
            plain.extend(glyphs.get(at).map(|glyph| glyph.ch));
            at += 1;
        }
    }
    Some(plain)
}

struct Address {
    from: usize,
    sign: usize,
    domain: usize,
    to: usize,
}

/// How the sign between the two parts is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `@`
    Plain,
    /// ` @ `, `(at)`, `[at]`
    Marked,
    /// ` at `
    Word,
}

/// The address whose sign starts at this glyph.
fn address_at(glyphs: &[Glyph], at: usize, floor: usize) -> Option<Address> {
    let (sign, domain) = sign_at(glyphs, at)?;
    let from = local_start(glyphs, at, floor)?;
    let end = domain_end(glyphs, domain, sign)?;
    let local = glyphs.get(from..at)?;
    if sign == Sign::Plain && SERVICES.iter().any(|service| is(glyphs, domain, end.to, service)) {
        return None;
    }
    if sign == Sign::Word {
        let host = domain + label_length(glyphs, domain);
        let named = is_one_of(glyphs, domain, host, MAIL_HOSTS) && !is_one_of(glyphs, from, at, SENTENCE);
        let telling =
            end.spelled || named || local.iter().any(|glyph| matches!(glyph.ch, '.' | '_' | '-' | '0'..='9'));
        if !telling || !end.known {
            return None;
        }
    }
    let from = if end.spelled { spelled_start(glyphs, from, floor) } else { from };
    Some(Address { from, sign: at, domain, to: end.to })
}

/// The sign that starts here, with the spaces before it, and one past it.
fn sign_at(glyphs: &[Glyph], at: usize) -> Option<(Sign, usize)> {
    let ch = glyphs.get(at)?.ch;
    if ch == '@' {
        let end = written::at_sign(glyphs, at)?;
        return Some((if end == at + 1 { Sign::Plain } else { Sign::Marked }, end));
    }
    if !matches!(ch, ' ' | '(' | '[' | '{' | '<' | '_' | '-' | '*' | '\n') {
        return None;
    }
    // The sign starts right after the first part, not in the middle of the spaces.
    let before = at.checked_sub(1).and_then(|before| glyphs.get(before))?;
    if !is_word(before.ch) && before.ch != '"' {
        return None;
    }
    let end = written::at_sign(glyphs, at)?;
    let worded = glyphs.get(at..end)?.iter().all(|glyph| is_word(glyph.ch) || matches!(glyph.ch, ' ' | '\n'));
    Some((if worded { Sign::Word } else { Sign::Marked }, end))
}

fn is_local(ch: char) -> bool {
    is_word(ch) || (ch.is_ascii() && b"._%+-'&!#$*=?^`{|}~".contains(&(ch as u8)))
}

fn local_start(glyphs: &[Glyph], at: usize, floor: usize) -> Option<usize> {
    let slice = glyphs.get(floor..at)?;
    if slice.last()?.ch == '"' {
        // `"john doe"@example.com`
        let inside = slice.iter().rev().skip(1).take(LOCAL_MAX).position(|glyph| glyph.ch == '"')?;
        return (inside > 0).then(|| at - inside - 2);
    }
    let spaceless = slice.last().is_some_and(|glyph| is_spaceless(glyph.ch));
    let is_part = |ch: char| is_local(ch) && (spaceless || !is_spaceless(ch));
    let length = slice.iter().rev().take(LOCAL_MAX).take_while(|glyph| is_part(glyph.ch)).count();
    // What a sentence or a link puts before an address is no part of it: `?to=name@…`, `"name@…`, `'name@…`.
    let window = glyphs.get(at - length..at)?;
    let cut = window
        .iter()
        .rposition(|glyph| {
            matches!(glyph.ch, '=' | '?' | '&' | '|' | '{' | '}' | '*' | '`' | '~' | '!' | '#')
        })
        .map_or(0, |position| position + 1);
    let lead = window
        .get(cut..)?
        .iter()
        .take_while(|glyph| !is_word(glyph.ch) && !matches!(glyph.ch, '_' | '+'))
        .count();
    let from = at - length + cut + lead;
    (from < at).then_some(from)
}

/// Where the first part starts when dots in it are words, too: `jane dot doe at …`.
fn spelled_start(glyphs: &[Glyph], from: usize, floor: usize) -> usize {
    let mut from = from;
    for _ in 0..2 {
        let spaced = |back: usize| {
            from.checked_sub(back).and_then(|at| glyphs.get(at)).is_some_and(|glyph| glyph.ch == ' ')
        };
        let Some(length) =
            (3..=7).find(|length| spaced(length + 1) && spaced(1) && !(2..=*length).any(spaced))
        else {
            break;
        };
        let sign = from - length - 1;
        if written::dot(glyphs, sign) != Some(from) {
            break;
        }
        match local_start(glyphs, sign, floor) {
            Some(start) => from = start,
            None => break,
        }
    }
    from
}

/// Where a domain ends.
struct End {
    to: usize,
    /// Whether a dot of it is written as a word.
    spelled: bool,
    /// Whether its last label is one that is known.
    known: bool,
}

fn domain_end(glyphs: &[Glyph], at: usize, sign: Sign) -> Option<End> {
    let mut spelled = false;
    let mut last = at;
    let mut end = at + Some(label_length(glyphs, at)).filter(|length| *length > 0)?;
    while end - at <= DOMAIN_MAX {
        let plain = glyphs.get(end).is_some_and(|glyph| glyph.ch == '.');
        let after = if plain && glyphs.get(end + 1).is_some_and(|glyph| is_word(glyph.ch)) {
            end + 1
        } else {
            let Some(after) = written::dot(glyphs, end).or_else(|| comma(glyphs, end)) else { break };
            // `name@host. Then a sentence` is not `name@host.then`, unless the end is one that is known.
            let stop = after + label_length(glyphs, after);
            let goes_on =
                || !plain && written::dot(glyphs, stop).is_some_and(|next| label_length(glyphs, next) > 0);
            if stop == after || !(is_one_of(glyphs, after, stop, TOP_LEVELS) || goes_on()) {
                break;
            }
            spelled = true;
            after
        };
        let length = label_length(glyphs, after);
        if length == 0 {
            break;
        }
        last = after;
        end = after + length;
    }
    let top = glyphs.get(last..end)?;
    let known = is_one_of(glyphs, last, end, TOP_LEVELS);
    let is_top = top.len() > 1
        && (top.iter().all(|glyph| is_word(glyph.ch) && glyph.digit().is_none())
            || is(glyphs, last, last + 4, "xn--"))
        && !is_one_of(glyphs, last, end, FILES);
    (last > at && is_top && (sign != Sign::Marked || known)).then_some(End { to: end, spelled, known })
}

/// One past a comma that is typed for a dot.
fn comma(glyphs: &[Glyph], at: usize) -> Option<usize> {
    (glyphs.get(at)?.ch == ',').then_some(at + 1)
}

/// One past the dot that is written here, where more than a dot writes it.
fn spelled_dot(glyphs: &[Glyph], at: usize) -> Option<usize> {
    written::dot(glyphs, at).filter(|after| *after > at + 1)
}

/// How long the label is that starts here, without the hyphens behind it.
fn label_length(glyphs: &[Glyph], at: usize) -> usize {
    let rest = glyphs.get(at..).unwrap_or_default();
    // A label is of one way of writing: what follows `.com` in Japanese is no part of it.
    let spaceless = rest.first().is_some_and(|glyph| is_spaceless(glyph.ch));
    let is_label = |ch: char| (is_word(ch) && is_spaceless(ch) == spaceless) || ch == '-';
    let length = rest.iter().take(LABEL_MAX).take_while(|glyph| is_label(glyph.ch)).count();
    let label = rest.get(..length).unwrap_or_default();
    label.iter().rposition(|glyph| glyph.ch != '-').map_or(0, |last| last + 1)
}

fn is(glyphs: &[Glyph], from: usize, to: usize, text: &str) -> bool {
    spells(glyphs, from, text.as_bytes()) == Some(to)
}

/// Whether these glyphs are one of the words of a list, in which each stands between spaces.
#[inline(never)]
fn is_one_of(glyphs: &[Glyph], from: usize, to: usize, list: &str) -> bool {
    from < to
        && list.as_bytes().split(|byte| *byte == b' ').any(|word| spells(glyphs, from, word) == Some(to))
}
