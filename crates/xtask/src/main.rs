//! Every development task of Usher: `cargo xtask <command>`.
//!
//! One noun per file. `args` decides what was asked; `setup` makes whatever is missing; `pipeline` builds; `suite`
//! runs the tests; `bench` measures; `numbering` writes the table of numbering plans; `dev` and `send` show the product at
//! work.

mod args;
mod bench;
mod browser;
mod bundle;
mod check;
mod console;
mod count;
mod demo;
mod dev;
mod fault;
mod help;
mod http;
mod interrupt;
mod live;
mod npm;
mod numbering;
mod package;
mod panics;
mod payload;
mod pipeline;
mod place;
mod process;
mod screen;
mod seed;
mod send;
mod server;
mod session;
mod setup;
mod signature;
mod size;
mod stamp;
mod std_build;
mod suite;
mod system;
mod tally;
mod tool;
mod toolchain;
mod webhook;
mod worker;

use std::process::ExitCode;

use args::Invocation;
use fault::Outcome;

fn main() -> ExitCode {
    let words = std::env::args_os().skip(1);
    match args::parse(words).and_then(obey) {
        Ok(code) => code,
        Err(fault) => {
            screen::fault(&fault);
            ExitCode::from(fault.exit_code())
        }
    }
}

fn obey(invocation: Invocation) -> Outcome<ExitCode> {
    match invocation {
        Invocation::Help(topic) => help::print(topic),
        Invocation::Setup => setup::everything(&place::Place::detect()?)?,
        Invocation::Build => pipeline::report(&place::Place::detect()?)?,
        Invocation::Bench(options) => bench::run(&place::Place::detect()?, &options)?,
        Invocation::Numbering(freshness) => numbering::run(&place::Place::detect()?, freshness)?,
        Invocation::Dev(options) => dev::serve(&place::Place::detect()?, &options)?,
        Invocation::Send(options) => return send::send(&place::Place::detect()?, &options),
        Invocation::Test(filter) => return suite::test(&place::Place::detect()?, filter),
        Invocation::Ci => return check::ci(&place::Place::detect()?),
    }
    Ok(ExitCode::SUCCESS)
}
