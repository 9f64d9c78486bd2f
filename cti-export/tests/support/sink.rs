//! Protocols that use everything a declaration can say, for the parts that no vendor needs yet.

/// A made-up phone whose fields stand in a content.
#[cti_runtime::protocol(
    vendor = "Sink",
    origins("https://*-phone.sink.example:8443", "https://sink.example"),
    envelope(object | text, tag = "kind", content = "body")
)]
pub mod sink_wrapped {
    /// Calls.
    #[states(key = id)]
    enum Call {
        Up,
        #[end]
        Down,
    }

    /// Vendor → page.
    #[event(each(
        /// Counts up.
        stamp: u64,
    ))]
    pub enum Event {
        /// Numbers of all sizes.
        #[moves(Call: new => Up)]
        Numbers {
            id: u64,
            a: u8,
            b: u16,
            c: u32,
            d: i8,
            e: i16,
            f: i32,
            g: i64,
            h: f64,
        },
        /// Values of the runtime's types, with `*/` in the comment.
        #[rename("text values", alias = "texts")]
        Texts {
            plain: String,
            phone: PhoneNumber,
            time: DateTime,
            link: Url,
            uuid: Uuid,
            #[personal]
            token: Secret<String>,
            query: Query<Search>,
            any: Json,
        },
        /// Everything may be missing.
        #[moves(Call: * => Down)]
        Missing {
            id: Option<u64>,
            #[null]
            name: Option<String>,
            #[default]
            tags: Vec<String>,
            #[default]
            count: u32,
            note: Option<Json>,
            #[rename("old name", alias = "oldName")]
            old: Option<PhoneNumber>,
            #[default]
            #[alias("switch")]
            flag: bool,
        },
        /// A key of its own, and others beside the content.
        Places {
            #[rename("a/b~c")]
            odd: bool,
            #[alias("second", "third")]
            first: Id,
            #[beside]
            trace: Option<Uuid>,
            #[beside]
            version: u8,
        },
        /// A tree of people.
        People {
            root: Person,
            all: Vec<Person>,
            by_name: Map<Person>,
            scores: Map<Vec<i32>>,
        },
        #[envelope(content = "payload")]
        Other { side: Side, kind_of: Kind },
        #[envelope(beside)]
        Flat { side: Option<Side>, amount: Money },
    }

    /// Page → vendor.
    #[command]
    pub enum Command {
        Nothing,
        Anything(Json),
        Map(Map<u8>),
        #[reply(Flat, or = Missing)]
        Perhaps(Option<String>),
        Number(Id),
        Person(Person),
        Choice(Target),
        Wide(Wide),
        /// One of three keys, and another.
        Dial {
            #[flatten]
            target: Target,
            now: bool,
        },
        DialPerhaps {
            #[flatten]
            target: Option<Target>,
            now: Option<bool>,
        },
        Show {
            #[flatten]
            view: View,
            title: String,
        },
        ShowPerhaps {
            #[flatten]
            view: Option<View>,
            title: Option<String>,
        },
        Merge {
            #[flatten]
            reason: Reason,
            extra: u8,
        },
        MergePerhaps {
            #[flatten]
            reason: Option<Reason>,
            extra: u8,
        },
        Rest {
            listed: bool,
            #[flatten]
            rest: Map<u16>,
        },
        RestOnly {
            #[flatten]
            rest: Map<Json>,
        },
        /// A field named as the guard's own.
        View {
            view: View,
            choice: Target,
            perhaps: Option<Wide>,
        },
    }

    #[data]
    pub struct Person {
        name: String,
        #[personal]
        age: Option<u8>,
        #[default]
        friends: Vec<Person>,
    }

    #[data]
    pub struct Search {
        text: String,
        limit: Option<u8>,
    }

    /// Unlisted values are kept.
    #[data(open)]
    pub enum Side {
        In,
        /// Out.
        #[rename("out \"there\"", alias = "`out`")]
        Out,
        #[prefix("x${_")]
        Extra(String),
    }

    #[data]
    pub enum Kind {
        One,
        #[alias("zwei")]
        Two,
        #[prefix("n.")]
        Many(String),
    }

    #[data(untagged)]
    pub enum Id {
        /// A number.
        Number(u32),
        /// A name.
        Name(String),
        Flag(bool),
    }

    #[data]
    pub struct Money(f64);

    #[data(one_of)]
    pub enum Target {
        /// A number.
        Phone(PhoneNumber),
        #[alias("call")]
        CallId(u64),
        Any(Json),
    }

    #[data(one_of)]
    #[personal]
    pub enum Wide {
        Left(bool),
        Right(Vec<u8>),
    }

    #[data(tag = "view")]
    pub enum View {
        /// Nothing else.
        Plain,
        #[rename("full screen", alias = "full")]
        Full {
            screen: u8,
            #[alias("tint")]
            colour: Option<String>,
        },
        Person {
            name: String,
        },
    }

    #[data]
    pub struct Reason {
        #[alias("why")]
        cause: String,
        detail: Option<u64>,
    }
}

