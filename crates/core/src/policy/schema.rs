//! The JSON Schema of a document, made of its forms and of the documentation of its types.
//!
//! Only the tests make it: what is published is the file, and a test fails where it is stale. So the schema and its
//! words weigh nothing where a policy is read.

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};

use serde_json::{Map, Value, json};

use super::form::{Form, Words};
use super::{NAME_MAX_CHARS, POLICY_VERSION, Policy};
use crate::id::Identifier;
use crate::period::MOMENT_MAX_MS;
use crate::role::EMERGENCY_MAX_MINUTES;

/// A control character, in a class of a regular expression.
const CONTROL: &str = r"\u0000-\u001f\u007f-\u009f";
/// A control character or white space.
const BLANK: &str = r"\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// What the documentation calls by name, and a reader of the schema must be told.
const CONSTANTS: [(&str, u32); 2] =
    [("POLICY_VERSION", POLICY_VERSION), ("EMERGENCY_MAX_MINUTES", EMERGENCY_MAX_MINUTES)];

/// Folders without anything that has a form, where other things are called by the same names.
const WITHOUT_FORMS: [&str; 2] = ["routing/engine", "whatif"];

/// The definitions of a schema while it is made.
pub(crate) struct Schemas {
    definitions: BTreeMap<String, Value>,
    docs: Docs,
}

impl Schemas {
    /// A definition, made where it is not there yet, and referred to.
    pub(crate) fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            let made = make(self);
            self.definitions.insert(name.into(), made);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    /// The schema of a structure, to be filled.
    pub(crate) fn object(&self, name: &str) -> Object {
        let docs = self.docs.of_struct(name);
        Object { description: docs.0, docs: docs.1, properties: Map::new(), required: Vec::new() }
    }

    pub(crate) fn id<T: Identifier>(&mut self) -> Value {
        let name = core::any::type_name::<T>().rsplit("::").next().unwrap().to_owned();
        let (alphabet, limit) = match &*name {
            "CompanyCode" => ("a-z0-9-", "32"),
            _ => ("A-Za-z0-9_.-", "ID_MAX_BYTES"),
        };
        let description = self.docs.above(&format!("    {name}, {limit}, "));
        let pattern = format!("^[{alphabet}]{{1,{}}}$", T::MAX_BYTES);
        self.define(&name, |_| json!({"description": description, "type": "string", "pattern": pattern}))
    }

    pub(crate) fn permission(&mut self) -> Value {
        self.define("PermissionName", |_| {
            json!({
                "description": "The name of a permission, `section.action`: a standard one, or one of hostPermissions.",
                "type": "string",
                "pattern": r"^[a-z0-9_]{1,31}\.[a-z0-9_]{1,31}$",
            })
        })
    }

    pub(crate) fn words<T: Words>(&mut self) -> Value {
        let (description, variants) = self.docs.of_enum(T::NAME);
        let words: Vec<&str> = T::ALL.iter().map(|value| value.word()).collect();
        let meanings = words.iter().zip(&variants).map(|(word, meaning)| format!("`{word}`: {meaning}"));
        let description = format!("{description} {}", meanings.collect::<Vec<_>>().join(" "));
        assert_eq!(words.len(), variants.len(), "{}", T::NAME);
        self.define(T::DEFINED, |_| json!({"description": description, "enum": words}))
    }

    pub(crate) fn text(&mut self, name: &str, description: &str) -> Value {
        let mut schema = match name {
            "Name" => json!({
                "type": "string",
                "minLength": 1,
                "maxLength": NAME_MAX_CHARS,
                "pattern": format!("^[^{CONTROL}]*[^{BLANK}][^{CONTROL}]*$"),
            }),
            "Username" => json!({"type": "string", "pattern": "^[a-z0-9_.-]{1,64}$"}),
            "Url" => json!({
                "type": "string",
                "maxLength": 2048,
                "pattern": format!(r"^(?:/|/[^/\\{BLANK}][^\\{BLANK}]*|https://[^\\{BLANK}]*)$"),
            }),
            other => panic!("a text without a schema: {other}"),
        };
        schema["description"] = description.into();
        self.define(name, |_| schema)
    }

