//! Sentences for people, made of words that hold nothing of a client.

use core::fmt;

use serde::{Serialize, Serializer};
use usher_core::policy::PolicyError;
use usher_core::read::ReadError;
use usher_core::review::Refusal;

use super::{everyones, seal};

/// A word that may be said to anybody. Which types are words is declared in [`declared`](super::declared).
pub trait Word: seal::Known {
    /// Says it.
    fn say(&self, sentence: &mut String);
}

/// A sentence, or a part of one, that may be said to anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    /// A sentence with a word for each `{}`.
    pub fn new(sentence: &'static str, words: &[&dyn Word]) -> Self {
        let mut said = String::with_capacity(sentence.len() + words.len() * 8);
        let mut words = words.iter();
        for (place, part) in sentence.split("{}").enumerate() {
            if place > 0
                && let Some(word) = words.next()
            {
                word.say(&mut said);
            }
            said.push_str(part);
        }
        Self(said)
    }

    /// Something that came from outside, such as the name of a parameter: numbers and addresses in it are masked.
    pub fn shown(text: &str) -> Self {
        Self(everyones().identifier(text))
    }

    /// What is wrong with a body. Of its values it says nothing; a key may be anything.
    pub fn of_reading(error: &ReadError) -> Self {
        Self::shown(&error.to_string())
    }

    /// What is wrong with a policy.
    pub fn of_the_policy(error: &PolicyError) -> Self {
        Self::shown(&error.message)
    }

    /// Why a change is not made.
    pub fn of_refusing(refusal: &Refusal<'_>) -> Self {
        Self::shown(&refusal.message)
    }

    /// The sentence.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for Said {
    fn from(sentence: &'static str) -> Self {
        Self(sentence.to_owned())
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_have_a_word_for_each_gap() {
        assert_eq!(Said::new("from {} to {} days", &[&1_u32, &"two"]).as_str(), "from 1 to two days");
        assert_eq!(Said::new("{}", &[]).as_str(), "");
        assert_eq!(Said::from("plain").as_str(), "plain");
    }

    #[test]
    fn what_came_from_outside_is_masked() {
        assert_eq!(Said::shown("/users/3/roles/0").as_str(), "/users/3/roles/0");
        for number in ["+905321234567", "05321234567", "a.b@example.com"] {
            let said = Said::shown(&format!("/{number}"));
            assert!(!said.as_str().contains(number), "{}", said.as_str());
        }
    }
}
