//! JSON that comes in pieces.

use super::JsonError;
use super::pages::JsonPages;
use crate::mask::record::RECORD_MAX_BYTES;
use crate::mask::{Lens, RecordError, Schema};

/// A stream of JSON, shown through a lens: pieces in, pieces out, cut wherever they are.
///
/// The stream is a list of records, `[{…},{…}]`, or records one after another, as in NDJSON. A record is held back until it
/// is whole: then it is masked by all that it holds and the lens knows, as [`json`](super::json()) masks a page, and passed
/// on. So what one record holds is not looked for in the next, unlike within a page; a document that is one object is one
/// record. No more is kept than one record, and none may be larger than [`RECORD_MAX_BYTES`].
///
/// ```
/// use usher_core::{FieldVisibility, Visibility};
/// use usher_core::mask::{JsonStream, Lens, Schema, Secrets};
///
/// let lens = Lens::new(FieldVisibility::all(Visibility::Masked), Secrets::new());
/// let mut stream = JsonStream::new(lens, Schema::standard());
/// let mut shown = stream.push(br#"[{"phone":"+90532"#)?;
/// shown.extend(stream.push(br#"1234567"}]"#)?);
/// stream.finish()?;
/// assert_eq!(shown, r#"[{"phone":"+90 ••• ••• •• 67"}]"#.as_bytes());
/// # Ok::<(), usher_core::mask::JsonError>(())
/// ```
pub struct JsonStream {
    pages: JsonPages,
    /// The record that is not whole yet.
    held: Vec<u8>,
    /// What is known of it.
    record: Progress,
    list: List,
    /// How many bytes came before those that are held.
    passed_bytes: usize,
    fault: Option<JsonError>,
}

/// Where a stream is among its records.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// In none: a record may come, or a list of them.
    Outside,
    /// At the start of one: a record may come, or its end.
    Opened,
    /// After a record: a comma comes, or its end.
    After,
    /// After a comma: a record comes.
    Comma,
}

/// How far the record that is held has been looked at.
#[derive(Clone, Copy, Default)]
struct Progress {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl JsonStream {
    /// A stream that nothing has come of yet.
    pub fn new(lens: Lens, schema: Schema) -> Self {
        Self {
            pages: JsonPages::new(lens, schema),
            held: Vec::new(),
            record: Progress::default(),
            list: List::Outside,
            passed_bytes: 0,
            fault: None,
        }
    }

    /// The next piece; what of the stream can be passed on now.
    ///
    /// # Errors
    /// [`JsonError`] where the stream is no JSON, or a record nested too deep or too large; its place counts from the start
    /// of the stream. What was passed on before is whole records; nothing comes after it.
    pub fn push(&mut self, piece: &[u8]) -> Result<Vec<u8>, JsonError> {
        let mut out = Vec::with_capacity(piece.len());
        self.guarded(|stream| stream.take(piece, &mut out))?;
        Ok(out)
    }

    /// The end of the stream; what was held back until then.
    ///
    /// # Errors
    /// As [`push`](Self::push); also where the stream ends in the middle of a record or of a list.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsonError> {
        let mut out = Vec::new();
        self.guarded(|stream| {
            stream.flush(&mut out)?;
            if stream.list == List::Outside { Ok(()) } else { Err(JsonError::Malformed(stream.passed_bytes)) }
        })?;
        Ok(out)
    }

    /// After a fault everything is that fault.
    fn guarded(&mut self, act: impl FnOnce(&mut Self) -> Result<(), JsonError>) -> Result<(), JsonError> {
        let result = self.fault.map_or_else(|| act(self), Err);
        if let Err(fault) = result {
            self.fault = Some(fault);
            self.held = Vec::new();
        }
        result
    }

    fn take(&mut self, piece: &[u8], out: &mut Vec<u8>) -> Result<(), JsonError> {
        let mut rest = piece;
        while !rest.is_empty() {
            if self.held.is_empty() {
                let length = self.between(rest)?;
                let (before, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                out.extend_from_slice(before);
                self.passed_bytes += before.len();
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            let (length, is_whole) = self.record.look(rest, self.held.is_empty());
            let (part, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            // Spaces count here, unlike in a page: they are held as well.
            if self.held.len() + part.len() > RECORD_MAX_BYTES {
                return Err(RecordError::TooLarge.into());
            }
            self.held.extend_from_slice(part);
            rest = after;
            if is_whole {
                self.flush(out)?;
            }
        }
        Ok(())
    }

    /// How many bytes there are before the next record.
    fn between(&mut self, bytes: &[u8]) -> Result<usize, JsonError> {
        for (at, byte) in bytes.iter().enumerate() {
            self.list = match (byte, self.list) {
                (b' ' | b'\n' | b'\r' | b'\t', same) => same,
                (b'[', List::Outside) => List::Opened,
                (b']', List::Opened | List::After) => List::Outside,
                (b',', List::After) => List::Comma,
                (b',' | b']' | b'}' | b':', _) | (_, List::After) => {
                    return Err(JsonError::Malformed(self.passed_bytes + at));
                }
                _ => return Ok(at),
            };
        }
        Ok(bytes.len())
    }

    /// Passes the record on that is held.
    fn flush(&mut self, out: &mut Vec<u8>) -> Result<(), JsonError> {
        if self.held.is_empty() {
            return Ok(());
        }
        self.pages.mask_into(&self.held, out).map_err(|error| match error {
            JsonError::Malformed(at) => JsonError::Malformed(self.passed_bytes + at),
            refused => refused,
        })?;
        self.passed_bytes += self.held.len();
        self.held.clear();
        self.record = Progress::default();
        if self.list != List::Outside {
            self.list = List::After;
        }
        Ok(())
    }
}

impl Progress {
    /// How many of these bytes are of the record, and whether it is whole with them.
    fn look(&mut self, bytes: &[u8], is_first: bool) -> (usize, bool) {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'[' | b'{' => self.depth += 1,
                b']' | b'}' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                // A number or a word ends where something else starts.
                b' ' | b'\n' | b'\r' | b'\t' | b',' | b']' | b'}'
                    if self.depth == 0 && !(is_first && at == 0) =>
                {
                    return (at, true);
                }
                _ => {}
            }
        }
        (bytes.len(), false)
    }
}
