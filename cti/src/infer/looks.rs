//! What strings look like.

use cti_runtime::mask;

/// What a string looks like: the first of these that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Look {
    Empty,
    /// A token, or what a recorder put into its place.
    Token,
    Boolean,
    Uuid,
    /// A date: `2026-01-31`.
    Date,
    /// A date with a time, perhaps with a zone.
    Time,
    Url,
    Email,
    /// Digits, as phones have them, behind a `+`.
    Phone,
    /// A whole number from 0 on, as JSON writes it.
    Digits,
    /// A number that isn't whole, or is below 0.
    Decimal,
    /// Digits with what people put between those of a phone number.
    Dialled,
    /// A word, or several without blanks, as programmers choose them.
    Name,
    /// Some words in small letters.
    Phrase,
    /// Two or three words with capitals, as people are called.
    Person,
    /// Anything else.
    Other,
}

impl Look {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Other as usize + 1;

    /// Of a string.
    pub(super) fn of(text: &str) -> Self {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        match text {
            "" => Self::Empty,
            "true" | "false" => Self::Boolean,
            text if is_token(text) => Self::Token,
            text if is_uuid(text) => Self::Uuid,
            text if is_date(text) => Self::Date,
            text if is_time(text) => Self::Time,
            text if is_url(text) => Self::Url,
            text if is_email(text) => Self::Email,
            text if digits == text.len() && is_whole(text) => Self::Digits,
            text if is_phone(text) => Self::Phone,
            text if is_decimal(text) => Self::Decimal,
            text if digits >= 3 && is_dialled(text) => Self::Dialled,
            text if mask::is_name(text) => Self::Name,
            text if is_phrase(text) => Self::Phrase,
            text if is_person(text) => Self::Person,
            _ => Self::Other,
        }
    }
}

fn is_token(text: &str) -> bool {
    text == "[blanked]" || (text.starts_with("eyJ") && text.len() > 20 && text.contains('.'))
}

/// A UUID with its hyphens.
fn is_uuid(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `2026-01-31 09:30`, with whatever `DateTime` reads behind it.
fn is_time(text: &str) -> bool {
    let form = b"0000-00-00T00:00";
    let bytes = text.as_bytes();
    let fits = |(at, (byte, form)): (usize, (&u8, &u8))| match (at, *form) {
        (_, b'0') => byte.is_ascii_digit(),
        (10, _) => matches!(byte, b' ' | b'T' | b't'),
        (_, form) => *byte == form,
    };
    let rest = |byte: &u8| byte.is_ascii_digit() || b":.+-Zz".contains(byte);
    (form.len()..=40).contains(&bytes.len())
        && bytes.iter().zip(form).enumerate().all(fits)
        && bytes.iter().skip(form.len()).all(rest)
}

/// `2026-01-31`
fn is_date(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| {
        if matches!(at, 4 | 7) {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    text.len() == 10 && text.bytes().enumerate().all(fits)
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://");
    let rest = rest.or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

fn is_email(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    text.split_once('@')
        .is_some_and(|(name, host)| part(name) && part(host) && host.contains('.'))
}

/// Digits behind a `+`, perhaps as a URI has them.
fn is_phone(text: &str) -> bool {
    let number = text.strip_prefix("tel:").unwrap_or(text);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    number.starts_with('+') && digits >= 6 && is_dialled(number)
}

/// Whether digits are what JSON has for a number.
fn is_whole(digits: &str) -> bool {
    (digits == "0" || !digits.starts_with('0')) && digits.parse::<u64>().is_ok()
}

fn is_decimal(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_digit() || b"-.".contains(&byte);
    text.bytes().all(plain) && serde_json::from_str::<serde_json::Number>(text).is_ok()
}

fn is_dialled(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || b"+ ()-./*#,;".contains(&byte))
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Some words in small letters, perhaps with digits.
fn is_phrase(text: &str) -> bool {
    text.len() <= 40
        && text.split(' ').count() <= 4
        && text.split(' ').all(|word| {
            let letter = |byte: u8| byte.is_ascii_lowercase() || b"-_'".contains(&byte);
            !word.is_empty() && word.bytes().all(letter)
        })
}

/// Two to four words that begin with capitals and have nothing but letters.
fn is_person(text: &str) -> bool {
    let words = text.split(' ').count();
    (2..=4).contains(&words)
        && text.len() <= 60
        && text.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                && (word.chars()).all(|letter| letter.is_alphabetic() || "-'.".contains(letter))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_look_like_what_they_are() {
        for (text, look) in [
            ("", Look::Empty),
            ("[blanked]", Look::Token),
            ("false", Look::Boolean),
            ("00000000-0000-4000-8000-000000000001", Look::Uuid),
            ("1905-09-18", Look::Date),
            ("2026-01-31 09:30:00", Look::Time),
            ("2026-01-31T09:30:00.123+02:00", Look::Time),
            ("https://crm.example/1", Look::Url),
            ("ada@example.com", Look::Email),
            ("+44 20 7946 0101", Look::Phone),
            ("+12025550100*101", Look::Phone),
            ("tel:+13175550001", Look::Phone),
            ("49301234", Look::Digits),
            ("0049301234", Look::Dialled),
            ("-3.5", Look::Decimal),
            ("(030) 901820", Look::Dialled),
            ("call-ringing", Look::Name),
            ("on a call", Look::Phrase),
            ("Ada Example", Look::Person),
            ("Wants a quote", Look::Other),
            ("2026 01-31 09:33:51", Look::Other),
        ] {
            assert_eq!(Look::of(text), look, "{text}");
        }
    }
}
