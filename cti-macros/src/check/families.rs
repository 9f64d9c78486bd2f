//! Families: that there are some, and that those of one direction differ.

use crate::errors::Errors;
use crate::model::{Codec, Constant, Direction, Envelope, Family, FamilyKind, Transport};
use crate::resolve::Resolved;
use crate::rules::Rule;

/// How many families a direction may have: what the runtime has room for.
const MOST: usize = 16;

/// Whether there are messages, and how their receiver is to tell the families of a direction apart.
pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    if protocol.families.is_empty() {
        let message = match protocol.transport {
            Transport::Window { .. } => {
                "a protocol without messages; add `#[event] pub enum Event { … }`"
            }
            Transport::Library { .. } => {
                "a library without functions; add `#[method] pub trait Method { … }`"
            }
        };
        errors.push(Rule::ModuleEmpty, protocol.module.span(), message);
    }
    for family in &protocol.families {
        if family.messages.is_empty() {
            let message = match family.kind {
                FamilyKind::Messages => "an enum without messages; add one, or remove the enum",
                _ => "a trait without functions; add one, or remove the trait",
            };
            errors.push(Rule::FamilyEmpty, family.ident.span(), message);
        }
    }
    for direction in Direction::BOTH {
        let families: Vec<&Family> = protocol.in_direction(direction).collect();
        for (index, family) in families.iter().enumerate() {
            let before = families.get(..index).unwrap_or_default();
            match protocol.transport {
                Transport::Library { .. } => once(family, before, errors),
                Transport::Window { .. } if family.envelope.is_bare() => {
                    bare(family, before, &families, errors);
                }
                Transport::Window { .. } => apart(family, before, errors),
            }
        }
        if let Some(excess) = families.get(MOST) {
            let message = format!("a direction has at most {MOST} families; put some together");
            errors.push(Rule::FamilyCount, excess.ident.span(), message);
        }
    }
}

/// Functions are called by name alone.
fn once(family: &Family, before: &[&Family], errors: &mut Errors) {
    if let Some(first) = before.first() {
        let (what, name) = match family.kind {
            FamilyKind::Subscriptions => ("subscriptions", &first.ident),
            _ => ("functions", &first.ident),
        };
        let message = format!("the library's {what} are declared by `{name}`; put these there");
        let hint = "first declared here";
        let (first, second) = (first.ident.span(), family.ident.span());
        errors.twice(Rule::FamilyDuplicate, first, second, message, hint);
    }
}

/// Strings that aren't JSON are bare strings of one enum, or a codec's.
fn bare(family: &Family, before: &[&Family], all: &[&Family], errors: &mut Errors) {
    let (first, message) = if let Some(first) = before.iter().find(|first| first.envelope.is_bare())
    {
        let message = format!(
            "bare strings are declared by `{}`; put these there",
            first.ident
        );
        (first, message)
    } else if let Some(coded) = all.iter().find(|other| other.envelope.codec.is_some()) {
        let of_objects = |codec: &Codec| codec.of_objects;
        let message = if coded.envelope.codec.as_ref().is_some_and(of_objects) {
            format!(
                "the codec of `{}` reads all that is posted, and that are objects; remove these",
                coded.ident
            )
        } else {
            format!(
                "the codec of `{}` reads all strings that aren't JSON; have it read these, and put them there",
                coded.ident
            )
        };
        (coded, message)
    } else {
        return;
    };
    let (first, second) = (first.ident.span(), family.ident.span());
    let hint = "the other family is here";
    errors.twice(Rule::EnvelopeBare, first, second, message, hint);
}

fn apart(family: &Family, before: &[&Family], errors: &mut Errors) {
    let envelope = &family.envelope;
    let posted = |of: &Envelope| {
        (
            of.encoding,
            of.beside_codec,
            of.codec
                .as_ref()
                .map(|codec| (codec.of_objects, codec.name.clone())),
        )
    };
    let other = |other: &&Family| posted(&other.envelope) != posted(envelope);
    let mut json = before.iter().filter(|family| !family.envelope.is_bare());
    if let Some(first) = json.next().filter(|first| other(first)) {
        let message = format!(
            "messages of one direction are all objects or all text, and those of `{}` are not posted \
             like these",
            first.ident
        );
        let hint = "the other family is here";
        let (first, second) = (first.ident.span(), family.ident.span());
        errors.twice(Rule::FamilyEncoding, first, second, message, hint);
    }
    if let Some(first) = before.iter().find(|first| alike(&first.envelope, envelope)) {
        let message = format!(
            "nothing tells these messages from those of `{}`: the key of the tag is `{}` in both, and \
             the constants are the same; put them there, or write `constants(…)` that differ",
            first.ident, envelope.tag.value
        );
        let hint = "the other family is here";
        let (first, second) = (first.ident.span(), family.ident.span());
        errors.twice(Rule::FamilyAlike, first, second, message, hint);
    }
}

/// Whether two envelopes look the same to who receives them.
fn alike(first: &Envelope, second: &Envelope) -> bool {
    let within = |these: &[Constant], those: &[Constant]| {
        these.iter().all(|this| {
            let same = |that: &Constant| that.key.value == this.key.value;
            those
                .iter()
                .any(|that| same(that) && that.value == this.value)
        })
    };
    first.tag.value == second.tag.value
        && within(&first.constants, &second.constants)
        && within(&second.constants, &first.constants)
}
