//! Does the command line do what its users were told?

#![expect(clippy::unwrap_used, reason = "a failed test")]

mod against;
mod broken;
mod bundled;
mod checks;
mod describe;
mod exports;
mod hostile;
mod infers;
mod machines;
mod pictures;
mod recorders;
mod status;
mod terminal;

use std::io::Write as _;
use std::process::{Command, Stdio};

macro_rules! bundled {
    ($($module:ident $marker:ident $name:literal;)*) => {
        &[$(($name, include_str!(concat!("../../recordings/", $name, ".jsonl")))),*]
    };
}

/// The bundled recordings, by protocol.
const BUNDLED: &[(&str, &str)] = cti_vendors::for_each_protocol!(bundled);

const TALK: &str = "https://login-ce2.leaddesk.com";

/// What the program said, and how it ended.
struct Ran {
    out: String,
    err: String,
    code: i32,
}

fn cti() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cti"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "CI"] {
        command.env_remove(variable);
    }
    command
}

fn run(args: &[&str]) -> Ran {
    fed(args, b"")
}

/// Runs the program with this on its standard input.
fn fed(args: &[&str], input: &[u8]) -> Ran {
    ran(cti().args(args), input)
}

fn ran(command: &mut Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that stops reading at an error leaves a closed pipe.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    let ran = Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    };
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

/// Replays a recording of Talk from standard input; it must be readable.
fn talk(lines: &str, args: &[&str]) -> Ran {
    let args = [&["replay", "-", "--protocol", "leaddesk-talk"], args].concat();
    let ran = fed(&args, lines.as_bytes());
    assert_ne!(ran.code, 2, "{}", ran.err);
    ran
}

/// The only line that a recording of Talk gives with `--json`, beside the summary.
fn only(line: &str) -> serde_json::Value {
    let ran = talk(line, &["--json"]);
    let lines = json_lines(&ran.out);
    assert_eq!(lines.len(), 2, "{}", ran.out);
    lines.into_iter().next().unwrap()
}

/// A message that arrives from Talk.
fn from_talk(data: &str) -> String {
    format!(r#"{{"at":0,"side":"vendor","origin":"{TALK}","data":{data}}}"#)
}

fn json_lines(out: &str) -> Vec<serde_json::Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
