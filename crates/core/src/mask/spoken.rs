//! Numbers spelled out: `beş üç iki …`, `nine double one …`, `пятьсот тридцать два …`.

use super::fold::{Glyph, is_word};
use super::glyphs::{ahead, is_digit};
use super::lexicon;
use super::stem::{EMPTY, mixed};

/// `yüz`, `hundred`: a hundred times what stands before it.
const HUNDRED: u16 = 1000;
/// `and`, `y`: it joins two parts of one number.
const AND: u16 = 1001;
/// `double`, `triple`: the digit after it as many times.
const DOUBLE: u16 = 1002;
const TRIPLE: u16 = 1003;

/// Number words in Turkish, Russian, English, Spanish, Portuguese, German, French, Italian and Ukrainian, and their
/// values. In lower case; those with accents also without.
#[rustfmt::skip]
pub(super) const WORDS: [(&str, u16); 41] = [
    ("sıfır sifir ноль нуль zero cero null zéro oh", 0),
    ("bir один одна одно one uno una um uma eins ein un une одна", 1),
    ("iki два две two dos dois duas zwei zwo deux due дві", 2),
    ("üç uc üc три three tres três drei trois tre", 3),
    ("dört dort четыре four cuatro quatro vier quatre quattro чотири", 4),
    ("beş bes пять five cinco fünf funf cinq cinque пять пʼять", 5),
    ("altı alti шесть six seis meia sechs sei шість", 6),
    ("yedi семь seven siete sete sieben sept sette сім", 7),
    ("sekiz восемь eight ocho oito acht huit otto вісім", 8),
    ("dokuz девять nine nueve nove neun neuf девять", 9),
    ("on десять ten diez dez zehn dix dieci", 10),
    ("одиннадцать eleven once onze elf undici", 11),
    ("двенадцать twelve doce doze zwölf douze dodici", 12),
    ("тринадцать thirteen trece treze treize tredici", 13),
    ("четырнадцать fourteen catorce quatorze", 14),
    ("пятнадцать fifteen quince quinze quindici", 15),
    ("шестнадцать sixteen dezesseis dieciséis seize sedici", 16),
    ("семнадцать seventeen dezessete diecisiete", 17),
    ("восемнадцать eighteen dezoito dieciocho", 18),
    ("девятнадцать nineteen dezenove diecinueve", 19),
    ("yirmi двадцать twenty veinte vinte zwanzig vingt venti двадцять", 20),
    ("otuz тридцать thirty treinta trinta dreißig trente trenta тридцять", 30),
    ("kırk kirk сорок forty fourty cuarenta quarenta vierzig quarante quaranta", 40),
    ("elli пятьдесят fifty cincuenta cinquenta fünfzig cinquante cinquanta", 50),
    ("altmış altmis шестьдесят sixty sesenta sessenta sechzig soixante sessanta", 60),
    ("yetmiş yetmis семьдесят seventy setenta siebzig settanta", 70),
    ("seksen восемьдесят eighty ochenta oitenta achtzig ottanta", 80),
    ("doksan девяносто ninety noventa neunzig novanta", 90),
    ("сто cien ciento cem cento", 100),
    ("двести doscientos duzentos", 200),
    ("триста trescientos trezentos", 300),
    ("четыреста cuatrocientos quatrocentos", 400),
    ("пятьсот quinientos quinhentos", 500),
    ("шестьсот seiscientos seiscentos", 600),
    ("семьсот setecientos setecentos", 700),
    ("восемьсот ochocientos oitocentos", 800),
    ("девятьсот novecientos novecentos", 900),
    ("yüz yuz hundred", HUNDRED),
    ("and y e и", AND),
    ("double doble", DOUBLE),
    ("triple treble", TRIPLE),
];
/// So many digits in a row are a number and not a way of speaking.
const RUN_MIN: usize = 5;
/// Where numbers of several digits are among them.
const COMPOSED_RUN_MIN: usize = 7;
const WORD_MAX: usize = 13;
/// Digits among number words stand in groups of no more than this.
const DIGITS_MAX: usize = 4;
/// Fewer words than this among digits are no reason to read them as digits.
const WORDS_MIN: usize = 3;
static VALUES: [u16; WORDS.len()] = values();

