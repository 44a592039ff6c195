//! Sections: pages of the host application, each guarded by a permission.

use serde::{Deserialize, Serialize};

use crate::id::SectionId;
use crate::read::{Fields, FromValue, Node, Reading};
use crate::write::{Json, ToJson};

/// A page or part of the host application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a section")]
pub struct Section {
    /// The id of the section.
    pub id: SectionId,
    /// Its title, for people.
    pub title: String,
    /// Where it lives: a path from the root of the host's site, or an `https` address.
    pub url: String,
    /// The permission that opens it.
    pub permission: String,
}

impl Section {
    /// Whether the address is one that can be linked without running something.
    pub(crate) fn is_safe_url(url: &str) -> bool {
        let path = url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\");
        let clean = url.chars().all(|c| !c.is_control() && !c.is_whitespace() && c != '\\');
        clean && url.len() <= 2048 && (path || url.starts_with("https://"))
    }
}

impl ToJson for Section {
    fn write(&self, json: &mut Json) {
        json.object(|json| {
            json.field("id", &self.id);
            json.field("title", &self.title);
            json.field("url", &self.url);
            json.field("permission", &self.permission);
        });
    }
}

impl FromValue for Section {
    fn read(value: Option<&Node>, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, "a section", &["id", "title", "url", "permission"], reading);
        Self {
            id: fields.get("id"),
            title: fields.get("title"),
            url: fields.get("url"),
            permission: fields.get("permission"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_derived() {
        let id = SectionId::parse("s-1").unwrap();
        let section =
            Section { id, title: "“T” \"1\"".into(), url: "/a?b".into(), permission: "a.b".into() };
        assert_eq!([&section].json(), serde_json::to_string(&[&section]).unwrap());
    }

    #[test]
    fn only_safe_addresses() {
        for good in ["/", "/newsletters", "https://example.com/payments?a=1#b"] {
            assert!(Section::is_safe_url(good), "{good}");
        }
        for bad in
            ["", "javascript:alert(1)", "//evil.example", "/\\evil.example", "http://example.com", "/a b"]
        {
            assert!(!Section::is_safe_url(bad), "{bad}");
        }
    }
}
