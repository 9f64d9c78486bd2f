//! Do the pictures of state machines show what is declared?

#![expect(clippy::expect_used, reason = "a failed test")]

use cti_export::{Format, export, state_diagram};
use cti_runtime::Protocol as _;
use cti_runtime::describe::Description;

/// A lamp that no vendor has, with each kind of rule.
#[cti_runtime::protocol(
    vendor = "Lantern",
    origins("https://phone.lantern.example"),
    envelope(object, tag = "type"),
    rename_all = "camelCase"
)]
mod lantern_phone {
    #[states]
    enum Lamp {
        Off,
        On,
        Broken,
    }

    #[states(key = call_id)]
    enum Call {
        Ringing,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        #[moves(Lamp: Off => On)]
        Lit,
        #[moves(Lamp: Off | On => Off)]
        #[rename("<put & out>")]
        PutOut,
        #[moves(Lamp: * => Broken)]
        Dropped,
        #[moves(Call: new => Ringing, if loud = true)]
        Ring { call_id: String, loud: bool },
        #[moves(Call: Ringing => Over)]
        Hush { call_id: String },
    }
}

fn description() -> &'static Description {
    lantern_phone::LanternPhone::description()
}

/// The x of the line below a state.
fn line_of(svg: &str, state: &str) -> usize {
    let (before, _) = svg.split_once(&format!(">{state}</text>")).expect("a box");
    let (_, x) = before.rsplit_once("<text x=\"").expect("its text");
    x.split_once('"')
        .expect("a number")
        .0
        .parse()
        .expect("a number")
}

/// The row of a message: dots and arrows from its label on, up to the next.
fn row<'s>(svg: &'s str, label: &str) -> &'s str {
    let (_, behind) = svg
        .split_once(&format!(
            "text-anchor=\"start\" fill=\"currentColor\" stroke=\"none\">{label}</text>"
        ))
        .expect("a label");
    behind
        .split("text-anchor=\"start\"")
        .next()
        .unwrap_or_default()
}

#[test]
fn arrows_lead_from_states_to_states() {
    let svg = state_diagram(description(), &description().machines[0]);
    let [off, on, broken] = ["Off", "On", "Broken"].map(|state| line_of(&svg, state));
    assert!(off < on && on < broken);
    let lit = row(&svg, "← lit");
    assert!(lit.contains(&format!("<circle cx=\"{off}\"")), "{lit}");
    assert!(lit.contains(&format!("H{}", on - 6)), "{lit}");
    assert!(lit.contains(&format!("M{on} ")), "{lit}");
    // Back to the left, and to itself.
    let out = row(&svg, "← &lt;put &amp; out&gt;");
    for part in [
        format!("<circle cx=\"{on}\""),
        format!("H{}", off + 6),
        "a5 5 0 0 1 0 10".to_owned(),
    ] {
        assert!(out.contains(&part), "no {part} in {out}");
    }
    let dropped = row(&svg, "← dropped");
    assert!(
        dropped.contains(">any</text>") && dropped.contains(&format!("M{broken} ")),
        "{dropped}"
    );
    // A dot leads to the start.
    assert!(svg.contains("cy=\"15\" r=\"3\""), "{svg}");
    assert!(
        svg.contains("<title>States of Lamp: Off, On, Broken. ← lit: from Off to On; "),
        "{svg}"
    );
    assert!(
        svg.contains("← dropped: from any state to Broken</title>"),
        "{svg}"
    );
}

#[test]
fn calls_begin_with_new_and_conditions_are_told() {
    let svg = state_diagram(description(), &description().machines[1]);
    let ring = row(&svg, "← ring if loud = true");
    assert!(ring.contains(">new</text>"), "{ring}");
    // No dot leads to a start: each call begins with its first message.
    assert_eq!(svg.matches("<circle ").count(), 1);
    // The end has two borders.
    assert_eq!(svg.matches("<rect ").count(), 3);
}

#[test]
fn rustdoc_gets_a_picture_and_markdown_text_that_viewers_draw() {
    let rustdoc = export(description(), Format::Rustdoc);
    let picture = state_diagram(description(), &description().machines[0]);
    // HTML ends where a line is blank.
    assert!(!picture.contains("\n\n"));
    assert!(
        rustdoc.contains(&format!("\n\n<div>\n{picture}</div>\n\n```text\n")),
        "{rustdoc}"
    );
    assert!(!rustdoc.contains("mermaid"));
    let markdown = export(description(), Format::Markdown);
    assert!(markdown.contains("```mermaid\n") && !markdown.contains("<svg"));
}
