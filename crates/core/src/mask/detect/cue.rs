//! Words around a number that tell what it is.

use super::vocabulary::{Says, says, says_whole};
use crate::mask::fold::{Glyph, is_spaceless, is_word, spells};
use crate::mask::stem::{EMPTY, mixed};

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

/// What leads to a number in a link or a record, each between spaces.
const LEADS: &[u8] = b"wa.me/ tel: sip: sips: callto: sms: waid= phone= phone: number= t.me/ whatsapp: viber: msisdn= tel= mobile= gsm= \
    msisdn: phone\":\" from\":\" to\":\" wa_id\":\"";

/// Whether a link or a key right before these glyphs says that a phone follows.
pub(super) fn leads(glyphs: &[Glyph], from: usize) -> bool {
    let before = from.checked_sub(1).and_then(|at| glyphs.get(at)).map_or(' ', |glyph| glyph.ch);
    matches!(before, '/' | ':' | '=' | '"')
        && LEADS.split(|byte| *byte == b' ').any(|lead| {
            // All of them are ASCII.
            let start = from.checked_sub(lead.len());
            !lead.is_empty() && start.is_some_and(|start| spells(glyphs, start, lead) == Some(from))
        })
}

/// What one word says: the longest stem it begins with counts. Where words have no spaces between them, the last one that
/// says something.
pub(super) fn word(glyphs: &[Glyph]) -> Option<Says> {
    if glyphs.last().is_some_and(|glyph| is_spaceless(glyph.ch)) {
        let from = glyphs.len().saturating_sub(WORD_MAX);
        let mut says = (from..glyphs.len()).rev().filter_map(|start| one_word(glyphs.get(start..)?));
        // `注文番号`: what kind of number says more than that it is one.
        let last = says.next()?;
        return if last == Says::Number {
            says.find(|other| *other != Says::Number).or(Some(last))
        } else {
            Some(last)
        };
    }
    one_word(glyphs)
}

fn one_word(glyphs: &[Glyph]) -> Option<Says> {
    let mut hash = EMPTY;
    let mut found = None;
    let mut letters = glyphs.iter().map(|glyph| bare(glyph.ch));
    // The Arabic article, and what is written together with it.
    let skip = match (glyphs, letters.clone().take(3).collect_three()) {
        ([_, _, _, _, ..], ['ا', 'ل', _]) => 2,
        ([_, _, _, _, ..], ['ل', 'ل', _]) => 2,
        ([_, _, _, _, _, ..], ['و' | 'ب' | 'ف' | 'ك', 'ا', 'ل']) => 3,
        _ => 0,
    };
    for _ in 0..skip {
        letters.next();
    }
    for ch in letters.take(WORD_MAX) {
        hash = mixed(hash, ch as u32);
        found = says(hash).or(found);
    }
    if glyphs.len() - skip <= WORD_MAX { says_whole(hash).or(found) } else { found }
}

trait CollectThree {
    fn collect_three(self) -> [char; 3];
}

impl<I: Iterator<Item = char>> CollectThree for I {
    fn collect_three(mut self) -> [char; 3] {
        [(); 3].map(|()| self.next().unwrap_or(' '))
    }
}

/// The letter without its accent: people leave accents out.
pub(super) fn bare(ch: char) -> char {
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
        while let Some(glyph) = end.checked_sub(1).filter(|at| *at >= limit).and_then(|at| glyphs.get(at)) {
            if is_letter(glyph) {
                break;
            }
            // A line of its own has its own words; on the same line, one number after another.
            if glyph.ch == '\n' && end != from && digits == 0 {
                return unsure;
            }
            digits += usize::from(glyph.digit().is_some());
            end -= 1;
        }
        let length = glyphs
            .get(limit..end)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|glyph| is_letter(glyph))
            .count();
        let start = end - length;
        if length == 0 {
            break;
        }
        let cue = cue_of(word(glyphs.get(start..end).unwrap_or_default()), digits);
        match cue {
            // `Best.-Nr.`: the number of something.
            Cue::None if compound => return Cue::Other,
            Cue::None => {}
            // Such a word tells only right before the number, or the word for number.
            Cue::Perhaps if near > 0 && unsure != Cue::Number => {}
            Cue::Number | Cue::Perhaps => {
                unsure = if unsure == Cue::None || cue == Cue::Perhaps { cue } else { unsure }
            }
            cue => return cue,
        }
        compound = cue == Cue::Number
            && start.checked_sub(1).and_then(|at| glyphs.get(at)).is_some_and(|glyph| glyph.ch == '-');
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
        while let Some(glyph) = glyphs.get(start..limit).and_then(<[Glyph]>::first) {
            if is_letter(glyph) {
                break;
            }
            digits += usize::from(glyph.digit().is_some());
            clause |= matches!(glyph.ch, ',' | '.' | ';' | '?' | '!' | '\n');
            start += 1;
        }
        // What follows another number is about that one.
        if digits > DIGITS_BETWEEN_MAX {
            break;
        }
        let length =
            glyphs.get(start..limit).unwrap_or_default().iter().take_while(|glyph| is_letter(glyph)).count();
        if length == 0 {
            break;
        }
        // `…-WA0087`
        let runs_on = glyphs.get(start + length).is_some_and(|glyph| glyph.digit().is_some());
        let said = if runs_on { None } else { word(glyphs.get(start..start + length).unwrap_or_default()) };
        match cue_of(said, 0) {
            // The next clause is about something else.
            Cue::Other | Cue::Card | Cue::Person if clause || parted => parted = true,
            Cue::None => {}
            Cue::Perhaps => {}
            cue @ Cue::Number => unsure = cue,
            cue => return cue,
        }
        parted |= clause;
        start += length;
    }
    unsure
}

/// Whether a unit or a currency follows right after, or a currency stands right before: an amount.
pub(super) fn is_amount(glyphs: &[Glyph], from: usize, to: usize) -> bool {
    let start = if glyphs.get(to).is_some_and(|glyph| glyph.ch == ' ') { to + 1 } else { to };
    let rest = glyphs.get(start..).unwrap_or_default();
    let length = rest.iter().take(WORD_MAX).take_while(|glyph| is_letter(glyph)).count();
    if matches!(word(rest.get(..length).unwrap_or_default()), Some(Says::Unit | Says::Currency)) {
        return true;
    }
    let head = glyphs.get(..from).unwrap_or_default();
    let spaces = head.iter().rev().take(2).take_while(|glyph| matches!(glyph.ch, ' ' | '.')).count();
    let head = head.get(..head.len() - spaces).unwrap_or_default();
    let length = head.iter().rev().take(WORD_MAX).take_while(|glyph| is_letter(glyph)).count();
    word(head.get(head.len() - length..).unwrap_or_default()) == Some(Says::Currency)
}

pub(super) fn is_letter(glyph: &Glyph) -> bool {
    is_word(glyph.ch) && glyph.digit().is_none()
}
