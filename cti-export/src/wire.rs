//! What is posted, and what comes first, in words.

use core::fmt::Write as _;

use cti_runtime::describe::{Encoding, Handshake};

/// How messages are posted.
pub(crate) fn posted(encoding: &Encoding) -> String {
    match encoding {
        Encoding::Object => "Posted as an object.".to_owned(),
        Encoding::Text => "Posted as JSON text.".to_owned(),
        Encoding::ObjectOrText => "Posted as an object; JSON text is read too.".to_owned(),
        Encoding::TextOrObject => "Posted as JSON text; an object is read too.".to_owned(),
        Encoding::Codec(codec) => format!(
            "Posted as a string that `{}` reads and writes; what is described here is the object \
             that it stands for.",
            codec.name()
        ),
    }
}

/// What a message that comes first does to the others, and when it is sent again.
pub(crate) fn handshake(handshake: &Handshake) -> String {
    let Handshake {
        until,
        again,
        every_ms,
        hold,
    } = handshake;
    let rest = if *hold {
        "waits for"
    } else {
        "is refused before"
    };
    let mut text = format!("Comes first: what else is sent {rest} `{until}`.");
    if let Some(every) = every_ms {
        let _ = write!(text, " Repeated every {every} ms until then.");
    }
    if let Some(again) = again {
        let _ = write!(text, " Sent again after `{again}`.");
    }
    text
}
