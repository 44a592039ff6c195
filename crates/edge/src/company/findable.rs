//! By which terms a contact is found: its numbers, addresses and names elsewhere, each in the one spelling that stands
//! for all of its spellings.

use usher_core::mask::{Dialled, dialled, folded};

/// Digits of a number without its calling code that a search must hold. Fewer could be tried out.
const NATIONAL_MIN: usize = 7;
/// Characters of the longest value that is a term.
const TERM_MAX_CHARS: usize = 320;
/// What WhatsApp puts after a number to name an account.
const NUMBERED: [&str; 2] = ["s.whatsapp.net", "c.us"];

/// What somebody can be found by: its kind, and the value in its one spelling.
pub type Term = (&'static str, String);

const INTERNATIONAL: &str = "international";
/// The number after its calling code, where that is known.
const NATIONAL: &str = "national";
/// A number that is written without its calling code.
const LOCAL: &str = "local";
const EMAIL: &str = "email";
const HANDLE: &str = "handle";
/// What a vendor, or the company itself, calls somebody.
const IDENTITY: &str = "identity";

/// What is known of a contact that it can be found by.
#[derive(Clone, Copy)]
pub struct Findable<'a> {
    /// The phone number, or several.
    pub phone: Option<&'a str>,
    /// The e-mail address.
    pub email: Option<&'a str>,
    /// The user name on some service.
    pub handle: Option<&'a str>,
    /// What vendors call the client: kind and value.
    pub identities: &'a [(String, String)],
}

impl Findable<'_> {
    /// The terms, each once.
    pub fn terms(&self) -> Vec<Term> {
        let mut terms = Vec::new();
        for number in self.phone.into_iter().flat_map(|phone| phone.split([',', ';', '|', '\n'])) {
            terms.extend(dialled(number).iter().flat_map(stored_number));
        }
        terms.extend(self.email.and_then(email));
        terms.extend(self.handle.and_then(handle));
        for (kind, value) in self.identities {
            if kind == "whatsapp" {
                terms.extend(dialled(&format!("+{value}")).iter().flat_map(stored_number));
            }
            terms.extend(identity(value));
        }
        each_once(terms)
    }
}

/// The terms that somebody means who searches for this. `home` is the calling code of the company's country, where it
/// is known.
pub fn meant(text: &str, home: Option<&str>) -> Vec<Term> {
    let text = text.trim();
    if text.chars().count() > TERM_MAX_CHARS {
        return Vec::new();
    }
    let numbers = dialled(&number_in(text).unwrap_or_else(|| text.to_owned()));
    let numbers =
        numbers.iter().filter(|number| number.code.is_some() || number.national.len() >= NATIONAL_MIN);
    let mut terms: Vec<Term> = numbers.flat_map(|number| meant_number(number, home)).collect();
    terms.extend(email(text).or_else(|| handle(text)));
    terms.extend(identity(text));
    each_once(terms)
}

/// They are few.
fn each_once(terms: Vec<Term>) -> Vec<Term> {
    let mut each = Vec::with_capacity(terms.len());
    for term in terms {
        if !each.contains(&term) {
            each.push(term);
        }
    }
    each
}

fn stored_number(number: &Dialled) -> Vec<Term> {
    let national = number.national.clone();
    match &number.code {
        Some(code) => vec![(INTERNATIONAL, format!("{code}{national}")), (NATIONAL, national)],
        None => vec![(LOCAL, national)],
    }
}

fn meant_number(number: &Dialled, home: Option<&str>) -> Vec<Term> {
    let national = number.national.clone();
    match &number.code {
        Some(code) => {
            // What is stored without a code may be of any country, but for a company that says where it is.
            let local = home.is_none_or(|home| home == code);
            let international = (INTERNATIONAL, format!("{code}{national}"));
            core::iter::once(international).chain(local.then_some((LOCAL, national))).collect()
        }
        None => vec![(NATIONAL, national.clone()), (LOCAL, national)],
    }
}

/// The number that an account is named by: `905…@s.whatsapp.net`.
fn number_in(text: &str) -> Option<String> {
    let (account, service) = text.rsplit_once('@')?;
    let (number, _device) = account.split_once(':').unwrap_or((account, ""));
    NUMBERED
        .contains(&service.to_lowercase().as_str())
        .then(|| format!("+{}", number.trim_start_matches('+')))
}

