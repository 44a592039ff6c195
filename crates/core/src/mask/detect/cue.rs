//! Words around a number that tell what it is.

use crate::mask::fold::{Glyph, is_word};

/// What the words around a number say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// It is a phone.
    Phone,
    /// It is a number of something.
    Number,
    /// It is something else.
    Other,
    /// Nothing.
    None,
}

impl Cue {
    /// What it adds to the points of a phone.
    pub(super) fn points(self) -> i32 {
        match self {
            Self::Phone => 40,
            Self::Number => 25,
            Self::Other => -45,
            Self::None => 0,
        }
    }
}

/// So far back, and so far ahead, do words speak about a number.
const BEFORE_WORDS: usize = 6;
const AFTER_WORDS: usize = 3;
const BEFORE_GLYPHS: usize = 64;
const AFTER_GLYPHS: usize = 32;

// Stems, folded and without accents (a dotless i is a dotted one); one that ends in `$` is a whole word.
#[rustfmt::skip]
const PHONE: &[&str] = &[
    "tel$", "telef", "telf", "phone", "cep$", "cepte", "cebim", "gsm", "mobil", "cell", "celular", "movil", "movil", "whats", "watsap",
    "wats", "vatsap", "wp$", "wsp", "zap$", "zapzap", "ara$", "arar", "aray", "arası", "arayın", "arasın", "hattim", "hatti$", "call",
    "ring", "reach", "text$", "sms", "contact", "contat", "irtibat", "iletisim", "iletisim", "ulas", "ulas", "тел$", "телеф", "звон",
    "перезвон", "позвон", "созвон", "моб", "сотов", "ватсап", "вотсап", "вацап", "вайбер", "viber", "whatsapp", "контакт", "набер",
    "набрать", "llam", "escrib", "llam", "escrib", "ligar", "liga$", "ligue", "chama", "fone", "anota", "fax", "faks", "факс", "dahili",
    "связ", "yaz$", "yazin", "пишите", "dial", "hp$", "handy", "номеру", "tlf", "tfno", "cel$",
];
#[rustfmt::skip]
const NUMBER: &[&str] = &["numar", "number", "номер", "numero", "numero", "num$", "no$", "nolu", "nr$", "nº", "my$", "mi$", "meu$", "мой$"];
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "order", "sipari", "заказ", "pedido", "invoice", "fatura", "factura", "счет", "счет", "накладн", "fiscal", "track", "takip",
    "трек", "seguimiento", "rastre", "kod", "код", "code", "codig", "codig", "barcode", "barkod", "barras", "штрих", "ref", "id$", "ticket",
    "talep", "заявк", "serial", "seri$", "imei", "isbn", "ean$", "total", "toplam", "итого", "price", "fiyat", "цен", "сумм", "tutar",
    "tarih", "date", "дат", "fecha", "data$", "ip$", "vergi", "инн", "card", "kart", "карт", "tarjeta", "cartao", "cartao", "iban", "hesap",
    "account", "cuenta", "conta$", "konum", "координ", "coord", "ubicac", "localiz", "location", "version", "surum", "версия", "версии",
    "size", "размер", "medida", "boyut", "olcu", "tl$", "try$", "usd$", "eur$", "руб", "cost", "paid", "bought", "kg$", "мм", "mm$", "cm$",
    "registro", "kayit", "event", "gorusme", "conversa", "envio", "msg", "session", "uuid", "version", "парти", "lote", "batch", "kargo$", "desi",
    "stok", "sku", "артикул", "until", "open$", "открыто", "aberto", "abierto", "acik",
];
/// Units, as the stems above.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "tl$", "lira", "try$", "usd$", "dolar", "dollar", "eur$", "euro", "руб", "р$", "reais", "peso", "kg$", "gr$", "кг$", "mm$", "cm$", "мм$",
    "см$", "km$", "км$", "m2$", "adet", "шт$", "pcs$", "kişi", "kisi", "человек", "тыс", "bin$", "тенге", "грн", "gb$", "mb$", "dk$",
];
/// What leads to a number in a link or a record.
const LEADS: &[&str] = &[
    "wa.me/",
    "tel:",
    "sip:",
    "sips:",
    "callto:",
    "sms:",
    "waid=",
    "phone=",
    "phone:",
    "number=",
    "t.me/",
    "whatsapp:",
    "viber:",
    "msisdn=",
    "tel=",
    "mobile=",
    "gsm=",
    "msisdn:",
    "phone\":\"",
    "from\":\"",
    "to\":\"",
    "wa_id\":\"",
];

