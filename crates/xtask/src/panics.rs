//! Takes out of a WebAssembly what its panics would say. There nobody hears it: a panic ends in a trap, and the caller gets
//! a `RuntimeError` with or without words. A compiler that panics without words is not a stable one, so it is done here, in
//! the text of what it made.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::fault::{Doing, Outcome};
use crate::place::Place;
use crate::process;

/// Where a panic begins, wherever it comes from. All of these never return.
const ENDS: [&str; 13] = [
    "core::panicking::",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::result::unwrap_failed",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "std::alloc::rust_oom",
    "std::panicking::",
    "__rustc::rust_begin_unwind",
    "__rustc::rust_panic",
];

/// What writes the words, for panics and for whoever else asks for it.
const WORDS: &str = "core::fmt::";

/// Makes of each panic in a file a bare trap, and drops what formats text where nothing but panics does. The names of
/// functions stay, for the optimiser puts them into order by these.
///
/// # Errors
/// When a tool fails.
pub(crate) fn silence(place: &Place, file: &Path, features: &[&str]) -> Outcome<()> {
    let text = file.with_extension("wat");
    let mut disassembler = place.node_command("wasm-dis")?;
    process::run(disassembler.args(features).arg(file).arg("-o").arg(&text), &place.log("package-wasm-dis"))?;
    let loud = fs::read_to_string(&text).doing(format!("reading `{}`", text.display()))?;
    fs::write(&text, silenced(&loud)).doing(format!("writing `{}`", text.display()))?;
    let mut assembler = place.node_command("wasm-as")?;
    assembler.args(features).arg("--debuginfo").arg(&text).arg("-o").arg(file);
    process::run(&mut assembler, &place.log("package-wasm-as"))?;
    fs::remove_file(&text).doing(format!("removing `{}`", text.display()))
}

/// The text of a module with bare traps.
fn silenced(module: &str) -> String {
    let parts: Vec<Part<'_>> = parts(module);
    let ends = |part: &Part<'_>| part.name.as_deref().is_some_and(is_end);
    let words = |part: &Part<'_>| part.name.as_deref().is_some_and(is_words);
    // Called through a table it is only by what formats, which somebody has to call by name first.
    let writes = parts
        .iter()
        .filter(|part| !ends(part) && !words(part))
        .any(|part| part.calls().any(|callee| is_words(&plain(callee))));
    let mut out = String::with_capacity(module.len());
    for part in &parts {
        if ends(part) || (words(part) && !writes) {
            out.push_str(part.text.lines().next().unwrap_or_default());
            out.push_str("\n  (unreachable)\n )\n");
        } else {
            out.push_str(part.text);
        }
    }
    out
}

/// A function of a module as text, or what stands between functions.
struct Part<'a> {
    name: Option<String>,
    text: &'a str,
}

impl<'a> Part<'a> {
    /// The functions that it calls by name.
    fn calls(&self) -> impl Iterator<Item = &'a str> {
        let called: BTreeSet<&str> = self.text.split("call $").skip(1).map(identifier).collect();
        called.into_iter()
    }
}

fn parts(module: &str) -> Vec<Part<'_>> {
    const FUNCTION: &str = " (func $";
    let mut parts = vec![];
    let mut open: Option<(usize, Option<String>)> = Some((0, None));
    let mut at = 0;
    for line in module.split_inclusive('\n') {
        let next = at + line.len();
        if let Some(rest) = line.strip_prefix(FUNCTION) {
            let (start, name) = open.replace((at, Some(plain(identifier(rest))))).unwrap_or((at, None));
            parts.push(Part { name, text: module.get(start..at).unwrap_or_default() });
        } else if line.trim_end() == " )" {
            let (start, name) = open.replace((next, None)).unwrap_or((next, None));
            parts.push(Part { name, text: module.get(start..next).unwrap_or_default() });
        }
        at = next;
    }
    let (start, name) = open.unwrap_or((at, None));
    parts.push(Part { name, text: module.get(start..).unwrap_or_default() });
    parts
}

/// The identifier at the beginning of a text, after its `$`.
fn identifier(text: &str) -> &str {
    let end = match text.strip_prefix('"') {
        Some(quoted) => quoted.find('"').map(|end| end + 2),
        None => text.find(|end: char| end.is_whitespace() || end == ')'),
    };
    end.and_then(|end| text.get(..end)).unwrap_or(text).trim_matches('"')
}

/// A path without the hashes of crates (`core[fd7cd05f7ffa3501]`) and of the function in the older form (`::h…`), and
/// without the number that tells functions of one name apart (`fmt[1]`).
fn plain(name: &str) -> String {
    let is_hex = |hash: &str| !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_hash = |hash: &str| hash.len() == 16 && is_hex(hash);
    let name = name.rsplit_once("::h").filter(|(_, hash)| is_hash(hash)).map_or(name, |(path, _)| path);
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        rest = match after.split_once(']') {
            Some((hash, after)) if is_hash(hash) || (after.is_empty() && is_hex(hash)) => after,
            _ => {
                out.push('[');
                after
            }
        };
    }
    out + rest
}

