//! A declaration as text.

use std::io::{self, Write};

use cti_export::words::{self, Privacy, first_paragraph, one_line};
use cti_runtime::describe::{
    Carrier, Data, DataShape, Description, Direction, Envelope, Family, FamilyKind, Field, Frame,
    From, Handshake, Machine, Message, Move, Outcome, Reply, Requests, Type, Value, Variant,
};

use super::table::{self, Row};
use super::types::notes;
use crate::output::style::{FAINT, NAME, NEW, Styled};
use crate::output::wrap::{PROSE, wrap};

/// Columns of the keys of a section.
const LABEL: usize = 10;

/// Writes a declaration for people, on a page of this many columns.
pub fn text(out: &mut impl Write, description: &Description, columns: usize) -> io::Result<()> {
    let mut page = Page {
        out,
        columns,
        description,
    };
    page.heading(description.name, description.vendor)?;
    page.paragraphs(description.doc, 0)?;
    page.carrier(description)?;
    for family in description.families {
        page.family(family)?;
    }
    if !description.types.is_empty() {
        page.heading("Types", "")?;
        for data in description.types {
            page.data(data)?;
        }
    }
    if !description.machines.is_empty() {
        page.heading("States", "")?;
        for machine in description.machines {
            page.machine(machine, description)?;
        }
    }
    Ok(())
}

struct Page<'a, W> {
    out: &'a mut W,
    columns: usize,
    description: &'a Description,
}

