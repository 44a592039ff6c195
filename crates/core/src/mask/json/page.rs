//! The two ways through a page: what it holds, and what is written in its place.

use super::keys::{Keys, NONE};
use super::leaf::{Leaf, What};
use super::reader::Reader;
use super::scan::Look;
use super::{JSON_MAX_BYTES, JsonError, number, quick, quoted};
use crate::field::{FieldKind, Visibility};
use crate::mask::detect::Setting;
use crate::mask::find::Find;
use crate::mask::hash::{Index, hash};
use crate::mask::view::{Shown, View};
use crate::mask::{Lens, Policy, RecordError, Schema, Secrets, Style, Treatment, dull, glance, learn};
use crate::write::{digits, joined};

/// What is shorter is neither a number, an address nor a word that is looked for.
const LENGTH_MIN: u32 = 3;
/// Fewer digits are no number, in whatever region.
const DIGITS_MIN: u8 = 5;
/// What is shorter is neither a number nor an address written in words: `x at y.ru`.
const SPOKEN_MIN: u32 = 9;

/// What is used again for each page.
pub(super) struct Desk {
    pub(super) keys: Keys,
    /// What may have to change, in order.
    leaves: Vec<Leaf>,
    /// What the search found in identifiers, by the places where they start.
    found: Vec<(u32, Vec<Find>)>,
    /// The text of a string that is written with escapes.
    plain: String,
}

impl Desk {
    /// With more different keys than this it starts anew: they are no names of fields, and each is looked at for each page.
    const KEYS_MAX: usize = 256;

    pub(super) fn new() -> Self {
        Self { keys: Keys::new(), leaves: Vec::new(), found: Vec::new(), plain: String::new() }
    }

    fn clear(&mut self) {
        self.leaves.clear();
        self.found.clear();
        if self.keys.iter().count() > Self::KEYS_MAX {
            self.keys = Keys::new();
        }
    }
}

/// One page on its way.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) schema: &'a Schema,
    pub(super) desk: &'a mut Desk,
    lens: &'a Lens,
    secrets: Secrets,
    ways: Ways,
    pass: Pass,
}

/// Which kinds are shown in the plain way, masked in part.
#[derive(Clone, Copy)]
struct Ways {
    phone: bool,
    email: bool,
    name: bool,
    /// Whether texts are shown at all.
    prose: bool,
    /// Whether numbers of persons are looked for where no word leads to them.
    persons: bool,
    /// Whether nothing is clear, so that whatever is found is masked.
    everything: bool,
    /// Whether a number in an identifier is a phone for certain: known once the page is read.
    number: bool,
}

impl Ways {
    fn of(lens: &Lens) -> Self {
        let is_plain = |kind: FieldKind| {
            lens.visibility().get(&kind) == Visibility::Masked && lens.styles().get(&kind) == Style::Partial
        };
        Self {
            phone: is_plain(FieldKind::Phone),
            email: is_plain(FieldKind::Email),
            name: is_plain(FieldKind::Name),
            persons: lens.detector().policy() == Policy::Strict,
            prose: lens.visibility().get(&FieldKind::Text) != Visibility::Hidden,
            everything: FieldKind::STANDARD
                .iter()
                .all(|kind| lens.visibility().get(kind) < Visibility::Clear),
            number: false,
        }
    }
}

/// How a value is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As it is.
    Same,
    /// By the mask of its kind, if it is written plainly.
    Phone,
    Email,
    Name,
    /// As an identifier, if it is a number.
    Number,
    /// After a closer look.
    Look,
}

