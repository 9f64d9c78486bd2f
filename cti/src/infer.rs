//! From a recording to a declaration: the source of a module that takes what was recorded.
//!
//! ```
//! use cti::infer::{Options, infer};
//! use cti::replay::Source;
//!
//! let recording = br#"{"cti": 1, "protocol": "acme-phone"}
//! {"at": 0, "side": "vendor", "origin": "https://phone.acme.example", "data": {"type": "incoming", "from": "+12025550142"}}
//! {"at": 9, "side": "vendor", "origin": "https://phone.acme.example", "data": {"type": "ended"}}
//! "#;
//! let inferred = infer([Source::reading("call.jsonl", &recording[..])], &Options::default())?;
//! assert!(inferred.source.contains("Incoming { from: PhoneNumber },"));
//! # Ok::<(), cti::Failure>(())
//! ```
//!
//! The steps, each in files of its own: what is read, messages that look alike once, so that memory has a
//! bound (`heard`); whose conversation it is (`sides`); how messages are wrapped (`envelope`, `requests`,
//! `talk`); what their members are (`shape`, `types`, `data`, `choices`, `privacy`); what belongs together
//! (`replies`, `outcomes`, `order`); and how all that is written (`build`, `messages`, `samples`, `print`).

mod against;
mod build;
mod choices;
mod codec;
mod data;
mod envelope;
mod examples;
mod fields;
mod heard;
mod inner;
mod libraries;
mod library;
mod looks;
mod messages;
mod model;
mod naming;
mod options;
mod order;
mod outcomes;
mod print;
mod privacy;
mod replies;
mod requests;
mod samples;
mod shape;
mod sides;
mod talk;
mod text;
mod tokens;
mod types;
mod usual;
mod value;
mod words;

use self::build::Types;
use self::data::Objects;
use self::heard::Heard;
use self::model::{Head, Module};
use self::naming::Taken;
pub use self::options::Options;
use self::shape::Shape;
use self::sides::Sides;
use crate::failure::Failure;
use crate::replay::Source;

/// A declaration that was inferred.
#[derive(Debug)]
#[non_exhaustive]
pub struct Inferred {
    /// Rust source of a module.
    pub source: String,
    /// What was chosen and what was left out, in sentences.
    pub notes: Vec<String>,
    /// Why the recordings weren't read to their end.
    pub stopped: Option<Failure>,
}

/// Infers a declaration from recordings. What can be read of a broken one is used.
///
/// # Errors
/// There is no message from which anything could be inferred, and why.
pub fn infer(
    sources: impl IntoIterator<Item = Source>,
    options: &Options,
) -> Result<Inferred, Failure> {
    let mut heard = Heard::default();
    let read = sources
        .into_iter()
        .try_for_each(|source| heard.read(source));
    let stopped = read.err();
    let mut options = options.clone();
    let against = options.against.map(|entry| entry.description());
    if let Some(description) = against.filter(|_| options.origins.is_empty()) {
        options.origins = against::origins(&heard, description);
    }
    let mut sides = sides::sort_out(&heard, &options);
    let mut module = module(&heard, &mut sides, &options);
    let notes = module.notes.iter().chain(&module.left).cloned().collect();
    if let Some(description) = against {
        against::keep_new(&mut module, description);
    } else if module.families.is_empty() {
        let why: Vec<String> = module.notes.into_iter().chain(module.left).collect();
        return Err(stopped.unwrap_or(Failure::NothingLookedAt(why.join(" "))));
    }
    let source = match against {
        Some(description) => against::print(&module, &sides, description),
        None => print::module(&module),
    };
    Ok(Inferred {
        source,
        notes,
        stopped,
    })
}

fn module(heard: &Heard, sides: &mut Sides, options: &Options) -> Module {
    let name = name(heard, sides, options);
    let mut module = Module {
        vendor: vendor(&name, options),
        name,
        ..Module::default()
    };
    module.name = module_name(&module.name);
    let mut taken = Taken::types();
    taken.free(&naming::pascal(&module.name));
    if let Some(entry) = &options.against {
        against::taken(entry.description(), &mut taken);
    }
    if heard.library.is_empty() {
        windows(heard, sides, taken, &mut module);
    } else {
        library(heard, options, taken, &mut module);
    }
    module
}

