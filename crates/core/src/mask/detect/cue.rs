//! Words around a number that tell what it is.

use super::vocabulary::Says;
use crate::mask::fold::{Glyph, is_spaceless, spells};
use crate::mask::glyphs::{self, ahead, at, behind, is_digit, is_letter};
use crate::mask::lexicon::{says, says_whole};
use crate::mask::stem::{EMPTY, mixed};
use crate::mask::words;

/// What the words around a number say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// It is a phone.
    Phone,
    /// It is a number of something.
    Number,
    /// It is something else.
    Other,
    /// It may well be something else.
    Perhaps,
    /// It is a payment card.
    Card,
    /// It is the number of a person.
    Person,
    /// Nothing.
    None,
}

/// So far back, and so far ahead, do words speak about a number.
const BEFORE_WORDS: usize = 6;
const AFTER_WORDS: usize = 3;
const BEFORE_GLYPHS: usize = 48;
const AFTER_GLYPHS: usize = 32;
/// The letters of a word that are looked at.
const WORD_MAX: usize = 14;
/// A number of so many digits between a word and a number has the word for itself.
const DIGITS_BETWEEN_MAX: usize = 4;

/// What leads to a number in a link or a record, each with a space behind it.
const LEADS: &str = "wa.me/ tel: sip: sips: callto: sms: waid= phone= phone: number= t.me/ whatsapp: viber: msisdn= tel= mobile= gsm= \
    msisdn: phone\":\" from\":\" to\":\" wa_id\":\" ";

/// Whether a link or a key right before these glyphs says that a phone follows.
pub(super) fn leads(glyphs: &[Glyph], from: usize) -> bool {
    if !matches!(glyphs::before(glyphs, from), '/' | ':' | '=' | '"') {
        return false;
    }
    let mut leads = LEADS;
    while let Some((lead, rest)) = words::first(leads) {
        // All of them are ASCII.
        if let Some(start) = from.checked_sub(lead.len())
            && spells(glyphs, start, lead).is_some()
        {
            return true;
        }
        leads = rest;
    }
    false
}

/// What one word says: the longest stem it begins with counts. Where words have no spaces between them, the last one that
/// says something.
pub(super) fn word(glyphs: &[Glyph]) -> Option<Says> {
    if !glyphs.last().is_some_and(|glyph| is_spaceless(glyph.ch)) {
        return one_word(glyphs);
    }
    let mut last = None;
    for start in (glyphs.len().saturating_sub(WORD_MAX)..glyphs.len()).rev() {
        let says = one_word(glyphs.get(start..)?);
        // `注文番号`: what kind of number says more than that it is one.
        if says.is_some() && says != Some(Says::Number) {
            return says;
        }
        last = last.or(says);
    }
    last
}

fn one_word(glyphs: &[Glyph]) -> Option<Says> {
    let letter = |place: usize| bare(at(glyphs, place));
    // The Arabic article, and what is written together with it.
    let skip = match [letter(0), letter(1), letter(2)] {
        ['ا' | 'ل', 'ل', _] if glyphs.len() > 3 => 2,
        ['و' | 'ب' | 'ف' | 'ك', 'ا', 'ل'] if glyphs.len() > 4 => 3,
        _ => 0,
    };
    let mut hash = EMPTY;
    let mut found = None;
    let end = glyphs.len().min(skip + WORD_MAX);
    for place in skip..end {
        hash = mixed(hash, u32::from(letter(place)));
        found = says(hash).or(found);
    }
    if end == glyphs.len() { says_whole(hash).or(found) } else { found }
}

/// The letter without its accent: people leave accents out.
pub(in crate::mask) fn bare(ch: char) -> char {
    const EXTENDED: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln\
nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    let code = ch as u32;
    match code {
        0..0xc0 => ch,
        0x100..0x180 => EXTENDED.get(code as usize - 0x100).map_or(ch, |plain| char::from(*plain)),
        _ => match ch {
            'à'..='å' => 'a',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ò'..='ö' | 'ø' => 'o',
            'ù'..='ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            'ß' => 's',
            'ё' => 'е',
            'і' | 'ї' => 'и',
            'أ' | 'إ' | 'آ' => 'ا',
            'ة' => 'ه',
            'ى' => 'ي',
            _ => ch,
        },
    }
}

