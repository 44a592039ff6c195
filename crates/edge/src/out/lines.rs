//! The lines of an export.

use serde::Serialize;
use usher_core::CompanyCode;
use usher_core::mask::{Maskable, Masked};

use super::csv::{self, Cell};
use crate::ask::{Format, What};

/// What stands in a line of a table, once it went through a lens.
pub trait Sheet: Maskable + Serialize {
    /// The names of the columns. They never change; new ones come at the end.
    const COLUMNS: &'static [&'static str];

    /// The cells, one for each column.
    fn cells(&self) -> Vec<Cell<'_>>;
}

/// Lines that are being written. Only what went through a lens becomes one.
#[derive(Debug)]
pub struct Lines {
    format: Format,
    text: String,
}

/// Some bytes of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk(Vec<u8>);

impl Chunk {
    /// The bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Lines {
    /// No lines yet.
    pub fn new(format: Format) -> Self {
        Self { format, text: String::new() }
    }

    /// What stands before the first line.
    pub fn begin<T: Sheet>(&mut self) {
        match self.format {
            Format::Csv => {
                // Without the mark Excel takes the file for Windows-1252.
                self.text.push('\u{FEFF}');
                self.text.push_str(&T::COLUMNS.join(","));
                self.text.push_str("\r\n");
            }
            Format::Json => self.text.push('['),
        }
    }

    /// One line; `nth` counts those before it.
    ///
    /// # Errors
    /// It can not be JSON.
    pub fn line<T: Sheet>(&mut self, line: &Masked<T>, nth: u64) -> serde_json::Result<()> {
        match self.format {
            Format::Csv => csv::row(line.cells(), &mut self.text),
            Format::Json => {
                self.text.push_str(if nth == 0 { "\n" } else { ",\n" });
                self.text.push_str(&serde_json::to_string(line)?);
            }
        }
        Ok(())
    }

    /// What stands behind the last line.
    pub fn end(&mut self) {
        if self.format == Format::Json {
            self.text.push_str("\n]\n");
        }
    }

    /// What was written.
    pub fn into_chunk(self) -> Chunk {
        Chunk(self.text.into_bytes())
    }
}

/// The name of an export's file: company, kind and day, and nothing of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// The name of a file that is made on a day of the company, counted from the epoch.
    pub fn new(company: &CompanyCode, what: &What, format: Format, day: i64) -> Self {
        let (what, format) = (what.as_str(), format.as_str());
        Self(format!("{company}-{what}-{}.{format}", csv::date(day)))
    }

    /// As it stands in `Content-Disposition`. It holds no character that would need quoting.
    pub fn disposition(&self) -> String {
        format!("attachment; filename=\"{}\"", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::out::{Words, everyones};

    #[derive(Serialize)]
    struct Note {
        words: Words,
    }

    impl Maskable for Note {
        fn mask(self, lens: &usher_core::mask::Lens) -> Self {
            Self { words: self.words.mask(lens) }
        }
    }

    impl Sheet for Note {
        const COLUMNS: &'static [&'static str] = &["words"];

        fn cells(&self) -> Vec<Cell<'_>> {
            vec![Cell::Text(self.words.as_str())]
        }
    }

    fn written(format: Format, texts: &[&str]) -> String {
        let mut lines = Lines::new(format);
        lines.begin::<Note>();
        for (nth, text) in (0..).zip(texts) {
            lines.line(&Masked::new(Note { words: Words::of(*text) }, &everyones()), nth).unwrap();
        }
        lines.end();
        String::from_utf8(lines.into_chunk().into_bytes()).unwrap()
    }

    #[test]
    fn a_table() {
        assert_eq!(written(Format::Csv, &[]), "\u{FEFF}words\r\n");
        assert_eq!(written(Format::Csv, &["a", "+1"]), "\u{FEFF}words\r\n\"a\"\r\n\"'+1\"\r\n");
    }

    #[test]
    fn an_array() {
        for texts in [&[][..], &["a"], &["a", "\"\n", "c"]] {
            let array: Vec<serde_json::Value> = serde_json::from_str(&written(Format::Json, texts)).unwrap();
            let read: Vec<&str> = array.iter().map(|note| note["words"].as_str().unwrap()).collect();
            assert_eq!(read, texts);
        }
    }

    #[test]
    fn a_file_is_called_by_company_and_day() {
        let name = FileName::new(&CompanyCode::parse("demo").unwrap(), &What::Contacts, Format::Csv, 20_458);
        assert_eq!(name.disposition(), "attachment; filename=\"demo-contacts-2026-01-05.csv\"");
    }
}
