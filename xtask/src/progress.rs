//! What a person sees while the xtask works: step n of m, the time it took, a sign of life
//! every 15 seconds, and a failed command's output in full.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// A run of steps whose number is known from the start.
pub struct Progress {
    total: usize,
    begun: usize,
    start: Instant,
}

impl Progress {
    /// Starts the clock of a run of `total` steps.
    pub fn new(total: usize) -> Self {
        Self {
            total,
            begun: 0,
            start: Instant::now(),
        }
    }

    /// Does one step of the run and says how long it took.
    ///
    /// # Errors
    /// Those of `work`, with the step's title before them.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce(&Step) -> Result<T>) -> Result<T> {
        self.begun += 1;
        let label = format!("[{}/{}]", self.begun, self.total);
        eprintln!("{label} {title}");
        let step = Step::default();
        let start = Instant::now();
        let result = watched(&step, || work(&step));
        let spent = seconds(start.elapsed());
        match &result {
            Ok(_) => eprintln!(
                "{label} done in {spent}, {} in all",
                seconds(self.start.elapsed())
            ),
            Err(_) => eprintln!("{label} failed after {spent}"),
        }
        result.with_context(|| format!("step «{title}» failed"))
    }
}

/// Runs `work` while another thread says every 15 seconds that it goes on.
fn watched<T>(step: &Step, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let (finished, wait) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while wait.recv_timeout(SIGN_OF_LIFE) == Err(RecvTimeoutError::Timeout) {
                eprintln!("      {} {}", seconds(start.elapsed()), step.latest());
            }
        });
        let result = work();
        drop(finished);
        result
    })
}

/// Whether a command's lines are shown as they come or only when it fails.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Echo {
    Live,
    OnFailure,
}

/// One step at work. Commands run through it may run at the same time.
#[derive(Default)]
pub struct Step {
    latest: Mutex<String>,
}

/// What a finished command printed, its two streams as they interleaved.
pub struct Outcome {
    /// Both streams, line by line.
    pub output: String,
    /// Whether it exited with 0.
    pub success: bool,
}

impl Step {
    /// Runs a command and returns what it printed.
    ///
    /// # Errors
    /// When it can't be started or fails; its output is then shown in full.
    pub fn run(&self, command: impl Into<Command>) -> Result<String> {
        let mut command = command.into();
        let outcome = self.capture(&mut command, Echo::OnFailure)?;
        if !outcome.success {
            eprintln!("{}", outcome.output.trim_end());
            bail!("this command failed: {}", shown(&command));
        }
        Ok(outcome.output)
    }

    /// Runs a command with its output shown as it comes, whatever it exits with.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn show(&self, command: impl Into<Command>) -> Result<Outcome> {
        self.capture(&mut command.into(), Echo::Live)
    }

    fn capture(&self, command: &mut Command, echo: Echo) -> Result<Outcome> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("this command did not start: {}", shown(command)))?;
        let stdout = child.stdout.take().context("a piped stdout is absent")?;
        let stderr = child.stderr.take().context("a piped stderr is absent")?;
        let output = Mutex::new(String::new());
        thread::scope(|scope| {
            scope.spawn(|| self.read(stdout, &output, echo));
            scope.spawn(|| self.read(stderr, &output, echo));
        });
        let status = child.wait()?;
        Ok(Outcome {
            output: output.into_inner().unwrap_or_else(PoisonError::into_inner),
            success: status.success(),
        })
    }

    /// Collects a stream line by line; bytes that are not UTF-8 are replaced.
    fn read(&self, stream: impl Read, output: &Mutex<String>, echo: Echo) {
        let mut stream = BufReader::new(stream);
        let mut bytes = Vec::new();
        while stream.read_until(b'\n', &mut bytes).is_ok_and(|n| n > 0) {
            let line = String::from_utf8_lossy(&bytes);
            if echo == Echo::Live && !is_chatter(&line) {
                eprint!("{line}");
            }
            locked(output).push_str(&line);
            if !line.trim().is_empty() {
                line.trim().clone_into(&mut locked(&self.latest));
            }
            bytes.clear();
        }
    }

    fn latest(&self) -> String {
        locked(&self.latest).chars().take(100).collect()
    }
}

/// Lines by which cargo shows that it is at work: the sign of life repeats the latest of them.
fn is_chatter(line: &str) -> bool {
    let verbs = [
        "Compiling ",
        "Checking ",
        "Downloaded ",
        "Downloading ",
        "Blocking ",
    ];
    verbs.iter().any(|verb| line.trim_start().starts_with(verb))
}

/// A line of output survives a panic of the thread that read it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The command as it could be typed, without its environment.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

/// A duration for people: `8 s`, `2 min 5 s`.
pub fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0 => format!("{} ms", duration.as_millis()),
        whole @ 1..60 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(seconds(Duration::from_millis(40)), "40 ms");
        assert_eq!(seconds(Duration::from_secs(59)), "59 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 5 s");
    }

    #[test]
    fn a_command_returns_both_of_its_streams() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2"]);
        let output = Step::default().run(command).unwrap();
        assert!(output.contains("out\n") && output.contains("err\n"));
    }

    #[test]
    fn a_failed_command_is_named_in_the_error() {
        let error = Step::default().run(Command::new("false")).unwrap_err();
        assert_eq!(error.to_string(), "this command failed: false");
    }
}