/// What the words before and after say; those before where they are sure.
pub(super) fn around(before: Cue, glyphs: &[Glyph], to: usize) -> Cue {
    if !matches!(before, Cue::Number | Cue::Perhaps | Cue::None) {
        return before;
    }
    match (before, after(glyphs, to)) {
        (_, sure @ (Cue::Other | Cue::Phone | Cue::Card | Cue::Person)) => sure,
        (Cue::None, cue) => cue,
        (cue, _) => cue,
    }
}

/// What the words before this glyph say; the nearest counts.
pub(super) fn before(glyphs: &[Glyph], from: usize) -> Cue {
    let mut end = from;
    let limit = from.saturating_sub(BEFORE_GLYPHS);
    let mut unsure = Cue::None;
    let mut digits = 0;
    let mut compound = false;
    for near in 0..BEFORE_WORDS {
        while end > limit && !is_letter(glyphs::before(glyphs, end)) {
            let ch = glyphs::before(glyphs, end);
            // A line of its own has its own words; on the same line, one number after another.
            if ch == '\n' && end != from && digits == 0 {
                return unsure;
            }
            digits += usize::from(is_digit(ch));
            end -= 1;
        }
        let start = end - behind(glyphs, end, end - limit, is_letter);
        if start == end {
            break;
        }
        let cue = cue_of(word(glyphs.get(start..end).unwrap_or_default()), digits);
        match cue {
            // `Best.-Nr.`: the number of something.
            Cue::None if compound => return Cue::Other,
            Cue::None => {}
            // Such a word tells only right before the number, or the word for number.
            Cue::Perhaps if near > 0 && unsure != Cue::Number => {}
            Cue::Number if unsure != Cue::None => {}
            Cue::Number | Cue::Perhaps => unsure = cue,
            cue => return cue,
        }
        compound = cue == Cue::Number && glyphs::before(glyphs, start) == '-';
        end = start;
    }
    unsure
}

/// What a word says of a number that so many digits part it from.
fn cue_of(said: Option<Says>, digits_between: usize) -> Cue {
    let near = digits_between <= DIGITS_BETWEEN_MAX;
    match said {
        Some(Says::Phone | Says::Extension) => Cue::Phone,
        Some(Says::Number) if near => Cue::Number,
        Some(Says::Other) if near => Cue::Other,
        Some(Says::Perhaps) if near => Cue::Perhaps,
        Some(Says::Card) if near => Cue::Card,
        Some(Says::Person) if near => Cue::Person,
        _ => Cue::None,
    }
}

fn after(glyphs: &[Glyph], to: usize) -> Cue {
    let mut start = to;
    let limit = glyphs.len().min(to + AFTER_GLYPHS);
    let mut unsure = Cue::None;
    let mut parted = false;
    for _ in 0..AFTER_WORDS {
        let mut digits = 0;
        let mut clause = false;
        while start < limit && !is_letter(at(glyphs, start)) {
            let ch = at(glyphs, start);
            digits += usize::from(is_digit(ch));
            clause |= matches!(ch, ',' | '.' | ';' | '?' | '!' | '\n');
            start += 1;
        }
        let end = start + ahead(glyphs, start, limit - start, is_letter);
        // What follows another number is about that one.
        if digits > DIGITS_BETWEEN_MAX || start == end {
            break;
        }
        // `…-WA0087`
        let runs_on = is_digit(at(glyphs, end));
        let said = if runs_on { None } else { word(glyphs.get(start..end).unwrap_or_default()) };
        match cue_of(said, 0) {
            // The next clause is about something else.
            Cue::Other | Cue::Card | Cue::Person if clause || parted => parted = true,
            Cue::None | Cue::Perhaps => {}
            cue @ Cue::Number => unsure = cue,
            cue => return cue,
        }
        parted |= clause;
        start = end;
    }
    unsure
}

/// Whether a unit or a currency follows right after, or a currency stands right before: an amount.
pub(super) fn is_amount(glyphs: &[Glyph], from: usize, to: usize) -> bool {
    let start = if at(glyphs, to) == ' ' { to + 1 } else { to };
    let end = start + ahead(glyphs, start, WORD_MAX, is_letter);
    if matches!(word(glyphs.get(start..end).unwrap_or_default()), Some(Says::Unit | Says::Currency)) {
        return true;
    }
    let end = from - behind(glyphs, from, 2, |ch| matches!(ch, ' ' | '.'));
    let start = end - behind(glyphs, end, WORD_MAX, is_letter);
    word(glyphs.get(start..end).unwrap_or_default()) == Some(Says::Currency)
}
