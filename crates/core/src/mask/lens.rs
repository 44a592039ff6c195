//! One viewer's view of one record.

use core::fmt;
use std::sync::Arc;

use super::style::{Pseudonyms, Style, Styles};
use super::view::View;
use super::{Detector, Policy, Secrets};
use crate::field::{FieldKind, FieldVisibility};

/// One viewer's view of one record: how much of each kind is shown, and what the record holds.
pub struct Lens {
    visibility: FieldVisibility,
    secrets: Secrets,
    detector: Detector,
    styles: Styles,
    pseudonyms: Option<Arc<dyn Pseudonyms>>,
}

impl Lens {
    /// A lens that shows this much of each kind, and knows that the record holds these values.
    pub fn new(visibility: FieldVisibility, secrets: Secrets) -> Self {
        let detector = Detector::new(Policy::Balanced);
        Self { visibility, secrets, detector, styles: Styles::partial(), pseudonyms: None }
    }

    /// The same with texts searched in this way; without it they are searched in a balanced one.
    #[must_use]
    pub fn with_detector(self, detector: Detector) -> Self {
        Self { detector, ..self }
    }

    /// The same with what is masked of this kind shown in this style.
    #[must_use]
    pub fn with_style(self, kind: FieldKind, style: Style) -> Self {
        self.with_styles(&Styles::partial().with(kind, style))
    }

    /// The same with what is masked shown in these styles; of a kind that they do not name the style stays.
    #[must_use]
    pub fn with_styles(mut self, styles: &Styles) -> Self {
        self.visibility = styles.applied_to(self.visibility);
        self.styles = styles.iter().fold(self.styles, |all, (kind, style)| all.with(kind.clone(), style));
        self
    }

    /// The same with names for the values whose style is [`Style::Token`].
    #[must_use]
    pub fn with_pseudonyms(self, pseudonyms: Arc<dyn Pseudonyms>) -> Self {
        Self { pseudonyms: Some(pseudonyms), ..self }
    }

    /// How much of each kind is shown, with the styles taken into account.
    pub fn visibility(&self) -> &FieldVisibility {
        &self.visibility
    }

    /// What the record is known to hold.
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// How texts are searched.
    pub fn detector(&self) -> Detector {
        self.detector
    }

    pub(super) fn styles(&self) -> &Styles {
        &self.styles
    }

    pub(super) fn pseudonyms(&self) -> Option<&dyn Pseudonyms> {
        self.pseudonyms.as_deref()
    }

    /// A field of this kind; `None` where it is hidden.
    ///
    /// A field that is shown clear is still searched for the other kinds: a name may hold a number.
    pub fn field(&self, kind: &FieldKind, value: &str) -> Option<String> {
        self.view().field(kind, value).over(value)
    }

    /// A text that people wrote; `None` where text is hidden.
    pub fn text(&self, text: &str) -> Option<String> {
        self.view().text(text).over(text)
    }

    /// An identifier, a link or a file name: what it embeds is masked, the rest stays, and an opaque one is left alone.
    pub fn identifier(&self, value: &str) -> String {
        self.view().identifier(value).over(value).unwrap_or_default()
    }

    fn view(&self) -> View<'_> {
        View { lens: self, secrets: &self.secrets }
    }
}

/// Redacted on purpose: a lens knows the values it hides.
impl fmt::Debug for Lens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lens").field("visibility", &self.visibility).finish_non_exhaustive()
    }
}
