//! The worker, served on this machine by wrangler and workerd.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::fault::{Doing, Fault, Outcome};
use crate::http::{self, Call};
use crate::interrupt::Interrupt;
use crate::place::Place;
use crate::process;
use crate::screen::{Pace, Step};

const START_TIMEOUT: Duration = Duration::from_secs(60);
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
const BEAT: Duration = Duration::from_millis(100);

/// A running worker; stopped when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    url: String,
    log: PathBuf,
}

impl Server {
    /// Starts the worker with its store in `store`, and waits until it answers.
    ///
    /// # Errors
    /// When the port is taken, or the worker ends or stays silent; with the end of its log.
    pub(crate) fn start(
        place: &Place,
        port: u16,
        store: &Path,
        token: &str,
        interrupt: &Interrupt,
    ) -> Outcome<Self> {
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
            return Err(Fault::new(format!("port {port} is taken"))
                .hint("stop what listens there (another `cargo xtask dev`?) or choose another by --port"));
        }
        let step = Step::start("worker: start", Pace::Quick);
        let log = place.log("dev-worker");
        let out = File::create(&log).doing(format!("creating `{}`", log.display()))?;
        let err = out.try_clone().doing("sharing the log")?;
        let mut wrangler = place.node_command("wrangler")?;
        wrangler.args(["dev", "--ip", "localhost", "--port", &port.to_string(), "--persist-to"]).arg(store);
        wrangler.args([
            "--show-interactive-dev-session=false",
            "--var",
            &format!("USHER_OPERATOR_TOKEN:{token}"),
        ]);
        wrangler.stdin(Stdio::null()).stdout(out).stderr(err);
        own_group(&mut wrangler);
        let child = wrangler.spawn().doing("starting `wrangler`")?;
        let mut server = Self { child, url: format!("http://localhost:{port}"), log };
        server.wait(interrupt)?;
        step.done(&server.url);
        Ok(server)
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Blocks until Ctrl-C.
    ///
    /// # Errors
    /// When the worker ends by itself.
    pub(crate) fn run_until(&mut self, interrupt: &Interrupt) -> Outcome<()> {
        while !interrupt.is_set() {
            self.check_alive()?;
            std::thread::sleep(BEAT);
        }
        Ok(())
    }

    fn wait(&mut self, interrupt: &Interrupt) -> Outcome<()> {
        let deadline = Instant::now() + START_TIMEOUT;
        let health = format!("{}/healthz", self.url);
        while Instant::now() < deadline {
            interrupt.check()?;
            self.check_alive()?;
            let answer = http::send(&Call { method: "GET", url: &health, headers: &[], body: b"" });
            if answer.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            std::thread::sleep(BEAT);
        }
        Err(self.fault("the worker does not answer on /healthz"))
    }

    fn check_alive(&mut self) -> Outcome<()> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            _ => Err(self.fault("the worker has ended")),
        }
    }

    fn fault(&self, what: &str) -> Fault {
        let hint = format!("the whole log is {}", self.log.display());
        Fault::new(format!("{what}\n\n{}", process::tail(&self.log))).hint(hint)
    }

    /// Asks the worker to end, and ends it when it does not.
    fn stop(&mut self) {
        interrupt_group(&self.child);
        let deadline = Instant::now() + STOP_TIMEOUT;
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(BEAT);
        }
        // Whatever is left of the group, workerd among it.
        kill_group(&self.child);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A process group of its own: Ctrl-C reaches xtask alone, which then stops wrangler and its workerd in order.
#[cfg(unix)]
fn own_group(command: &mut std::process::Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(unix)]
fn signal_group(child: &Child, signal: nix::sys::signal::Signal) {
    if let Ok(id) = i32::try_from(child.id()) {
        // Failing means that nobody is left, which is what is wanted.
        let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(id), signal);
    }
}

#[cfg(unix)]
fn interrupt_group(child: &Child) {
    signal_group(child, nix::sys::signal::Signal::SIGTERM);
}

#[cfg(unix)]
fn kill_group(child: &Child) {
    signal_group(child, nix::sys::signal::Signal::SIGKILL);
}

#[cfg(not(unix))]
fn own_group(_: &mut std::process::Command) {}

#[cfg(not(unix))]
fn interrupt_group(_: &Child) {}

#[cfg(not(unix))]
fn kill_group(_: &Child) {}
