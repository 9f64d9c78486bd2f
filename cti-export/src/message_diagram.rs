//! The shape of a message as SVG: a row for each key, with what stands in other objects further to the right.

use cti_runtime::describe::{
    DataShape, Description, Family, FamilyKind, Field, Message, Outcome, Presence, Type, Value,
};

use crate::diagram::{Svg, width};
use crate::json::quoted;
use crate::order::arrow;
use crate::words::{self, Privacy};

/// Room around a text, in units of the picture.
const PADDING: usize = 12;
/// How far a row stands to the right of the object that it is in.
const INDENT: usize = 16;
/// Height of a row.
const ROW: usize = 20;
/// Height of the title with the room below it.
const HEAD: usize = 34;
/// How many objects within each other are drawn.
const DEPTH: usize = 4;
/// The longest list of an enum's values, in characters; a longer one has the enum's name alone.
const VALUES: usize = 40;

/// Draws what a message looks like: its envelope, and its fields with their types, as SVG that stands in HTML
/// or, with an XML declaration, in a file. It has the colour of the text around it, and says in its title
/// what it shows.
///
/// ```
/// use cti_runtime::Protocol;
/// use cti_vendors::leaddesk_talk::LeaddeskTalk;
///
/// let description = LeaddeskTalk::description();
/// let family = &description.families[0];
/// let svg = cti_export::message_diagram(description, family, &family.messages[0]);
/// assert!(svg.starts_with("<svg ") && svg.contains(">language</text>"));
/// ```
pub fn message_diagram(description: &Description, family: &Family, message: &Message) -> String {
    let rows = Rows::of(description, family, message);
    let head = format!("{} {}", arrow(family.direction), words::tag_of(message));
    let column = |text: fn(&Row) -> usize| rows.iter().map(text).max().unwrap_or_default();
    let types = PADDING + column(|row| row.depth * INDENT + width(&row.key)) + 2 * PADDING;
    let notes = types + column(|row| width(&row.ty)) + 2 * PADDING;
    let wide = notes + column(|row| width(&row.note)) + PADDING;
    let wide = wide.max(width(&head) + 4 * PADDING);
    let high = HEAD + rows.len() * ROW + 4;
    let mut svg = Svg::new(wide, high, &title(&head, &rows));
    let tab = width(&head) + PADDING;
    svg.path(
        &format!("M1 5a4 4 0 0 1 4 -4H{tab}a4 4 0 0 1 4 4V25H1z"),
        "",
    );
    svg.path(
        &format!("M1 25H{}V{}H1z", wide - 1, high - 1),
        " stroke-opacity=\"0.5\"",
    );
    svg.text(PADDING, 18, "start", &head);
    for (index, row) in rows.iter().enumerate() {
        let y = HEAD + index * ROW + 10;
        svg.text(PADDING + row.depth * INDENT, y, "start", &row.key);
        svg.text(types, y, "start", &row.ty);
        if !row.note.is_empty() {
            svg.text(notes, y, "start", &row.note);
        }
        // A line from the object to what is in it.
        let inside = rows[index + 1..].iter();
        let inside = inside.take_while(|other| other.depth > row.depth).count();
        if inside > 0 {
            let x = PADDING + row.depth * INDENT + 4;
            svg.path(
                &format!("M{x} {}V{}", y + 5, y + inside * ROW + 3),
                " stroke-opacity=\"0.4\"",
            );
        }
    }
    svg.0.push_str("</svg>\n");
    svg.0
}

/// What the picture shows, for those who don't see it.
fn title(head: &str, rows: &[Row]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let within = "in it, ".repeat(row.depth);
            let note = if row.note.is_empty() { "" } else { ", " };
            format!("{within}{}: {}{note}{}", row.key, row.ty, row.note)
        })
        .collect();
    format!("Shape of {head}. {}", rows.join("; "))
}

/// A key of an object.
struct Row {
    /// How many objects it stands in.
    depth: usize,
    key: String,
    ty: String,
    /// Whether it may be absent, and is personal.
    note: String,
}

struct Rows<'d> {
    description: &'d Description,
    all: Vec<Row>,
    /// The types around the row.
    around: Vec<&'static str>,
}

