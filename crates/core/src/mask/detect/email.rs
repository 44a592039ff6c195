//! E-mail addresses, plain and written out.

use super::hit::{self, Hit, Kind};
use crate::mask::fold::{Glyph, fold, is_joined, is_spaceless, is_word, spells};
use crate::mask::glyphs::{self, NOTHING, ahead, at, before, behind, is_letter};
use crate::mask::{words, written};

/// RFC 5321: 64 before the sign, 255 after it.
const LOCAL_MAX: usize = 64;
const DOMAIN_MAX: usize = 255;
const LABEL_MAX: usize = 63;
/// Domains under which an id is no address.
const SERVICES: &str = "s.whatsapp.net c.us g.us ";
/// Names that make `name at gmail.com` an address and not a sentence, and last labels that are known; each with a space behind it.
const MAIL_HOSTS: &str = "gmail googlemail hotmail outlook yahoo icloud yandex mail proton protonmail live msn gmx uol rambler bk inbox list mynet \
    superonline ttmail me ya aol terra bol web t-online libero orange wanadoo free ukr qq 163 naver wp o2 ";
const TOP_LEVELS: &str = "com net org ru tr br es pt de uk fr it mx ar co cl pe info biz io me edu gov ua kz by az uz nl pl eu us ca in рф su app dev \
    shop online store at ch be se no dk fi cz gr ro hu il ae sa eg ma id my sg th vn ph jp cn kr au nz za ng ke укр бел қаз ";
/// Last labels that are endings of files.
const FILES: &str = "png jpg jpeg gif svg webp pdf js mjs ts json css html doc docx xls xlsx zip ";
/// Words before ` at ` that make a sentence.
const SENTENCE: &str = "me us you him her them it mail email be is am are was look account and or the ";

/// Adds the addresses of a text.
pub(super) fn find(glyphs: &[Glyph], finds: &mut Vec<Hit>) {
    let mut floor = 0;
    let mut place = 0;
    while place < glyphs.len() {
        match address_at(glyphs, place, floor).or_else(|| spaced_letters(glyphs, place, floor)) {
            Some(address) => {
                hit::push(finds, Kind::Email, glyphs, address.from, address.to);
                (floor, place) = (address.to, address.to);
            }
            None => place += 1,
        }
    }
}

/// So many letters, each with a space behind it, are written so on purpose.
const SPACED_MIN: usize = 6;

