//! Values that no declaration shapes: numbers, texts, any JSON.

use serde_json::Number;

use crate::entropy::Entropy;
use crate::json::Json;

pub(super) fn integer(bits: u8, signed: bool, entropy: &mut Entropy<'_>) -> Number {
    let word = entropy.word() & (u64::MAX >> (64 - u32::from(bits)));
    if signed {
        let shift = 64 - u32::from(bits);
        (word.cast_signed() << shift >> shift).into()
    } else {
        word.into()
    }
}

pub(super) fn float(entropy: &mut Entropy<'_>) -> Json {
    let value = f64::from_bits(entropy.word());
    Number::from_f64(value).map_or(Json::Number(0.into()), Json::Number)
}

pub(super) fn text(entropy: &mut Entropy<'_>) -> String {
    const ODD: [char; 16] = [
        '"',
        '\\',
        '/',
        '\n',
        '\u{0}',
        '\u{7f}',
        'ä',
        '€',
        '\u{1F600}',
        '\u{2028}',
        '%',
        '&',
        '=',
        '+',
        ' ',
        '•',
    ];
    let length = entropy.below(12);
    (0..length)
        .map(|_| match entropy.byte() {
            byte @ 32..=126 => char::from(byte),
            byte => ODD[usize::from(byte % 16)],
        })
        .collect()
}

/// Any value at all.
pub fn any(entropy: &mut Entropy<'_>, depth: u8) -> Json {
    match entropy.byte() % if depth > 4 { 6 } else { 8 } {
        0 => Json::Null,
        1 => Json::Bool(entropy.one_in(2)),
        2 => Json::Number(entropy.word().into()),
        3 => Json::Number(entropy.word().cast_signed().into()),
        4 => float(entropy),
        5 => Json::String(text(entropy)),
        6 => {
            let count = entropy.below(4);
            Json::Array((0..count).map(|_| any(entropy, depth + 1)).collect())
        }
        _ => {
            let mut entries: Vec<(String, Json)> = Vec::new();
            for _ in 0..entropy.below(4) {
                let key = text(entropy);
                if !entries.iter().any(|(known, _)| *known == key) {
                    entries.push((key, any(entropy, depth + 1)));
                }
            }
            Json::Object(entries)
        }
    }
}
