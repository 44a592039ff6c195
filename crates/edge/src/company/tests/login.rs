//! Logging in and staying so.

use super::fixture::{Demo, NOON_MS, code};
use crate::ask::{Ask, SessionAsk};
use crate::company::ledger::{IDLE_MAX_MS, LIFE_MAX_MS, Tries};
use crate::company::routing::Memory;
use crate::problem::Code;
use crate::store::scratch::Scratch;

fn begin(demo: &mut Demo, username: &str) -> Result<(), Code> {
    match demo.ask(Ask::LoginBegin { username: username.into() }) {
        Ok(_) => Ok(()),
        Err(fault) => Err(fault.into_problem().code()),
    }
}

#[test]
fn names_are_locked_out_alike_whether_they_exist_or_not() {
    for name in ["arda", "nobody"] {
        let mut demo = Demo::new();
        for _ in 0..10 {
            assert_eq!(begin(&mut demo, name), Ok(()));
        }
        assert_eq!(begin(&mut demo, name), Err(Code::LockedOut), "{name}");
        assert_eq!(begin(&mut demo, "elif"), Ok(()));
        demo.now_ms += 31_000;
        assert_eq!(begin(&mut demo, name), Ok(()));
        // Waiting so long was not enough to be forgiven: the next wait is longer.
        demo.now_ms += 31_000;
        assert_eq!(begin(&mut demo, name), Err(Code::LockedOut));
        demo.now_ms += 86_400_000;
        assert_eq!(begin(&mut demo, name), Ok(()));
    }
}

#[test]
fn sessions_end_by_idleness_and_by_age() {
    let mut demo = Demo::new();
    assert!(demo.as_user("u-arda", SessionAsk::Me).is_ok());
    demo.now_ms = NOON_MS + IDLE_MAX_MS + 100_000;
    assert_eq!(demo.refused("u-arda", SessionAsk::Me), Code::SessionInvalid);
    let mut demo = Demo::new();
    while demo.now_ms < NOON_MS + LIFE_MAX_MS - 1_000 {
        assert!(demo.as_user("u-arda", SessionAsk::Me).is_ok());
        demo.now_ms += IDLE_MAX_MS / 2;
    }
    demo.now_ms = NOON_MS + LIFE_MAX_MS + 1_000;
    assert_eq!(demo.refused("u-arda", SessionAsk::Me), Code::SessionInvalid);
}

#[test]
fn logging_out_ends_the_session_alone() {
    let mut demo = Demo::new();
    assert_eq!(demo.as_user("u-arda", SessionAsk::Logout).unwrap().reply.status(), 204);
    assert_eq!(demo.refused("u-arda", SessionAsk::Me), Code::SessionInvalid);
    assert!(demo.as_user("u-elif", SessionAsk::Me).is_ok());
}

#[test]
fn asking_about_a_company_that_does_not_exist_stores_nothing() {
    let database = Scratch::empty();
    let online = std::collections::BTreeSet::new();
    let ask = |ask| code(crate::company::serve::serve(&database, &online, &Memory::default(), 1, ask));
    assert_eq!(ask(Ask::LoginBegin { username: "x".into() }), Code::NotFound);
    assert_eq!(ask(Ask::Session { token_hash: "x".into(), ask: SessionAsk::Me }), Code::SessionInvalid);
    assert_eq!(ask(Ask::Handshake { query: Vec::new() }), Code::NotFound);
    assert!(!crate::company::schema::is_laid_out(&database).unwrap());
}

#[test]
fn tries_are_counted_before_they_end() {
    let demo = Demo::new();
    let ledger = demo.ledger();
    let open = (0..50).filter(|_| ledger.begin_try("arda").unwrap() == Tries::Open).count();
    assert_eq!(open, 10);
    ledger.end_tries("arda").unwrap();
    assert_eq!(ledger.begin_try("arda").unwrap(), Tries::Open);
}
