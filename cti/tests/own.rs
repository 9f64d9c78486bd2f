//! The command line with protocols of one's own: this program is that command line where `OWN_CTI` is
//! set, and else runs itself and looks at what it says.

#![expect(clippy::unwrap_used, reason = "a failed test")]

use std::env;
use std::io::Write as _;
use std::process::{Command, ExitCode, Stdio};

use acme_phone::{AcmePhone, command, event};
use cti::{Entry, Protocols, Role, Setup};
use cti_runtime::tools::{self, AnySession};
use cti_runtime::{OriginError, OriginPolicy, Peer, Session, Vendor};

/// A softphone that no vendor has.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
mod acme_phone {
    #[event]
    pub enum Event {
        /// Somebody calls.
        Incoming { call_id: String, from: PhoneNumber },
    }

    #[command]
    pub enum Command {
        /// Calls a number.
        Dial { to: PhoneNumber },
    }
}

/// Acme's phone: what it is told to dial calls back.
struct Phone;

impl acme_phone::CommandHandler for Phone {
    fn dial(&mut self, dial: command::Dial, page: &mut Peer<AcmePhone, Vendor>) {
        // Where the page can't be told, the test misses the call.
        let _ = page.send(event::Incoming::new("c-2", dial.to));
    }
}

/// Opens sessions of Acme's phone: watched, or with the simulated phone.
fn open(role: Role, setup: &Setup) -> Result<Box<dyn AnySession>, OriginError> {
    match role {
        Role::Application | Role::Demo => {
            let policy = OriginPolicy::declared::<AcmePhone>();
            Ok(tools::watch(Session::<AcmePhone>::new(
                policy,
                setup.source,
            )))
        }
        Role::Vendor | Role::Simulator => {
            let pages = OriginPolicy::pages([setup.page.clone()])?;
            let session = Session::<AcmePhone, Vendor>::serve(pages, setup.source);
            Ok(tools::act(session, Phone))
        }
    }
}

/// A library that no vendor has.
#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme", error = String))]
mod acme_desk {
    #[method]
    pub trait Method {
        /// Shows a page.
        fn show(page: String) -> bool;
    }
}

const RECORDING: &str = r#"{"cti": 1, "protocol": "acme-phone"}
{"at": 0, "side": "vendor", "origin": "https://phone.acme.example", "data": {"type": "incoming", "callId": "c-1", "from": "+12025550142"}}
"#;

const DRIFTED: &str = r#"{"cti": 1, "protocol": "acme-phone"}
{"at": 0, "side": "vendor", "origin": "https://phone.acme.example", "data": {"type": "incoming", "callId": "c-1", "from": "+12025550142", "queue": "sales"}}
"#;

const CALLED: &str = r#"{"cti": 1, "protocol": "acme-desk"}
{"at": 0, "call": {"id": 1, "name": "show", "args": ["start"]}}
{"at": 9, "reply": {"id": 1, "result": true, "error": null}}
"#;

const DIALLED: &str = r#"{"cti": 1, "protocol": "acme-phone"}
{"at": 0, "side": "app", "origin": "https://crm.example", "data": {"type": "dial", "to": "+12025550142"}}
"#;

fn main() -> ExitCode {
    if let Some(phone) = env::var_os("OWN_CTI") {
        let phone = if phone == "simulated" {
            Entry::acting::<AcmePhone>(open)
        } else {
            Entry::window::<AcmePhone>()
        };
        let desk = Entry::library::<acme_desk::AcmeDesk>();
        let protocols = Protocols::shipped().with(phone).with(desk);
        return cti::run(&protocols.with_recording("acme-phone", RECORDING));
    }
    it_is_listed_described_and_exported();
    its_recordings_are_replayed();
    its_recordings_are_checked();
    a_recorder_knows_it();
    its_name_is_an_argument_as_the_shipped_are();
    nothing_answers_for_it();
    its_simulated_phone_answers();
    a_name_is_known_once();
    ExitCode::SUCCESS
}