impl Way {
    /// Writes the mask of a value, where this way leads to one.
    fn put(self, leaf: &Leaf, page: &str, out: &mut Vec<u8>) -> bool {
        let value = leaf.written(page);
        match (self, leaf.brief) {
            (Self::Phone, Some(brief)) => quick::put_phone(brief, out),
            (Self::Number, Some(brief)) => quick::put_identifier(value, brief, out),
            (Self::Email, _) => return quick::email(value, out),
            (Self::Name, _) => return quick::name(value, out),
            _ => return false,
        }
        true
    }
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
    let (secrets, ways) = (lens.secrets().clone(), Ways::of(lens));
    let (text, fault) = text_before_fault(bytes);
    let mut page = Page { text, schema, desk, lens, secrets, ways, pass: Pass::Values };
    Reader::new(&mut page).read()?;
    if let Some(fault) = fault {
        return Err(fault);
    }
    if page.some_key_changes() {
        page.pass = Pass::Keys;
        page.desk.leaves.clear();
        Reader::new(&mut page).read()?;
    }
    // One that is also a card or the number of a person is masked as the stricter of them.
    page.ways.number = page.ways.phone && page.secrets.has_phones_only();
    let mut plain = core::mem::take(&mut page.desk.plain);
    page.write(&mut plain, out);
    desk.plain = plain;
    Ok(())
}

/// The page as text, as far as it is UTF-8. What is wrong with its JSON before that is told first.
fn text_before_fault(bytes: &[u8]) -> (&str, Option<JsonError>) {
    match core::str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.valid_up_to();
            let head = bytes.get(..at).and_then(|head| core::str::from_utf8(head).ok());
            (head.unwrap_or(""), Some(JsonError::Malformed(at)))
        }
    }
}

