/// Tincan, as `cti infer` found it in a recording.
//
// The other side is https://tincan.example in window 1: 12 messages from there, 5 messages of the
// page's.
#[cti_runtime::protocol(
    vendor = "Tincan",
    origins("https://tincan.example"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod tincan {
    use cti_runtime::describe::TextCodec;
    use cti_runtime::types::{Json, Map};

    // A proposal, from the order of 9 events that no id tells apart; look at it before you believe
    // it:
    //
    // #[states]
    // enum Line {
    //     Ring,
    //     Talk,
    //     End,
    // }
    //
    // Ring: #[moves(Line: End => Ring)], seen 2 times
    // Talk: #[moves(Line: Ring => Talk)], seen 3 times
    // End: #[moves(Line: Talk => End)], seen 3 times

    /// Tincan → page.
    #[event(envelope(codec = EventText, tag = "verb"))]
    pub enum Event {
        /// Seen 2 times.
        #[sample("READY")]
        Ready,
        /// Seen 3 times.
        #[sample("RING|t-1|+120255501231")]
        Ring { part1: String, part2: PhoneNumber },
        /// Seen 3 times.
        #[sample("TALK|t-1")]
        Talk { part1: String },
        /// Seen 3 times.
        #[sample("END|t-1|20|normal")]
        End {
            part1: String,
            part2: Text<u64>,
            part3: String,
        },
        /// Seen 1 time.
        #[sample("BUSY")]
        Busy,
    }

    /// Page → Tincan.
    #[command(envelope(codec = CommandText, tag = "verb"))]
    pub enum Command {
        /// Seen 3 times.
        #[sample("ANSWER|t-1")]
        Answer { part1: String },
        /// Seen 1 time.
        #[sample("DIAL|+120255501231")]
        Dial { part1: PhoneNumber },
        /// Seen 1 time.
        #[sample("MUTE|t-1|on")]
        Mute { part1: String, part2: String },
    }

    /// Strings of parts.
    pub struct EventText;

    impl EventText {
        const SIGN: char = '|';
        const KEYS: &[&str] = &["verb", "part1", "part2", "part3"];
    }

    impl TextCodec for EventText {
        fn read(&self, text: &str) -> Option<Map<Json>> {
            let parts = text.trim().splitn(Self::KEYS.len(), Self::SIGN);
            let mut members = Map::new();
            for (key, part) in Self::KEYS.iter().zip(parts) {
                members.insert((*key).to_owned(), part.into());
            }
            Some(members)
        }

        fn write(&self, message: &Map<Json>) -> Option<String> {
            let mut text = String::new();
            for (at, key) in Self::KEYS.iter().enumerate().take(message.len()) {
                let part = message.get(*key)?.as_str()?;
                // The last part alone may have the sign in it.
                if at + 1 < Self::KEYS.len() && part.contains(Self::SIGN) {
                    return None;
                }
                if at > 0 {
                    text.push(Self::SIGN);
                }
                text.push_str(part);
            }
            Some(text)
        }
    }

    /// Strings of parts.
    pub struct CommandText;

    impl CommandText {
        const SIGN: char = '|';
        const KEYS: &[&str] = &["verb", "part1", "part2"];
    }

    impl TextCodec for CommandText {
        fn read(&self, text: &str) -> Option<Map<Json>> {
            let parts = text.trim().splitn(Self::KEYS.len(), Self::SIGN);
            let mut members = Map::new();
            for (key, part) in Self::KEYS.iter().zip(parts) {
                members.insert((*key).to_owned(), part.into());
            }
            Some(members)
        }

        fn write(&self, message: &Map<Json>) -> Option<String> {
            let mut text = String::new();
            for (at, key) in Self::KEYS.iter().enumerate().take(message.len()) {
                let part = message.get(*key)?.as_str()?;
                // The last part alone may have the sign in it.
                if at + 1 < Self::KEYS.len() && part.contains(Self::SIGN) {
                    return None;
                }
                if at > 0 {
                    text.push(Self::SIGN);
                }
                text.push_str(part);
            }
            Some(text)
        }
    }
}
