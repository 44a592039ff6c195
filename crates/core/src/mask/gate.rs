//! The type of what has gone through a lens.

use core::ops::Deref;

use serde::{Serialize, Serializer};

use super::Lens;

/// Something that holds personal data and knows which of its fields are of which kind.
pub trait Maskable {
    /// The same as this lens shows it.
    #[must_use]
    fn mask(self, lens: &Lens) -> Self;
}

/// A value that went through a [`Lens`]. It can be read and serialised, not changed; nothing else may leave for a viewer.
///
/// INVARIANT: the only way to make one is [`Masked::new`], which masks.
///
/// ```
/// use usher_core::{FieldKind, FieldVisibility, Visibility};
/// use usher_core::mask::{Lens, Maskable, Masked, Secrets};
///
/// struct Caller { phone: Option<String> }
///
/// impl Maskable for Caller {
///     fn mask(self, lens: &Lens) -> Self {
///         Self { phone: self.phone.and_then(|phone| lens.field(&FieldKind::Phone, &phone)) }
///     }
/// }
///
/// let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
/// let caller = Masked::new(Caller { phone: Some("+905321234567".into()) }, &lens);
/// assert_eq!(caller.phone.as_deref(), Some("+90 ••• ••• •• 67"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Masked<T>(T);

impl<T: Maskable> Masked<T> {
    /// Shows a value through a lens.
    pub fn new(value: T, lens: &Lens) -> Self {
        Self(value.mask(lens))
    }
}

impl<T> Deref for Masked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Masked<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Maskable> Maskable for Option<T> {
    fn mask(self, lens: &Lens) -> Self {
        self.map(|value| value.mask(lens))
    }
}

impl<T: Maskable> Maskable for Vec<T> {
    fn mask(self, lens: &Lens) -> Self {
        self.into_iter().map(|value| value.mask(lens)).collect()
    }
}