impl Page<'_> {
    /// A value: what it tells is learnt, and it is kept where it may have to change.
    #[inline]
    pub(super) fn note(&mut self, mut leaf: Leaf) {
        if leaf.treatment == NONE {
            // Shorter than any number, address or word that is looked for; a space may hide it all the same.
            if leaf.end - leaf.start < LENGTH_MIN && self.ways.prose {
                return;
            }
        } else {
            self.learn(&mut leaf);
        }
        self.desk.leaves.push(leaf);
    }

    fn learn(&mut self, leaf: &mut Leaf) {
        let Some(treatment) = self.desk.keys.treatment(leaf.treatment) else { return };
        let is_first = self.pass == Pass::Values;
        if !leaf.look.has(Look::ESCAPED) {
            let written = leaf.written(self.text);
            let mut tell = |national: &[u8]| {
                if is_first {
                    self.secrets.add_national(national);
                }
            };
            leaf.brief = match treatment {
                Treatment::Field(FieldKind::Phone) => quick::phone(written, &mut tell),
                Treatment::Identifier => quick::number(written, self.ways.persons, &mut tell),
                Treatment::Field(_) => None,
            };
        }
        if leaf.brief.is_some() || !is_first {
            return;
        }
        let text = text_of(leaf, self.text, &mut self.desk.plain);
        let finds = learn::learn(&mut self.secrets, text, treatment, self.lens.detector());
        if finds.is_empty() {
            leaf.look.marks |= Look::QUIET;
        } else if self.ways.everything {
            self.desk.found.push((leaf.start, finds));
        }
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
            !key.is_known && {
                quoted::decode(key.written(), &mut plain);
                view.identifier(&plain) != Shown::Same
            }
        })
    }

    /// Writes the page with everything in its place that is not shown as it is.
    fn write(&self, plain: &mut String, out: &mut Vec<u8>) {
        let page = self.text.as_bytes();
        out.reserve(page.len() + page.len() / 8);
        let mut from = 0;
        let mut names = Names::default();
        for leaf in &self.desk.leaves {
            let way = self.way(leaf);
            if way == Way::Same {
                continue;
            }
            let quotes = usize::from(matches!(leaf.what, What::Text | What::Key(_)));
            let (start, end) = (leaf.start as usize - quotes, leaf.end as usize + quotes);
            let between = page.get(from..start).unwrap_or_default();
            // What stands between is written with what changes, and once: most values stay as they are.
            if way != Way::Look {
                let before = out.len();
                out.extend_from_slice(between);
                if way.put(leaf, self.text, out) {
                    from = end;
                    continue;
                }
                out.truncate(before);
            }
            let shown = match leaf.what {
                What::Text | What::Number => self.shown(leaf, plain),
                What::Key(_) => self.name(leaf, plain, &mut names),
                What::Open => names.open(),
                What::Close => names.close(),
            };
            if shown == Shown::Same {
                continue;
            }
            out.extend_from_slice(between);
            match shown {
                Shown::Other(text) => quoted::encode(&text, out),
                _ => out.extend_from_slice(b"null"),
            }
            from = end;
        }
        out.extend_from_slice(page.get(from..).unwrap_or_default());
    }

    /// How a value can be shown without a closer look.
    fn way(&self, leaf: &Leaf) -> Way {
        if leaf.look.has(Look::ESCAPED) || !matches!(leaf.what, What::Text | What::Number) {
            return Way::Look;
        }
        match self.desk.keys.treatment(leaf.treatment) {
            Some(Treatment::Field(kind)) => match kind {
                FieldKind::Phone if self.ways.phone => Way::Phone,
                FieldKind::Email if self.ways.email => Way::Email,
                FieldKind::Name if self.ways.name => Way::Name,
                _ => Way::Look,
            },
            Some(Treatment::Identifier) if leaf.look.has(Look::QUIET) => self.known(leaf),
            Some(Treatment::Identifier) if self.ways.number => Way::Number,
            None if self.ways.prose && self.is_dull(leaf) => self.known(leaf),
            _ => Way::Look,
        }
    }

    /// Whether the search would find nothing in a value that nobody said what it is.
    fn is_dull(&self, leaf: &Leaf) -> bool {
        let setting = if leaf.what == What::Number { Setting::Identifier } else { Setting::Prose };
        let plain = leaf.look.digits < DIGITS_MIN && !leaf.look.has(Look::WIDE | Look::SIGN);
        (plain && leaf.end - leaf.start < SPOKEN_MIN)
            || dull::is_dull(leaf.written(self.text), setting, self.lens.detector())
    }

    /// How a value is shown in which only the sweep may find something.
    fn known(&self, leaf: &Leaf) -> Way {
        let known = !self.secrets.is_empty() && glance::may_hold(leaf.written(self.text), &self.secrets);
        if known { Way::Look } else { Way::Same }
    }

    fn name(&self, leaf: &Leaf, plain: &mut String, names: &mut Names) -> Shown {
        let name = text_of(leaf, self.text, plain);
        names.free(name, self.view().key(name, self.schema).over(name).unwrap_or_default())
    }

    fn shown(&self, leaf: &Leaf, plain: &mut String) -> Shown {
        let treatment = self.desk.keys.treatment(leaf.treatment);
        let text = text_of(leaf, self.text, plain);
        match leaf.what {
            // A number under an unknown key is more often an id than prose.
            What::Number => self.view().leaf(text, treatment.or(Some(&Treatment::Identifier))),
            _ => match (treatment, self.found(leaf)) {
                (Some(Treatment::Identifier), Some(found)) => self.view().searched(text, found),
                _ => self.view().leaf(text, treatment),
            },
        }
    }

    /// What the search found in an identifier.
    fn found(&self, leaf: &Leaf) -> Option<Vec<Find>> {
        let place = self.desk.found.partition_point(|(start, _)| *start < leaf.start);
        self.desk.found.get(place).filter(|(start, _)| *start == leaf.start).map(|(_, finds)| finds.clone())
    }
}

/// The text of a string, or the digits of a number.
fn text_of<'a>(leaf: &Leaf, page: &'a str, plain: &'a mut String) -> &'a str {
    let written = leaf.written(page);
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
    fn open(&mut self) -> Shown {
        self.open.push(Taken::default());
        Shown::Same
    }

    fn close(&mut self) -> Shown {
        self.open.pop();
        Shown::Same
    }

    /// What is shown of a key: with a number behind it, where another key of the object is shown so already.
    fn free(&mut self, name: &str, shown: String) -> Shown {
        let Some(taken) = self.open.last_mut() else { return Shown::Same };
        let mut free = shown.clone();
        let mut count = taken.names.len();
        while taken.was(&free).is_some_and(|was| was != name) {
            free = joined(&[&shown, " #", &digits(count as i64)]);
            count += 1;
        }
        taken.index.add(hash(free.as_bytes()), taken.names.len());
        let same = free == name;
        taken.names.push((free.clone(), name.to_owned()));
        if same { Shown::Same } else { Shown::Other(free) }
    }
}
