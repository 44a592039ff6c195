//! Numbers by which a country knows a person, where a checksum tells them: TCKN, SNILS and CPF, eleven digits each.

use super::cue::{self, Cue};
use super::group::{Digits, Gap, Group};
use super::hit::{Hit, Kind};
use crate::mask::Policy;
use crate::mask::fold::{Glyph, is_joined};

const DIGITS: usize = 11;
const GROUPS_MAX: usize = 4;

/// Adds the numbers of persons of a text.
///
/// One in a hundred numbers of eleven digits passes each of these checks. So a balanced search wants a word before it, or the
/// grouping that only these numbers have.
pub(super) fn find(glyphs: &[Glyph], digits: &Digits, policy: Policy, finds: &mut Vec<Hit>) {
    let mut first = 0;
    while first < digits.groups.len() {
        let last = (first..digits.groups.len().min(first + GROUPS_MAX))
            .take_while(|last| {
                *last == first || digits.groups.get(*last).is_some_and(|group| group.gap != Gap::Break)
            })
            .find(|last| digits.of(first, *last).len() >= DIGITS)
            .filter(|last| is_person(glyphs, digits, first, *last, policy));
        if let Some(last) = last {
            digits.push_hit(finds, Kind::NationalId, glyphs, first, last);
            first = last;
        }
        first += 1;
    }
}

fn is_person(glyphs: &[Glyph], digits: &Digits, first: usize, last: usize, policy: Policy) -> bool {
    let Ok(number) = <[u8; DIGITS]>::try_from(digits.of(first, last)) else { return false };
    let groups = digits.groups.get(first..=last).unwrap_or_default();
    let (Some(head), Some(tail)) = (groups.first(), groups.last()) else { return false };
    let (is_tckn, is_snils, is_cpf) = (tckn(number), snils(number), cpf(number));
    if !(is_tckn || is_snils || is_cpf) || !stands_alone(glyphs, digits, head, tail, last) {
        return false;
    }
    if (is_snils && is_grouped(groups, ['-', '-'])) || (is_cpf && is_grouped(groups, ['.', '.'])) {
        return true;
    }
    let whole = groups.len() == 1;
    let cue = cue::before(glyphs, head.from);
    let cue = if cue == Cue::Phone { cue } else { cue::around(cue, glyphs, tail.to) };
    cue == Cue::Person || (policy == Policy::Strict && cue != Cue::Phone && whole)
}

/// `112-233-445 95` or `123.456.789-09`: three groups of three parted by these signs, and two digits.
fn is_grouped(groups: &[Group], signs: [char; 2]) -> bool {
    let [a, b, c, d] = groups else { return false };
    let [first, second] = signs.map(Gap::Tight);
    [a, b, c].iter().all(|group| group.len() == 3) && d.len() == 2 && b.gap == first && c.gap == second
}

fn stands_alone(glyphs: &[Glyph], digits: &Digits, head: &Group, tail: &Group, last: usize) -> bool {
    let before = head.from.checked_sub(1).and_then(|at| glyphs.get(at)).map(|glyph| glyph.ch);
    before.is_none_or(|ch| !is_joined(ch) && ch != '+')
        && !glyphs.get(tail.to).is_some_and(|glyph| is_joined(glyph.ch) || glyph.ch == '@')
        && !matches!(head.gap, Gap::Tight(_))
        && !digits.groups.get(last + 1).is_some_and(|next| matches!(next.gap, Gap::Tight(_)))
}

/// Turkey's T.C. kimlik numarası: the tenth digit is seven times the odd places less the even ones, the eleventh the sum
/// of the first ten, each modulo ten. Of the Nüfus ve Vatandaşlık İşleri, <https://tckimlik.nvi.gov.tr>.
fn tckn(digits: [u8; DIGITS]) -> bool {
    let [a, b, c, d, e, f, g, h, i, j, k] = digits.map(i32::from);
    a != 0
        && (7 * (a + c + e + g + i) - (b + d + f + h)).rem_euclid(10) == j
        && (a + b + c + d + e + f + g + h + i + j) % 10 == k
}

/// Russia's СНИЛС: nine digits weighted nine to one, modulo 101, where 100 counts as 0. Of the pension
/// fund's format of reports, section 8: <https://www.consultant.ru/document/cons_doc_LAW_124607/>.
fn snils(digits: [u8; DIGITS]) -> bool {
    let sum: u32 = digits.iter().zip((1..=9).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let [.., tens, ones] = digits;
    sum > 0 && sum % 101 % 100 == u32::from(tens) * 10 + u32::from(ones)
}

/// Brazil's CPF: two check digits modulo eleven; eleven times the same digit passes and is none.
/// Of the Receita Federal; worked out at <https://pt.wikipedia.org/wiki/Cadastro_de_Pessoas_F%C3%ADsicas>.
fn cpf(digits: [u8; DIGITS]) -> bool {
    let check = |count: u32| {
        let weights = (2..=count + 1).rev();
        let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum();
        match sum % 11 {
            0 | 1 => 0,
            rest => 11 - rest,
        }
    };
    let [first, .., tenth, eleventh] = digits;
    digits.iter().any(|digit| *digit != first)
        && check(9) == u32::from(tenth)
        && check(10) == u32::from(eleventh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums() {
        let digits = |text: &str| {
            <[u8; DIGITS]>::try_from(text.bytes().map(|b| b - b'0').collect::<Vec<_>>()).unwrap()
        };
        type Check = fn([u8; DIGITS]) -> bool;
        let rows: [(Check, &str, &str); 3] = [
            (tckn, "10000000146", "10000000147"),
            (snils, "11223344595", "11223344596"),
            (cpf, "12345678909", "12345678919"),
        ];
        for (is, good, bad) in rows {
            assert!(is(digits(good)), "{good}");
            assert!(!is(digits(bad)), "{bad}");
        }
        assert!(!cpf(digits("11111111111")) && !tckn(digits("01000000046")) && !snils(digits("00000000000")));
    }
}
