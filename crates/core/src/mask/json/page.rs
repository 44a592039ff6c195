//! The two ways through a page: what it holds, and what is written in its place.

use super::keys::Keys;
use super::leaf::{Leaf, What};
use super::reader::Reader;
use super::scan::Look;
use super::{JSON_MAX_BYTES, JsonError, number, quoted};
use crate::mask::hash::{Index, hash};
use crate::mask::view::{Shown, View};
use crate::mask::{Lens, RecordError, Schema, Secrets, Treatment, learn};

/// What is used again for each page.
pub(super) struct Desk {
    pub(super) keys: Keys,
    /// What may have to change, in order.
    leaves: Vec<Leaf>,
    /// The text of a string that is written with escapes.
    plain: String,
}

impl Desk {
    /// With more different keys than this it starts anew: they are no names of fields.
    const KEYS_MAX: usize = 4096;

    pub(super) fn new() -> Self {
        Self { keys: Keys::new(), leaves: Vec::new(), plain: String::new() }
    }

    fn clear(&mut self) {
        self.leaves.clear();
        if self.keys.iter().count() > Self::KEYS_MAX {
            self.keys = Keys::new();
        }
    }
}

/// One page on its way.
pub(super) struct Page<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) schema: &'a Schema,
    pub(super) desk: &'a mut Desk,
    lens: &'a Lens,
    secrets: Secrets,
    pass: Pass,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// What the page holds is learnt.
    Values,
    /// It is known by now; the keys are to be told, too.
    Keys,
}

/// Writes the page as this lens shows it.
pub(super) fn mask(
    bytes: &[u8],
    lens: &Lens,
    schema: &Schema,
    desk: &mut Desk,
    out: &mut Vec<u8>,
) -> Result<(), JsonError> {
    if bytes.len() > JSON_MAX_BYTES {
        return Err(RecordError::TooLarge.into());
    }
    desk.clear();
    let mut page = Page { bytes, schema, desk, lens, secrets: lens.secrets().clone(), pass: Pass::Values };
    Reader::new(&mut page).read()?;
    if page.some_key_changes() {
        page.pass = Pass::Keys;
        page.desk.leaves.clear();
        Reader::new(&mut page).read()?;
    }
    let mut plain = core::mem::take(&mut page.desk.plain);
    page.write(&mut plain, out);
    desk.plain = plain;
    Ok(())
}

impl Page<'_> {
    /// A value: what it tells is learnt, and it is kept where it may have to change.
    #[inline]
    pub(super) fn note(&mut self, leaf: Leaf) -> Result<(), JsonError> {
        let treatment = self.desk.keys.treatment(leaf.treatment);
        if leaf.look.has(Look::WIDE) {
            core::str::from_utf8(leaf.written(self.bytes))
                .map_err(|error| JsonError::Malformed(leaf.start as usize + error.valid_up_to()))?;
        }
        if self.pass == Pass::Values
            && let Some(treatment) = treatment
        {
            let text = text_of(&leaf, self.bytes, &mut self.desk.plain);
            learn::learn(&mut self.secrets, text, treatment, self.lens.detector());
        }
        self.desk.leaves.push(leaf);
        Ok(())
    }

    /// A key, or the start or end of an object: kept only where keys change.
    #[inline(always)]
    pub(super) fn tell(&mut self, leaf: Leaf) {
        if self.pass == Pass::Keys {
            self.desk.leaves.push(leaf);
        }
    }

    fn view(&self) -> View<'_> {
        View { lens: self.lens, secrets: &self.secrets }
    }

    fn some_key_changes(&self) -> bool {
        let mut plain = String::new();
        let view = self.view();
        self.desk.keys.iter().any(|key| {
            quoted::decode(key.written(), &mut plain);
            view.key(&plain, self.schema) != Shown::Same
        })
    }

    /// Writes the page with everything in its place that is not shown as it is.
    fn write(&self, plain: &mut String, out: &mut Vec<u8>) {
        out.reserve(self.bytes.len() + self.bytes.len() / 8);
        let mut from = 0;
        let mut names = Names::default();
        for leaf in &self.desk.leaves {
            let shown = match leaf.what {
                What::Text | What::Number => self.shown(leaf, plain),
                What::Key(_) => self.name(leaf, plain, &mut names),
                What::Open => {
                    names.open();
                    continue;
                }
                What::Close => {
                    names.close();
                    continue;
                }
            };
            if shown == Shown::Same {
                continue;
            }
            let quotes = usize::from(leaf.what != What::Number);
            let (start, end) = (leaf.start as usize - quotes, leaf.end as usize + quotes);
            out.extend_from_slice(self.bytes.get(from..start).unwrap_or_default());
            match shown {
                Shown::Other(text) => quoted::encode(&text, out),
                _ => out.extend_from_slice(b"null"),
            }
            from = end;
        }
        out.extend_from_slice(self.bytes.get(from..).unwrap_or_default());
    }

    fn name(&self, leaf: &Leaf, plain: &mut String, names: &mut Names) -> Shown {
        let name = text_of(leaf, self.bytes, plain);
        names.free(name, self.view().key(name, self.schema).over(name).unwrap_or_default())
    }

    fn shown(&self, leaf: &Leaf, plain: &mut String) -> Shown {
        let treatment = self.desk.keys.treatment(leaf.treatment);
        let text = text_of(leaf, self.bytes, plain);
        match leaf.what {
            // A number under an unknown key is more often an id than prose.
            What::Number => self.view().leaf(text, treatment.or(Some(&Treatment::Identifier))),
            _ => self.view().leaf(text, treatment),
        }
    }
}

/// The text of a string, or the digits of a number.
fn text_of<'a>(leaf: &Leaf, bytes: &'a [u8], plain: &'a mut String) -> &'a str {
    // It has been checked where it was noted.
    let written = core::str::from_utf8(leaf.written(bytes)).unwrap_or("");
    if leaf.look.has(Look::ESCAPED) || matches!(leaf.what, What::Key(_)) {
        quoted::decode(written, plain);
        return plain;
    }
    if leaf.what == What::Number
        && let Some(digits) = number::written_out(written)
    {
        *plain = digits;
        return plain;
    }
    written
}

/// The keys of the objects that are open, as they are shown: two of them may look alike once masked.
#[derive(Default)]
struct Names {
    open: Vec<Taken>,
}

/// The keys of one object: what each shows, and what it was.
#[derive(Default)]
struct Taken {
    names: Vec<(String, String)>,
    index: Index,
}

impl Taken {
    fn was(&self, shown: &str) -> Option<&str> {
        let mut places = self.index.with(hash(shown.as_bytes()));
        places
            .find_map(|place| self.names.get(place).filter(|(name, _)| name == shown))
            .map(|(_, was)| was.as_str())
    }
}

impl Names {
    fn open(&mut self) {
        self.open.push(Taken::default());
    }

    fn close(&mut self) {
        self.open.pop();
    }

    /// What is shown of a key: with a number behind it, where another key of the object is shown so already.
    fn free(&mut self, name: &str, shown: String) -> Shown {
        let Some(taken) = self.open.last_mut() else { return Shown::Same };
        let mut free = shown.clone();
        let mut count = taken.names.len();
        while taken.was(&free).is_some_and(|was| was != name) {
            free = format!("{shown} #{count}");
            count += 1;
        }
        taken.index.add(hash(free.as_bytes()), taken.names.len());
        let same = free == name;
        taken.names.push((free.clone(), name.to_owned()));
        if same { Shown::Same } else { Shown::Other(free) }
    }
}
