//! Who gets the next chat.