    pub(crate) fn channels(&mut self, max: usize) -> Value {
        let id = self.id::<crate::ChannelId>();
        let description = self.docs.above("pub enum Channels {");
        self.define("Channels", |_| {
            json!({
                "description": description,
                "anyOf": [
                    {"const": "all"},
                    {"type": "array", "items": id, "maxItems": max, "uniqueItems": true},
                ],
            })
        })
    }

    pub(crate) fn fields(&mut self, visibility: &Value, max: usize) -> Value {
        let description = self.docs.above("pub struct FieldVisibility(");
        self.define("FieldVisibility", |_| {
            json!({
                "description": description,
                "type": "object",
                "propertyNames": {"type": "string", "pattern": "^[a-z0-9_]{1,64}$"},
                "additionalProperties": visibility,
                "maxProperties": max,
            })
        })
    }

    pub(crate) fn styles(&mut self, style: &Value, max: usize) -> Value {
        let description = self.docs.above("pub struct Styles(");
        self.define("Styles", |_| {
            json!({
                "description": description,
                "type": "object",
                "propertyNames": {"type": "string", "pattern": "^[a-z0-9_]{1,64}$"},
                "additionalProperties": style,
                "maxProperties": max,
            })
        })
    }

    pub(crate) fn region(&mut self) -> Value {
        let description = self.docs.above("pub struct Region(");
        self.define(
            "Region",
            |_| json!({"description": description, "type": "string", "pattern": "^[A-Za-z]{2}$"}),
        )
    }

    /// An id, or an id with its period.
    pub(crate) fn held<T: Identifier>(&mut self, name: &str) -> Value {
        let (id, moment) = (self.id::<T>(), self.moment());
        let description = self.docs.above("pub struct Holding<Id> {");
        self.define(name, |_| {
            let nullable = |description: &str| {
                json!({"description": description, "anyOf": [moment, {"type": "null"}], "default": null})
            };
            let dated = json!({
                "type": "object",
                "properties": {
                    "id": id,
                    "startsAt": nullable("From when on; none: it always has been held."),
                    "endsAt": nullable("From when on no longer, after the start; none: it never ends."),
                },
                "required": ["id"],
                "additionalProperties": false,
            });
            json!({"description": description, "anyOf": [id, dated]})
        })
    }

    /// A role taken in an emergency.
    pub(crate) fn taken(&mut self) -> Value {
        let (id, moment) = (self.id::<crate::RoleId>(), self.moment());
        self.define("EmergencyHolding", |_| {
            json!({
                "description": format!("A role taken in an emergency, for at most {EMERGENCY_MAX_MINUTES} minutes."),
                "type": "object",
                "properties": {"id": id, "startsAt": moment, "endsAt": moment},
                "required": ["id", "startsAt", "endsAt"],
                "additionalProperties": false,
            })
        })
    }

    fn moment(&mut self) -> Value {
        self.define("Moment", |_| {
            json!({
                "description": "A moment, in milliseconds since 1970.",
                "type": "integer",
                "minimum": 0,
                "maximum": MOMENT_MAX_MS,
            })
        })
    }
}

/// The schema of a structure while it is made.
pub(crate) struct Object {
    description: String,
    docs: BTreeMap<String, String>,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Object {
    /// A field, with what it means when it is not there as JSON; none: it must be there.
    pub(crate) fn field(&mut self, key: &'static str, field: &str, mut schema: Value, absent: Option<&str>) {
        schema["description"] = self.docs[field].clone().into();
        match absent {
            Some(absent) => schema["default"] = serde_json::from_str(absent).unwrap(),
            None => self.required.push(key),
        }
        self.properties.insert(key.into(), schema);
    }

    pub(crate) fn finish(self) -> Value {
        json!({
            "description": self.description,
            "type": "object",
            "properties": self.properties,
            "required": self.required,
            "additionalProperties": false,
        })
    }
}

/// The documentation in the sources of this crate.
struct Docs(Vec<String>);

impl Docs {
    fn read() -> Self {
        let mut lines = Vec::new();
        let mut folders = vec![FilePath::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            let mut entries: Vec<PathBuf> =
                std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            entries.sort();
            for path in entries {
                if path.is_dir() {
                    if !WITHOUT_FORMS.iter().any(|folder| path.ends_with(folder)) {
                        folders.push(path);
                    }
                } else {
                    lines.extend(std::fs::read_to_string(path).unwrap().lines().map(str::to_owned));
                }
            }
        }
        Self(lines)
    }