impl Rows<'_> {
    fn of(description: &Description, family: &Family, message: &Message) -> Vec<Row> {
        let mut rows = Rows {
            description,
            all: Vec::new(),
            around: Vec::new(),
        };
        let inside = if family.kind.is_posted() {
            rows.envelope(family, message)
        } else {
            0
        };
        let positional = family.kind == FamilyKind::Methods && !message.convention.object;
        let content = message.fields.iter().enumerate();
        for (index, field) in content.filter(|(_, field)| !field.remainder) {
            match message.content {
                Some(_) if field.beside => rows.field(field, 0, field.key),
                Some(content) if message.whole && index == 0 => rows.field(field, 0, content),
                _ if positional => rows.field(field, 0, field.name),
                _ => rows.field(field, inside, field.key),
            }
        }
        if let Some(outcome) = &message.outcome {
            rows.outcome(outcome, if outcome.beside { 0 } else { inside });
        }
        rows.all
    }

    fn push(&mut self, depth: usize, key: &str, ty: String, note: &str) {
        self.all.push(Row {
            depth,
            key: key.to_owned(),
            ty,
            note: note.to_owned(),
        });
    }

    /// What is around a message's fields; how deep these stand.
    fn envelope(&mut self, family: &Family, message: &Message) -> usize {
        let envelope = &family.envelope;
        let tag = words::tag_of(message);
        if envelope.encoding.is_bare() {
            self.push(0, "", quoted(&tag), "the whole string");
            return 0;
        }
        self.push(0, envelope.tag, quoted(&tag), "the tag");
        for constant in envelope.constants {
            self.push(0, constant.key, constant.value.to_string(), "always");
        }
        if let Some(id) = family.requests.and_then(|requests| requests.id) {
            self.push(0, id, "id".to_owned(), "of the request");
        }
        let fields = || message.fields.iter().filter(|field| !field.beside);
        match message.content {
            Some(content)
                if !message.whole && (fields().count() > 0 || message.outcome.is_some()) =>
            {
                self.push(0, content, "object".to_owned(), "the content");
                1
            }
            _ => 0,
        }
    }

    fn field(&mut self, field: &Field, depth: usize, key: &str) {
        let fields = object(self.description, field.ty);
        if field.flatten
            && let Some((name, fields)) = fields
        {
            self.inside(name, fields, depth);
            return;
        }
        let presence = match field.presence {
            Presence::Required => "",
            Presence::Optional => "optional",
            Presence::Nullable => "or null",
            Presence::Default => "has a default",
        };
        let privacy = Privacy::of_field(self.description, field).word();
        let deprecated = if field.deprecated.is_some() {
            "deprecated"
        } else {
            ""
        };
        let notes = [presence, privacy, deprecated];
        let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        let of_map;
        let key = match field.prefix {
            Some(prefix) => {
                of_map = format!("{prefix}…");
                &of_map
            }
            None if field.flatten => "…",
            None => key,
        };
        self.push(depth, key, self.ty(field), &notes.join(", "));
        if let Some((name, fields)) = fields {
            self.inside(name, fields, depth + 1);
        }
    }

    /// The fields of a declared type, unless they are drawn around here already.
    fn inside(&mut self, name: &'static str, fields: &'static [Field], depth: usize) {
        if depth >= DEPTH || self.around.contains(&name) {
            return;
        }
        self.around.push(name);
        for field in fields {
            self.field(field, depth, field.key);
        }
        self.around.pop();
    }

    /// The type; the values of a short enum.
    fn ty(&self, field: &Field) -> String {
        let said = words::of_field(field);
        let ty = match field.ty {
            Type::Option(of) => *of,
            ty => ty,
        };
        let Type::Named(name) = ty else {
            return said;
        };
        match self.description.data(name).map(|data| data.shape) {
            Some(DataShape::Enum { values, open }) => {
                let value = |of: &Value| {
                    if of.prefix {
                        format!("{}…", of.value)
                    } else {
                        of.value.to_owned()
                    }
                };
                let mut all: Vec<String> = values.iter().map(|of| quoted(&value(of))).collect();
                if open {
                    all.push("…".to_owned());
                }
                let all = all.join(" | ");
                if all.chars().count() <= VALUES {
                    all
                } else {
                    said
                }
            }
            _ => said,
        }
    }

    fn outcome(&mut self, outcome: &Outcome, depth: usize) {
        if let Some(flag) = outcome.flag {
            self.push(depth, flag, "boolean".to_owned(), "whether it succeeded");
        }
        let ways = [
            (outcome.ok_key, outcome.ok, "on success"),
            (outcome.error_key, outcome.error, "on failure"),
        ];
        for (key, ty, note) in ways {
            let fields = object(self.description, ty);
            match (key, fields) {
                (Some(key), _) => {
                    self.push(depth, key, words::of_type(ty), note);
                    if let Some((name, fields)) = fields {
                        self.inside(name, fields, depth + 1);
                    }
                }
                (None, Some((name, fields))) => self.inside(name, fields, depth),
                (None, None) => {}
            }
        }
    }
}

/// The fields of the objects in a value of a type.
fn object(description: &Description, ty: Type) -> Option<(&'static str, &'static [Field])> {
    match ty {
        Type::Option(of)
        | Type::List(of)
        | Type::OneOrMany(of)
        | Type::Map(of)
        | Type::Secret(of) => object(description, *of),
        Type::Named(name) => match description.data(name)?.shape {
            DataShape::Object(fields) => Some((name, fields)),
            DataShape::Newtype(of) => object(description, of),
            _ => None,
        },
        _ => None,
    }
}
