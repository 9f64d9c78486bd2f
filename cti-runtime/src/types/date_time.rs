//! Dates with times.

use core::fmt;

use jiff::{Timestamp, civil};

use super::text;
use crate::describe::Type;
use crate::json::{Fault, Reader, Wire, Writer};
use crate::mask::MASK;

/// A date and time as text: without a zone, such as `2026-01-31 09:30:00`, or with one, such as
/// `2026-01-31T09:30:00Z`.
///
/// Which zone is meant where none is written is between the vendor and its customer: mostly that of
/// the agent's browser. The text is kept as it came, and only parsed when asked, by
/// [`civil`](Self::civil) without a zone and by [`timestamp`](Self::timestamp) with one, so a vendor
/// that gets one wrong doesn't cost the rest of the message.
///
/// `Debug` and logs show a text of one of these forms; another one may be anything, and is masked.
///
/// Equal texts are equal; `T` and a space between date and time are different texts.
///
/// ```
/// use cti_runtime::types::DateTime;
///
/// let start = DateTime::from("2026-01-31 09:30:00");
/// assert_eq!(start.civil()?.hour(), 9);
/// assert_eq!(start.as_str(), "2026-01-31 09:30:00");
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

text!(DateTime);

impl DateTime {
    /// The date and time that the text says.
    ///
    /// Date and time are parted by a space or a `T`, a fraction of a second may follow. `yyyy mm-dd`
    /// is a date too: LeadDesk documents one of its times so.
    ///
    /// # Errors
    ///
    /// The text is of another form, or not a day or time that there is. The error doesn't quote it.
    pub fn civil(&self) -> Result<civil::DateTime, jiff::Error> {
        let text = self.0.trim_ascii();
        let expected = || {
            jiff::Error::from_args(format_args!(
                "expected a date and time without a zone, such as 2026-01-31 09:30:00"
            ))
        };
        if !has_form(text) {
            return Err(expected());
        }
        let (year, rest) = text.split_at_checked(4).unwrap_or((text, ""));
        let rest = rest.get(1..).unwrap_or_default();
        // jiff's own errors quote the text.
        format!("{year}-{rest}").parse().map_err(|_| expected())
    }

    /// The point in time that a text with a zone says: `Z` or `+02:00` at its end, as in RFC 3339.
    ///
    /// # Errors
    ///
    /// The text has no zone, is of another form, or not a day or time that there is. The error doesn't
    /// quote it.
    pub fn timestamp(&self) -> Result<Timestamp, jiff::Error> {
        // jiff's own errors quote the text.
        self.0.trim_ascii().parse().map_err(|_| {
            jiff::Error::from_args(format_args!(
                "expected a date and time with a zone, such as 2026-01-31T09:30:00Z"
            ))
        })
    }
}

/// Whether a text is `yyyy-mm-dd hh:mm:ss` but for the values of its digits.
fn has_form(text: &str) -> bool {
    let form = b"0000-00-00 00:00:00";
    let (seconds, fraction) = text
        .as_bytes()
        .split_at_checked(form.len())
        .unwrap_or_default();
    let fits = |(index, (byte, form)): (usize, (&u8, &u8))| match (index, form) {
        (_, b'0') => byte.is_ascii_digit(),
        (4, _) => matches!(byte, b'-' | b' '),
        (10, _) => matches!(byte, b' ' | b'T'),
        (_, form) => byte == form,
    };
    seconds.len() == form.len()
        && seconds.iter().zip(form).enumerate().all(fits)
        && match fraction.split_first() {
            None => true,
            Some((point, digits)) => {
                *point == b'.' && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
            }
        }
}

/// Whether a text is a date and time by its form, with a zone or without: what isn't may be anything,
/// and isn't shown.
pub(crate) fn is_time(text: &str) -> bool {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (text, zone) = match text
        .len()
        .checked_sub(6)
        .and_then(|at| text.split_at_checked(at))
    {
        Some((text, zone)) if zone.starts_with(['+', '-']) => (text, zone),
        _ => (text, ""),
    };
    let hours = |(at, byte): (usize, u8)| match at {
        0 => true,
        3 => byte == b':',
        _ => byte.is_ascii_digit(),
    };
    // Nanoseconds at most.
    has_form(text) && text.len() <= 29 && zone.bytes().enumerate().all(hours)
}

