//! Usher: edge.
