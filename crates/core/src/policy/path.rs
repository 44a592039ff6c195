//! Ways through a document, told as JSON pointers (RFC 6901) where something is wrong.

/// Longest key that a pointer repeats, in characters.
pub(crate) const KEY_MAX_CHARS: usize = 64;

/// The way to a value: a list from the value up to the document, on the stack, for most ways are never told.
#[derive(Clone, Copy)]
pub(crate) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Place(usize),
}

impl<'a> Path<'a> {
    /// The document as a whole.
    pub(crate) const ROOT: Self = Self { above: None, step: Step::Place(0) };

    /// The value of a key of what this leads to.
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        Self { above: Some(self), step: Step::Key(key) }
    }

    /// An item of the list that this leads to.
    pub(crate) fn place(&'a self, place: usize) -> Self {
        Self { above: Some(self), step: Step::Place(place) }
    }

    /// Whether the last step is a key too long to be repeated.
    pub(crate) fn is_too_long(&self) -> bool {
        matches!(self.step, Step::Key(key) if key.chars().nth(KEY_MAX_CHARS).is_some())
    }

    /// The JSON pointer; instead of a key too long to be repeated, that of the object which holds it.
    pub(crate) fn pointer(&self) -> String {
        let Some(above) = self.above else { return String::new() };
        let mut pointer = above.pointer();
        match self.step {
            Step::Key(_) if self.is_too_long() => {}
            Step::Key(key) => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Step::Place(place) => {
                pointer.push('/');
                pointer.push_str(&place.to_string());
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers() {
        let users = Path::ROOT.key("users");
        let user = users.place(7);
        assert_eq!(Path::ROOT.pointer(), "");
        assert_eq!(user.key("a/b~c").pointer(), "/users/7/a~1b~0c");
        assert_eq!(user.key("").pointer(), "/users/7/");
        let (longest, longer) = ("ş".repeat(KEY_MAX_CHARS), "ş".repeat(KEY_MAX_CHARS + 1));
        assert_eq!(user.key(&longest).pointer(), format!("/users/7/{longest}"));
        assert_eq!(user.key(&longer).pointer(), "/users/7");
    }
}
