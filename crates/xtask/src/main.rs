//! Every development task of Usher.

fn main() {}
