//! The structure of a page: RFC 8259, and nothing beside it.

use super::JsonError;
use super::keys::{Keys, NONE, Place, TreatmentId};
use super::leaf::{Leaf, What};
use super::number::number;
use super::page::Page;
use super::scan::{self, Look};
use crate::mask::record::{RECORD_MAX_BYTES, RECORD_MAX_DEPTH, RecordError};

/// A list or an object that is open.
#[derive(Clone, Copy)]
struct Frame {
    is_object: bool,
    /// What is known of its items, where their own key says nothing.
    treatment: TreatmentId,
    /// Where its next key is expected.
    place: Place,
}

/// Reads one page.
pub(super) struct Reader<'p, 'a> {
    page: &'p mut Page<'a>,
    bytes: &'a [u8],
    at: usize,
    frames: Vec<Frame>,
    /// The frame that the next value stands in; below all others, one for the page itself.
    frame: Frame,
    /// How the next value is treated.
    treatment: TreatmentId,
    left_bytes: usize,
}

type Step<T> = Result<T, JsonError>;

impl<'p, 'a> Reader<'p, 'a> {
    pub(super) fn new(page: &'p mut Page<'a>) -> Self {
        let frame = Frame { is_object: false, treatment: NONE, place: Place::Below(Keys::ROOT) };
        let bytes = page.text.as_bytes();
        Self { page, bytes, at: 0, frames: Vec::new(), frame, treatment: NONE, left_bytes: RECORD_MAX_BYTES }
    }

    /// Reads the page to its end, and tells what is in it.
    pub(super) fn read(mut self) -> Step<()> {
        loop {
            if !self.value()? {
                // An object or a list was opened, and its first value comes next.
                continue;
            }
            if !self.after_value()? {
                self.peek();
                return if self.at == self.bytes.len() { Ok(()) } else { Err(self.malformed()) };
            }
        }
    }

    /// Reads a value, or the start of one that has values in it; whether it is over.
    fn value(&mut self) -> Step<bool> {
        let first = self.peek();
        if self.frames.len() > RECORD_MAX_DEPTH {
            return Err(RecordError::TooDeep.into());
        }
        self.spend(8)?;
        match first {
            b'"' => {
                let start = self.at + 1;
                let (end, look) = scan::string(self.bytes, start).map_err(JsonError::Malformed)?;
                self.spend(end - start)?;
                self.at = end + 1;
                self.page.note(leaf(start, end, What::Text, self.treatment, look));
                Ok(true)
            }
            b'{' => self.open(true),
            b'[' => self.open(false),
            b'-' | b'0'..=b'9' => {
                let start = self.at;
                let (end, digits) = number(self.bytes, start).map_err(JsonError::Malformed)?;
                self.at = end;
                let look = Look { digits: u8::try_from(digits).unwrap_or(u8::MAX), marks: 0 };
                self.page.note(leaf(start, end, What::Number, self.treatment, look));
                Ok(true)
            }
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => Err(self.malformed()),
        }
    }

    /// Goes on to the next value; `false` where the page is over.
    fn after_value(&mut self) -> Step<bool> {
        while !self.frames.is_empty() {
            match (self.peek(), self.frame.is_object) {
                (b',', true) => {
                    self.at += 1;
                    self.peek();
                    self.key()?;
                    return Ok(true);
                }
                (b',', false) => {
                    self.at += 1;
                    self.treatment = self.frame.treatment;
                    return Ok(true);
                }
                (b'}', true) => {
                    self.page.tell(leaf(self.at, self.at, What::Close, NONE, Look::default()));
                    self.close();
                }
                (b']', false) => self.close(),
                _ => return Err(self.malformed()),
            }
        }
        Ok(false)
    }

    /// Opens an object or a list; whether it is over already, being empty.
    fn open(&mut self, is_object: bool) -> Step<bool> {
        self.frames.push(self.frame);
        let place = match self.frame.place {
            Place::After(key) | Place::Below(key) => Place::Below(key),
        };
        self.frame = Frame { is_object, treatment: self.treatment, place };
        if is_object {
            self.page.tell(leaf(self.at, self.at, What::Open, NONE, Look::default()));
        }
        self.at += 1;
        match (self.peek(), is_object) {
            (b'}', true) => {
                self.page.tell(leaf(self.at, self.at, What::Close, NONE, Look::default()));
                self.close();
                Ok(true)
            }
            (b']', false) => {
                self.close();
                Ok(true)
            }
            (_, true) => self.key().map(|()| false),
            (_, false) => Ok(false),
        }
    }

    fn close(&mut self) {
        self.at += 1;
        if let Some(frame) = self.frames.pop() {
            self.frame = frame;
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Step<()> {
        if self.byte() != b'"' {
            return Err(self.malformed());
        }
        let start = self.at + 1;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let (id, length, own) = match self.page.desk.keys.expected(self.frame.place, rest) {
            Some(found) => found,
            None => {
                let (end, _) = scan::string(self.bytes, start).map_err(JsonError::Malformed)?;
                let written = self.page.text.get(start..end).unwrap_or("");
                let (id, own) = self.page.desk.keys.met(self.frame.place, written, self.page.schema);
                (id, written.len() + 1, own)
            }
        };
        self.spend(length - 1)?;
        self.page.tell(leaf(start, start + length - 1, What::Key(id), own, Look::default()));
        self.frame.place = Place::After(id);
        self.treatment = if own == NONE { self.frame.treatment } else { own };
        self.at = start + length;
        if self.peek() != b':' {
            return Err(self.malformed());
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &[u8]) -> Step<bool> {
        if !self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(self.malformed());
        }
        self.at += word.len();
        Ok(true)
    }

    /// The next byte that is no space; zero, which no page holds, at its end.
    #[inline(always)]
    fn peek(&mut self) -> u8 {
        loop {
            match self.byte() {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return byte,
            }
        }
    }

    #[inline(always)]
    fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline(always)]
    fn spend(&mut self, bytes: usize) -> Step<()> {
        self.left_bytes = self.left_bytes.checked_sub(bytes).ok_or(RecordError::TooLarge)?;
        Ok(())
    }

    #[cold]
    fn malformed(&self) -> JsonError {
        JsonError::Malformed(self.at)
    }
}

#[inline(always)]
#[allow(clippy::cast_possible_truncation, reason = "a page has fewer bytes than that")]
fn leaf(start: usize, end: usize, what: What, treatment: TreatmentId, look: Look) -> Leaf {
    Leaf { start: start as u32, end: end as u32, what, treatment, look, brief: None }
}
