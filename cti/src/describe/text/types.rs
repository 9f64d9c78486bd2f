//! Declared types and fields.

use std::io::{self, Write};

use cti_export::words::{self, Privacy, first_paragraph};
use cti_runtime::describe::{
    Data, DataShape, Description, Field, Posted, Presence, Stamp, Type, Value, Variant,
};

use super::Page;
use crate::describe::table::Row;
use crate::output::style::{FAINT, NAME, Styled};

impl<W: Write> Page<'_, W> {
    pub(super) fn data(&mut self, data: &Data) -> io::Result<()> {
        let kind = match data.shape {
            DataShape::Object(_) => String::from("an object"),
            DataShape::Positional(_) => String::from("a list of these, in this order"),
            DataShape::Newtype(ty) => words::of_type(ty),
            DataShape::Enum { open: true, .. } => String::from("one of these strings, or another"),
            DataShape::Enum { open: false, .. } => String::from("one of these strings"),
            DataShape::OneOf(_) => String::from("exactly one of these keys"),
            DataShape::Tagged { tag, variants } => {
                let kind = words::tag_kind(variants);
                format!("an object; `{tag}`{kind} says which")
            }
            DataShape::Union(_) => String::from("one of these types"),
        };
        let privacy = Privacy::of_type(self.description, Type::Named(data.name));
        let kind = noted(&kind, privacy);
        writeln!(
            self.out,
            "  {}  {}",
            Styled(NAME, data.name),
            Styled(FAINT, kind)
        )?;
        self.wrapped(&first_paragraph(data.doc), 4)?;
        match data.shape {
            DataShape::Object(fields) | DataShape::Positional(fields) => {
                self.fields(fields, false)?;
            }
            DataShape::Newtype(_) => {}
            DataShape::Enum { values, .. } => {
                self.table(&values.iter().map(value).collect::<Vec<_>>())?;
            }
            DataShape::OneOf(variants)
            | DataShape::Union(variants)
            | DataShape::Tagged { variants, .. } => {
                let rows = variants.iter().flat_map(|of| variant(self.description, of));
                self.table(&rows.collect::<Vec<_>>())?;
            }
        }
        writeln!(self.out)
    }

    pub(super) fn fields(&mut self, fields: &'static [Field], whole: bool) -> io::Result<()> {
        self.table(
            &fields
                .iter()
                .map(|each| field(self.description, each, whole))
                .collect::<Vec<_>>(),
        )
    }
}

fn value(value: &Value) -> Row {
    let more = if value.prefix { "…" } else { "" };
    let aliases = value.aliases.iter().map(|alias| format!(" / \"{alias}\""));
    let key = format!("\"{}{more}\"{}", value.value, aliases.collect::<String>());
    Row {
        key,
        ty: String::new(),
        notes: String::new(),
        doc: value.doc,
    }
}

/// A variant, and its fields below it.
fn variant(description: &Description, variant: &Variant) -> Vec<Row> {
    let (key, doc) = (
        if variant.key.is_empty() {
            variant.name
        } else {
            variant.key
        },
        variant.doc,
    );
    let ty = if matches!(variant.ty, Type::Nothing) {
        String::new()
    } else {
        words::of_type(variant.ty)
    };
    let mut rows = vec![Row {
        key: key.to_owned(),
        ty,
        notes: noted("", Privacy::of_type(description, variant.ty)),
        doc,
    }];
    rows.extend(variant.fields.iter().map(|each| {
        let row = field(description, each, false);
        Row {
            key: format!("  {}", row.key),
            ..row
        }
    }));
    rows
}

fn field(description: &Description, field: &Field, whole: bool) -> Row {
    Row {
        key: match (whole && !field.beside, field.flatten) {
            (true, _) => String::from("(the content)"),
            (false, true) => match field.prefix {
                Some(prefix) => format!("{prefix}…"),
                None => String::from("(flattened)"),
            },
            _ if field.remainder => String::from("(in the tag)"),
            (false, false) if field.aliases.is_empty() => field.key.to_owned(),
            (false, false) => format!("{} / {}", field.key, field.aliases.join(" / ")),
        },
        ty: words::of_field(field),
        notes: notes(description, field),
        doc: field.doc,
    }
}

/// Whether a field must be there, and what else is special about it.
fn notes(description: &Description, field: &Field) -> String {
    let default = match field.default {
        Some(default) => format!("or {default}"),
        None => String::from("or a default"),
    };
    let mut notes = vec![match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "or null",
        Presence::Default => &default,
    }];
    let privacy = Privacy::of_field(description, field);
    if privacy.is_personal() {
        notes.push(privacy.word());
    }
    if field.beside && !field.remainder && !field.key.contains('.') {
        notes.push("beside the content");
    }
    match field.stamp {
        Some(Stamp::Session) => notes.push("set when the session is opened"),
        Some(Stamp::Fresh) => notes.push("another one in each message"),
        _ => {}
    }
    if field.deprecated.is_some() {
        notes.push("deprecated");
    }
    if let Some(posted) = field.posted {
        notes.push(match posted {
            Posted::Date => "posted as a Date",
            Posted::Map => "posted as a Map",
        });
    }
    notes.join(", ")
}

/// Notes, and that the value is personal data if it is.
pub(super) fn noted(notes: &str, privacy: Privacy) -> String {
    let word = privacy.word();
    let comma = if notes.is_empty() || word.is_empty() {
        ""
    } else {
        ", "
    };
    format!("{notes}{comma}{word}")
}