/// A made-up phone whose fields stand beside the tag.
#[cti_runtime::protocol(
    vendor = "Sink",
    origins("https://a.sink.example", "https://b-*-c.sink.example"),
    envelope(text, tag = "event name")
)]
pub mod sink_flat {
    #[event]
    pub enum Event {
        Started,
        /// What vendors write in more than one way.
        Scalars {
            id: Id,
            #[alias("parents")]
            parent: Option<OneOrMany<Id>>,
            muted: Text<bool>,
            big: Text<u64>,
            share: Text<f64>,
            since: EpochMillis,
            until: Option<EpochSeconds>,
            moments: OneOrMany<EpochMillis>,
            people: Option<OneOrMany<Inner>>,
            phones: Secret<OneOrMany<PhoneNumber>>,
            #[default]
            names: OneOrMany<String>,
            #[default]
            again: Text<bool>,
            #[default]
            place: Uuid,
        },
        /// Numbers in quotes, whose range no pattern says.
        Ranges {
            change: Text<i8>,
            moments: OneOrMany<Text<EpochMillis>>,
        },
        /// A tag that is a boolean.
        Outcome {
            #[flatten]
            outcome: Outcome,
            call: Id,
        },
        OutcomePerhaps {
            #[flatten]
            outcome: Option<Outcome>,
            code: Option<Coded>,
        },
        /// A tag that is a number.
        Coded {
            #[flatten]
            coded: Coded,
            #[flatten]
            rest: Map<u8>,
        },
        Rest {
            id: u8,
            #[flatten]
            rest: Map<bool>,
        },
        Dial {
            #[flatten]
            target: Target,
        },
        Show {
            #[flatten]
            view: View,
            #[flatten]
            rest: Map<u8>,
        },
        ShowPerhaps {
            #[flatten]
            view: Option<View>,
        },
        Deep {
            #[flatten]
            outer: Outer,
        },
        DeepPerhaps {
            #[flatten]
            outer: Option<Inner>,
        },
    }

    #[data(tag = "success")]
    pub enum Outcome {
        /// It worked.
        #[rename(true)]
        Done { data: String },
        #[rename(false)]
        Failed { error_code: OneOrMany<Code> },
    }

    #[data(tag = "code")]
    pub enum Coded {
        #[rename(0, alias = 200)]
        Fine,
        #[rename(-1)]
        Lost { since: Option<u8> },
        #[rename(404)]
        Missing { what: Code },
    }

    #[data(untagged)]
    pub enum Code {
        Id(Id),
        Flag(bool),
    }

    #[data(one_of)]
    pub enum Target {
        Left(u8),
        Right(String),
    }

    #[data(tag = "view")]
    pub enum View {
        Plain,
        Named { name: String },
    }

    #[data]
    pub struct Inner {
        level: u8,
        note: Option<String>,
        #[flatten]
        view: View,
    }

    #[data]
    pub struct Outer {
        level: u8,
        #[flatten]
        target: Target,
        #[flatten]
        view: View,
    }
}

/// A made-up library.
#[cti_runtime::protocol(vendor = "Sink", calls(library = "sink.library", error = Problem))]
pub mod sink_library {
    #[method]
    pub trait Method {
        #[sample(args = [1, "a"], result = null)]
        fn note(a: u8, b: Option<String>);
        fn find(name: String, default: Option<bool>, kind: Option<Kind>) -> Vec<Kind>;
        fn perhaps() -> Option<String>;
        fn ajax(config: Map<Json>) -> Result<Json, Json>;
    }

