//! Sentences for people, made of words that hold nothing of a client.

use core::fmt;

use serde::{Serialize, Serializer};
use usher_core::policy::PolicyError;
use usher_core::read::ReadError;
use usher_core::review::Refusal;

use super::{everyones, seal};

/// Digits in a row that may be a number of somebody.
const NUMBER_DIGITS: usize = 7;

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
        let mut said = String::with_capacity(text.len());
        let masked = everyones().identifier(text);
        // Nobody's key needs so many digits, and a number without a sign of what it is looks like any other.
        for part in masked.split_inclusive(|ch: char| !ch.is_numeric()) {
            let digits = part.chars().take_while(|ch| ch.is_numeric()).count();
            if digits >= NUMBER_DIGITS {
                said.push_str("•••");
                said.extend(part.chars().skip(digits));
            } else {
                said.push_str(part);
            }
        }
        Self(said)
    }

    /// What is wrong with a body. Of its values it says nothing; a key may be anything.
    pub fn of_reading(error: &ReadError) -> Self {
        Self::shown(&error.to_string())
    }

    /// What is wrong with a policy.
    pub fn of_the_policy(error: &PolicyError) -> Self {
        Self(everyones().identifier(&error.message))
    }

    /// Why a change is not made.
    pub fn of_refusing(refusal: &Refusal<'_>) -> Self {
        Self(everyones().identifier(&refusal.message))
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
        for number in ["+905321234567", "05321234567", "5321234567", "x5321234567y", "a.b@example.com"] {
            for text in
                [format!("/{number}"), number.to_owned(), format!("{number}/3"), format!("`{number}`")]
            {
                let said = Said::shown(&text);
                assert!(!said.as_str().contains("1234567") && !said.as_str().contains("a.b"), "{said}");
            }
        }
    }
}
