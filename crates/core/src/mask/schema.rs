//! Which key of a record holds what.

use super::words;
use crate::field::FieldKind;
use crate::id::IdError;
use crate::sorted::SortedMap;

/// How the value under a key is treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// It is a value of this kind.
    Field(FieldKind),
    /// It is an identifier, a link or a file name, and may embed a number or an address.
    Identifier,
}

/// Which key of a record holds what. A key is matched without case, `_`, `-` and spaces, and what is under an
/// unknown key is searched like text.
#[derive(Clone, Debug)]
pub struct Schema {
    own: SortedMap<String, Treatment>,
}

/// What is wrong with a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaError {
    /// A treatment is neither `identifier` nor the name of a kind.
    BadTreatment(IdError),
    /// A key holds no letter and no digit, so that it would match anything.
    EmptyKey,
}

impl SchemaError {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadTreatment(_) => "schema_treatment_invalid",
            Self::EmptyKey => "schema_key_empty",
        }
    }

    /// What is wrong, for people.
    pub fn message(&self) -> &'static str {
        match self {
            Self::BadTreatment(_) => "a treatment is `identifier` or the name of a field kind",
            Self::EmptyKey => "a key of a schema needs a letter or a digit",
        }
    }
}

impl core::fmt::Display for SchemaError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for SchemaError {}

const PHONE: &str = "phone phonenumber phones tel telephone mobile mobilephone msisdn waid gsm cell cellphone fax \
    whatsappnumber callernumber recipientid ";
const EMAIL: &str = "email emails emailaddress mail eposta ";
const NAME: &str = "name fullname firstname lastname middlename displayname pushname profilename contactname \
    customername clientname formattedname surname nickname verifiedname ";
const HANDLE: &str = "handle username login screenname telegram instagram ";
const ADDRESS: &str = "address addresses street streetaddress postaladdress addressline1 addressline2 ";
const TEXT: &str = "text body caption message note notes comment description subject preview snippet title ";
const CARD: &str = "card cardnumber pan ";
const IBAN: &str = "iban bankaccount ";
const NATIONAL_ID: &str = "nationalid nationalidnumber tckn tcno tckimlikno kimlikno snils cpf ";
const IDENTIFIER: &str = "id jid url uri href link filename file path from to sender recipient author wamid messageid chatid \
    contactid externalid sourceid userid clientid customerid threadid conversationid key participant \
    remotejid avatar ";
/// A longer key that ends in one of these, such as `customerPhone`, holds what they hold.
const ENDINGS: &str =
    "phone phonenumber msisdn mobile email emailaddress iban nationalid waid jid url filename ";

impl Schema {
    /// The keys that contacts, chats, messages and webhooks usually have.
    pub fn standard() -> Self {
        Self { own: SortedMap::new() }
    }

    /// The same with one key set.
    ///
    /// # Errors
    /// [`SchemaError::EmptyKey`] where the key has neither letter nor digit.
    pub fn with(mut self, key: &str, treatment: Treatment) -> Result<Self, SchemaError> {
        let plain = plain_key(key);
        if plain.is_empty() {
            return Err(SchemaError::EmptyKey);
        }
        self.own.insert(plain, treatment);
        Ok(self)
    }

    /// The same with one key set to a treatment by its name: `identifier`, or the name of a field kind.
    ///
    /// # Errors
    /// [`SchemaError`] where the key is empty or the name is neither.
    pub fn with_named(self, key: &str, treatment: &str) -> Result<Self, SchemaError> {
        let treatment = match treatment {
            "identifier" => Treatment::Identifier,
            kind => Treatment::Field(FieldKind::parse(kind).map_err(SchemaError::BadTreatment)?),
        };
        self.with(key, treatment)
    }

    /// Whether this is the name of a field, and not one that only ends like one.
    pub(super) fn knows(&self, key: &str) -> bool {
        let bare = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' '));
        let plain = plain_key(key);
        bare && (self.own.get(&plain).is_some() || known(&plain).is_some())
    }

    /// How the value under this key is treated; `None` where nothing is known of it.
    pub(super) fn treatment(&self, key: &str) -> Option<Treatment> {
        let plain = plain_key(key);
        if let Some(treatment) = self.own.get(&plain) {
            return Some(treatment.clone());
        }
        known(&plain).or_else(|| known(ending(&plain)?))
    }
}

fn known(plain: &str) -> Option<Treatment> {
    let kinds = [
        (PHONE, FieldKind::Phone),
        (EMAIL, FieldKind::Email),
        (NAME, FieldKind::Name),
        (HANDLE, FieldKind::Handle),
        (ADDRESS, FieldKind::Address),
        (TEXT, FieldKind::Text),
        (CARD, FieldKind::Card),
        (IBAN, FieldKind::Iban),
        (NATIONAL_ID, FieldKind::NationalId),
    ];
    for (keys, kind) in kinds {
        if words::has(keys, plain) {
            return Some(Treatment::Field(kind));
        }
    }
    words::has(IDENTIFIER, plain).then_some(Treatment::Identifier)
}

/// The longest of the endings that this key has.
fn ending(plain: &str) -> Option<&str> {
    let mut list = ENDINGS;
    let mut longest = 0;
    while let Some((word, rest)) = words::first(list) {
        if plain.as_bytes().ends_with(word) {
            longest = longest.max(word.len());
        }
        list = rest;
    }
    if longest > 0 { plain.get(plain.len() - longest..) } else { None }
}

fn plain_key(key: &str) -> String {
    let mut plain = String::new();
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() {
            plain.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let schema = Schema::standard().with_named("loyalty-no", "loyalty").unwrap();
        let rows = [
            ("phone_number", Some(Treatment::Field(FieldKind::Phone))),
            ("wa_id", Some(Treatment::Field(FieldKind::Phone))),
            ("customerPhone", Some(Treatment::Field(FieldKind::Phone))),
            ("contact_email", Some(Treatment::Field(FieldKind::Email))),
            ("customerNationalId", Some(Treatment::Field(FieldKind::NationalId))),
            ("fileName", Some(Treatment::Identifier)),
            ("LoyaltyNo", Some(Treatment::Field(FieldKind::parse("loyalty").unwrap()))),
            ("whatever", None),
            ("", None),
        ];
        for (key, expected) in rows {
            assert_eq!(schema.treatment(key), expected, "{key}");
        }
        assert_eq!(Schema::standard().with_named("--", "phone").map(|_| ()), Err(SchemaError::EmptyKey));
        assert!(Schema::standard().with_named("a", "No Kind").is_err());
    }
}
