//! The company's object without its runtime: the demo company over SQLite in memory.

mod engine;
mod exports;
mod fixture;
mod intake;
mod labels;
mod lists;
mod live;
mod login;
mod masking;
mod people;
mod periods;
mod policy;
mod recycled;
mod requirements;
mod reveal;
mod routing;
mod search;
mod sight;
