//! An object of JSON, put together out of what may leave.

use super::{Outward, seal};
use crate::fault::Fault;

/// An object of JSON whose every value is [`Outward`]. Made by [`object!`](crate::object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What is written so far, without the brace at the end; none where something could not be written.
    json: Option<Vec<u8>>,
}

impl Object {
    /// An object without fields.
    pub fn new() -> Self {
        Self { json: Some(b"{".to_vec()) }
    }

    /// An object with the fields of this one, which must be an object itself.
    pub fn open(value: &dyn Outward) -> Self {
        let mut json = Vec::new();
        let written = value.write(&mut json).is_ok();
        let open = written && json.first() == Some(&b'{') && json.pop() == Some(b'}');
        Self { json: open.then_some(json) }
    }

    /// The same with one field more.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: &dyn Outward) -> Self {
        self.json = self.json.and_then(|mut json| {
            if json.len() > 1 {
                json.push(b',');
            }
            serde_json::to_writer(&mut json, key).ok()?;
            json.push(b':');
            value.write(&mut json).ok()?;
            Some(json)
        });
        self
    }

    /// The same with one field more where there is a value for it.
    #[must_use]
    pub fn with_some(self, key: &'static str, value: Option<&impl Outward>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }
}

impl Object {
    /// The JSON as it is stored.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] where a part is not JSON.
    pub fn to_json(&self) -> Result<String, Fault> {
        let mut json = Vec::new();
        self.write(&mut json).map_err(|_| Fault::Corrupt("an object that is not JSON"))?;
        String::from_utf8(json).map_err(|_| Fault::Corrupt("an object that is not JSON"))
    }
}

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}

impl seal::Known for Object {}

impl Outward for Object {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        let own = self.json.as_ref();
        let own =
            own.ok_or_else(|| <serde_json::Error as serde::ser::Error>::custom("a part is not JSON"))?;
        json.extend_from_slice(own);
        json.push(b'}');
        Ok(())
    }
}

/// An [`Object`] of these fields. Keys are literals, and every value is [`Outward`](crate::out::Outward).
#[macro_export]
macro_rules! object {
    ($($key:literal : $value:expr),* $(,)?) => {
        $crate::out::Object::new()$(.with($key, &$value))*
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(object: &Object) -> String {
        let mut json = Vec::new();
        object.write(&mut json).unwrap();
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn objects_are_json() {
        assert_eq!(text(&object! {}), "{}");
        let inner = object! { "yes": true };
        let list = vec![Some(1_u32), None];
        let object = object! { "type": "a\"b", "list": list, "none": Vec::<u32>::new(), "inner": inner };
        let expect = r#"{"type":"a\"b","list":[1,null],"none":[],"inner":{"yes":true}}"#;
        assert_eq!(text(&object), expect);
        let wider = Object::open(&object).with("more", &2_u32).with_some("less", None::<&u32>);
        assert_eq!(text(&wider), expect.replace("}}", "},\"more\":2}"));
        assert_eq!(text(&Object::open(&Object::new()).with("more", &2_u32)), r#"{"more":2}"#);
    }

    #[test]
    fn what_is_no_object_can_not_be_opened() {
        assert!(Object::open(&3_u32).with("more", &2_u32).write(&mut Vec::new()).is_err());
    }
}