    fn line(&self, start: &str) -> usize {
        let found: Vec<usize> = (0..self.0.len()).filter(|line| self.0[*line].starts_with(start)).collect();
        assert_eq!(found.len(), 1, "lines that start with `{start}`");
        found[0]
    }

    /// The documentation above the only line that starts so.
    fn above(&self, start: &str) -> String {
        self.above_line(self.line(start))
    }

    fn above_line(&self, line: usize) -> String {
        let is_part = |line: &&String| {
            let line = line.trim_start();
            line.starts_with("///") || line.starts_with("#[")
        };
        // The first paragraph: what follows is for who writes Rust.
        let mut docs: Vec<&str> =
            self.0[..line].iter().rev().take_while(is_part).map(|line| line.trim_start()).collect();
        docs.reverse();
        let text = docs.iter().filter_map(|line| line.strip_prefix("///")).map(str::trim);
        let text: Vec<&str> = text.take_while(|line| !line.is_empty()).collect();
        assert!(!text.is_empty(), "no documentation above line `{}`", self.0[line]);
        let text = text.join(" ").replace("[`", "`").replace("`]", "`");
        CONSTANTS
            .iter()
            .fold(text, |text, (name, value)| text.replace(&format!("`{name}`"), &value.to_string()))
    }

    /// The lines of a type below its head that declare something, by their places.
    fn body(&self, head: usize) -> Vec<usize> {
        let end = (head..).find(|line| self.0[*line] == "}").unwrap();
        let declares = |line: &usize| {
            let text = self.0[*line].trim_start();
            !text.starts_with("//") && !text.starts_with("#[")
        };
        (head + 1..end).filter(declares).collect()
    }

    fn of_struct(&self, name: &str) -> (String, BTreeMap<String, String>) {
        let head = self.line(&format!("pub struct {name} {{"));
        let fields = self.body(head).into_iter().map(|line| {
            let declared = self.0[line].trim_start().trim_start_matches("pub ");
            (declared.split(':').next().unwrap().to_owned(), self.above_line(line))
        });
        (self.above_line(head), fields.collect())
    }

    fn of_enum(&self, name: &str) -> (String, Vec<String>) {
        let head = self.line(&format!("pub enum {name} {{"));
        let meanings = self.body(head).into_iter().map(|line| self.above_line(line));
        (self.above_line(head), meanings.collect())
    }
}

/// The schema of a whole document: of which form, called what.
pub(crate) fn schema<F: Form>(id: &str, title: &str, name: &str) -> Value {
    let mut schemas = Schemas { definitions: BTreeMap::new(), docs: Docs::read() };
    let root = F::schema(&mut schemas);
    let description = schemas.definitions[name]["description"].clone();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id,
        "title": title,
        "description": description,
        "$ref": root["$ref"],
        "$defs": schemas.definitions,
    })
}

/// Holds a schema against the file that is published, or writes it there.
pub(crate) fn check_published(file: &str, schema: &Value) {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(file);
    if std::env::var_os("USHER_WRITE_SCHEMA").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, format!("{schema:#}\n")).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    let same = serde_json::from_str::<Value>(&published).is_ok_and(|published| published == *schema);
    assert!(same, "schema/{file} is stale: run this test with USHER_WRITE_SCHEMA=1");
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let id = format!("urn:usher:policy:{POLICY_VERSION}");
    check_published("policy.schema.json", &schema::<Policy>(&id, "Usher policy", "Policy"));
}
