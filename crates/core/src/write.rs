//! The writing of what the browser tells JavaScript, as JSON.
//!
//! By hand, beside the derived writers that a server uses: what those bring along is three times as much WebAssembly. Both
//! must write the same, which the tests hold them to.

use crate::mask::json::encode;
use crate::sorted::SortedSet;

/// What can be written as JSON by hand. It must write exactly what its derived writer writes.
pub trait ToJson {
    /// Writes it.
    fn write(&self, json: &mut Json);

    /// The JSON of it.
    fn json(&self) -> String {
        let mut json = Json(Vec::new());
        self.write(&mut json);
        json.finish()
    }
}

/// JSON that is being written. Commas come by themselves.
#[derive(Debug)]
pub struct Json(Vec<u8>);

impl Json {
    fn finish(self) -> String {
        // Only texts were put together here.
        String::from_utf8(self.0).unwrap_or_default()
    }

    /// Begins a value.
    fn begin(&mut self) {
        if !matches!(self.0.last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(b',');
        }
    }

    #[inline(never)]
    fn open(&mut self, bracket: u8) {
        self.begin();
        self.0.push(bracket);
    }

    #[inline(never)]
    fn close(&mut self, bracket: u8) {
        self.0.push(bracket);
    }

    /// Writes an object.
    pub fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.open(b'{');
        fields(self);
        self.close(b'}');
    }

    /// Writes a field of an object.
    pub fn field<T: ToJson + ?Sized>(&mut self, name: &str, value: &T) {
        self.key(name);
        value.write(self);
    }

    /// Writes the name of a field.
    #[inline(never)]
    fn key(&mut self, name: &str) {
        self.text(name);
        self.0.push(b':');
    }

    /// Writes a list.
    pub(crate) fn list<T: ToJson>(&mut self, items: &[T]) {
        self.open(b'[');
        for item in items {
            item.write(self);
        }
        self.close(b']');
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.begin();
        encode(text, &mut self.0);
    }

    fn null(&mut self) {
        self.begin();
        self.0.extend_from_slice(b"null");
    }

    #[inline(never)]
    fn number(&mut self, number: i64) {
        self.begin();
        self.0.extend_from_slice(digits(number).as_bytes());
    }
}

/// Texts one after the other. Not by `concat`, which weighs more than many of the messages it makes.
#[inline(never)]
pub fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// A whole number as it is written. Not by `Display`, which brings its options along.
pub(crate) fn digits(number: i64) -> String {
    let mut out = String::new();
    if number < 0 {
        out.push('-');
    }
    write_digits(number.unsigned_abs(), &mut out);
    out
}

fn write_digits(number: u64, out: &mut String) {
    if number > 9 {
        write_digits(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

impl ToJson for str {
    fn write(&self, json: &mut Json) {
        json.text(self);
    }
}

impl ToJson for String {
    fn write(&self, json: &mut Json) {
        json.text(self);
    }
}

impl ToJson for i64 {
    fn write(&self, json: &mut Json) {
        json.number(*self);
    }
}

impl ToJson for bool {
    fn write(&self, json: &mut Json) {
        json.begin();
        json.0.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

/// Writes numbers that are no greater than the greatest there is.
macro_rules! numbers {
    ($($type:ident),+) => {
        $(
            impl ToJson for $type {
                fn write(&self, json: &mut Json) {
                    json.number(i64::from(*self));
                }
            }
        )+
    };
}

numbers!(u8, u16, u32);

impl ToJson for u64 {
    fn write(&self, json: &mut Json) {
        json.begin();
        let mut digits = String::new();
        write_digits(*self, &mut digits);
        json.0.extend_from_slice(digits.as_bytes());
    }
}

impl ToJson for usize {
    fn write(&self, json: &mut Json) {
        json.number(i64::try_from(*self).unwrap_or(i64::MAX));
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write(&self, json: &mut Json) {
        match self {
            Some(value) => value.write(json),
            None => json.null(),
        }
    }
}

impl<T: ToJson, const N: usize> ToJson for [T; N] {
    fn write(&self, json: &mut Json) {
        json.list(self);
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write(&self, json: &mut Json) {
        json.list(self);
    }
}

impl<T: ToJson + Ord> ToJson for SortedSet<T> {
    fn write(&self, json: &mut Json) {
        json.list(self.iter().as_slice());
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write(&self, json: &mut Json) {
        (*self).write(json);
    }
}

/// A number as 16 hexadecimal digits in lower case. JavaScript, whose numbers end at 2^53, takes it as text.
pub fn hex(number: u64) -> String {
    // By hand, too: formatting of its own weighs more.
    (0..16).rev().filter_map(|place| char::from_digit((number >> (place * 4)) as u32 & 15, 16)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_serde_json_writes_it(
            numbers: Vec<i64>, texts in proptest::collection::vec("\\PC{0,9}|[\\x20-\\x7f\\n]{0,9}", 0..4), one: Option<usize>,
        ) {
            let own = (numbers.json(), texts.json(), one.map(|one| one >> 1).json());
            let theirs = serde_json::to_string(&one.map(|one| one >> 1)).unwrap();
            prop_assert_eq!(own, (serde_json::to_string(&numbers).unwrap(), serde_json::to_string(&texts).unwrap(), theirs));
        }
    }

    #[test]
    fn objects_in_objects() {
        let mut json = Json(Vec::new());
        json.object(|json| {
            json.field("a", &vec![Some(i64::MIN), None]);
            json.key("b{");
            json.object(|json| json.field("c", "}"));
            json.field("d", &Vec::<String>::new());
        });
        assert_eq!(json.finish(), r#"{"a":[-9223372036854775808,null],"b{":{"c":"}"},"d":[]}"#);
    }
}
