//! A codec that needs each part of a message, in families of both directions: commands with an id,
//! and a second family beside them.

use cti_export::typescript;
use cti_runtime::Protocol as _;
use cti_runtime::describe::TextCodec;
use cti_runtime::types::{Json, Map};

/// A phone whose strings have three words: what, id, content.
///
/// The generated tests of its samples post requests and answers through the codec.
#[cti_runtime::protocol(
    vendor = "Abacus",
    origins("https://phone.abacus.example"),
    envelope(codec = Words, tag = "c", content = "p")
)]
pub mod abacus_phone {
    use super::Words;

    #[command(id = "k", answer(id = "k", ok = "v", error = "e"), error = u8, unknown = 40)]
    pub trait Ask {
        #[sample(args = { "n": 1 }, result = 7)]
        #[sample(error = 41)]
        fn ping(n: u8) -> Option<u8>;
    }

    #[command(envelope(tag = "r"))]
    pub enum Raw {
        Bye,
    }

    #[event(tag = "q", id = "k", ids = number, answer(id = "a", ok = "v", constants(c = "answer")))]
    pub trait Question {
        #[sample(args = { "n": 1 }, result = { "name": "Ada" })]
        fn who(n: u8) -> Named;
    }

    #[event]
    pub enum Notice {
        #[sample("hello - {\"n\":1}")]
        Hello { n: u8 },
    }

    #[data]
    pub struct Named {
        pub name: String,
    }
}

/// `c k p`, `r - p`, `q k p`, `a a v`; an answer without `c` is `= k v` or `! k e`.
struct Words;

impl TextCodec for Words {
    fn read(&self, text: &str) -> Option<Map<Json>> {
        let mut parts = text.splitn(3, ' ');
        let (what, id, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let rest: Json = rest.parse().ok()?;
        let id: Json = match (what, id) {
            (_, "-") => Json::Null,
            ("a", number) => number.parse().ok()?,
            (_, text) => text.into(),
        };
        let entries: Vec<(&str, Json)> = match what {
            "=" => vec![("k", id), ("v", rest)],
            "!" => vec![("k", id), ("e", rest)],
            "a" => vec![("c", "answer".into()), ("a", id), ("v", rest)],
            "bye" => vec![("r", what.into())],
            "hello" => vec![("c", what.into()), ("p", rest)],
            "who" => vec![("q", what.into()), ("k", number(&id)?), ("p", rest)],
            _ => vec![("c", what.into()), ("k", id), ("p", rest)],
        };
        let entries = entries.into_iter();
        Some(
            entries
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    fn write(&self, message: &Map<Json>) -> Option<String> {
        let id = |key| match message.get(key)? {
            Json::String(id) => Some(id.clone()),
            Json::Number(id) => Some(id.to_string()),
            _ => None,
        };
        let word = |key| message.get(key).and_then(Json::as_str);
        let rest = |key| message.get(key);
        Some(match (word("c"), word("q"), word("r")) {
            (Some("answer"), ..) => format!("a {} {}", id("a")?, rest("v")?),
            (Some("hello"), ..) => format!("hello - {}", rest("p")?),
            (Some(what), ..) | (_, Some(what), _) => format!("{what} {} {}", id("k")?, rest("p")?),
            (.., Some(what)) => format!("{what} - null"),
            _ => match rest("e") {
                Some(error) => format!("! {} {error}", id("k")?),
                None => format!("= {} {}", id("k")?, rest("v")?),
            },
        })
    }
}

/// A number that was read as a text.
fn number(id: &Json) -> Option<Json> {
    id.as_str()?.parse().ok()
}

#[test]
fn what_reads_any_message_of_a_direction_has_the_codec_too() {
    let module = typescript(abacus_phone::AbacusPhone::description());
    for line in [
        "export function readCommand(event: { origin: string; data: unknown }, pages: readonly \
         string[], read: (text: string) => unknown): Command | undefined {",
        "return readAsk(event, pages, read) ?? readRaw(event, pages, read);",
        "export function readEvent(event: { origin: string; data: unknown }, read: (text: string) \
         => unknown): Event | undefined {",
        "return readQuestion(event, read) ?? readNotice(event, read);",
    ] {
        assert!(module.contains(line), "{line}\nis not in\n{module}");
    }
}