    #[subscription]
    pub trait Listener {
        fn ready();
        #[sample({"a": 1})]
        #[sample(error = {"code": 7})]
        fn changed() -> Map<u8>;
    }

    #[data]
    pub struct Problem {
        code: u16,
        text: Option<String>,
    }

    #[data]
    pub enum Kind {
        A,
        B,
    }
}

/// A made-up phone with several families in each direction.
#[cti_runtime::protocol(
    vendor = "Sink",
    origins("https://families.sink.example"),
    envelope(text | object, tag = "kind", constants(api = "sink \"3\"", "is-up" = true))
)]
pub mod sink_families {
    use cti_runtime::types::{Json, Map, PhoneNumber};

    /// What happens.
    #[event(
        prefix = "on_",
        envelope(content = "body", constants(level = 3), reports(version = "1.0", build = 7)),
        each(#[beside] stamp: u64, #[beside] note: Option<String>)
    )]
    pub enum Happening {
        /// A call rings.
        #[sample({ "api": "sink \"3\"", "is-up": true, "level": 3, "version": "2", "kind": "on_ringing",
                   "body": { "number": 1 }, "stamp": 1 })]
        Ringing { number: PhoneNumber },
        /// Nothing of its own.
        #[sample({ "stamp": 1, "is-up": true, "api": "sink \"3\"", "level": 3, "kind": "on_idle" })]
        Idle,
        /// Anything at all.
        Data(Map<Json>),
        /// One number, or none.
        Count(Option<u8>),
    }

    /// What is asked.
    #[event(envelope(tag = "ask"))]
    pub enum Question {
        /// Who is it?
        #[sample({ "api": "sink \"3\"", "is-up": true, "ask": "contact", "number": "1" })]
        Contact { number: PhoneNumber },
        /// A name that another family has too.
        Ringing,
    }

    /// Page → phone.
    #[command]
    pub enum Order {
        /// A call is wanted.
        #[reply(Contact, or = Idle)]
        Dial { number: PhoneNumber },
    }

    /// Page → phone, without a word about its kind.
    #[command(prefix = "say-", envelope(tag = "answer", constants(api = "other")))]
    pub enum Answer {
        /// It is this one.
        #[reply(Contact)]
        Name { name: String },
    }
}

/// A made-up phone with its envelopes in other objects, and with data behind its tags.
#[cti_runtime::protocol(
    vendor = "Sink",
    origins("https://nested.sink.example"),
    envelope(object, tag = "type")
)]
pub mod sink_nested {
    use cti_runtime::types::{Id, Json, Map, PhoneNumber};

    /// Fields beside an inner tag.
    #[event(envelope(tag = "payload.type", constants(type = "push", "payload.meta.source" = 3)))]
    pub enum Push {
        /// A call rings.
        #[sample({ "type": "push", "payload": { "meta": { "source": 3 }, "type": "ring", "from": 1 } })]
        Ring {
            /// Who calls.
            from: PhoneNumber,
            /// When.
            #[at("payload.meta.at")]
            at: Option<u64>,
            /// Outside.
            #[at("trace.id")]
            trace: Option<String>,
        },
        /// Whatever else there is.
        More {
            /// All of it.
            #[flatten]
            more: Map<String>,
        },
        /// Nothing.
        Idle,
    }

    /// What is about contacts.
    #[event]
    pub enum About {
        /// Which contact.
        #[prefix("contact.*::")]
        Contact {
            /// Its id.
            #[remainder]
            id: String,
            /// And whatever else.
            #[flatten]
            more: Map<Json>,
        },
        /// Which contact has left.
        #[prefix("left.*::")]
        #[suffix(".{2}")]
        Left {
            /// Its id.
            #[remainder]
            id: Id,
            /// When.
            at: u64,
        },
    }

    /// What is asked.
    #[command(
        tag = "data.method",
        content = "data.params",
        each(#[at("data.session")] session: u32),
        id = "data.id",
        answer(id = "data.id", flag = "data.ok", ok = "data.result", error = "data.error.text"),
        error = String
    )]
    pub trait Ask {
        /// Dials.
        #[sample(args = { "to": 1, "data.session": 2 }, result = "yes")]
        fn dial(to: PhoneNumber) -> String;
        /// Says nothing.
        fn stop();
    }
}