#[expect(clippy::indexing_slicing, reason = "run by the compiler only, where a wrong index does not compile")]
const fn values() -> [u16; WORDS.len()] {
    let mut values = [0; WORDS.len()];
    let mut at = 0;
    while at < WORDS.len() {
        values[at] = WORDS[at].1;
        at += 1;
    }
    values
}

fn value_of(word: &[Glyph]) -> Option<u16> {
    let mut hash = EMPTY;
    for glyph in word {
        hash = mixed(hash, glyph.ch as u32);
    }
    value_by(hash)
}

/// Whether this is the hash of a number word.
pub(super) fn knows(hash: u32) -> bool {
    value_by(hash).is_some()
}

fn value_by(hash: u32) -> Option<u16> {
    VALUES.get(lexicon::number(hash)?).copied()
}

/// Puts digits in the place of number words, where enough of them follow one another.
pub(super) fn raise(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut raised = Vec::new();
    raise_into(&glyphs, &mut raised);
    if raised.is_empty() { glyphs } else { raised }
}

/// The glyphs with digits in the place of number words; nothing where there are none.
fn raise_into(glyphs: &[Glyph], out: &mut Vec<Glyph>) {
    let mut run = Run::new();
    let mut from = 0;
    let mut at = 0;
    while at < glyphs.len() {
        let length = ahead(glyphs, at, usize::MAX, is_word);
        let word = glyphs.get(at..at + length).unwrap_or_default();
        if length > 0 {
            let is_digits = length <= DIGITS_MAX && ahead(glyphs, at, length, is_digit) == length;
            let value = if length <= WORD_MAX && !is_digits { value_of(word) } else { None };
            let joins = run.end.is_some_and(|end| follows(glyphs, end, at));
            if (value.is_none() && !is_digits) || !joins {
                from = run.write(glyphs, from, out);
            }
            if is_digits {
                run.take_digits(at, at + length);
            } else if let Some(value) = value {
                run.take(value, at, at + length);
            }
        }
        at += length.max(1);
    }
    from = run.write(glyphs, from, out);
    if from > 0 {
        out.extend_from_slice(glyphs.get(from..).unwrap_or_default());
    }
}

/// Whether nothing but a few spaces and commas stands between two words.
fn follows(glyphs: &[Glyph], end: usize, at: usize) -> bool {
    let parts = |ch: char| matches!(ch, ' ' | ',' | '-' | '.' | '\n' | '/' | '(' | ')');
    ahead(glyphs, end, 3, parts) == at - end
}

/// A number of one word or several: `beş yüz otuz iki`.
#[derive(Clone, Copy)]
struct Number {
    value: u16,
    first: usize,
    end: usize,
    /// What the next word can still fill: 1 a digit, 10 two; 100 where it is a digit that can become hundreds.
    open: u16,
    times: usize,
    /// Whether it is written in digits.
    is_plain: bool,
}

/// Number words that follow one another.
struct Run {
    numbers: Vec<Number>,
    times: usize,
    end: Option<usize>,
}

impl Run {
    fn new() -> Self {
        Self { numbers: Vec::new(), times: 1, end: None }
    }

    fn take(&mut self, value: u16, first: usize, end: usize) {
        self.end = Some(end);
        match value {
            AND => return,
            // `on` is ten in Turkish, and no number at all in English.
            10 if self.numbers.is_empty() => return,
            DOUBLE | TRIPLE => {
                self.times = if value == DOUBLE { 2 } else { 3 };
                return;
            }
            _ => {}
        }
        let added =
            self.numbers.last_mut().filter(|_| self.times == 1).is_some_and(|last| last.add(value, end));
        if !added {
            let (value, open) = match value {
                0..10 => (value, 100),
                10 => (value, 1),
                11..20 => (value, 0),
                20..100 => (value, 1),
                HUNDRED => (100, 10),
                _ => (value, 10),
            };
            self.numbers.push(Number { value, first, end, open, times: self.times, is_plain: false });
        }
        self.times = 1;
    }