/// What the words around a number say, where those before it say this.
pub(super) fn around(before: Cue, glyphs: &[Glyph], to: usize) -> Cue {
    if before == Cue::Phone || before == Cue::Other {
        return before;
    }
    match (before, after(glyphs, to)) {
        (_, Cue::Other) => Cue::Other,
        (_, Cue::Phone) => Cue::Phone,
        (Cue::Number, _) | (_, Cue::Number) => Cue::Number,
        _ => Cue::None,
    }
}

/// Whether a link or a key right before these glyphs says that a phone follows.
pub(super) fn leads(glyphs: &[Glyph], from: usize) -> bool {
    LEADS.iter().any(|lead| {
        // All of them are ASCII.
        from.checked_sub(lead.len())
            .and_then(|start| glyphs.get(start..from))
            .is_some_and(|window| window.iter().map(|glyph| glyph.ch).eq(lead.chars()))
    })
}

/// Whether a unit follows right after: an amount of money, a weight, a length, a count.
pub(super) fn unit_follows(glyphs: &[Glyph], to: usize) -> bool {
    let start = if glyphs.get(to).is_some_and(|glyph| glyph.ch == ' ') { to + 1 } else { to };
    let length = glyphs.iter().skip(start).take(12).take_while(|glyph| is_word(glyph.ch)).count();
    let word = glyphs.get(start..start + length).unwrap_or_default();
    UNITS.iter().any(|unit| starts(word, unit))
}

/// What one word says.
pub(super) fn of_word(word: &[Glyph]) -> Cue {
    let says = |stems: &[&str]| stems.iter().any(|stem| starts(word, stem));
    if says(OTHER) {
        Cue::Other
    } else if says(PHONE) {
        Cue::Phone
    } else if says(NUMBER) {
        Cue::Number
    } else {
        Cue::None
    }
}

fn starts(word: &[Glyph], stem: &str) -> bool {
    let (stem, whole) = stem.strip_suffix('$').map_or((stem, false), |stem| (stem, true));
    let mut at = 0;
    for ch in stem.chars() {
        if word.get(at).is_none_or(|glyph| bare(glyph.ch) != ch) {
            return false;
        }
        at += 1;
    }
    !whole || at == word.len()
}

/// The letter without its accent: people leave accents out.
fn bare(ch: char) -> char {
    match ch {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ç' => 'c',
        'ş' => 's',
        'ğ' => 'g',
        'ñ' => 'n',
        'ё' => 'е',
        _ => ch,
    }
}

/// What the words before this glyph say; the nearest counts.
pub(super) fn before(glyphs: &[Glyph], from: usize) -> Cue {
    let mut end = from;
    let limit = from.saturating_sub(BEFORE_GLYPHS);
    let mut number = false;
    for _ in 0..BEFORE_WORDS {
        while end > limit && !letter(glyphs, end - 1) {
            // A number before this one has its own words, and a line of its own too.
            if glyphs.get(end - 1).is_some_and(|glyph| glyph.ch == '\n') && end != from {
                return if number { Cue::Number } else { Cue::None };
            }
            end -= 1;
        }
        let mut start = end;
        while start > limit && letter(glyphs, start - 1) {
            start -= 1;
        }
        if start == end {
            break;
        }
        match of_word(glyphs.get(start..end).unwrap_or_default()) {
            Cue::Number => number = true,
            Cue::None => {}
            cue => return cue,
        }
        end = start;
    }
    if number { Cue::Number } else { Cue::None }
}

fn after(glyphs: &[Glyph], to: usize) -> Cue {
    let mut start = to;
    let limit = glyphs.len().min(to + AFTER_GLYPHS);
    let mut number = false;
    for _ in 0..AFTER_WORDS {
        while start < limit && !letter(glyphs, start) {
            start += 1;
        }
        let mut end = start;
        while end < limit && letter(glyphs, end) {
            end += 1;
        }
        if start == end {
            break;
        }
        match of_word(glyphs.get(start..end).unwrap_or_default()) {
            Cue::Number => number = true,
            Cue::None => {}
            cue => return cue,
        }
        start = end;
    }
    if number { Cue::Number } else { Cue::None }
}

fn letter(glyphs: &[Glyph], at: usize) -> bool {
    glyphs.get(at).is_some_and(|glyph| is_word(glyph.ch) && glyph.digit().is_none())
}