/// Writes it with a space, as the vendors do.
impl From<civil::DateTime> for DateTime {
    fn from(time: civil::DateTime) -> Self {
        Self(time.to_string().replacen('T', " ", 1))
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = if is_time(&self.0) { &*self.0 } else { MASK };
        fmt::Debug::fmt(shown, f)
    }
}

impl Wire for DateTime {
    const TYPE: Type = Type::DateTime;
    fn blank() -> Self {
        Self(String::new())
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.0.read(reader)
    }
    fn write(&self, out: &mut Writer) {
        out.time(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_vendors_write_them() {
        let expected = civil::date(2026, 1, 31).at(9, 30, 5, 0);
        for text in [
            "2026-01-31 09:30:05",
            "2026-01-31T09:30:05",
            "2026 01-31 09:30:05",
        ] {
            assert_eq!(DateTime::from(text).civil().unwrap(), expected, "{text}");
        }
        assert_eq!(DateTime::from(expected).as_str(), "2026-01-31 09:30:05");
        let fraction = DateTime::from("2026-01-31 09:30:05.25").civil().unwrap();
        assert_eq!(fraction.subsec_nanosecond(), 250_000_000);
    }

    #[test]
    fn texts_with_a_zone_are_points_in_time() {
        let expected = Timestamp::from_second(1_769_851_805).unwrap();
        for text in [
            "2026-01-31T09:30:05Z",
            "2026-01-31T09:30:05.000Z",
            "2026-01-31T11:30:05+02:00",
            "2026-01-31 09:30:05Z",
            " 2026-01-31T09:30:05Z ",
        ] {
            let time = DateTime::from(text).timestamp().unwrap();
            assert_eq!(time, expected, "{text}");
        }
        for text in ["2026-01-31T09:30:05", "2026-02-30T09:30:05Z", "soon", ""] {
            assert!(DateTime::from(text).timestamp().is_err(), "{text}");
        }
    }

    #[test]
    fn logs_and_errors_show_times_only() {
        for (text, shown) in [
            ("2026-01-31 09:30:05", true),
            ("2026 01-31 09:30:05", true),
            ("2026-01-31T09:30:05.25Z", true),
            ("2026-01-31T09:30:05+02:00", true),
            ("2026-01-31T09:30:05.1202555014", false),
            ("2026-01-31T09:30:05*02:00", false),
            ("+12025550142", false),
            ("eyJhbGciOiJub25lIn0", false),
            ("2026-01-31", false),
            ("Ada+02:00", false),
            ("", false),
        ] {
            let time = DateTime::from(text);
            let debug = if shown { text } else { MASK };
            assert_eq!(format!("{time:?}"), format!("{debug:?}"));
            let mut out = Writer::masked();
            time.write(&mut out);
            assert_eq!(out.as_str(), format!("\"{debug}\""));
        }
        for text in [
            "+12025550142",
            "1202-55-50 14:23:45",
            "2026-01-31T09:30:05 Ada",
        ] {
            let time = DateTime::from(text);
            for error in [time.civil().err(), time.timestamp().err()] {
                let error = error.unwrap();
                for said in [error.to_string(), format!("{error:?}")] {
                    assert!(!said.contains("1202") && !said.contains("Ada"), "{said}");
                }
            }
        }
    }

    #[test]
    fn other_texts_are_refused_on_access_only() {
        for text in [
            "",
            "2026-01-31",
            "2026-02-30 00:00:00",
            "2026-01-31 25:00:00",
            "31.01.2026 09:30:05",
            "2026-01-31T09:30:05Z",
            "2026-01-31 09:30:05+02:00",
            "2026-01-31 09:30:05.",
            "ä",
            "2026-01-3ä 09:30:05",
            "2026-01-31 09:30",
        ] {
            assert!(DateTime::from(text).civil().is_err(), "{text}");
            assert_eq!(DateTime::from(text).as_str(), text);
        }
    }
}