    /// Takes what is written in digits already.
    fn take_digits(&mut self, first: usize, end: usize) {
        self.end = Some(end);
        self.times = 1;
        self.numbers.push(Number { value: 0, first, end, open: 0, times: 1, is_plain: true });
    }

    /// Writes the digits of the run where they are enough, with what stands before it; gives where to go on from.
    fn write(&mut self, glyphs: &[Glyph], from: usize, out: &mut Vec<Glyph>) -> usize {
        self.end = None;
        self.times = 1;
        let (mut spelled, mut count, mut composed) = (0, 0, false);
        for number in &self.numbers {
            spelled += usize::from(!number.is_plain);
            count += number.len();
            composed |= number.value > 9 || number.is_plain;
        }
        let mut from = from;
        if spelled >= WORDS_MIN && count >= if composed { COMPOSED_RUN_MIN } else { RUN_MIN } {
            for number in &self.numbers {
                if number.is_plain {
                    continue;
                }
                out.extend_from_slice(glyphs.get(from..number.first).unwrap_or_default());
                number.write(glyphs, out);
                from = number.end;
            }
        }
        self.numbers.clear();
        from
    }
}

impl Number {
    /// Takes one more word into this number, where it has room for it.
    fn add(&mut self, value: u16, end: usize) -> bool {
        let room = self.open;
        (self.value, self.open) = match (room, value) {
            (100, HUNDRED) if (1..10).contains(&self.value) => (self.value * 100, 10),
            (1 | 10, 1..10) => (self.value + value, 0),
            (10, 10 | 20..100) => (self.value + value, 1),
            (10, 11..20) => (self.value + value, 0),
            _ => return false,
        };
        self.end = end;
        true
    }

    /// How many digits it has.
    fn len(&self) -> usize {
        match self.value {
            _ if self.is_plain => self.end - self.first,
            0..10 => self.times,
            10..100 => 2,
            _ => 3,
        }
    }

    fn write(&self, glyphs: &[Glyph], out: &mut Vec<Glyph>) {
        if let (Some(first), Some(last)) = (glyphs.get(self.first), glyphs.get(self.end - 1)) {
            for at in 0..self.len() {
                let digit = match (self.len() - at, self.times) {
                    (left, 1) => self.value / [1, 10, 100].get(left - 1).unwrap_or(&1) % 10,
                    _ => self.value,
                };
                let ch = char::from(b'0' + u8::try_from(digit).unwrap_or(0));
                out.push(Glyph { ch, start: first.start, end: last.end });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn numbers() {
        let rows = [
            ("beş üç iki bir iki üç dört", "5 3 2 1 2 3 4"),
            ("sıfır beş yüz otuz iki yüz yirmi üç kırk beş altmış yedi", "0 532 123 45 67"),
            ("восемь девятьсот двенадцать триста сорок пять шестьдесят семь", "8 912 345 67"),
            ("four one five double five one triple two", "4 1 5 55 1 222"),
            ("treinta y cinco cuarenta y dos cinco cero cero uno", "35 42 5 0 0 1"),
            ("one of two, three", "one of two, three"),
            ("beş yüz otuz iki lira", "beş yüz otuz iki lira"),
        ];
        for (text, expected) in rows {
            let raised: String = raise(fold(text)).iter().map(|glyph| glyph.ch).collect();
            let folded: String = fold(expected).iter().map(|glyph| glyph.ch).collect();
            let plain = raised.replace("double ", "").replace("triple ", "");
            assert_eq!(plain, folded);
        }
    }
}
