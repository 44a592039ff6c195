//! E-mail addresses, plain and written out.

use crate::field::FieldKind;
use crate::mask::find::Find;
use crate::mask::fold::{Glyph, fold, is_word};
use crate::mask::written;

/// RFC 5321: 64 before the sign, 255 after it.
const LOCAL_MAX: usize = 64;
const DOMAIN_MAX: usize = 255;
/// Domains under which an id is no address.
const SERVICES: &[&str] = &["s.whatsapp.net", "c.us", "g.us"];
/// Names that make `name at gmail.com` an address and not a sentence.
#[rustfmt::skip]
const MAIL_HOSTS: &[&str] = &[
    "gmail", "googlemail", "hotmail", "outlook", "yahoo", "icloud", "yandex", "mail", "proton", "protonmail", "live", "msn", "gmx", "uol",
    "rambler", "bk", "inbox", "list", "mynet", "superonline", "ttmail", "me", "ya", "aol", "terra", "bol",
];
#[rustfmt::skip]
const TOP_LEVELS: &[&str] = &[
    "com", "net", "org", "ru", "tr", "br", "es", "pt", "de", "uk", "fr", "it", "mx", "ar", "co", "cl", "pe", "info", "biz", "io", "me", "edu",
    "gov", "ua", "kz", "by", "az", "uz", "nl", "pl", "eu", "us", "ca", "in", "рф", "su", "app", "dev", "shop", "online", "store",
];

/// Adds the addresses of a text.
pub(super) fn find(glyphs: &[Glyph], finds: &mut Vec<Find>) {
    let mut floor = 0;
    let mut at = 0;
    while at < glyphs.len() {
        match address_at(glyphs, at, floor) {
            Some(address) => {
                if let (Some(first), Some(last)) = (glyphs.get(address.from), glyphs.get(address.to - 1)) {
                    finds.push(Find { kind: FieldKind::Email, start: first.start, end: last.end });
                }
                floor = address.to;
                at = address.to;
            }
            None => at += 1,
        }
    }
}

/// The plain form of the address that is written here, or written out.
pub(in crate::mask) fn plain_email(found: &str) -> Option<String> {
    let glyphs = fold(found);
    let address = (0..glyphs.len()).find_map(|at| address_at(&glyphs, at, 0))?;
    Some(format!("{}@{}", address.local, address.domain))
}

struct Address {
    from: usize,
    to: usize,
    local: String,
    domain: String,
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
    let (sign, after) = sign_at(glyphs, at)?;
    let from = local_start(glyphs, at, floor)?;
    let (domain, to, spelled) = domain_at(glyphs, after, sign)?;
    let local: String = glyphs.get(from..at)?.iter().map(|glyph| glyph.ch).collect();
    if sign == Sign::Plain && SERVICES.contains(&domain.as_str()) {
        return None;
    }
    if sign == Sign::Word {
        let host = domain.split('.').next().unwrap_or("");
        let telling = spelled || MAIL_HOSTS.contains(&host) || local.contains(['.', '_']);
        if !telling || !has_known_end(&domain) {
            return None;
        }
    }
    Some(Address { from, to, local, domain })
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
    if !is_word(before.ch) {
        return None;
    }
    let end = written::at_sign(glyphs, at)?;
    let worded = glyphs.get(at..end)?.iter().all(|glyph| is_word(glyph.ch) || matches!(glyph.ch, ' ' | '\n'));
    Some((if worded { Sign::Word } else { Sign::Marked }, end))
}

fn is_local(ch: char) -> bool {
    is_word(ch)
        || matches!(
            ch,
            '.' | '_'
                | '%'
                | '+'
                | '-'
                | '\''
                | '&'
                | '!'
                | '#'
                | '$'
                | '*'
                | '='
                | '?'
                | '^'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        )
}

fn local_start(glyphs: &[Glyph], at: usize, floor: usize) -> Option<usize> {
    let slice = glyphs.get(floor..at)?;
    let length = slice.iter().rev().take(LOCAL_MAX).take_while(|glyph| is_local(glyph.ch)).count();
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

/// The domain that starts here, one past it, and whether a dot of it is written as a word.
fn domain_at(glyphs: &[Glyph], at: usize, sign: Sign) -> Option<(String, usize, bool)> {
    let mut domain = String::new();
    let mut spelled = false;
    let mut next = at;
    let mut end = label(glyphs, next, &mut domain)?;
    let mut dots = 0;
    loop {
        let plain = glyphs.get(end).is_some_and(|glyph| glyph.ch == '.');
        let after = if plain && glyphs.get(end + 1).is_some_and(|glyph| is_word(glyph.ch)) {
            end + 1
        } else {
            let Some(after) = written::dot(glyphs, end) else { break };
            // `name@host. Then a sentence` is not `name@host.then`, unless the end is one that is known.
            let mut candidate = String::new();
            let known =
                label(glyphs, after, &mut candidate).is_some() && TOP_LEVELS.contains(&candidate.as_str());
            let host_before_end = {
                let mut further = String::new();
                label(glyphs, after, &mut further)
                    .and_then(|stop| written::dot(glyphs, stop))
                    .and_then(|stop| label(glyphs, stop, &mut String::new()))
                    .is_some()
                    && !plain
            };
            if !known && !host_before_end {
                break;
            }
            spelled = true;
            after
        };
        let length = domain.len();
        domain.push('.');
        let Some(stop) = label(glyphs, after, &mut domain) else {
            domain.truncate(length);
            break;
        };
        dots += 1;
        next = stop;
        end = stop;
        if next - at > DOMAIN_MAX {
            break;
        }
    }
    let last = domain.rsplit('.').next().unwrap_or("");
    let top = last.chars().nth(1).is_some()
        && (last.chars().all(|ch| is_word(ch) && !ch.is_ascii_digit()) || last.starts_with("xn--"));
    let enough = dots > 0 && top && (sign != Sign::Marked || has_known_end(&domain) || !spelled);
    enough.then_some((domain, end, spelled))
}

/// Adds the label that starts here and gives one past it.
fn label(glyphs: &[Glyph], at: usize, domain: &mut String) -> Option<usize> {
    let length =
        glyphs.iter().skip(at).take(63).take_while(|glyph| is_word(glyph.ch) || glyph.ch == '-').count();
    let trimmed = glyphs.get(at..at + length)?.iter().rev().skip_while(|glyph| glyph.ch == '-').count();
    if trimmed == 0 {
        return None;
    }
    domain.extend(glyphs.iter().skip(at).take(trimmed).map(|glyph| glyph.ch));
    Some(at + trimmed)
}

fn has_known_end(domain: &str) -> bool {
    domain.rsplit('.').next().is_some_and(|last| TOP_LEVELS.contains(&last))
}
