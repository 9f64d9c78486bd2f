//! Times that are numbers.

use core::fmt;

use jiff::Timestamp;

use crate::describe::Type;
use crate::json::{Fault, Reader, Wire, Writer};

/// A point in time as a whole number since the start of 1970 in UTC.
macro_rules! epoch {
    (
        $(#[$doc:meta])*
        $name:ident, $unit:literal, $number:ident, $from:ident, $to:ident
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            #[doc = concat!("That many ", $unit, " after the start of 1970.")]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            #[doc = concat!("The ", $unit, " since the start of 1970, as they came.")]
            pub const fn $number(self) -> i64 {
                self.0
            }

            /// The point in time.
            ///
            /// # Errors
            ///
            /// It is not within the years -9999 to 9999.
            pub fn timestamp(self) -> Result<Timestamp, jiff::Error> {
                Timestamp::$from(self.0)
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        #[doc = concat!("What is less than one of the ", $unit, " is cut off.")]
        impl From<Timestamp> for $name {
            fn from(time: Timestamp) -> Self {
                Self(time.$to())
            }
        }

        /// Shows the number as it came.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Wire for $name {
            const TYPE: Type = Type::$name;
            fn blank() -> Self {
                Self(0)
            }
            fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
                self.0.read(reader)
            }
            fn write(&self, out: &mut Writer) {
                out.i64(self.0);
            }
        }
    };
}

epoch! {
    /// A point in time as a whole number of milliseconds since the start of 1970 in UTC, as
    /// JavaScript's `Date.now()` gives it.
    ///
    /// Any number is kept, and only [made a time](Self::timestamp) when asked, so a vendor that gets
    /// one wrong doesn't cost the rest of the message.
    ///
    /// ```
    /// use cti_runtime::types::EpochMillis;
    ///
    /// let start = EpochMillis::new(1_769_851_800_250);
    /// assert_eq!(start.timestamp()?.to_string(), "2026-01-31T09:30:00.25Z");
    /// assert_eq!(start.as_millis(), 1_769_851_800_250);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    EpochMillis, "milliseconds", as_millis, from_millisecond, as_millisecond
}

epoch! {
    /// A point in time as a whole number of seconds since the start of 1970 in UTC, as Unix counts
    /// it.
    ///
    /// Any number is kept, and only [made a time](Self::timestamp) when asked.
    ///
    /// ```
    /// use cti_runtime::types::EpochSeconds;
    ///
    /// let start = EpochSeconds::new(1_769_851_800);
    /// assert_eq!(start.timestamp()?.to_string(), "2026-01-31T09:30:00Z");
    /// assert_eq!(start.as_seconds(), 1_769_851_800);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    EpochSeconds, "seconds", as_seconds, from_second, as_second
}