/// The address around this `@` that is written letter by letter: `a y s e @ g m a i l . c o m`.
fn spaced_letters(glyphs: &[Glyph], sign: usize, floor: usize) -> Option<Address> {
    if at(glyphs, sign) != '@' {
        return None;
    }
    let is_part = |place: usize| {
        let ch = at(glyphs, place);
        is_word(ch) || matches!(ch, '.' | '_' | '-' | '+')
    };
    let is_space = |place: usize| at(glyphs, place) == ' ';
    let mut end = sign + 1;
    while end < sign + 2 * LABEL_MAX && is_space(end) && is_part(end + 1) {
        end += 2;
    }
    let mut start = sign;
    while start >= floor + 2 && start + 2 * LOCAL_MAX > sign && is_part(start - 2) && is_space(start - 1) {
        start -= 2;
    }
    // What follows the last letter without a space begins a word; what runs into the first ends one.
    if is_word(at(glyphs, end)) {
        end = end.saturating_sub(2);
    }
    if is_word(before(glyphs, start)) {
        start += 2;
    }
    let has_dot = (sign..end).any(|place| at(glyphs, place) == '.');
    (has_dot && start < sign && end - start >= SPACED_MIN * 2).then_some(Address {
        from: start,
        sign,
        domain: sign + 1,
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
            plain.push(glyphs::at(&glyphs, at));
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
fn address_at(glyphs: &[Glyph], place: usize, floor: usize) -> Option<Address> {
    let (sign, domain) = sign_at(glyphs, place)?;
    let from = local_start(glyphs, place, floor)?;
    let end = domain_end(glyphs, domain, sign)?;
    if sign == Sign::Plain && words::hold(SERVICES, glyphs, domain, end.to) {
        return None;
    }
    if sign == Sign::Word {
        let host = domain + label_length(glyphs, domain);
        let telling = end.spelled
            || (words::hold(MAIL_HOSTS, glyphs, domain, host) && !words::hold(SENTENCE, glyphs, from, place))
            || (from..place).any(|local| matches!(at(glyphs, local), '.' | '_' | '-' | '0'..='9'));
        if !telling || !end.known {
            return None;
        }
    }
    let from = if end.spelled { spelled_start(glyphs, from, floor) } else { from };
    Some(Address { from, sign: place, domain, to: end.to })
}

/// The sign that starts here, with the spaces before it, and one past it.
fn sign_at(glyphs: &[Glyph], place: usize) -> Option<(Sign, usize)> {
    let ch = at(glyphs, place);
    if ch == '@' {
        let end = written::at_sign(glyphs, place)?;
        return Some((if end == place + 1 { Sign::Plain } else { Sign::Marked }, end));
    }
    if !matches!(ch, ' ' | '(' | '[' | '{' | '<' | '_' | '-' | '*' | '\n') {
        return None;
    }
    // The sign starts right after the first part, not in the middle of the spaces.
    let near = before(glyphs, place);
    if !is_word(near) && near != '"' {
        return None;
    }
    let end = written::at_sign(glyphs, place)?;
    let is_worded = |ch: char| is_word(ch) || matches!(ch, ' ' | '\n');
    let worded = ahead(glyphs, place, end - place, is_worded) == end - place;
    Some((if worded { Sign::Word } else { Sign::Marked }, end))
}

fn is_local(ch: char) -> bool {
    is_word(ch) || (ch.is_ascii() && b"._%+-'&!#$*=?^`{|}~".contains(&(ch as u8)))
}

fn is_spaced_local(ch: char) -> bool {
    is_local(ch) && !is_spaceless(ch)
}

fn local_start(glyphs: &[Glyph], end: usize, floor: usize) -> Option<usize> {
    let most = LOCAL_MAX.min(end.checked_sub(floor)?);
    let near = if most > 0 { before(glyphs, end) } else { return None };
    if near == '"' {
        // `"john doe"@example.com`
        let inside = behind(glyphs, end - 1, most - 1, |ch| ch != '"' && ch != NOTHING);
        let is_open = inside + 1 < most && before(glyphs, end - 1 - inside) == '"';
        return (is_open && inside > 0).then(|| end - inside - 2);
    }
    let is_part = if is_spaceless(near) { is_local } else { is_spaced_local };
    let start = end - behind(glyphs, end, most, is_part);
    // What a sentence or a link puts before an address is no part of it: `?to=name@…`, `"name@…`, `'name@…`.
    let is_whole =
        |ch: char| !matches!(ch, '=' | '?' | '&' | '|' | '{' | '}' | '*' | '`' | '~' | '!' | '#' | NOTHING);
    let from = end - behind(glyphs, end, end - start, is_whole);
    let is_lead = |ch: char| !is_word(ch) && !matches!(ch, '_' | '+' | NOTHING);
    let from = from + ahead(glyphs, from, end - from, is_lead);
    (from < end).then_some(from)
}

/// Where the first part starts when dots in it are words, too: `jane dot doe at …`.
fn spelled_start(glyphs: &[Glyph], from: usize, floor: usize) -> usize {
    let mut from = from;
    for _ in 0..2 {
        // A word of two to six letters between two spaces.
        if before(glyphs, from) != ' ' {
            break;
        }
        let letters = behind(glyphs, from - 1, 6, |ch| !matches!(ch, ' ' | NOTHING));
        let sign = (from - 1 - letters).wrapping_sub(1);
        if letters < 2 || at(glyphs, sign) != ' ' || written::dot(glyphs, sign) != Some(from) {
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
    let mut end = at + label_length(glyphs, at);
    if end == at {
        return None;
    }
    while end - at <= DOMAIN_MAX {
        let plain = glyphs::at(glyphs, end) == '.';
        let after = if plain && is_word(glyphs::at(glyphs, end + 1)) {
            end + 1
        } else {
            let Some(after) = written::dot(glyphs, end).or_else(|| comma(glyphs, end)) else { break };
            // `name@host. Then a sentence` is not `name@host.then`, unless the end is one that is known.
            let stop = after + label_length(glyphs, after);
            let goes_on =
                || !plain && written::dot(glyphs, stop).is_some_and(|next| label_length(glyphs, next) > 0);
            if stop == after || !(words::hold(TOP_LEVELS, glyphs, after, stop) || goes_on()) {
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
    let known = words::hold(TOP_LEVELS, glyphs, last, end);
    let is_top = end > last + 1
        && (ahead(glyphs, last, end - last, is_letter) == end - last
            || spells(glyphs, last, b"xn--").is_some())
        && !words::hold(FILES, glyphs, last, end);
    (last > at && is_top && (sign != Sign::Marked || known)).then_some(End { to: end, spelled, known })
}

/// One past a comma that is typed for a dot.
fn comma(glyphs: &[Glyph], place: usize) -> Option<usize> {
    (at(glyphs, place) == ',').then_some(place + 1)
}

/// One past the dot that is written here, where more than a dot writes it.
fn spelled_dot(glyphs: &[Glyph], at: usize) -> Option<usize> {
    written::dot(glyphs, at).filter(|after| *after > at + 1)
}

/// How long the label is that starts here, without the hyphens behind it.
fn label_length(glyphs: &[Glyph], from: usize) -> usize {
    // A label is of one way of writing: what follows `.com` in Japanese is no part of it.
    let is_spaced = |ch: char| is_joined(ch) || ch == '-';
    let is_bare = |ch: char| (is_word(ch) && is_spaceless(ch)) || ch == '-';
    let is_label = if is_spaceless(at(glyphs, from)) { is_bare } else { is_spaced };
    let length = ahead(glyphs, from, LABEL_MAX, is_label);
    length - behind(glyphs, from + length, length, |ch| ch == '-')
}
