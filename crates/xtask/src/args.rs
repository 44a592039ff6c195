//! What was asked on the command line. Pure: words in, an [`Invocation`] or a usage fault out.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

use crate::fault::{Fault, Outcome};

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Invocation {
    Help(Topic),
    Setup,
    Dev(DevOptions),
    Build,
    Test(Filter),
    Ci,
    Bench(BenchOptions),
    Numbering(Freshness),
    Send(SendOptions),
}

/// What to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Overview,
    Setup,
    Dev,
    Build,
    Test,
    Ci,
    Bench,
    Numbering,
    Send,
}

/// Which suites to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    Everything,
    Only(SuiteName),
}

impl Filter {
    pub(crate) fn admits(self, name: SuiteName) -> bool {
        self == Self::Everything || self == Self::Only(name)
    }
}

/// The test suites, in the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SuiteName {
    Native,
    Package,
    Vectors,
    Edge,
    Browser,
}

impl SuiteName {
    pub(crate) const ALL: [Self; 5] = [Self::Native, Self::Package, Self::Vectors, Self::Edge, Self::Browser];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Package => "package",
            Self::Vectors => "vectors",
            Self::Edge => "edge",
            Self::Browser => "browser",
        }
    }
}

/// How long a benchmark takes: a longer one is steadier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BenchPace {
    Full,
    Quick,
}

/// Whether a generated file is written, or only compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freshness {
    Write,
    Check,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    pub(crate) benchmark: Benchmark,
    pub(crate) pace: BenchPace,
    /// Where masking is measured, another folder of lines than our own; where routing is, a folder of other baselines.
    pub(crate) data: Option<PathBuf>,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Benchmark {
    Access,
    Masking,
    Routing,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DevOptions {
    pub(crate) port: u16,
    pub(crate) store: Store,
}

/// What happens to what an earlier `dev` stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    Keep,
    Wipe,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SendOptions {
    pub(crate) payload: String,
    pub(crate) ids: Option<Ids>,
    pub(crate) number: Number,
    pub(crate) kind: Option<Kind>,
    pub(crate) channel: Option<String>,
    pub(crate) company: String,
    pub(crate) url: String,
    pub(crate) app_secret: String,
    pub(crate) secret_token: String,
}

/// Whether message ids and times are those of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ids {
    Fresh,
    Replay,
}

/// Whose phone number the payload arrives at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    AsWritten,
    Demo,
}

/// Whose webhook it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Whatsapp,
    Telegram,
}

const DEFAULT_PORT: u16 = 8787;

/// Reads the words after `cargo xtask`.
///
/// # Errors
/// A usage fault for a command, option or value that does not exist.
pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Outcome<Invocation> {
    let mut words = lexopt::Parser::from_args(words);
    match words.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Invocation::Help(Topic::Overview)),
        Some(Value(word)) => {
            let word = word.string()?;
            command(&word, words)
        }
        Some(other) => Err(other.unexpected().into()),
    }
}

fn command(word: &str, words: lexopt::Parser) -> Outcome<Invocation> {
    match word {
        "help" => Ok(Invocation::Help(Topic::Overview)),
        "setup" => plain(words, Topic::Setup, Invocation::Setup),
        "build" => plain(words, Topic::Build, Invocation::Build),
        "ci" => plain(words, Topic::Ci, Invocation::Ci),
        "dev" => dev(words),
        "test" => test(words),
        "bench" => bench(words),
        "numbering" => numbering(words),
        "send" => send(words),
        unknown => Err(Fault::usage(format!("there is no command `{unknown}`"))
            .hint("the commands are dev, send, test, bench, build, numbering, ci and setup; see `cargo xtask --help`")),
    }
}

fn plain(mut words: lexopt::Parser, topic: Topic, invocation: Invocation) -> Outcome<Invocation> {
    match words.next()? {
        None => Ok(invocation),
        Some(Short('h') | Long("help")) => Ok(Invocation::Help(topic)),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn dev(mut words: lexopt::Parser) -> Outcome<Invocation> {
    let mut options = DevOptions { port: DEFAULT_PORT, store: Store::Keep };
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Invocation::Help(Topic::Dev)),
            Long("fresh") => options.store = Store::Wipe,
            Short('p') | Long("port") => options.port = port(&words.value()?.string()?)?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Invocation::Dev(options))
}

