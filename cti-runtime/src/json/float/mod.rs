//! Decimal numbers as the nearest `f64` and back, without the tables that the usual ways bring along:
//! ten kilobytes each that no compression shrinks, in every page that reads or writes JSON.
//!
//! Short numbers take two exact steps. The others are divided out as whole numbers of any size,
//! which costs some microseconds.

mod read;
mod whole;
mod write;

pub(super) use read::parse;
pub(super) use write::write;

/// Bits of a whole number that an `f64` holds exactly.
const PRECISION: i64 = 53;
/// The exponents of the last bit of the smallest and of the largest `f64`.
const LEAST: i64 = -1074;
const MOST: i64 = 971;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{parse, write};

    /// What the standard library reads.
    fn same(text: &str) {
        let expected = text.parse::<f64>().unwrap();
        let expected = expected.is_finite().then_some(expected.to_bits());
        assert_eq!(parse(text).map(f64::to_bits), expected, "{text}");
    }

    #[test]
    fn the_edges_of_what_an_f64_holds() {
        for text in [
            "0",
            "-0",
            "0.0",
            "0e5",
            "1",
            "-1",
            "10",
            "1.0",
            "0.1",
            "123e-3",
            "1e22",
            "1e23",
            "9007199254740993",
            "9007199254740992.5",
            "9007199254740993.00000000000000000001",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e308",
            "1e309",
            "-1e309",
            "2e308",
            "1e400",
            "1e99999999999",
            "0e99999999999",
            "4.9e-324",
            "5e-324",
            "2.5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2e-324",
            "1e-400",
            "1e-99999999999",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
            "0.000000000000000000000000000000000000000000000000000000000000000000000000000000001",
        ] {
            same(text);
        }
    }

    #[test]
    fn digits_that_only_tip_the_balance() {
        // Exactly between two, and a hair above, farther behind than anything else matters.
        let between = "9007199254740993";
        for zeros in [10, 700, 799, 800, 2_000] {
            let zeros = "0".repeat(zeros);
            same(&format!("{between}.{zeros}"));
            same(&format!("{between}.{zeros}1"));
            same(&format!("{between}{zeros}e-{}", zeros.len()));
            same(&format!("0.{zeros}{between}"));
        }
    }

    fn written(value: f64) -> String {
        let mut out = String::new();
        write(value, &mut out);
        out
    }

    #[test]
    fn numbers_are_written_as_javascript_does() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (-1.5, "-1.5"),
            (0.1, "0.1"),
            (123.25, "123.25"),
            (1e20, "100000000000000000000.0"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-7, "1.25e-7"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (9_007_199_254_740_993.0, "9007199254740992.0"),
            (9.5, "9.5"),
            (2.0_f64.powi(70), "1.1805916207174113e+21"),
            // In the middle of two that are as short.
            (2.0_f64.powi(50) + 53.25, "1125899906842677.2"),
            (2.0_f64.powi(50) + 53.75, "1125899906842677.8"),
        ] {
            assert_eq!(written(value), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_has_the_fewest_digits_and_is_the_same(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                let text = written(value);
                prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), bits);
                let digits = |text: &str| {
                    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                    digits.trim_matches('0').to_owned()
                };
                let (ours, _) = text.split_once('e').unwrap_or((&text, ""));
                // The standard library takes another of two that are as short and as near.
                let shortest = serde_json::to_string(&value).unwrap();
                let (theirs, _) = shortest.split_once('e').unwrap_or((&shortest, ""));
                prop_assert_eq!(digits(ours), digits(theirs), "{} {}", text, shortest);
            }
        }

        #[test]
        fn every_f64_is_read_as_itself(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                prop_assert_eq!(parse(&format!("{value:e}")).map(f64::to_bits), Some(bits));
                same(&format!("{value:?}"));
            }
        }

        #[test]
        fn decimals_are_read_as_the_standard_library_reads_them(
            text in "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?",
        ) {
            same(&text);
        }

        #[test]
        fn what_stands_between_two_goes_to_the_even_one(
            odd in (1_u128 << 52)..(1 << 53),
            power in 0_u32..31,
        ) {
            // One bit more than an f64 holds, and that bit is set.
            let between = odd * 2 + 1;
            for tie in [
                (between << power).to_string(),
                format!("{}e-{power}", between * 5_u128.pow(power)),
            ] {
                same(&tie);
                let digits = tie.split('e').next().unwrap_or_default();
                same(&tie.replacen(digits, &format!("{digits}.{}1", "0".repeat(900)), 1));
            }
        }
    }
}
