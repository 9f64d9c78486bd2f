//! Do the pictures of messages show what is declared?

#![expect(clippy::expect_used, reason = "a failed test")]

use cti_export::{Format, export, message_diagram};
use cti_runtime::Protocol as _;
use cti_vendors::registry;

/// A lamp that no vendor has, with each kind of row.
#[cti_runtime::protocol(
    vendor = "Lantern",
    origins("https://phone.lantern.example"),
    envelope(object, tag = "type", content = "data", constants(app = "lantern")),
    rename_all = "camelCase"
)]
mod lantern_phone {
    #[event]
    pub enum Event {
        Ring {
            call_id: String,
            from: PhoneNumber,
            #[personal]
            note: Option<String>,
            lamp: Lamp,
            color: Color,
            #[rename("<名前名前名前>")]
            named: Option<String>,
        },
        Out,
    }

    #[data]
    pub struct Lamp {
        watts: u8,
        within: Option<Vec<Lamp>>,
    }

    #[data]
    pub enum Color {
        Red,
        Green,
    }
}

fn ring() -> String {
    let description = lantern_phone::LanternPhone::description();
    let family = &description.families[0];
    message_diagram(description, family, &family.messages[0])
}

/// The texts, each with where it begins: `(x, y, text)`.
fn texts(svg: &str) -> Vec<(usize, usize, String)> {
    let number = |text: &str, key: &str| {
        let (_, behind) = text.split_once(&format!("{key}=\"")).expect("a key");
        let (number, _) = behind.split_once('"').expect("its end");
        number.parse().expect("a number")
    };
    let texts = svg.lines().filter(|line| line.starts_with("<text "));
    texts
        .map(|line| {
            let (head, text) = line.split_once('>').expect("a text");
            let text = text.strip_suffix("</text>").expect("its end");
            let text = text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            (number(head, " x"), number(head, " y"), text)
        })
        .collect()
}

#[test]
fn a_row_has_the_key_the_type_and_what_else_is_to_be_known() {
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for (_, y, text) in texts(&ring()) {
        match rows.last_mut() {
            Some((last, row)) if *last == y => row.push(text),
            _ => rows.push((y, vec![text])),
        }
    }
    let rows: Vec<String> = rows.into_iter().map(|(_, row)| row.join(" · ")).collect();
    let expected = [
        "← ring",
        "type · \"ring\" · the tag",
        "app · \"lantern\" · always",
        "data · object · the content",
        "callId · string",
        "from · phone number · personal",
        "note · string · optional, personal",
        "lamp · Lamp",
        "watts · whole number from 0 to 255",
        "within · list of Lamp · optional",
        "color · \"red\" | \"green\"",
        "<名前名前名前> · string · optional",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn what_is_in_an_object_stands_further_to_the_right() {
    let x = |key: &str| {
        let texts = texts(&ring());
        let found = texts.into_iter().find(|(_, _, text)| text == key);
        found.expect("a key").0
    };
    assert!(x("data") < x("lamp") && x("lamp") < x("watts"));
    assert_eq!(x("type"), x("data"));
}

/// Columns of a terminal, as in a monospaced font.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|char| if char > '\u{2e80}' { 2 } else { 1 })
        .sum()
}

#[test]
fn no_text_runs_into_another_or_out_of_the_picture() {
    let mut all = vec![ring()];
    for entry in registry::protocols() {
        let description = (entry.description)();
        for family in description.families {
            let messages = family.messages.iter();
            all.extend(messages.map(|message| message_diagram(description, family, message)));
        }
    }
    for svg in all {
        let (_, wide) = svg.split_once("width=\"").expect("a width");
        let wide: usize = wide
            .split('"')
            .next()
            .expect("a number")
            .parse()
            .expect("a number");
        let mut ends = (0, 0);
        for (x, y, text) in texts(&svg) {
            if y == ends.0 {
                assert!(x >= ends.1 + 7, "{text} begins before {}: {svg}", ends.1);
            }
            // A character is at most 7.3 units wide, in the fonts that browsers have.
            ends = (y, x + columns(&text) * 73 / 10);
            assert!(ends.1 <= wide, "{text} ends at {} of {wide}: {svg}", ends.1);
        }
    }
}

#[test]
fn it_says_what_it_shows() {
    let svg = ring();
    let title = "<title>Shape of ← ring. type: \"ring\", the tag; app: \"lantern\", always; \
                 data: object, the content; in it, callId: string; in it, from: phone number, personal;";
    assert!(svg.contains(title), "{svg}");
    assert!(svg.contains("role=\"img\""));
    assert!(svg.contains("&lt;名前名前名前&gt;") && !svg.contains("<名前"));
    // The colour of the text around it, whatever that is.
    assert!(svg.contains("stroke=\"currentColor\"") && !svg.contains('#'));
}

#[test]
fn rustdoc_has_them_and_markdown_has_none() {
    let description = lantern_phone::LanternPhone::description();
    let rustdoc = export(description, Format::Rustdoc);
    assert!(rustdoc.contains(&ring()), "{rustdoc}");
    let (_, pictures) = rustdoc.split_once("<details>").expect("pictures");
    let (pictures, _) = pictures.split_once("</details>").expect("their end");
    assert!(!pictures.contains("\n\n"), "HTML ends at a blank line");
    // A message without fields has nothing to show.
    assert!(!pictures.contains("← out"));
    assert!(!export(description, Format::Markdown).contains("<svg"));
}
