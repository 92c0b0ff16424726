//! Starting other programs, and telling the reader which step runs and how long it took.
//! Knows no step in particular.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A result whose error is one line for the reader: what, why, and what to do.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The command as one would type it.
pub(crate) fn words(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut line = name.to_string_lossy().into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        if argument.is_empty() || argument.contains(' ') {
            line.push_str(&format!(" \"{argument}\""));
        } else {
            line.push_str(&format!(" {argument}"));
        }
    }
    line
}

/// Runs a command whose output goes straight to the reader's terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    finished(command, status)
}

/// How much of a failed command's output is repeated with the failure: later stages print over it.
const LINES_REPEATED: usize = 40;

/// Runs a command, passes each line it prints on, and shows the line to `read` as well.
/// A failure repeats the last lines.
pub(crate) fn run_reading(command: &mut Command, read: &mut dyn FnMut(&str)) -> Outcome {
    let (output, input) = std::io::pipe().map_err(|error| not_started(command, &error))?;
    let second_input = input
        .try_clone()
        .map_err(|error| not_started(command, &error))?;
    command.stdout(input).stderr(second_input);
    let child = command.spawn();
    // The command keeps its ends of the pipe, and we would wait for them forever.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = child.map_err(|error| not_started(command, &error))?;
    let mut last = VecDeque::new();
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    // Lines of bytes, as a test may print what is not UTF-8.
    while lines
        .read_until(b'\n', &mut line)
        .is_ok_and(|count| count > 0)
    {
        let mut screen = std::io::stdout().lock();
        let _ = screen.write_all(&line).and_then(|()| screen.flush());
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        read(&text);
        if last.len() == LINES_REPEATED {
            last.pop_front();
        }
        last.push_back(text);
        line.clear();
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    finished(command, status).map_err(|failure| {
        let repeated = last.iter().map(|line| format!("\n    {line}"));
        format!("{failure}; it said last:{}", repeated.collect::<String>())
    })
}

/// What a command prints, or `None` if it cannot be started or fails.
pub(crate) fn printed(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", words(command))
}

fn finished(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() {
        return Ok(());
    }
    Err(match status.code() {
        Some(code) => format!("`{}` ended with exit code {code}", words(command)),
        None => format!("`{}` was stopped by a signal", words(command)),
    })
}

/// Announces a step, runs it, and prints how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("▸ {name}");
    let start = Instant::now();
    let result = work();
    let mark = if result.is_ok() { '✓' } else { '✗' };
    println!("{mark} {name}: {}", seconds(start.elapsed()));
    result
}

/// A duration as the reader sees it: `0.04 s`, `12.3 s`, `7 min 04 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let total = time.as_secs_f64();
    if total < 1.0 {
        format!("{total:.2} s")
    } else if total < 100.0 {
        format!("{total:.1} s")
    } else {
        let whole = total.round() as u64;
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(42)), "0.04 s");
        assert_eq!(seconds(Duration::from_millis(12_340)), "12.3 s");
        assert_eq!(seconds(Duration::from_secs(424)), "7 min 04 s");
    }

    #[test]
    fn a_missing_program_is_named() {
        let message = run(Command::new("no-such-program").arg("--version")).expect_err("missing");
        assert!(
            message.contains("`no-such-program --version` could not be started"),
            "{message}"
        );
        assert_eq!(printed("no-such-program", &[]), None);
    }

    #[test]
    fn lines_are_seen_and_a_failure_is_told() {
        // The compiler that builds this test is the one program sure to be here.
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let mut seen = Vec::new();
        let mut version = Command::new(&rustc);
        run_reading(version.arg("--version"), &mut |line| {
            seen.push(line.to_owned());
        })
        .unwrap();
        assert!(seen.len() == 1 && seen[0].starts_with("rustc "), "{seen:?}");
        let mut wrong = Command::new(&rustc);
        wrong.arg("--no-such-flag");
        let message = run_reading(&mut wrong, &mut |_| ()).expect_err("wrong flag");
        assert!(message.contains("exit code"), "{message}");
        // What the compiler says of it goes to its error stream.
        assert!(message.contains("Unrecognized option"), "{message}");
    }
}
