//! Is it readable, with colours where they are wanted and nowhere else?

use unicode_width::UnicodeWidthStr as _;

use crate::{cti, fed, from_talk, ran, run, talk};

#[test]
fn a_pipe_gets_no_colours() {
    for args in [
        &[][..],
        &["list"],
        &["describe", "cloudtalk"],
        &["replay", "--json"],
    ] {
        let ran = run(args);
        assert!(!ran.out.contains('\u{1b}'), "{args:?}");
    }
    let ran = fed(&["replay", "-", "-p", "cloudtalk"], b"nonsense");
    assert!(!ran.err.contains('\u{1b}'));
}

#[test]
fn whoever_wants_colours_gets_them() {
    let plain = run(&[]).out;
    let coloured = run(&["--color", "always"]).out;
    assert!(coloured.contains("\u{1b}[32maccepted"), "{coloured}");
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
    let ran = fed(
        &["replay", "-", "-p", "cloudtalk", "--color", "always"],
        b"nonsense",
    );
    assert!(ran.err.starts_with("\u{1b}["), "{:?}", ran.err);
}

#[test]
fn the_environment_is_heard_and_the_command_line_wins() {
    let forced = ran(cti().env("CLICOLOR_FORCE", "1"), b"");
    assert!(forced.out.contains('\u{1b}'));
    let never = ran(
        cti().env("CLICOLOR_FORCE", "1").args(["--color", "never"]),
        b"",
    );
    assert!(!never.out.contains('\u{1b}'));
    let no_color = ran(cti().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"), b"");
    assert!(!no_color.out.contains('\u{1b}'));
    let always = ran(cti().env("NO_COLOR", "1").args(["--color", "always"]), b"");
    assert!(always.out.contains('\u{1b}'));
}

#[test]
fn lines_fit_a_hundred_columns() {
    for args in [
        &[][..],
        &["list"],
        &["replay", "--against", "simulator"],
        &["replay", "--against", "demo"],
        &["--help"],
        &["replay", "--help"],
    ] {
        for line in run(args).out.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn a_person_sees_what_became_of_each_message() {
    let out = run(&["replay", "-p", "leaddesk-talk"]).out;
    let shows = |text: &str| assert!(out.contains(text), "no {text:?} in\n{out}");
    shows("  ←  accepted  login → EventHandler::login ");
    shows("Agent: LoggedOut → LoggedIn\n");
    shows("  →  sent      useSettings ");
    shows("{\"preventManualCalling\":true}\n");
    shows("  ←  refused   origin: not an origin of this protocol");
    shows("https://login-ce2.leaddesk.com.evil.example\n");
    shows("  ←  refused   source: posted by another window ");
    shows("  ←  unknown   queueStatus → EventHandler::unknown ");
    shows("  ←  drifted   call ");
    shows("expected a whole number, line 1, column 23, at id\n");
    shows("out of turn: Line is Ringing, and AfterCall is needed\n");
    shows("settles the call that waits for it\n");
    shows("\"number\":\"•••01\"");
    shows("  at the end  Agent: LoggedOut · Line: Ringing\n");
}

#[test]
fn open_calls_are_listed_at_the_end() {
    let ringing = r#"{"at":0,"side":"vendor","origin":"https://phone.cloudtalk.io","data":"{\"event\":\"ringing\",\"properties\":{\"call_uuid\":\"00000000-0000-4000-8000-000000000001\",\"external_number\":\"+12025550101\",\"internal_number\":\"+12025550102\"}}"}"#;
    let ran = fed(&["replay", "-", "-p", "cloudtalk"], ringing.as_bytes());
    let open = "  still open  Call 00000000-0000-4000-8000-000000000001: Ringing\n";
    assert!(ran.out.contains(open), "{}", ran.out);
    // LeadDesk's call log has no end: its rows are no open calls.
    let out = run(&["replay", "-p", "leaddesk-contact-card"]).out;
    assert!(!out.contains("still open"), "{out}");
    assert!(out.contains("  remembered  CallLog 41: "), "{out}");
}

#[test]
fn times_count_from_the_first_line() {
    let post = |at: u64| {
        let message = r#""side":"app","origin":"https://crm.example","data":{"action":"getJwt"}"#;
        format!(r#"{{"at":{at},{message}}}"#)
    };
    let recording = format!("{}\n{}", post(1_769_851_526_000), post(1_769_851_527_250));
    for args in [&[][..], &["--against", "simulator"]] {
        let out = talk(&recording, args).out;
        assert!(out.contains("\n     0.000  →  sent      getJwt "), "{out}");
        assert!(out.contains("\n     1.250  →  sent      getJwt "), "{out}");
    }
}

#[test]
fn nothing_is_broken_by_a_terminal() {
    for columns in ["80", "60"] {
        for args in [
            &[][..],
            &["list"],
            &["describe", "ringcentral"],
            &["describe", "desk-open-cti"],
            &["describe", "leaddesk-talk"],
            &["check"],
            &["replay", "--against", "simulator"],
            &["replay", "--against", "demo"],
            &["--help"],
            &["replay", "--help"],
            &["check", "--help"],
            &["infer", "--help"],
            &["recorder", "--help"],
            &["new", "--help"],
        ] {
            let out = ran(cti().env("COLUMNS", columns).args(args), b"").out;
            let most: usize = columns.parse().unwrap();
            // A line of Rust stays one, to be copied.
            for line in out.lines().filter(|line| !line.starts_with("    + ")) {
                assert!(line.width() <= most, "{args:?}, {columns}: {line}");
            }
        }
    }
}

#[test]
fn examples_keep_their_columns() {
    for args in [
        &["--help"][..],
        &["replay", "--help"],
        &["check", "--help"],
        &["recorder", "--help"],
        &["new", "--help"],
    ] {
        let examples = |columns| {
            let out = ran(cti().env("COLUMNS", columns).args(args), b"").out;
            let examples = out.split_once("\nExamples:\n").unwrap().1;
            let columned = examples.lines().filter(|line| line.starts_with(' '));
            columned.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(examples("80"), examples("100"), "{args:?}");
    }
}

#[test]
fn a_check_suggests_lines_that_can_be_copied() {
    let message = r#"{"action":"alpha","one":1,"two":2,"three":3,"four":4,"five":5,"six":6}"#;
    let recording = from_talk(message);
    let args = ["check", "-", "--protocol", "leaddesk-talk"];
    let out = ran(cti().env("COLUMNS", "60").args(args), recording.as_bytes()).out;
    let line = out.lines().find(|line| line.starts_with("    + "));
    assert!(line.is_some_and(|line| line.width() > 60), "{out}");
}

#[test]
fn what_help_points_to_comes_with_the_program() {
    let help = run(&["--help"]).out + &run(&["check", "--help"]).out;
    assert!(
        help.contains("`cti guide`") && !help.contains("docs/"),
        "{help}"
    );
    let guide = run(&["guide"]).out;
    for told in ["cti recorder --protocol", "`turned_away`", "## The format"] {
        assert!(guide.contains(told), "no {told} in the guide");
    }
}

#[test]
fn there_is_a_page_of_the_manual_for_each_command() {
    let all = run(&["man"]).out;
    for command in [
        "replay",
        "list",
        "describe",
        "check",
        "recorder",
        "infer",
        "new",
        "export",
        "guide",
        "man",
        "completions",
    ] {
        let named = format!("cti\\-{command}(1)\n");
        assert!(all.contains(&named), "no {named} in\n{all}");
        let page = run(&["man", command]).out;
        assert!(page.contains(&format!(".TH cti-{command} 1")), "{page}");
    }
    let none = run(&["man", "fax"]);
    assert_eq!(none.code, 2);
    let why = "error: no command is named `fax`; --help has the names\n";
    assert_eq!(none.err, why);
}
