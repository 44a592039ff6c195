//! What *masked* means in a company: in part, as a token, not at all.

use std::sync::Arc;

use serde_json::json;
use usher_core::mask::{self, Lens, Pseudonyms, Schema, Secrets, Style, Styles};
use usher_core::{FieldKind, FieldVisibility, Visibility};

/// Names made of the length and the digits of a value: good enough to see which values are taken for one.
struct Names;

impl Pseudonyms for Names {
    fn pseudonym(&self, _kind: &FieldKind, plain: &str) -> String {
        let letters = plain.bytes().map(|byte| char::from(b'a' + byte % 26));
        letters.chain(std::iter::repeat('z')).take(16).collect()
    }
}

fn lens(kind: FieldKind, style: Style) -> Lens {
    Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new())
        .with_style(kind, style)
        .with_pseudonyms(Arc::new(Names))
}

#[test]
fn one_value_has_one_token_in_every_spelling() {
    let lens = lens(FieldKind::Phone, Style::Token);
    let token = lens.field(&FieldKind::Phone, "+905321234567");
    assert!(token.as_ref().is_some_and(|token| token.starts_with('~') && token.len() == 17), "{token:?}");
    for spelling in ["0090 532 123 45 67", "+90 (532) 123-45-67", "905321234567"] {
        assert_eq!(lens.field(&FieldKind::Phone, spelling), token, "{spelling}");
    }
    let shown = |token: &str| format!("ara {token} lütfen");
    assert_eq!(lens.text("ara +90 532 123 45 67 lütfen"), token.as_deref().map(shown));
    assert_ne!(lens.field(&FieldKind::Phone, "+905321234568"), token);
}

#[test]
fn a_token_stays_as_it_is() {
    let lens = lens(FieldKind::Email, Style::Token);
    let once = lens.text("yaz: ayse.kaya@example.com ya da ayse at gmail dot com");
    assert_eq!(once.as_deref().and_then(|once| lens.text(once)), once);
    let field = lens.field(&FieldKind::Email, "ayse.kaya@example.com");
    assert_eq!(field.as_deref().and_then(|field| lens.field(&FieldKind::Email, field)), field);
}

#[test]
fn nobody_to_name_it_shows_nothing() {
    let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new())
        .with_style(FieldKind::Phone, Style::Token);
    assert_eq!(lens.field(&FieldKind::Phone, "+905321234567").as_deref(), Some("•••"));
    assert_eq!(lens.text("ara 0532 123 45 67").as_deref(), Some("ara •••"));
}

#[test]
fn styles_in_a_record() {
    let styles = Styles::partial()
        .with(FieldKind::Phone, Style::Hidden)
        .with(FieldKind::Email, Style::Clear)
        .with(FieldKind::Name, Style::Token);
    let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new()).with_styles(&styles);
    let record = json!({"phone": "+905321234567", "email": "ayse@example.com", "name": "Ayşe Yılmaz", "note": "05321234567"});
    assert_eq!(
        mask::record(&record, &lens, &Schema::standard()),
        Ok(json!({"phone": null, "email": "ayse@example.com", "name": "•••", "note": "•••"}))
    );
}