fn port(text: &str) -> Outcome<u16> {
    text.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
        Fault::usage(format!("`{text}` is not a port")).hint("give a number from 1 to 65535 after --port")
    })
}

fn test(mut words: lexopt::Parser) -> Outcome<Invocation> {
    let mut filter = Filter::Everything;
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Invocation::Help(Topic::Test)),
            Value(name) if filter == Filter::Everything => {
                filter = Filter::Only(suite_name(&name.string()?)?)
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Invocation::Test(filter))
}

fn suite_name(text: &str) -> Outcome<SuiteName> {
    SuiteName::ALL.into_iter().find(|suite| suite.as_str() == text).ok_or_else(|| {
        Fault::usage(format!("there is no suite `{text}`"))
            .hint("the suites are native, package, vectors, edge and browser")
    })
}

fn bench(mut words: lexopt::Parser) -> Outcome<Invocation> {
    let mut chosen = None;
    let mut pace = BenchPace::Full;
    let mut data = None;
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Invocation::Help(Topic::Bench)),
            Long("quick") => pace = BenchPace::Quick,
            Long("data") => data = Some(PathBuf::from(words.value()?)),
            Value(name) if chosen.is_none() => chosen = Some(benchmark(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    let benchmark = chosen.unwrap_or(Benchmark::Access);
    if data.is_some() && benchmark == Benchmark::Access {
        return Err(Fault::usage("access is measured on no other data"));
    }
    Ok(Invocation::Bench(BenchOptions { benchmark, pace, data }))
}

fn benchmark(name: &str) -> Outcome<Benchmark> {
    match name {
        "access" => Ok(Benchmark::Access),
        "masking" => Ok(Benchmark::Masking),
        "routing" => Ok(Benchmark::Routing),
        other => Err(Fault::usage(format!("there is no benchmark `{other}`"))
            .hint("the benchmarks are access, masking and routing")),
    }
}

fn numbering(mut words: lexopt::Parser) -> Outcome<Invocation> {
    let mut freshness = Freshness::Write;
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Invocation::Help(Topic::Numbering)),
            Long("check") => freshness = Freshness::Check,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Invocation::Numbering(freshness))
}

