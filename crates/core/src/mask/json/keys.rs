//! The keys of a page: few, and the same in every record.

use crate::mask::hash::{Index, hash};
use crate::mask::{FAST, Schema, Treatment};

use super::quoted;

/// The number of a treatment among those of a page; [`NONE`] where nothing is known.
pub(super) type TreatmentId = u16;

/// Of what is under this key nothing is known.
pub(super) const NONE: TreatmentId = 0;

/// A key by its place among the different keys of a page.
pub(super) type KeyId = u32;

/// One of the different keys of a page.
pub(super) struct Key {
    /// As it is written between the quotes, and the quote that ends it.
    written: Box<[u8]>,
    /// Its first bytes as one number, and which bits of it count.
    head: Head,
    /// How what is under it is treated.
    pub(super) treatment: TreatmentId,
    /// Whether the schema knows it by its whole name.
    pub(super) is_known: bool,
    /// The key that came after it, and the first key in what is under it, when they were last seen: most likely the
    /// next record has its keys in the same order.
    next: KeyId,
    first_below: KeyId,
}

impl Key {
    /// As it is written between the quotes.
    pub(super) fn written(&self) -> &str {
        let text = self.written.split_last().map_or(&[][..], |(_, text)| text);
        core::str::from_utf8(text).unwrap_or("")
    }

    /// Whether a page starts with it.
    #[inline]
    fn starts(&self, page: &[u8]) -> bool {
        if let (Some((head, counts)), Some(chunk)) = (self.head.first(), page.first_chunk())
            && self.written.len() <= HEAD
        {
            return u128::from_le_bytes(*chunk) & counts == *head;
        }
        page.get(..self.written.len()) == Some(&*self.written)
    }
}

/// So many bytes are compared at once: a call for a few costs more than they do.
const HEAD: usize = 16;

/// The first bytes of a key as one number, and which bits of it count; not in what pages download.
type Head = [(u128, u128); if FAST { 1 } else { 0 }];

fn head_of(written: &[u8]) -> (u128, u128) {
    let (mut bytes, mut mask) = ([0; HEAD], [0; HEAD]);
    for ((to, counts), byte) in bytes.iter_mut().zip(&mut mask).zip(written) {
        (*to, *counts) = (*byte, u8::MAX);
    }
    (u128::from_le_bytes(bytes), u128::from_le_bytes(mask))
}

/// Where a key is expected.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// After this one, in the same object.
    After(KeyId),
    /// First in an object that is under this one.
    Below(KeyId),
}

/// All the different keys of a page.
pub(super) struct Keys {
    all: Vec<Key>,
    index: Index,
    treatments: Vec<Treatment>,
}

impl Keys {
    /// Above all others: what the page is under.
    pub(super) const ROOT: KeyId = 0;

    pub(super) fn new() -> Self {
        let mut keys = Self { all: Vec::new(), index: Index::new(), treatments: Vec::new() };
        keys.add(&[], NONE, true);
        keys
    }

    pub(super) fn treatment(&self, id: TreatmentId) -> Option<&Treatment> {
        usize::from(id).checked_sub(1).and_then(|at| self.treatments.get(at))
    }

    pub(super) fn get(&self, id: KeyId) -> Option<&Key> {
        self.all.get(id as usize)
    }

    /// The keys, without the one that stands for the page.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Key> {
        self.all.iter().skip(1)
    }

    /// The key that is expected at a place, if it is the one that is written here: with the quote that ends it.
    #[inline]
    pub(super) fn expected(&self, place: Place, page: &[u8]) -> Option<(KeyId, usize, TreatmentId)> {
        let id = match place {
            Place::After(key) => self.get(key)?.next,
            Place::Below(key) => self.get(key)?.first_below,
        };
        let key = self.get(id)?;
        let length = key.written.len();
        (length > 0 && key.starts(page)).then_some((id, length, key.treatment))
    }

    /// The key that is written so between its quotes, and is at this place now.
    pub(super) fn met(&mut self, place: Place, written: &str, schema: &Schema) -> (KeyId, TreatmentId) {
        let hash = hash(written.as_bytes());
        let known =
            self.index.with(hash).find(|at| self.all.get(*at).is_some_and(|key| key.written() == written));
        let at = known.unwrap_or_else(|| {
            let mut plain = String::new();
            quoted::decode(written, &mut plain);
            let treatment = self.treatment_id(&plain, schema);
            self.index.add(hash, self.all.len());
            self.add(&[written.as_bytes(), b"\""].concat(), treatment, schema.knows(&plain));
            self.all.len() - 1
        });
        #[allow(clippy::cast_possible_truncation, reason = "a page has fewer bytes than that")]
        let id = at as KeyId;
        let (Place::After(before) | Place::Below(before)) = place;
        if let Some(before) = self.all.get_mut(before as usize) {
            match place {
                Place::After(_) => before.next = id,
                Place::Below(_) => before.first_below = id,
            }
        }
        (id, self.get(id).map_or(NONE, |key| key.treatment))
    }

    fn add(&mut self, written: &[u8], treatment: TreatmentId, is_known: bool) {
        let (next, first_below) = (Self::ROOT, Self::ROOT);
        let head = core::array::from_fn(|_| head_of(written));
        self.all.push(Key { written: written.into(), head, treatment, is_known, next, first_below });
    }

    fn treatment_id(&mut self, key: &str, schema: &Schema) -> TreatmentId {
        let Some(treatment) = schema.treatment(key) else { return NONE };
        let at = self.treatments.iter().position(|known| *known == treatment).unwrap_or_else(|| {
            self.treatments.push(treatment);
            self.treatments.len() - 1
        });
        TreatmentId::try_from(at + 1).unwrap_or(NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_starts_where_it_is_written_whatever_follows() {
        let mut keys = Keys::new();
        for written in ["a", "id", "fifteen_letters", "sixteen_letters_", "seventeen_letters", "ş"] {
            let (id, _) = keys.met(Place::Below(Keys::ROOT), written, &Schema::standard());
            for rest in ["\":1", "\":\"a longer one that follows\"", "x\":\"a longer one that follows\""] {
                let page = [written, rest].concat();
                let found = keys.expected(Place::Below(Keys::ROOT), page.as_bytes()).map(|(id, ..)| id);
                assert_eq!(found, rest.starts_with('"').then_some(id), "{page}");
                let other = page.replacen(written, &written.to_uppercase(), 1);
                assert!(keys.expected(Place::Below(Keys::ROOT), other.as_bytes()).is_none(), "{other}");
            }
        }
    }
}
