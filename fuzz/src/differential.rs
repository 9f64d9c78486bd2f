//! What sessions read, against a slow reader over serde_json.
//!
//! First byte: which direction of which protocol; second: its message; third: whether the rest is a
//! text, or choices by which a message is made up and disturbed.

use cti_tests::compare;
use cti_tests::entropy::Entropy;
use cti_tests::make::{Maker, disturb};
use cti_tests::subject;

/// Runs one input.
pub fn run(data: &[u8]) {
    let subjects = subject::all();
    let mut entropy = Entropy::new(data);
    let subject = entropy.pick(&subjects);
    let Some(message) = subject.family.messages.get(entropy.below(16)) else {
        return;
    };
    let text = if entropy.one_in(2) {
        let maker = Maker::new(subject.description);
        let mut json = maker.message(subject.family, message, &mut entropy);
        for _ in 0..entropy.below(4) {
            disturb(&mut json, &mut entropy);
        }
        json.write(&mut entropy)
    } else {
        String::from_utf8_lossy(entropy.rest()).into_owned()
    };
    compare::agree(subject, message.tag, &text);
}
