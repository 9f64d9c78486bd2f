//! What sessions read of families, constants and conventions, against a slow reader over `serde_json`.

use cti_tests::compare::agree;
use cti_tests::entropy::Entropy;
use cti_tests::hosts::kestrel::Kestrel;
use cti_tests::json::Json;
use cti_tests::make::{Maker, disturb};
use cti_tests::subject::{self, Outcome, Subject};
use proptest::prelude::*;

use crate::conventions::bell::Bell;
use crate::families::carillon::Carillon;
use crate::prefixes::bell_dialer::BellDialer;

fn subjects() -> Vec<Subject> {
    [
        subject::windows::<BellDialer>("https://dialer.bell.example"),
        subject::windows::<Carillon>("https://carillon.example"),
        subject::library::<Bell>(),
        subject::library::<Kestrel>(),
    ]
    .concat()
}

fn samples() -> Vec<(Subject, &'static str, String)> {
    let samples = subjects().into_iter().flat_map(|subject| {
        let samples = subject.samples().into_iter();
        samples.map(move |(name, text)| (subject, name, text))
    });
    samples.collect()
}

#[test]
fn samples_are_what_they_are_taken_for_and_nothing_else_when_cut() {
    assert!(samples().len() > 6);
    for (subject, name, text) in samples() {
        assert_eq!(agree(&subject, name, &text), "message", "{text}");
        for end in (0..text.trim_end().len()).filter(|end| text.is_char_boundary(*end)) {
            let outcome = (subject.read)(name, &text[..end]);
            assert!(matches!(outcome, Outcome::Refused(_)), "{outcome:?}");
        }
        for at in 0..text.len() {
            for byte in *b"\"\\{}[,:07-e tn" {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = byte;
                agree(&subject, name, &String::from_utf8_lossy(&bytes));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn messages_are_read_as_json_reads_them(
        which in any::<prop::sample::Index>(),
        choices in prop::collection::vec(any::<u8>(), 0..256),
        changes in 0..4_u8,
        begins_as_another in any::<prop::sample::Index>(),
        both in any::<bool>(),
    ) {
        let messages: Vec<_> = subjects()
            .into_iter()
            .flat_map(|of| of.family.messages.iter().map(move |message| (of, message)))
            .collect();
        let (subject, message) = which.get(&messages);
        let mut entropy = Entropy::new(&choices);
        let maker = Maker::new(subject.description);
        let mut json = maker.message(subject.family, message, &mut entropy);
        for _ in 0..changes {
            disturb(&mut json, &mut entropy);
        }
        // Two messages in one object, mostly of different families.
        let (other, another) = begins_as_another.get(&messages);
        if both && let Json::Object(entries) = &mut json {
            let maker = Maker::new(other.description);
            if let Json::Object(more) = maker.message(other.family, another, &mut entropy) {
                entries.extend(more);
            }
            let keys: Vec<String> = entries.iter().map(|(key, _)| key.clone()).collect();
            let mut at = 0;
            // Mostly without repetition, of which there is enough elsewhere.
            if !entropy.one_in(8) {
                entries.retain(|(key, _)| {
                    at += 1;
                    !keys[..at - 1].contains(key)
                });
            }
        }
        let taken_for = agree(subject, message.tag, &json.write(&mut entropy));
        prop_assert!(changes > 0 || both || ["message", "unsure"].contains(&taken_for));
    }
}