/// An address in lower case, and its domain as people write it.
fn email(text: &str) -> Option<Term> {
    let folded = folded(text.trim().trim_start_matches("mailto:"));
    let (local, domain) =
        folded.rsplit_once('@').filter(|(local, domain)| !local.is_empty() && !domain.is_empty())?;
    let written = |label: &str| match label.strip_prefix("xn--") {
        Some(code) => idna::punycode::decode_to_string(code).unwrap_or_else(|| label.to_owned()),
        None => label.to_owned(),
    };
    let domain: Vec<String> = domain.trim_end_matches('.').split('.').map(written).collect();
    Some((EMAIL, format!("{local}@{}", domain.join("."))))
}

/// A user name in lower case, without `@` and without the link to it.
fn handle(text: &str) -> Option<Term> {
    let folded = folded(text.trim());
    let path = folded.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let bare = path.rsplit('/').next().unwrap_or(path).trim_start_matches('@');
    let plain = !bare.is_empty() && !bare.contains(char::is_whitespace);
    plain.then(|| (HANDLE, bare.to_owned()))
}

fn identity(text: &str) -> Option<Term> {
    let folded = folded(text.trim());
    (!folded.is_empty()).then_some((IDENTITY, folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact<'a>(phone: Option<&'a str>, email: Option<&'a str>, handle: Option<&'a str>) -> Findable<'a> {
        Findable { phone, email, handle, identities: &[] }
    }

    #[track_caller]
    fn finds(text: &str, contact: Findable<'_>, home: Option<&str>, expect: bool) {
        let terms = contact.terms();
        assert_eq!(meant(text, home).iter().any(|term| terms.contains(term)), expect, "{text}");
    }

    #[test]
    fn every_spelling_of_a_number_finds_it() {
        for stored in [
            "+90 532 123 45 67",
            "905321234567",
            "00905321234567",
            "0532 123 45 67",
            "+1 201 555 0123; +90 5321234567",
        ] {
            let contact = contact(Some(stored), None, None);
            for text in [
                "0532 123 45 67",
                "+90 532 123 45 67",
                "00 90 532 123 45 67",
                "905321234567",
                "5321234567",
                "(0532) 123-45-67",
                "905321234567@s.whatsapp.net",
                "905321234567:12@C.US",
                "%2B905321234567",
            ] {
                finds(text, contact, None, true);
                finds(text, contact, Some("90"), true);
            }
            for text in ["0532 123 45 68", "532 123 45 67 8", "123 45 67", "+91 532 123 45 67 0", "5321234"] {
                finds(text, contact, None, false);
            }
        }
    }

    #[test]
    fn a_country_tells_numbers_without_a_code_apart() {
        let stored = contact(Some("0532 123 45 67"), None, None);
        finds("+90 532 123 45 67", stored, Some("90"), true);
        finds("+7 532 123 45 67", stored, Some("90"), false);
        finds("+7 532 123 45 67", stored, None, true);
        finds("+7 532 123 45 67", contact(Some("+90 532 123 45 67"), None, None), None, false);
    }

    #[test]
    fn addresses_and_names_elsewhere() {
        let stored = contact(None, Some(" Елена@Почта.рф"), Some("@Elena_K"));
        for text in
            ["елена@почта.рф", "ЕЛЕНА@xn--80a1acny.xn--p1ai", "mailto:елена@почта.рф.", "елена%40почта.рф"]
        {
            finds(text, stored, None, true);
        }
        for text in ["elena_k", "@ELENA_K", "https://t.me/elena_k", "https://t.me/Elena_K/?start=1"] {
            finds(text, stored, None, true);
        }
        for text in ["elena@почта.рф", "елена@почта", "@почта.рф", "elena", "elena_k2", "", "@"]
        {
            finds(text, stored, None, false);
        }
    }

    #[test]
    fn what_vendors_call_somebody() {
        let identities = [
            ("whatsapp".to_owned(), "905321234567".to_owned()),
            ("telegram".to_owned(), "6114207733".to_owned()),
            ("whatsapp_user".to_owned(), "TR.Ab12".to_owned()),
        ];
        let stored = Findable { phone: None, email: None, handle: None, identities: &identities };
        for text in ["0532 123 45 67", "905321234567", "6114207733", "tr.AB12"] {
            finds(text, stored, None, true);
        }
        for text in ["611420773", "TR.Ab1", "whatsapp"] {
            finds(text, stored, None, false);
        }
    }

    #[test]
    fn what_is_too_short_or_too_long_is_no_number() {
        let stored = contact(Some("123456"), None, None);
        assert!(!stored.terms().is_empty());
        finds("123456", stored, None, false);
        assert!(meant(&"5".repeat(TERM_MAX_CHARS + 1), None).is_empty());
    }
}
