//! Records as the macro writes them, and a table.

use super::*;

/// A record with a field of each sort that matters.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) number: PhoneNumber,
    pub(crate) id: u64,
    pub(crate) note: Option<String>,
    pub(crate) token: Secret<String>,
    pub(crate) url: Option<Url>,
    pub(crate) target: Target,
    pub(crate) inner: Option<Box<Call>>,
    pub(crate) rest: Map<Json>,
}

impl Record for Call {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[
                Key::new("number", 0),
                Key::new("id", 1),
                Key::new("note", 2),
                Key::new("token", 3),
                Key::new("url", 4),
                Key::new("callId", 5),
                Key::new("contact", 6),
                Key::new("inner", 7),
                Key::new("call_id", 1).alias(),
            ],
            required: 0b1011,
            one_of: &[OneOf {
                name: "Target",
                fields: 0b110_0000,
                required: true,
            }],
            ..Shape::EMPTY
        };
        &SHAPE
    }
    fn call_key(&self, field: usize) -> Option<CallKey> {
        (field == 1).then(|| self.id.call_key()).flatten()
    }
}

impl Fill for Call {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match field {
            0 => self.number.read(reader),
            1 => self.id.read(reader),
            2 => self.note.read(reader),
            3 => self.token.read(reader),
            4 => self.url.read(reader),
            5 => {
                let mut id = u32::blank();
                id.read(reader)?;
                self.target = Target::CallId(id);
                Ok(())
            }
            6 => {
                let mut contact = Option::<bool>::blank();
                contact.read(reader)?;
                self.target = Target::Contact(contact);
                Ok(())
            }
            7 => self.inner.read(reader),
            _ => reader.skip(),
        }
    }
    fn rest(&mut self, key: &str, reader: &mut dyn Reader) -> Result<(), Fault> {
        rest::read(&mut self.rest, key, reader)
    }
}

impl Put for Call {
    fn put(&self, out: &mut Writer) {
        out.field(",\"number\":", &self.number);
        out.field(",\"id\":", &self.id);
        out.personal_optional(",\"note\":", &self.note);
        out.field(",\"token\":", &self.token);
        out.optional(",\"url\":", &self.url);
        match &self.target {
            Target::CallId(id) => out.field(",\"callId\":", id),
            Target::Contact(contact) => out.field(",\"contact\":", contact),
        }
        out.optional(",\"inner\":", &self.inner);
        rest::write("", &self.rest, out);
    }
}

impl Wire for Call {
    const TYPE: Type = Type::Named("Call");
    fn blank() -> Self {
        Self {
            number: Wire::blank(),
            id: Wire::blank(),
            note: Wire::blank(),
            token: Wire::blank(),
            url: Wire::blank(),
            target: Target::CallId(0),
            inner: Wire::blank(),
            rest: Wire::blank(),
        }
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.record(self)
    }
    fn write(&self, out: &mut Writer) {
        out.record(self);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    CallId(u32),
    Contact(Option<bool>),
}

/// Internally tagged: the tag says what the others are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum View {
    Plain,
    Headless {
        app: String,
        inner: Option<Box<View>>,
    },
}

impl Record for View {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[
                Key::new("view", 0),
                Key::new("app", 1),
                Key::new("inner", 2),
            ],
            required: 0b001,
            first: Some(0),
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for View {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match (field, self) {
            (0, this) => {
                let at = reader.at();
                *this = match &*reader.str()? {
                    "plain" => Self::Plain,
                    "headless" => Self::Headless {
                        app: String::new(),
                        inner: None,
                    },
                    _ => return Err(Fault::new(FaultKind::Value("`plain` or `headless`"), at)),
                };
                Ok(())
            }
            (1, Self::Headless { app, .. }) => app.read(reader),
            (2, Self::Headless { inner, .. }) => inner.read(reader),
            _ => reader.skip(),
        }
    }
    fn required(&self) -> u64 {
        match self {
            Self::Plain => 0b01,
            Self::Headless { .. } => 0b11,
        }
    }
}

impl Put for View {
    fn put(&self, out: &mut Writer) {
        match self {
            Self::Plain => out.literal(",\"view\":", "\"plain\""),
            Self::Headless { app, inner } => {
                out.literal(",\"view\":", "\"headless\"");
                out.field(",\"app\":", app);
                out.optional(",\"inner\":", inner);
            }
        }
    }
}

impl Wire for View {
    const TYPE: Type = Type::Named("View");
    fn blank() -> Self {
        Self::Plain
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.record(self)
    }
    fn write(&self, out: &mut Writer) {
        out.record(self);
    }
}

/// A record that is one value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Whole<T>(pub(crate) T);

impl<T: Wire> Record for Whole<T> {
    fn shape(&self) -> &'static Shape {
        static REQUIRED: Shape = Shape {
            whole: true,
            required: 1,
            ..Shape::EMPTY
        };
        static OPTIONAL: Shape = Shape {
            whole: true,
            ..Shape::EMPTY
        };
        if matches!(T::TYPE, Type::Option(_)) {
            &OPTIONAL
        } else {
            &REQUIRED
        }
    }
}

impl<T: Wire> Fill for Whole<T> {
    fn set(&mut self, _: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.0.read(reader)
    }
}

impl<T: Wire> Put for Whole<T> {
    fn put(&self, out: &mut Writer) {
        self.0.write(out);
    }
}

/// A record with a field beside the content.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Status {
    pub(crate) status: String,
    pub(crate) reason: Option<String>,
}

impl Record for Status {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[Key::new("reason", 1)],
            beside: &[Key::new("status", 0)],
            required: 1,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Status {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match field {
            0 => self.status.read(reader),
            1 => self.reason.read(reader),
            _ => reader.skip(),
        }
    }
}

impl Put for Status {
    fn put(&self, out: &mut Writer) {
        out.optional(",\"reason\":", &self.reason);
    }
    fn put_beside(&self, out: &mut Writer) {
        out.field(",\"status\":", &self.status);
    }
}

pub(crate) struct Nothing;

impl Record for Nothing {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape::EMPTY;
        &SHAPE
    }
}

impl Fill for Nothing {
    fn set(&mut self, _: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.skip()
    }
}

impl Put for Nothing {
    fn put(&self, _: &mut Writer) {}
}

pub(crate) const fn row(tag: &'static str, open: &'static str, content: Option<Content>) -> Row {
    Row {
        content,
        ..Row::new(tag, open)
    }
}

pub(crate) const DATA: Option<Content> = Some(Content {
    key: "data",
    open: ",\"data\":",
    omit: None,
});

pub(crate) static TABLE: DirectionTable = DirectionTable {
    name: "Event",
    encoding: Encoding::Object,
    handshake: None,
    families: &[&PART],
};

pub(crate) static PART: FamilyTable = FamilyTable {
    tag: "action",
    open: "{\"action\":",
    content: Some("data"),
    constants: &[],
    reports: &[],
    requests: None,
    streams: &[],
    paths: &[],
    converted: &[],
    stamps: &[],
    conventions: &[],
    tags: &[
        ("ä", 2),
        ("call", 0),
        ("flat", 1),
        ("status", 3),
        ("hang\"up", 2),
    ],
    rows: &[
        row("call", "{\"action\":\"call\"", DATA),
        row("flat", "{\"action\":\"flat\"", None),
        row(
            "hang\"up",
            "{\"action\":\"hang\\\"up\"",
            Some(Content {
                key: "data",
                open: ",\"data\":",
                omit: Some("{}"),
            }),
        ),
        row("status", "{\"action\":\"status\"", DATA),
    ],
};
