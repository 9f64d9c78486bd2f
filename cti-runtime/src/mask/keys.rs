//! The keys of a declaration, as far as they may be shown.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::name::is_name;
use super::shape::shape;
use crate::describe::{DataShape, Description, Family, Field, Message, Reply, Type, keys_of};

/// The keys of a declaration: which may be shown, and below which stands data that may be keys itself.
///
/// A key that the declaration has is no personal data. One that it hasn't is shown if it
/// [looks like a name](is_name), but never below a field that is personal, or of a type that takes any
/// keys: there data chose it.
///
/// ```
/// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
/// # pub mod acme_phone {
/// #     #[event] pub enum Event { Found { count: u64, by_name: Map<u64> } }
/// # }
/// use cti_runtime::Protocol;
/// use cti_runtime::mask::Keys;
///
/// let keys = Keys::of(acme_phone::AcmePhone::description());
/// let json = r#"{"type":"found","count":"2","byName":{"Ada":1,"Jo":1},"more":true}"#;
/// assert_eq!(
///     keys.shape_of(json),
///     r#"{"type":"•••","count":"•••","byName":{"•••":•,"•••":•},"more":true}"#
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Keys {
    declared: BTreeSet<Cow<'static, str>>,
    /// Declared keys below which data may be keys.
    data: BTreeSet<Cow<'static, str>>,
    /// Whether data may be keys beside declared ones, or where there is no key above.
    anywhere: bool,
}

impl Keys {
    /// The keys of a declaration.
    pub fn of(description: &Description) -> Self {
        let mut keys = Self {
            // What a callback receives has them in any library.
            declared: BTreeSet::from(["result".into(), "error".into()]),
            data: BTreeSet::new(),
            anywhere: false,
        };
        for family in description.families {
            keys.envelope(family);
            for message in family.messages {
                keys.message(description, family, message);
            }
        }
        for data in description.types {
            match data.shape {
                DataShape::Object(fields) | DataShape::Positional(fields) => {
                    keys.fields(description, fields, data.personal);
                }
                DataShape::OneOf(variants) => {
                    for variant in variants {
                        let hides = data.personal || takes_any_keys(description, variant.ty);
                        keys.key(variant.key, variant.aliases, hides);
                    }
                }
                DataShape::Tagged { tag, variants } => {
                    keys.key(tag, &[], false);
                    for variant in variants {
                        keys.fields(description, variant.fields, data.personal);
                        keys.anywhere |= takes_any_keys(description, variant.ty);
                    }
                }
                DataShape::Newtype(_) | DataShape::Enum { .. } | DataShape::Union(_) => {}
            }
        }
        keys
    }