fn windows(heard: &Heard, sides: &mut Sides, taken: Taken, module: &mut Module) {
    let said = talk::sort(sides);
    let mut objects = Objects::default();
    let drafts = build::drafts(&said, &mut objects);
    let mut records: Vec<&Shape> = Vec::new();
    for (said, drafts) in said.iter().zip(&drafts) {
        for (family, drafts) in said.families.iter().zip(drafts) {
            for (group, draft) in family.groups.iter().zip(drafts) {
                match &draft.inner {
                    Some((inner, _)) => {
                        records.extend(inner.variants.iter().map(|(_, shape)| shape));
                    }
                    None => records.push(&group.content),
                }
                records.push(&group.beside);
            }
        }
    }
    let cases = build::cases(&said, &drafts, &records);
    let mut types = Types::new(objects, &records, cases, taken);
    for (said, drafts) in said.iter().zip(&drafts) {
        let families = messages::families(said, drafts, &mut types, &mut module.codecs);
        module.families.extend(families);
    }
    replies::find(&said, &mut module.families, &heard.reloads);
    module.proposal = order::propose(&said, &module.families);
    without_ids(&said, &mut sides.notes);
    let talked = said.iter().flat_map(|said| &said.families);
    for (family, of) in module.families.iter_mut().zip(talked) {
        samples::add(family, of, &types.data);
    }
    outcomes::find(&said, &mut module.families, &mut types);
    module.types = model::used(types.data, &module.families);
    module.rename_all = cases;
    module.notes.append(&mut sides.notes);
    module.left.append(&mut sides.left);
    let mut origins = sides.origins.clone();
    if origins.is_empty() {
        origins.push("https://phone.example".to_owned());
        module
            .notes
            .push("No other side was found: its origin is a placeholder.".to_owned());
    }
    module.head = Head::Windows { origins };
}

/// Says of requests that some have no id: they aren't read.
fn without_ids(said: &[talk::Said], notes: &mut Vec<String>) {
    for family in said.iter().flat_map(|said| &said.families) {
        if let Some(asks) = family.asks.as_ref().filter(|asks| asks.without_id > 0) {
            let all: usize = family.groups.iter().map(|group| group.count).sum();
            notes.push(format!(
                "{} of {all} requests had no {}: such a request drifts.",
                asks.without_id,
                text::name(&asks.id)
            ));
        }
    }
}

fn library(heard: &Heard, options: &Options, taken: Taken, module: &mut Module) {
    let mut objects = Objects::default();
    let drafts = libraries::drafts(&heard.library, &mut objects);
    let records = libraries::records(&heard.library);
    let records: Vec<&Shape> = records.iter().collect();
    let cases = build::cases(&[], &[], &records);
    let types = Types::new(objects, &records, cases, taken);
    let (families, error) = libraries::families(&heard.library, &drafts, &types);
    module.families = families;
    module.types = model::used(types.data, &module.families);
    module.rename_all = cases;
    let root = options.library.clone().unwrap_or_else(|| {
        let root = module
            .name
            .split('_')
            .next()
            .unwrap_or("library")
            .to_owned();
        module.notes.push(format!(
            "A recording doesn't say where the library's root is: `{root}` is a guess (--library)."
        ));
        root
    });
    let more = heard.library.more;
    if more > 0 {
        module.left.push(format!(
            "{} of further functions.",
            text::times(more, "call")
        ));
    }
    if heard.library.has_names() {
        let guess =
            "A recording doesn't say under which keys callbacks are given: `callback` is a guess.";
        module.notes.push(guess.to_owned());
    }
    module.head = Head::Library {
        root,
        error,
        convention: libraries::convention(&heard.library),
    };
}

/// The protocol's name.
fn name(heard: &Heard, sides: &Sides, options: &Options) -> String {
    let host = sides.origins.first().and_then(|origin| {
        let host = origin.split("://").nth(1)?;
        let labels: Vec<&str> = host.split([':', '.']).collect();
        labels
            .iter()
            .rev()
            .nth(1)
            .or(labels.first())
            .map(|label| (*label).to_owned())
    });
    let asked = options.name.clone().or_else(|| heard.protocol.clone());
    asked.or(host).unwrap_or_else(|| "phone".to_owned())
}

/// A name as that of a module.
fn module_name(name: &str) -> String {
    let name = cti_case::snake(&cti_case::foreign(name));
    let name = if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("phone_{name}")
    };
    let name: String = name.chars().take(60).collect();
    let taken = ["self", "super", "crate", "core", "std", "cti_runtime"].contains(&&*name)
        || naming::ident(&name) != name;
    if taken {
        format!("{name}_phone")
    } else {
        name.trim_end_matches('_').to_owned()
    }
}

fn vendor(name: &str, options: &Options) -> String {
    options
        .vendor
        .clone()
        .filter(|vendor| !vendor.is_empty())
        .unwrap_or_else(|| {
            let name = cti_case::foreign(name);
            let first = name.split('_').next().unwrap_or_default();
            match naming::pascal(&first.to_ascii_lowercase()) {
                vendor if vendor.len() > 1 => vendor,
                _ => "Vendor".to_owned(),
            }
        })
}