/// What the command line said, and its exit status.
struct Ran {
    out: String,
    err: String,
    code: i32,
}

fn run(args: &[&str], input: &str) -> Ran {
    run_with("watched", args, input)
}

/// Runs the command line with Acme's phone, watched only or simulated too.
fn run_with(phone: &str, args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(args)
        .env("OWN_CTI", phone)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that reads no input leaves a closed pipe.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

fn it_is_listed_described_and_exported() {
    let listed = run(&["list"], "").out;
    for row in ["\nleaddesk-talk ", "\nacme-phone ", "\nacme-desk "] {
        assert!(listed.contains(row), "no {row:?} in\n{listed}");
    }
    let described = run(&["describe", "acme-phone"], "");
    assert_eq!(described.code, 0, "{}", described.err);
    assert!(described.out.contains("incoming"), "{}", described.out);
    let exported = run(&["export", "acme-desk", "--format", "typescript"], "");
    assert!(exported.out.contains("show("), "{}", exported.out);
}

fn its_recordings_are_replayed() {
    let replayed = run(&["replay", "-", "--json"], RECORDING);
    assert_eq!(replayed.code, 0, "{}", replayed.err);
    assert!(replayed.out.contains(r#""accepted":1"#), "{}", replayed.out);
    assert!(!replayed.out.contains("0142"), "{}", replayed.out);
    let called = run(&["replay", "-", "--strict"], CALLED);
    assert_eq!(called.code, 0, "{}{}", called.out, called.err);
    let bundled = run(&["replay", "-p", "acme-phone", "--strict"], "");
    assert_eq!(bundled.code, 0, "{}{}", bundled.out, bundled.err);
    let all = run(&[], "").out;
    assert!(all.contains("\nacme-phone  "), "{all}");
}

fn its_recordings_are_checked() {
    let fits = run(&["check", "-"], RECORDING);
    assert_eq!(fits.code, 0, "{}{}", fits.out, fits.err);
    let drifted = run(&["check", "-", "--protocol", "acme-phone"], DRIFTED);
    assert_eq!(drifted.code, 1, "{}", drifted.err);
    assert!(drifted.out.contains("+ queue: String,"), "{}", drifted.out);
}

fn a_recorder_knows_it() {
    let recorder = run(&["recorder", "--protocol", "acme-phone"], "");
    assert_eq!(recorder.code, 0, "{}", recorder.err);
    let known = r#""origins": ["https://phone.acme.example"]"#;
    assert!(recorder.out.contains(known), "{}", recorder.out);
}

fn its_name_is_an_argument_as_the_shipped_are() {
    let misspelt = run(&["describe", "acme-fone"], "");
    assert_eq!(misspelt.code, 2);
    assert!(misspelt.err.contains("'acme-phone'"), "{}", misspelt.err);
    let named = RECORDING.replace("acme-phone", "acme-fone");
    let misspelt = run(&["replay", "-"], &named);
    assert_eq!(misspelt.code, 2);
    let tip = "did you mean `acme-phone`?";
    assert!(misspelt.err.contains(tip), "{}", misspelt.err);
    let completions = run(&["completions", "bash"], "").out;
    assert!(completions.contains("acme-phone"), "{completions}");
}

fn nothing_answers_for_it() {
    let ran = run(&["replay", "-", "--against", "simulator"], RECORDING);
    assert_eq!(ran.code, 2);
    let why = "error: `acme-phone` has no simulated phone and no demo application\n";
    assert_eq!(ran.err, why);
}

fn its_simulated_phone_answers() {
    let args = ["replay", "-", "--against", "simulator"];
    let ran = run_with("simulated", &args, DIALLED);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answered = "incoming by the simulated phone";
    assert!(ran.out.contains(answered), "{}", ran.out);
}

fn a_name_is_known_once() {
    let phone = Entry::window::<AcmePhone>();
    let protocols = Protocols::none().with(phone).with(phone);
    assert_eq!(protocols.all().len(), 1);
}