    fn key(&mut self, key: &'static str, aliases: &'static [&'static str], hides: bool) {
        for key in core::iter::once(key).chain(aliases.iter().copied()) {
            // Each key on the way there, if it is a path.
            let mut steps = keys_of(key).into_iter().map(Cow::Owned);
            self.declared.extend(steps.clone().chain([key.into()]));
            if hides {
                self.data
                    .extend(steps.next_back().into_iter().chain([key.into()]));
            }
        }
    }

    /// What stands under a key, or where there is none.
    fn under(&mut self, key: Option<&'static str>, hides: bool) {
        match key {
            Some(key) => self.key(key, &[], hides),
            None => self.anywhere |= hides,
        }
    }

    fn envelope(&mut self, family: &Family) {
        let envelope = &family.envelope;
        let answer = family.requests.map(|requests| requests.answer);
        let constants = envelope.constants.iter().chain(envelope.reports);
        let constants = constants.chain(answer.map_or(&[][..], |answer| answer.constants));
        let keys = constants.map(|constant| constant.key);
        let of_answer = answer.iter().flat_map(|answer| {
            let may_be = [answer.flag, answer.ok, answer.error];
            may_be.into_iter().flatten().chain(answer.id)
        });
        let id = family.requests.and_then(|requests| requests.id);
        let all = keys.chain(of_answer).chain(id).chain([envelope.tag]);
        for key in all.chain(envelope.content) {
            self.key(key, &[], false);
        }
    }

    fn message(&mut self, description: &Description, family: &Family, message: &Message) {
        let any = |ty| takes_any_keys(description, ty);
        let mut fields = message.fields;
        if message.whole
            && let Some((first, rest)) = fields.split_first()
        {
            fields = rest;
            self.under(message.content, first.personal || any(first.ty));
        } else if let Some(content) = message.content {
            self.key(content, &[], false);
        }
        self.fields(description, fields, false);
        // Arguments stand one after the other, under no key.
        if !family.kind.is_posted() {
            let hides = |field: &Field| field.personal || any(field.ty);
            self.anywhere |= message.fields.iter().any(hides);
        }
        if let Some(outcome) = &message.outcome {
            self.under(outcome.flag, false);
            self.under(outcome.ok_key, outcome.personal || any(outcome.ok));
            self.under(outcome.error_key, outcome.personal || any(outcome.error));
        }
        if let Some(Reply::Callback { result, error }) = message.reply {
            let answer = family.requests.map(|requests| requests.answer);
            let (ok, failure) = answer.map_or((Some("result"), Some("error")), |answer| {
                (answer.ok, answer.error)
            });
            self.under(ok, any(result));
            self.under(failure, any(error));
        }
        self.anywhere |= message.failure.is_some_and(any);
    }

    fn fields(&mut self, description: &Description, fields: &'static [Field], personal: bool) {
        for field in fields {
            let hides = personal || field.personal || takes_any_keys(description, field.ty);
            if field.flatten {
                self.anywhere |= hides;
            } else {
                self.key(field.key, field.aliases, hides);
            }
        }
    }

    /// Shows what a JSON text of this declaration looks like, as [`shape_of`](super::shape_of) does, with these keys.
    pub fn shape_of(&self, raw: &str) -> String {
        // How deep the key stands below which data may be keys.
        let mut below = None;
        shape(raw, &mut |key, depth| {
            below = below.filter(|of| depth > *of);
            let shows =
                self.declared.contains(key) || (below.is_none() && !self.anywhere && is_name(key));
            if below.is_none() && self.data.contains(key) {
                below = Some(depth);
            }
            shows
        })
    }
}

/// Whether the calls of a machine are told apart by a field that is personal data, or a secret.
pub(crate) fn hides_calls(description: &Description, machine: &str) -> bool {
    let mut machines = description.machines.iter();
    let machine = machines.find(|of| of.name == machine);
    let Some(key) = machine.and_then(|machine| machine.key) else {
        return false;
    };
    let is_hidden = |field: &Field| {
        key.split('.').any(|step| step == field.name)
            && (field.personal || is_hidden(description, field.ty))
    };
    let messages = description.families.iter().flat_map(|of| of.messages);
    let types = description
        .types
        .iter()
        .filter_map(|data| match data.shape {
            DataShape::Object(fields) | DataShape::Positional(fields) => {
                Some((fields, data.personal))
            }
            _ => None,
        });
    messages.flat_map(|message| message.fields).any(is_hidden)
        || types.into_iter().any(|(fields, personal)| {
            let named = |field: &Field| key.split('.').any(|step| step == field.name);
            fields.iter().any(is_hidden) || (personal && fields.iter().any(named))
        })
}

/// Whether a scalar of a type is never shown.
fn is_hidden(description: &Description, ty: Type) -> bool {
    match ty {
        Type::Secret(_) | Type::Opaque => true,
        Type::Option(of) | Type::Text(of) => is_hidden(description, *of),
        Type::Named(name) => {
            let mut types = description.types.iter();
            let data = types.find(|data| data.name == name);
            data.is_some_and(|data| match data.shape {
                DataShape::Newtype(of) => data.personal || is_hidden(description, of),
                _ => data.personal,
            })
        }
        _ => false,
    }
}

/// Whether values of a type are objects whose keys the declaration doesn't say.
fn takes_any_keys(description: &Description, ty: Type) -> bool {
    match ty {
        Type::Map(_) | Type::Json | Type::Opaque | Type::Secret(_) => true,
        Type::Option(of) | Type::List(of) | Type::OneOrMany(of) => takes_any_keys(description, *of),
        Type::Named(name) => {
            let mut types = description.types.iter();
            let data = types.find(|data| data.name == name);
            data.is_some_and(|data| match data.shape {
                DataShape::Newtype(of) => data.personal || takes_any_keys(description, of),
                _ => data.personal,
            })
        }
        _ => false,
    }
}