/// Whether panics end in a function, or in an implementation of a trait for what they use.
fn is_end(name: &str) -> bool {
    let path = name.strip_prefix('<').unwrap_or(name);
    ENDS.iter().any(|end| path.starts_with(end)) || name.ends_with("::assert_failed")
}

/// Whether a function belongs to the formatting of text, or implements it for some type. Not so one that has a type of it
/// among its parameters.
fn is_words(name: &str) -> bool {
    let own = name.strip_prefix('<').unwrap_or(name).starts_with(WORDS);
    let method = |rest: &str| {
        rest.split_once(">::").is_some_and(|(of, method)| {
            [of, method]
                .iter()
                .all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        })
    };
    own || (name.starts_with('<')
        && name.rsplit_once(&format!(" as {WORDS}")).is_some_and(|(_, rest)| method(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module in which `caller` calls what is named.
    fn module(called: &str) -> String {
        format!(
            r#"(module $m
 (type $0 (func (param i32)))
 (elem (i32.const 1) $"<&str as core[fd7cd05f7ffa3501]::fmt::Display>::fmt")
 (func $"<&str as core[fd7cd05f7ffa3501]::fmt::Display>::fmt" (param $0 i32) (result i32)
  (call $"core[fd7cd05f7ffa3501]::fmt::write"
   (local.get $0)
  )
 )
 (func $"core[fd7cd05f7ffa3501]::fmt::write" (param $0 i32) (result i32)
  (i32.const 7)
 )
 (func $core::panicking::panic_fmt (param $0 i32)
  (drop
   (call $"core[fd7cd05f7ffa3501]::fmt::write"
    (local.get $0)
   )
  )
 )
 (func $caller (param $0 i32)
  (call ${called}
   (local.get $0)
  )
 )
 (export "caller" (func $caller))
)
"#
        )
    }

    const TRAP: &str = "  (unreachable)\n )\n";

    #[test]
    fn a_panic_is_a_bare_trap_and_what_only_it_reaches_is_gone() {
        let text = silenced(&module("core::panicking::panic_fmt"));
        assert_eq!(text.matches(TRAP).count(), 3, "{text}");
        assert!(!text.contains("(i32.const 7)"), "{text}");
        assert!(text.contains("(elem (i32.const 1)"), "{text}");
        assert!(text.ends_with(" (export \"caller\" (func $caller))\n)\n"), "{text}");
        assert!(
            text.contains("(func $caller (param $0 i32)\n  (call $core::panicking::panic_fmt\n"),
            "{text}"
        );
    }

    #[test]
    fn what_others_format_stays() {
        let text = silenced(&module(r#""core[fd7cd05f7ffa3501]::fmt::write""#));
        assert_eq!(text.matches(TRAP).count(), 1, "{text}");
        assert!(text.contains("(i32.const 7)"), "{text}");
        let end = format!("(func $core::panicking::panic_fmt (param $0 i32)\n{TRAP}");
        assert!(text.contains(&end), "{text}");
    }

    #[test]
    fn what_does_not_panic_is_left_as_it_is() {
        let module = "(module\n (func $a (param $0 i32)\n  (call $b)\n )\n (func $b\n  (nop)\n )\n)\n";
        assert_eq!(silenced(module), module);
    }

    #[test]
    fn names() {
        assert_eq!(plain("core[fd7cd05f7ffa3501]::fmt::write"), "core::fmt::write");
        assert_eq!(
            plain("<[V] as alloc::slice::Concat<T>>::concat"),
            "<[V] as alloc::slice::Concat<T>>::concat"
        );
        for (name, end) in [
            ("core::panicking::panic_bounds_check", true),
            ("<std::panicking::panic_handler::FormatStringPayload as core::panic::PanicPayload>::get", true),
            ("alloc::vec::Vec<T,A>::insert::assert_failed::h0123456789abcdef", true),
            ("<alloc[d18d7a67a6873e9c]::vec::Vec<_, _>>::insert_mut::assert_failed", true),
            ("usher_core::mask::detect::find_in", false),
        ] {
            assert_eq!(is_end(&plain(name)), end, "{name}");
        }
        for (name, words) in [
            ("core[fd7cd05f7ffa3501]::fmt::write", true),
            ("<core[fd7cd05f7ffa3501]::fmt::Formatter>::pad", true),
            ("<u32 as core[fd7cd05f7ffa3501]::fmt::Display>::fmt", true),
            ("<&str as core::fmt::Display>::fmt::h0123456789abcdef", true),
            (
                "<core[fd7cd05f7ffa3501]::alloc::LayoutError as core[fd7cd05f7ffa3501]::fmt::Debug>::fmt[1]",
                true,
            ),
            ("core::ptr::drop_in_place::<core[fd7cd05f7ffa3501]::fmt::Error>", false),
            ("<core::result::Result<u8, core::fmt::Error> as core::clone::Clone>::clone", false),
            ("<alloc::vec::Vec<<u8 as core::fmt::Display>::Out> as core::clone::Clone>::clone", false),
        ] {
            assert_eq!(is_words(&plain(name)), words, "{name}");
        }
    }
}
