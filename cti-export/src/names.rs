//! The names of messages and types outside Rust.
//!
//! A message's Rust name is its own only within its direction (`call` goes both ways in LeadDesk
//! Talk), so it gets the direction's name behind it: `CallEvent`, `CallCommand`.

use std::collections::BTreeSet;

use cti_runtime::describe::{Description, Family, FamilyKind, Message, Type};

/// Types of the runtime that get a definition of their own where they are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Builtin {
    PhoneNumber,
    Id,
    DateTime,
    EpochMillis,
    EpochSeconds,
    Text,
    Url,
    Uuid,
    Json,
    Outcome,
}

impl Builtin {
    pub(crate) const ALL: [Self; 10] = [
        Self::PhoneNumber,
        Self::Id,
        Self::DateTime,
        Self::EpochMillis,
        Self::EpochSeconds,
        Self::Text,
        Self::Url,
        Self::Uuid,
        Self::Json,
        Self::Outcome,
    ];

    /// Those that a schema has a definition for.
    pub(crate) const SCALARS: [Self; 7] = [
        Self::PhoneNumber,
        Self::Id,
        Self::DateTime,
        Self::EpochMillis,
        Self::EpochSeconds,
        Self::Url,
        Self::Uuid,
    ];

    /// The one that a type is.
    pub(crate) const fn of(ty: Type) -> Option<Self> {
        Some(match ty {
            Type::PhoneNumber => Self::PhoneNumber,
            Type::Id => Self::Id,
            Type::DateTime => Self::DateTime,
            Type::EpochMillis => Self::EpochMillis,
            Type::EpochSeconds => Self::EpochSeconds,
            Type::Url => Self::Url,
            Type::Uuid => Self::Uuid,
            Type::Json => Self::Json,
            _ => return None,
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::PhoneNumber => "PhoneNumber",
            Self::Id => "Id",
            Self::DateTime => "DateTime",
            Self::EpochMillis => "EpochMillis",
            Self::EpochSeconds => "EpochSeconds",
            Self::Text => "Text",
            Self::Url => "Url",
            Self::Uuid => "Uuid",
            Self::Json => "Json",
            Self::Outcome => "Outcome",
        }
    }

    /// What it is, in a sentence.
    pub(crate) const fn doc(self) -> &'static str {
        match self {
            Self::PhoneNumber => {
                "A phone number: a string in whatever notation, or a whole number from 0 on."
            }
            Self::DateTime => {
                "A date and time without a zone, such as `2026-01-31 09:30:00`. The text is taken \
                 as it comes."
            }
            Self::Id => {
                "An id: a string or a whole number, which are the same if they read the same."
            }
            Self::EpochMillis => {
                "A point in time, as a whole number of milliseconds since the start of 1970 in UTC."
            }
            Self::EpochSeconds => {
                "A point in time, as a whole number of seconds since the start of 1970 in UTC."
            }
            Self::Text => "A boolean or a number as a string. It is read without the quotes too.",
            Self::Url => "A URL. The text is taken as it comes.",
            Self::Uuid => "A UUID.",
            Self::Json => "Any JSON value.",
            Self::Outcome => {
                "What a callback receives. An `error` that isn't null is the outcome, whatever \
                 `result` is beside it."
            }
        }
    }
}

/// The names of a protocol's definitions, each given once.
pub(crate) struct Names<'d> {
    description: &'d Description,
    taken: BTreeSet<String>,
    messages: Vec<(*const Message, String)>,
    builtins: Vec<(Builtin, String)>,
}

impl<'d> Names<'d> {
    pub(crate) fn new(description: &'d Description) -> Self {
        let mut names = Self {
            description,
            taken: BTreeSet::new(),
            messages: Vec::new(),
            builtins: Vec::new(),
        };
        for data in description.types {
            names.taken.insert(data.name.to_owned());
        }
        for family in description.families {
            names.taken.insert(family.name.to_owned());
            let joint = description.direction_enum(family.direction);
            names.taken.extend(joint.map(str::to_owned));
        }
        for builtin in Builtin::ALL {
            let name = names.free(builtin.name().to_owned());
            names.builtins.push((builtin, name));
        }
        for family in description.families {
            if family.kind == FamilyKind::Requests {
                names.taken.insert(format!("{}Answer", family.name));
            }
            for message in family.messages {
                let name = names.free(format!("{}{}", message.name, family.name));
                names.messages.push((core::ptr::from_ref(message), name));
            }
        }
        names
    }

    /// The name, or one like it that isn't taken.
    pub(crate) fn free(&mut self, mut name: String) -> String {
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    pub(crate) fn message(&self, message: &Message) -> &str {
        let known = self
            .messages
            .iter()
            .find(|(known, _)| core::ptr::eq(*known, message));
        known.map_or(message.name, |(_, name)| name)
    }

    pub(crate) fn builtin(&self, builtin: Builtin) -> &str {
        let known = self.builtins.iter().find(|(known, _)| *known == builtin);
        known.map_or(builtin.name(), |(_, name)| name)
    }

    pub(crate) const fn description(&self) -> &'d Description {
        self.description
    }
}

/// Who says what to whom, for headings and comments.
pub(crate) fn heading(description: &Description, family: &Family) -> String {
    use cti_runtime::describe::Direction::{FromVendor, ToVendor};
    let vendor = description.vendor;
    // Where a direction has several families, which one it is.
    let which = description.direction_enum(family.direction);
    let which = which.map_or_else(String::new, |_| format!(": {}", family.name));
    match (family.kind, family.direction) {
        (FamilyKind::Requests, FromVendor) => format!("What {vendor} asks the page for{which}"),
        (FamilyKind::Requests, ToVendor) => format!("What the page asks {vendor} for{which}"),
        (FamilyKind::Messages, FromVendor) => format!("From {vendor} to the page{which}"),
        (FamilyKind::Messages, ToVendor) => format!("From the page to {vendor}{which}"),
        (FamilyKind::Methods, _) => format!("Functions of {vendor} that the page calls"),
        (FamilyKind::Subscriptions, _) => {
            format!("What {vendor} calls back, once the page has subscribed")
        }
    }
}
