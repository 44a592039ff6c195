//! The help texts.

use std::io::Write;

use crate::args::Topic;

/// Prints the help of one command, or the overview.
pub(crate) fn print(topic: Topic) {
    // A closed pipe (`--help | head`) is no failure.
    let _ = std::io::stdout().write_all(text(topic).as_bytes());
}

fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::Overview => OVERVIEW,
        Topic::Setup => SETUP,
        Topic::Dev => DEV,
        Topic::Build => BUILD,
        Topic::Test => TEST,
        Topic::Ci => CI,
        Topic::Bench => BENCH,
        Topic::Numbering => NUMBERING,
        Topic::Send => SEND,
    }
}

const OVERVIEW: &str = "\
cargo xtask <command>

  dev      serve the console and the API with a demo company on http://localhost:8787
  send     send one webhook payload to the running worker, signed as its vendor would
  test     run every test there is; ends with `N passed, N failed`
  build    release artifacts: the npm package, the console, the worker; with a size report
  bench    the package beside its peers: permissions, masking, or routing
  numbering
           the table of the world's numbering plans from its source
  ci       formatting, lints, documentation and all tests
  setup    only fetch and build what the commands above need; each does it by itself too

`cargo xtask <command> --help` says more.

environment
  USHER_CACHE      where compilers and tools are kept between clones (default ~/.cache/usher)
  USHER_WASM_STD   where the standard library for WebAssembly comes from when it is missing:
                   `rustup` (rustup target add), `distro` (built from Debian's rustc-web);
                   unset tries the one, then the other
";

const SETUP: &str = "\
cargo xtask setup

Makes whatever is missing, and nothing else: the WebAssembly standard library, the command-line
tools (wasm-bindgen, worker-build), the npm packages, the browsers of the tests.
Compilers and tools go to the cache and are reused by the next clone.
On Debian as root, system packages are installed; elsewhere xtask says which to install.
";

const DEV: &str = "\
cargo xtask dev [--port <port>] [--fresh]

Sets up what is missing, builds, serves the console and the API, and fills the demo company the
first time: its people, and a few dozen chats that arrive as real signed webhooks. Ctrl-C stops it.

  --port <port>   serve here instead of 8787
  --fresh         forget everything stored so far and fill the demo company again
";

const BUILD: &str = "\
cargo xtask build

Release artifacts:
  target/npm/usher-access/         the npm package, and its tarball beside it
  www/dist/                        the console, built with the packed package
  build/                           the worker
and the size of each wasm (raw, gzip, brotli). Fails when one is over its budget.
";

const TEST: &str = "\
cargo xtask test [<suite>]

Sets up what is missing, builds, and runs every test there is. The last line is `N passed, N failed`.
A suite that ran no test at all has failed. Logs are kept in target/xtask/log/.

  native    cargo test of all crates
  package   the packed npm package in Node, Vite, webpack and a Worker
  vectors   the same vectors in Node, Chromium, Firefox, WebKitGTK and workerd
  edge      the worker through HTTP and WebSockets
  browser   the console in Chromium and, where engines differ, in Firefox
";

const CI: &str = "\
cargo xtask ci

cargo fmt --check, clippy for this machine and for WebAssembly, cargo doc (no warning allowed in
any), the console's types, then everything of `cargo xtask test`. What is compiled for this machine
and what is compiled for WebAssembly run side by side. Each check counts as one in the last line,
`N passed, N failed`.
";

const BENCH: &str = "\
cargo xtask bench [access | masking | routing] [--quick] [--data <folder>]

Sets up what is missing, builds the package as packed, and measures it beside its peers in one run.
The peers are installed for this under tests/bench/, and nowhere else. Prints tables, and whether
each promise of ours is met or missed; every sample goes to target/bench/. A missed promise is no
failure of the command.

  access    checks, lists, cold start, bytes and growth, in Node and in Chromium, beside
            @casl/ability, casbin, Cedar, accesscontrol and a bitset written by hand. An engine
            that answers a single check or list otherwise than the reference stops the run.
  masking   what is found, what still leaks, what is hidden in vain, and how fast, beside
            libphonenumber-js, redact-pii, @arcjet/redact-wasm, openredaction, fast-redact and
            @pinojs/redact, and beside Presidio and phonenumbers where python3 has them
  routing   decisions a second with reasons, for 100 to 100,000 people, within WebAssembly and through
            the package, beside scans, binary heaps and buckets by load; and the memory of 100,000
            people with 1,000,000 open chats

  --quick           one short round: to see whether something moved, not to quote
  --data <folder>   masking: score the *.jsonl files of this folder instead of our own lines
                    routing: also run the baselines there, a bench.rs and the bench.mjs that takes its
                    WebAssembly
";

const NUMBERING: &str = "\
cargo xtask numbering [--check]

Writes crates/core/src/mask/numbering/table.rs, by which masking tells a phone number from other
digits: how long a national number can be by its first three digits, for each calling code. It is
made from libphonenumber's metadata, from the npm package libphonenumber-js as pinned in
tests/bench/package.json; raise it there to follow the world. Says what has changed.

  --check   write nothing; fail when the table is not what its source gives
";

const SEND: &str = "\
cargo xtask send <payload> [options]

Signs a payload as Meta (HMAC of the body) or Telegram (secret token) would, and posts it to the
running worker. <payload> is a name under tests/payloads, such as whatsapp/message-text or
telegram/message-text, or the path of any file.

  --replay               send the bytes as they are; without it, a payload of ours gets fresh
                         message ids and times, so that it can be sent again and again
  --fresh-ids            fresh message ids and times also for a file given by path
  --as-demo              rewrite the file's phone_number_id to the demo's (payloads of ours always are)
  --kind <kind>          whatsapp or telegram, where the file does not tell
  --channel <id>         the channel it arrives on (default wa-sales, tg-support)
  --company <code>       default demo
  --url <url>            default http://localhost:8787
  --app-secret <s>       Meta's app secret (default: the demo's)
  --secret-token <s>     Telegram's secret token (default: the demo's)
";
