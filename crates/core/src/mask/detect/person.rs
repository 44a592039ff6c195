//! Numbers by which a country knows a person, where a checksum tells them: TCKN, SNILS and CPF, eleven digits each.

use super::cue::{self, Cue};
use super::group::{Digits, Gap, Group};
use super::hit::{Hit, Kind};
use crate::mask::Policy;
use crate::mask::fold::{Glyph, is_joined};
use crate::mask::glyphs::{at, before};

pub(super) const DIGITS: usize = 11;
const GROUPS_MAX: usize = 4;

/// Adds the numbers of persons of a text.
///
/// One in a hundred numbers of eleven digits passes each of these checks. So a balanced search wants a word before it, or the
/// grouping that only these numbers have.
pub(super) fn find(glyphs: &[Glyph], digits: &Digits, policy: Policy, finds: &mut Vec<Hit>) {
    let mut first = 0;
    while first < digits.groups.len() {
        let mut last = first;
        while digits.of(first, last).len() < DIGITS
            && last + 1 < first + GROUPS_MAX
            && digits.gap(last + 1) != Gap::Break
        {
            last += 1;
        }
        if is_person(glyphs, digits, first, last, policy) {
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
    if (is_snils && is_grouped(groups, Gap::Hyphen)) || (is_cpf && is_grouped(groups, Gap::Dot)) {
        return true;
    }
    let whole = groups.len() == 1;
    let cue = cue::before(glyphs, head.from);
    let cue = if cue == Cue::Phone { cue } else { cue::around(cue, glyphs, tail.to) };
    cue == Cue::Person || (policy == Policy::Strict && cue != Cue::Phone && whole)
}

/// `112-233-445 95` or `123.456.789-09`: three groups of three parted by this sign, and two digits.
fn is_grouped(groups: &[Group], sign: Gap) -> bool {
    let [a, b, c, d] = groups else { return false };
    a.len() == 3 && b.len() == 3 && c.len() == 3 && d.len() == 2 && b.gap == sign && c.gap == sign
}

fn stands_alone(glyphs: &[Glyph], digits: &Digits, head: &Group, tail: &Group, last: usize) -> bool {
    let (near, next) = (before(glyphs, head.from), at(glyphs, tail.to));
    !is_joined(near)
        && near != '+'
        && !is_joined(next)
        && next != '@'
        && !head.gap.is_tight()
        && !digits.gap(last + 1).is_tight()
}

/// Turkey's T.C. kimlik numarası: the tenth digit is seven times the odd places less the even ones, the eleventh the sum
/// of the first ten, each modulo ten. Of the Nüfus ve Vatandaşlık İşleri, <https://tckimlik.nvi.gov.tr>.
fn tckn(digits: [u8; DIGITS]) -> bool {
    let [first, .., tenth, eleventh] = digits.map(i32::from);
    let (mut check, mut sum) = (0, tenth);
    for (at, digit) in digits.iter().take(DIGITS - 2).enumerate() {
        let digit = i32::from(*digit);
        check += if at % 2 == 0 { 7 * digit } else { -digit };
        sum += digit;
    }
    first != 0 && check.rem_euclid(10) == tenth && sum % 10 == eleventh
}

/// Russia's СНИЛС: nine digits weighted nine to one, modulo 101, where 100 counts as 0. Of the pension
/// fund's format of reports, section 8: <https://www.consultant.ru/document/cons_doc_LAW_124607/>.
fn snils(digits: [u8; DIGITS]) -> bool {
    let [.., tens, ones] = digits.map(u32::from);
    let sum = weighted(&digits, 9, 9);
    sum > 0 && sum % 101 % 100 == tens * 10 + ones
}

/// Brazil's CPF: two check digits modulo eleven; eleven times the same digit passes and is none.
/// Of the Receita Federal; worked out at <https://pt.wikipedia.org/wiki/Cadastro_de_Pessoas_F%C3%ADsicas>.
fn cpf(digits: [u8; DIGITS]) -> bool {
    let check = |count: usize| match weighted(&digits, count, count as u32 + 1) % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    let [first, .., tenth, eleventh] = digits;
    digits.iter().any(|digit| *digit != first)
        && check(9) == u32::from(tenth)
        && check(10) == u32::from(eleventh)
}

/// The sum of so many digits, the first with this weight, and each with one less than the one before.
fn weighted(digits: &[u8], count: usize, first: u32) -> u32 {
    let (mut sum, mut weight) = (0, first);
    for digit in digits.iter().take(count) {
        sum += u32::from(*digit) * weight;
        weight -= 1;
    }
    sum
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