impl<W: Write> Page<'_, W> {
    fn heading(&mut self, name: &str, beside: &str) -> io::Result<()> {
        if beside.is_empty() {
            writeln!(self.out, "{}", Styled(NAME, name))
        } else {
            writeln!(
                self.out,
                "{}  {}",
                Styled(NAME, name),
                Styled(FAINT, beside)
            )
        }
    }

    /// A doc comment, its paragraphs wrapped anew.
    fn paragraphs(&mut self, doc: &str, indent: usize) -> io::Result<()> {
        for paragraph in doc.split("\n\n") {
            self.wrapped(&one_line(paragraph), indent)?;
        }
        writeln!(self.out)
    }

    fn wrapped(&mut self, text: &str, indent: usize) -> io::Result<()> {
        for line in wrap(text, self.columns.saturating_sub(indent), PROSE) {
            writeln!(self.out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }

    fn label(&mut self, label: &str, text: &str) -> io::Result<()> {
        let mut label = format!("{label:<LABEL$}");
        for line in wrap(text, self.columns.saturating_sub(LABEL + 2), PROSE) {
            writeln!(self.out, "  {}{line}", Styled(FAINT, &label))?;
            label = " ".repeat(LABEL);
        }
        Ok(())
    }

    fn carrier(&mut self, description: &Description) -> io::Result<()> {
        self.label(
            "the page",
            &format!("is {}", crate::list::place(description)),
        )?;
        match description.carrier {
            Carrier::Window { origins, frame } => {
                self.label("origins", &origins.join(", "))?;
                if let Some(Frame::Around {
                    src,
                    allow,
                    size,
                    min,
                }) = frame
                {
                    self.label("src", src)?;
                    if let Some(allow) = allow {
                        self.label("allow", allow)?;
                    }
                    if let Some((width, height)) = size {
                        self.label("size", &format!("{width} × {height} CSS pixels"))?;
                    }
                    if let Some((width, height)) = min {
                        self.label("smallest", &format!("{width} × {height} CSS pixels"))?;
                    }
                }
            }
            Carrier::Library { .. } => self.label("origins", "none: everything is in one page")?,
        }
        writeln!(self.out)
    }

    fn family(&mut self, family: &Family) -> io::Result<()> {
        if family.messages.is_empty() {
            return Ok(());
        }
        let direction = match (family.direction, family.kind) {
            (_, FamilyKind::Methods) => "functions that the application calls",
            (_, FamilyKind::Subscriptions) => "functions of the application that the vendor calls",
            (Direction::FromVendor, FamilyKind::Requests) => "requests of the vendor",
            (Direction::ToVendor, FamilyKind::Requests) => "requests to the vendor",
            (Direction::FromVendor, FamilyKind::Messages) => "from the vendor",
            (Direction::ToVendor, FamilyKind::Messages) => "to the vendor",
        };
        self.heading(family.name, direction)?;
        if family.kind.is_posted() {
            self.label("envelope", &envelope(family.envelope))?;
        }
        if let Some(requests) = &family.requests {
            self.label("answers", &answers(requests))?;
        }
        writeln!(self.out)?;
        for message in family.messages {
            self.message(message, family)?;
        }
        Ok(())
    }

    fn message(&mut self, message: &Message, family: &Family) -> io::Result<()> {
        write!(self.out, "  {}", Styled(NAME, message.tag))?;
        if !message.aliases.is_empty() {
            let aliases = format!("  also read: {}", message.aliases.join(", "));
            write!(self.out, "{}", Styled(FAINT, aliases))?;
        }
        writeln!(self.out)?;
        self.wrapped(&first_paragraph(message.doc), 4)?;
        if family.kind.is_posted()
            && !message.fields.is_empty()
            && message.content != family.envelope.content
        {
            let place = match message.content {
                Some(key) => format!("content in `{key}`"),
                None => format!("fields beside `{}`", family.envelope.tag),
            };
            writeln!(self.out, "    {}", Styled(FAINT, place))?;
        }
        self.fields(message.fields, message.whole)?;
        if let Some(outcome) = &message.outcome {
            self.table(&either(self.description, outcome))?;
        }
        for step in message.moves {
            let (machine, from, to) = (step.machine, from(step.from), step.to);
            let text = format!("{machine}: {from} → {to}{}", condition(step));
            writeln!(self.out, "    {}", Styled(NEW, text))?;
        }
        for only in message.only {
            let text = format!(
                "only while {} is {}",
                only.machine,
                only.states.join(" or ")
            );
            writeln!(self.out, "    {}", Styled(NEW, text))?;
        }
        match message.reply {
            Some(Reply::Named { tag, error: None }) => {
                writeln!(self.out, "    answered by {tag}")?;
            }
            Some(Reply::Named {
                tag,
                error: Some(error),
            }) => {
                writeln!(self.out, "    answered by {tag}, or {error} if it failed")?;
            }
            Some(Reply::Callback { result, error }) => {
                let (result, error) = (words::of_type(result), words::of_type(error));
                let how = match family.kind {
                    FamilyKind::Requests => "answered with",
                    _ => "calls back with",
                };
                match &family.requests {
                    Some(requests) if !requests.answer.may_fail() => {
                        writeln!(self.out, "    {how} {result}")?;
                    }
                    _ => writeln!(self.out, "    {how} {result}, or {error} if it failed")?,
                }
            }
            None => {}
        }
        if let Some(ms) = message.within {
            writeln!(self.out, "    the answer is waited for {ms} ms")?;
        }
        if let Some(handshake) = message.handshake {
            writeln!(self.out, "    {}", begins(handshake))?;
        }
        writeln!(self.out)
    }

    fn fields(&mut self, fields: &'static [Field], whole: bool) -> io::Result<()> {
        self.table(
            &fields
                .iter()
                .map(|each| field(self.description, each, whole))
                .collect::<Vec<_>>(),
        )
    }

    fn table(&mut self, rows: &[Row]) -> io::Result<()> {
        table::write(self.out, self.columns, rows)
    }

    fn data(&mut self, data: &Data) -> io::Result<()> {
        let kind = match data.shape {
            DataShape::Object(_) => String::from("an object"),
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
            DataShape::Object(fields) => self.fields(fields, false)?,
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

    fn machine(&mut self, machine: &Machine, description: &Description) -> io::Result<()> {
        let key = match machine.key {
            Some(key) => format!("one per {key}"),
            None => String::from("one for the session"),
        };
        writeln!(
            self.out,
            "  {}  {}",
            Styled(NAME, machine.name),
            Styled(FAINT, key)
        )?;
        self.wrapped(&first_paragraph(machine.doc), 4)?;
        let rows = machine.states.iter().enumerate().map(|(index, state)| Row {
            key: state.name.to_owned(),
            ty: match (index, machine.key, state.end) {
                (_, _, true) => String::from("the end"),
                (0, None, _) => String::from("the start"),
                _ => String::new(),
            },
            notes: String::new(),
            doc: state.doc,
        });
        self.table(&rows.collect::<Vec<_>>())?;
        for family in description.families {
            for message in family.messages {
                for step in message
                    .moves
                    .iter()
                    .filter(|step| step.machine == machine.name)
                {
                    let (tag, from, to) = (message.tag, from(step.from), step.to);
                    let text = format!("{from} → {to}  by {tag}{}", condition(step));
                    writeln!(self.out, "    {}", Styled(NEW, text))?;
                }
            }
        }
        writeln!(self.out)
    }
}

/// Notes, and that the value is personal data if it is.
fn noted(notes: &str, privacy: Privacy) -> String {
    let word = privacy.word();
    let comma = if notes.is_empty() || word.is_empty() {
        ""
    } else {
        ", "
    };
    format!("{notes}{comma}{word}")
}

/// ` if state = "on"`
fn condition(step: &Move) -> String {
    let condition = step.condition;
    condition.map_or_else(String::new, |condition| format!(" if {condition}"))
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
            (false, true) => String::from("(flattened)"),
            (false, false) if field.aliases.is_empty() => field.key.to_owned(),
            (false, false) => format!("{} / {}", field.key, field.aliases.join(" / ")),
        },
        ty: words::of_field(field),
        notes: notes(description, field),
        doc: field.doc,
    }
}

/// The keys of a body that is either of two.
fn either(description: &Description, outcome: &Outcome) -> Vec<Row> {
    let flag = outcome.flag.map(|flag| Row {
        key: flag.to_owned(),
        ty: words::of_type(Type::Bool),
        notes: String::from("says which"),
        doc: outcome.doc,
    });
    let row = |key: Option<&str>, ty, notes: &str| {
        let key = match key {
            None if ty == Type::Nothing => return None,
            None => "(flattened)",
            Some(key) => key,
        };
        Some(Row {
            key: key.to_owned(),
            ty: words::of_type(ty),
            notes: noted(notes, Privacy::of_outcome(description, outcome, ty)),
            doc: "",
        })
    };
    let ways = [
        row(outcome.ok_key, outcome.ok, "if it succeeded"),
        row(outcome.error_key, outcome.error, "if it failed"),
    ];
    flag.into_iter().chain(ways.into_iter().flatten()).collect()
}

/// What answers look like.
fn answers(requests: &Requests) -> String {
    let answer = &requests.answer;
    let fixed = answer.constants.iter();
    let fixed = fixed.map(|constant| format!("{:?}: {}", constant.key, constant.value));
    let mut shape: Vec<String> = fixed.collect();
    shape.push(format!("{:?}: …", answer.id));
    shape.extend(answer.flag.map(|flag| format!("{flag:?}: …")));
    shape.push(match (answer.ok, answer.error) {
        (Some(ok), Some(error)) => format!("{ok:?} or {error:?}: …"),
        (Some(ok), None) if answer.may_fail() => format!("{ok:?}: … or the error's fields"),
        (Some(ok), None) => format!("{ok:?}: …"),
        (None, Some(error)) => format!("the result's fields or {error:?}: …"),
        (None, None) => String::from("the fields of the result or the error"),
    });
    let unknown = requests
        .unknown
        .map(|error| format!("; {error} if nobody knows the request"));
    format!(
        "{{{}}}, with the id that the request has in {:?}{}",
        shape.join(", "),
        requests.id,
        unknown.unwrap_or_default()
    )
}

fn envelope(envelope: Envelope) -> String {
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let mut shape: Vec<String> = fixed
        .map(|constant| format!("{:?}: {}", constant.key, constant.value))
        .collect();
    shape.push(format!("{:?}: …", envelope.tag));
    shape.push(match envelope.content {
        Some(content) => format!("{content:?}: …"),
        None => String::from("and the fields"),
    });
    let shape = format!("{{{}}}", shape.join(", "));
    let reports: Vec<&str> = envelope.reports.iter().map(|of| of.key).collect();
    let reports = match reports.as_slice() {
        [] => String::new(),
        keys => format!("; {} may be anything when it is read", keys.join(", ")),
    };
    format!("{shape}, {}{reports}", words::posted(&envelope.encoding))
}

fn begins(handshake: Handshake) -> String {
    let Handshake {
        until,
        again,
        every_ms,
        hold,
    } = handshake;
    let rest = if hold {
        "waits for"
    } else {
        "is refused before"
    };
    let every = every_ms.map_or(String::new(), |every| {
        format!(", repeated every {every} ms")
    });
    let again = again.map_or(String::new(), |again| format!(", and again after {again}"));
    format!("comes first{every}{again}; what else is sent {rest} {until}")
}

fn from(from: From) -> String {
    match from {
        From::Any => String::from("any state"),
        From::New => String::from("a new call"),
        From::States(states) => states.join(" or "),
    }
}
