//! Examples in the place of values, of the same shape.

use serde_json::Number;

use super::looks::Look;
use super::model::Ty;

/// An example in the place of a string of this type.
pub(super) fn of_text(text: &str, ty: &Ty, personal: bool, key: &str, is_enum: bool) -> String {
    let look = Look::of(text);
    let dialled = [Look::Phone, Look::Dialled, Look::Digits].contains(&look);
    let harmless = is_enum || matches!(ty, Ty::DateTime | Ty::Text(_));
    match ty {
        Ty::Secret(_) => "[blanked]".to_owned(),
        Ty::PhoneNumber if dialled => digits(text),
        _ if harmless && !personal => text.to_owned(),
        _ => plain(text, look, personal, key),
    }
}

/// An example of a string by its looks.
fn plain(text: &str, look: Look, personal: bool, key: &str) -> String {
    // A single word with a capital may be what somebody is called.
    let called = text.starts_with(|first: char| first.is_ascii_uppercase()) && is_word(text);
    match look {
        Look::Token => "[blanked]".to_owned(),
        Look::Uuid => "00000000-0000-4000-8000-000000000001".to_owned(),
        Look::Date => "2000-01-01".to_owned(),
        Look::Time if personal => "2000-01-01 00:00:00".to_owned(),
        Look::Url => "https://crm.example/1".to_owned(),
        Look::Email => "ada@example.com".to_owned(),
        Look::Person => "Ada Example".to_owned(),
        Look::Name | Look::Phrase if personal => word(key).to_owned(),
        Look::Name if called => "Example".to_owned(),
        Look::Name | Look::Phone | Look::Dialled | Look::Digits | Look::Decimal => digits(text),
        Look::Other if text.len() <= 24 && !text.contains(' ') => scrambled(text),
        Look::Other => "Some text.".to_owned(),
        Look::Empty | Look::Boolean | Look::Time | Look::Phrase => text.to_owned(),
    }
}

/// A word in the place of a personal one.
fn word(key: &str) -> &'static str {
    let words = super::words::words(key);
    if words
        .iter()
        .any(|word| ["last", "family", "surname", "lastname"].contains(&&**word))
    {
        return "Example";
    }
    if words
        .iter()
        .any(|word| word == "name" || word == "first" || super::words::is_person(word))
    {
        "Ada"
    } else {
        "example"
    }
}

fn is_word(text: &str) -> bool {
    text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
}

/// The same with other digits: those of phone numbers that nobody has, if there are enough.
fn digits(text: &str) -> String {
    const DIALLED: &[u8] = b"12025550123";
    const COUNTED: &[u8] = b"123456789";
    let count = text.bytes().filter(u8::is_ascii_digit).count();
    let digits = if count >= 7 { DIALLED } else { COUNTED };
    let mut next = digits.iter().cycle().copied().map(char::from);
    text.chars()
        .map(|letter| {
            if letter.is_ascii_digit() {
                next.next().unwrap_or('1')
            } else {
                letter
            }
        })
        .collect()
}

/// The same with other letters and digits.
fn scrambled(text: &str) -> String {
    let mut next = ('a'..='z').cycle();
    let letters = text.chars().map(|letter| match letter {
        letter if letter.is_ascii_digit() => '1',
        letter if letter.is_uppercase() => next.next().unwrap_or('a').to_ascii_uppercase(),
        letter if letter.is_alphabetic() => next.next().unwrap_or('a'),
        letter => letter,
    });
    letters.collect()
}

/// An example in the place of a number of this type.
pub(super) fn of_number(number: &Number, ty: &Ty, personal: bool) -> Number {
    let masked = personal || ty.is_masked();
    match number.as_u64().filter(|_| masked) {
        Some(of) => digits(&of.to_string())
            .parse::<u64>()
            .map_or_else(|_| number.clone(), Number::from),
        None if masked => Number::from(1),
        None => exact(number),
    }
}

/// A number that JavaScript holds exactly: the greatest or the least whole one in the place of one beyond.
fn exact(number: &Number) -> Number {
    const MOST: i64 = (1 << 53) - 1;
    match number.as_i128() {
        Some(whole) if whole > MOST.into() => Number::from(MOST),
        Some(whole) if whole < (-MOST).into() => Number::from(-MOST),
        _ => number.clone(),
    }
}

/// An example in the place of a key that data chose.
pub(super) fn of_key(key: &str) -> String {
    match Look::of(key) {
        Look::Name | Look::Phrase => key.to_owned(),
        look => plain(key, look, true, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, ty: &Ty, personal: bool) -> String {
        of_text(text, ty, personal, "firstName", false)
    }

    #[test]
    fn examples_keep_the_shape_and_nothing_else() {
        assert_eq!(
            text("+44 20 7946 0101", &Ty::PhoneNumber, false),
            "+12 02 5550 1231"
        );
        assert_eq!(text("Grace", &Ty::String, true), "Ada");
        assert_eq!(text("Grace Hopper", &Ty::String, false), "Ada Example");
        assert_eq!(
            text("grace@navy.example", &Ty::Id, false),
            "ada@example.com"
        );
        assert_eq!(text("CA9911", &Ty::String, false), "CA1234");
        assert_eq!(
            text("She wants a call back", &Ty::String, false),
            "Some text."
        );
        assert_eq!(
            text("2026-01-31 09:30:00", &Ty::DateTime, false),
            "2026-01-31 09:30:00"
        );
        assert_eq!(of_key("+442079460101"), "+120255501231");
        assert_eq!(
            of_number(&Number::from(358_401_234_567_u64), &Ty::PhoneNumber, false),
            Number::from(120_255_501_231_u64)
        );
    }
}
