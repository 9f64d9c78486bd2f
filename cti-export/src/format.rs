//! The formats of exports, by name.

use core::fmt;
use core::str::FromStr;

use cti_runtime::describe::Description;

/// An output.
///
/// ```
/// use cti_export::Format;
///
/// assert_eq!("json-schema".parse(), Ok(Format::JsonSchema));
/// assert_eq!(Format::JsonSchema.extension(), "schema.json");
/// assert!("yaml".parse::<Format>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A reference for people.
    Markdown,
    /// The same for the documentation of a Rust module.
    Rustdoc,
    /// Types and a guard.
    TypeScript,
    /// JSON Schema 2020-12.
    JsonSchema,
    /// AsyncAPI 3.
    AsyncApi,
}

impl Format {
    /// Every format, in the order in which tools list them.
    pub const ALL: [Self; 5] = [
        Self::Markdown,
        Self::Rustdoc,
        Self::TypeScript,
        Self::JsonSchema,
        Self::AsyncApi,
    ];

    /// The name on a command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Rustdoc => "rustdoc",
            Self::TypeScript => "typescript",
            Self::JsonSchema => "json-schema",
            Self::AsyncApi => "asyncapi",
        }
    }

    /// What a file's name ends in, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Rustdoc => "rustdoc.md",
            Self::TypeScript => "ts",
            Self::JsonSchema => "schema.json",
            Self::AsyncApi => "asyncapi.json",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or(UnknownFormat)
    }
}

/// A name that is no [`Format`]'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such format; write one of ")?;
        for (index, format) in Format::ALL.into_iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{format}")?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownFormat {}

/// Writes a protocol in a format.
///
/// ```
/// use cti_export::{Format, export};
/// # use cti_runtime::describe::Description;
///
/// fn print(description: &Description) {
///     for format in Format::ALL {
///         println!("{}", export(description, format));
///     }
/// }
/// ```
pub fn export(description: &Description, format: Format) -> String {
    match format {
        Format::Markdown => crate::markdown(description),
        Format::Rustdoc => crate::rustdoc(description),
        Format::TypeScript => crate::typescript(description),
        Format::JsonSchema => crate::json_schema(description),
        Format::AsyncApi => crate::asyncapi(description),
    }
}
