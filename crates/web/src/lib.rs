//! Usher: web.
