//! `cargo xtask dev`: the console and the API with a demo company.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::args::{DevOptions, Store};
use crate::demo::{self, Company};
use crate::fault::{Doing, Outcome};
use crate::interrupt::Interrupt;
use crate::pipeline;
use crate::place::{self, Place};
use crate::screen::{self, bold};
use crate::seed;
use crate::server::Server;
use crate::setup;
use crate::stamp::Stamp;

/// Serves until Ctrl-C.
pub(crate) fn serve(place: &Place, options: &DevOptions) -> Outcome<()> {
    let toolchain = setup::build_tools(place)?;
    pipeline::build(place, &toolchain)?;

    screen::heading("Starting");
    let company = demo::company(place)?;
    let folder = place.at("target/dev");
    let seeded = Stamp::of(folder.join("seeded"), &[place.at("tests/demo")])?;
    prepare_store(&folder, options.store, &seeded)?;
    let interrupt = Interrupt::listen()?;
    let token = operator_token();
    let mut server = Server::start(place, options.port, &folder.join("state"), &token, &interrupt)?;
    let filled = seed::fill(place, server.url(), &token, &company, &interrupt);
    if interrupt.is_set() {
        return Ok(());
    }
    filled?;
    seeded.record()?;

    welcome(server.url(), &company, options);
    server.run_until(&interrupt)?;
    println!("\nstopping …");
    Ok(())
}

/// A store whose demo was never finished, or is another one by now, is started afresh.
fn prepare_store(folder: &Path, store: Store, seeded: &Stamp) -> Outcome<()> {
    let state = folder.join("state");
    let stale = state.exists() && !seeded.is_current(&state);
    if store == Store::Wipe || stale {
        if stale {
            screen::note("the demo of an earlier run is not this one: starting afresh");
        }
        place::remove(folder)?;
    }
    fs::create_dir_all(folder).doing(format!("creating `{}`", folder.display()))
}

/// Another one at each start: nobody needs it but the seeding. `USHER_OPERATOR_TOKEN` sets one to create companies with.
fn operator_token() -> String {
    if let Ok(own) = std::env::var("USHER_OPERATOR_TOKEN") {
        return own;
    }
    // The standard library seeds its hash maps from the system's randomness.
    let random = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), std::process::id());
    let digest = Sha256::digest([random.to_be_bytes(), seed::now_ms().to_be_bytes()].concat());
    crate::signature::hex(&digest)
}

fn welcome(url: &str, company: &Company, options: &DevOptions) {
    println!("\n  {}\n", bold(url));
    screen::note(&format!("company code  {}", demo::COMPANY));
    screen::note(&format!("password      {}  (everyone's)\n", demo::PASSWORD));
    screen::note(&format!("{:<12} {:<18} {}", "user name", "name", "position"));
    for person in &company.people {
        screen::note(&format!("{:<12} {:<18} {}", person.username, person.name, person.position));
    }
    let port = if url.ends_with(":8787") {
        String::new()
    } else {
        format!(" --url http://localhost:{}", options.port)
    };
    println!("\n  {}", bold("Next"));
    screen::note("log in as selin in one browser and as arda in another, then in a second terminal:");
    screen::note(&format!("cargo xtask send whatsapp/message-text{port}"));
    println!("\n  Ctrl-C stops.");
}