fn send(mut words: lexopt::Parser) -> Outcome<Invocation> {
    let mut payload = None;
    let mut options = SendOptions {
        payload: String::new(),
        ids: None,
        number: Number::AsWritten,
        kind: None,
        channel: None,
        company: crate::demo::COMPANY.to_owned(),
        url: format!("http://localhost:{DEFAULT_PORT}"),
        app_secret: crate::demo::APP_SECRET.to_owned(),
        secret_token: crate::demo::TELEGRAM_SECRET.to_owned(),
    };
    while let Some(word) = words.next()? {
        match word {
            Short('h') | Long("help") => return Ok(Invocation::Help(Topic::Send)),
            Long("replay") => options.ids = Some(Ids::Replay),
            Long("fresh-ids") => options.ids = Some(Ids::Fresh),
            Long("as-demo") => options.number = Number::Demo,
            Long("kind") => options.kind = Some(kind(&words.value()?.string()?)?),
            Long("channel") => options.channel = Some(words.value()?.string()?),
            Long("company") => options.company = words.value()?.string()?,
            Long("url") => options.url = words.value()?.string()?.trim_end_matches('/').to_owned(),
            Long("app-secret") => options.app_secret = words.value()?.string()?,
            Long("secret-token") => options.secret_token = words.value()?.string()?,
            Value(name) if payload.is_none() => payload = Some(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    options.payload = payload.ok_or_else(|| {
        Fault::usage("which payload?").hint("for example `cargo xtask send whatsapp/message-text`")
    })?;
    Ok(Invocation::Send(options))
}

fn kind(text: &str) -> Outcome<Kind> {
    match text {
        "whatsapp" => Ok(Kind::Whatsapp),
        "telegram" => Ok(Kind::Telegram),
        other => {
            Err(Fault::usage(format!("there is no kind `{other}`"))
                .hint("the kinds are whatsapp and telegram"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Invocation) {
        let words = line.split_whitespace().map(OsString::from);
        assert_eq!(parse(words).unwrap(), expected, "{line}");
    }

    #[track_caller]
    fn refuse(line: &str, message: &str) {
        let fault = parse(line.split_whitespace().map(OsString::from)).unwrap_err();
        assert_eq!(fault.to_string(), message, "{line}");
        assert_eq!(fault.exit_code(), 2, "{line}");
        assert!(fault.advice().is_some(), "{line}");
    }

    fn sent(payload: &str) -> SendOptions {
        let Invocation::Send(options) = parse(["send", payload].map(OsString::from)).unwrap() else {
            panic!()
        };
        options
    }

    #[test]
    fn commands() {
        check("", Invocation::Help(Topic::Overview));
        check("--help", Invocation::Help(Topic::Overview));
        check("build", Invocation::Build);
        check("ci -h", Invocation::Help(Topic::Ci));
        check("setup", Invocation::Setup);
        check("dev", Invocation::Dev(DevOptions { port: 8787, store: Store::Keep }));
        check("dev --fresh --port=9000", Invocation::Dev(DevOptions { port: 9000, store: Store::Wipe }));
        check("dev --port 9000 --help", Invocation::Help(Topic::Dev));
        check("test", Invocation::Test(Filter::Everything));
        check("test edge", Invocation::Test(Filter::Only(SuiteName::Edge)));
        check("send --help", Invocation::Help(Topic::Send));
        let access = |pace| BenchOptions { benchmark: Benchmark::Access, pace, data: None };
        check("bench", Invocation::Bench(access(BenchPace::Full)));
        check("bench access --quick", Invocation::Bench(access(BenchPace::Quick)));
        let (pace, data) = (BenchPace::Quick, Some("lines".into()));
        let masking = BenchOptions { benchmark: Benchmark::Masking, pace, data };
        check("bench masking --data lines --quick", Invocation::Bench(masking));
        let (pace, data) = (BenchPace::Full, Some("baselines".into()));
        let routing = BenchOptions { benchmark: Benchmark::Routing, pace, data };
        check("bench routing --data=baselines", Invocation::Bench(routing));
        check("bench --help", Invocation::Help(Topic::Bench));
        check("numbering", Invocation::Numbering(Freshness::Write));
        check("numbering --check", Invocation::Numbering(Freshness::Check));
    }

    #[test]
    fn sends() {
        let plain = sent("whatsapp/message-text");
        assert_eq!((plain.ids, plain.number, plain.kind), (None, Number::AsWritten, None));
        let all = "send a.json --replay --as-demo --kind telegram --channel tg --company acme --url http://x:1/ \
                   --app-secret s --secret-token t";
        let expected = SendOptions {
            payload: "a.json".into(),
            ids: Some(Ids::Replay),
            number: Number::Demo,
            kind: Some(Kind::Telegram),
            channel: Some("tg".into()),
            company: "acme".into(),
            url: "http://x:1".into(),
            app_secret: "s".into(),
            secret_token: "t".into(),
        };
        check(all, Invocation::Send(expected));
    }

    #[test]
    fn wrong_words() {
        refuse("deploy", "there is no command `deploy`");
        refuse("--fast", "invalid option '--fast'");
        refuse("build now", "unexpected argument \"now\"");
        refuse("dev --port", "missing argument for option '--port'");
        refuse("dev --port 0", "`0` is not a port");
        refuse("dev --port 70000", "`70000` is not a port");
        refuse("test nothing", "there is no suite `nothing`");
        refuse("test edge browser", "unexpected argument \"browser\"");
        refuse("bench speed", "there is no benchmark `speed`");
        refuse("bench access --data lines", "access is measured on no other data");
        refuse("bench access access", "unexpected argument \"access\"");
        refuse("send", "which payload?");
        refuse("send x --kind sms", "there is no kind `sms`");
    }
}
