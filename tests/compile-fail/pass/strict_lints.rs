//! Under lints that forbid whatever can be forbidden, undocumented as it is.
#![deny(missing_docs, warnings, unused, nonstandard_style, future_incompatible)]
#![deny(rust_2018_idioms, missing_debug_implementations, missing_copy_implementations)]
#![deny(unused_qualifications, unused_results, unreachable_pub, trivial_casts, let_underscore)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes)]
#![forbid(unsafe_code)]

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://*.acme.example", "https://eu.phone.acme.example:8443"),
    envelope(text | object, tag = "type", content = "payload"),
    frame(inside),
    rename_all = "kebab-case",
    rename_all_fields = "snake_case",
    marker = Acme
)]
pub mod acme {
    #[states]
    enum Line {
        Idle,
        Busy,
    }

    #[states(key = id)]
    enum Leg {
        Up,
        #[end]
        Down,
    }

    #[event(envelope(object), tag = "event", rename_all = "UPPERCASE", each(id: Option<Key>))]
    pub enum Event {
        #[moves(Line: Idle => Busy)]
        #[moves(Leg: new => Up)]
        #[rename("up", alias = "rise", alias = "raise")]
        #[rename_all("PascalCase")]
        Up {
            from_number: PhoneNumber,
            #[alias("by")]
            #[personal]
            user: String,
            at: DateTime,
            page: Url,
            uuid: Uuid,
            any: Json,
            all: Map<Vec<Option<i8>>>,
            secret: Secret<String>,
            done: bool,
            volume: f64,
        },
        #[moves(Line: * => Idle)]
        #[moves(Leg: * => Down)]
        #[envelope(beside)]
        Down {
            #[null]
            why: Option<Why>,
            #[default]
            tags: Vec<String>,
            #[flatten]
            times: Times,
            #[flatten]
            also: Option<Also>,
        },
    }

    #[command(rename_all_fields = "camelCase")]
    pub enum Command {
        #[only(Line: Idle)]
        #[reply(Up, or = Down)]
        #[envelope(content = "body")]
        Dial {
            #[flatten]
            target: Target,
            #[beside]
            trace: Option<u64>,
            #[opaque]
            address: Option<std::net::Ipv4Addr>,
        },
        Set(#[personal] Map<Json>),
        Find {
            query: Query<Times>,
        },
    }

    #[data(untagged)]
    pub enum Key {
        Number(u32),
        Text(String),
    }

    #[data(open, rename_all = "SCREAMING_SNAKE_CASE")]
    pub enum Why {
        HungUp,
        #[alias("LOST")]
        Gone,
        #[prefix("ERROR_")]
        Error(String),
    }

    #[data]
    pub enum Closed {
        One,
    }

    #[data(rename_all = "camelCase")]
    pub struct Times {
        ring_seconds: u32,
        talk_seconds: Option<u32>,
    }

    #[data(tag = "kind", rename_all = "lowercase", rename_all_fields = "kebab-case")]
    pub enum Also {
        Nothing,
        #[rename_all("UPPERCASE")]
        Transfer {
            to_agent: u64,
            #[flatten]
            times: Other,
        },
    }

    #[data]
    pub struct Other {
        closed: Closed,
    }

    #[data(one_of)]
    pub enum Target {
        #[rename("phone")]
        Number(PhoneNumber),
        Agent(Agent),
    }

    #[data]
    #[personal]
    pub struct Agent(u64);
}

/// A library.
#[cti_runtime::protocol(vendor = "Desk", calls(library = "desk.cti", error = String))]
pub mod desk {
    #[method(rename_all = "snake_case", rename_all_fields = "snake_case")]
    pub trait Method {
        #[rename("show", alias = "open")]
        #[rename_all("camelCase")]
        #[sample(args = ["a"], result = null, error = "no")]
        fn show_page(#[rename("page")] the_page: String, #[default] how: u8);
        fn find(#[personal] name: Option<String>) -> Result<Vec<String>, Problem>;
    }

    #[subscription(rename_all = "PascalCase")]
    pub trait Listener {
        #[sample(result = "x")]
        fn on_click() -> String;
        fn on_focus();
    }

    #[data]
    pub struct Problem {
        code: u16,
    }
}

fn main() {}
