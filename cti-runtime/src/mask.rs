//! Showing messages without the personal data in them. For generated code, mostly.

use core::fmt::{self, Formatter};
use std::collections::BTreeSet;

use crate::codec::{Put, Scan, Wire, Writer, check};
use crate::describe::{DataShape, Description, Family, Field, Message, Reply, Type};
use crate::limits::MAX_NESTING;
use crate::protocol;

/// What stands in the place of what isn't shown.
pub const MASK: &str = "•••";

/// How much [`shape_of`] shows, in bytes.
const SHOWN: usize = 1024;

/// The longest name, in bytes.
const LONGEST_NAME: usize = 64;

/// The most digits that a name has: the shortest phone numbers have more.
const MOST_DIGITS: usize = 4;

/// Shows a record: `Name {"field":value}` with personal data masked, or just the name if no field is
/// written.
pub fn debug(name: &str, record: &dyn Put, f: &mut Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    f.write_str(name)?;
    let mut out = Writer::masked();
    if shape.whole {
        record.put(&mut out);
        write!(f, "({})", out.as_str())?;
        out = Writer::masked();
    }
    out.raw("{");
    if !shape.whole {
        record.put(&mut out);
    }
    record.put_beside(&mut out);
    out.raw("}");
    if out.as_str() != "{}" {
        write!(f, " {}", out.as_str())?;
    }
    Ok(())
}

/// Shows a message: as [`debug`], by the name of its row, and an unknown one with its tag.
pub fn debug_family<F: protocol::Family>(
    names: &[&str],
    message: &F,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    match (message.as_unknown(), message.as_settled()) {
        (Some(unknown), _) => fmt::Debug::fmt(unknown, f),
        (None, Some(settled)) => fmt::Debug::fmt(settled, f),
        (None, None) => {
            let name = names.get(message.row()).copied();
            debug(name.unwrap_or_default(), message.record(), f)
        }
    }
}

/// Shows a value as JSON with personal data masked.
pub fn debug_value(value: &impl Wire, f: &mut Formatter<'_>) -> fmt::Result {
    let mut out = Writer::masked();
    value.write(&mut out);
    f.write_str(out.as_str())
}

/// Shows what a JSON text looks like, but none of its values: `true`, `false` and `null` are kept,
/// and so are keys that [look like names](is_name); other keys, such as phone numbers, and strings
/// become `"•••"`, and numbers `•`. What isn't JSON is only counted, and what is long is cut off at
/// about a kilobyte.
///
/// It is for what no declaration knows: what a declaration knows is shown by [`Keys::shape_of`], since
/// data that is a key may look like a name.
///
/// ```
/// use cti_runtime::mask::shape_of;
///
/// let json = r#"{"name": "Jo", "age": 40, "tags": [true, null]}"#;
/// assert_eq!(shape_of(json), r#"{"name":"•••","age":•,"tags":[true,null]}"#);
/// assert_eq!(shape_of(r#"{"+12025550123": [7]}"#), r#"{"•••":[•]}"#);
/// assert_eq!(shape_of("a secret"), "8 bytes that are not JSON");
/// ```
pub fn shape_of(raw: &str) -> String {
    shape(raw, &mut |key, _| is_name(key))
}

/// What a JSON text looks like, with the keys that `shows` says yes to: it is called with each key and
/// with how deep the key stands, from 1, in the order of the text.
pub(crate) fn shape(raw: &str, shows: &mut dyn FnMut(&str, usize) -> bool) -> String {
    if check(raw, &[], MAX_NESTING).is_err() {
        return format!("{} bytes that are not JSON", raw.len());
    }
    let mut shape = String::with_capacity(raw.len().min(SHOWN));
    let mut scan = Scan::new(raw, MAX_NESTING);
    let mut depth = 0_usize;
    while let Some(byte) = scan.peek() {
        if shape.len() >= SHOWN {
            shape.push('…');
            break;
        }
        let moved = match byte {
            b'"' => scan.string().map(|token| {
                // In what is JSON, only a key has a colon behind it.
                if scan.peek() == Some(b':') && shows(&token.cow(), depth) {
                    shape.push_str(token.quoted(raw));
                } else {
                    shape.push('"');
                    shape.push_str(MASK);
                    shape.push('"');
                }
            }),
            b'-' | b'0'..=b'9' => scan.number().map(|_| shape.push('•')),
            b'a'..=b'z' => scan.raw().map(|literal| shape.push_str(literal)),
            _ => {
                match byte {
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                scan.eat(byte);
                shape.push(char::from(byte));
                Ok(())
            }
        };
        if moved.is_err() {
            break;
        }
    }
    shape
}

/// Whether a tag or a key looks like one that a programmer chose: vendors use data as keys, and a tag
/// may be anything.
///
/// A name begins with an ASCII letter, `_` or `$`, perhaps behind a `/` as paths do, has nothing but
/// ASCII letters, digits and `_ - . : / $`, at most 64 of them, and at most four digits. A phone number, an address, an id of
/// many digits and a sentence are none.
///
/// ```
/// use cti_runtime::mask::is_name;
///
/// assert!(is_name("call:on-hold.v2"));
/// assert!(is_name("/contacts/match"));
/// assert!(!is_name("+12025550123"));
/// assert!(!is_name("tel:202-555-0123"));
/// assert!(!is_name("jo@mail.example"));
/// assert!(!is_name("Ada Lovelace"));
/// ```
pub fn is_name(text: &str) -> bool {
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    let bytes = text.as_bytes();
    let mut digits = 0;
    let first = bytes.strip_prefix(b"/").unwrap_or(bytes).first();
    first.is_some_and(letter)
        && bytes.len() <= LONGEST_NAME
        && bytes.iter().all(|byte| {
            digits += usize::from(byte.is_ascii_digit());
            letter(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b':' | b'/')
        })
        && digits <= MOST_DIGITS
}

/// The text if it [looks like a name](is_name), and `•••` if not.
///
/// ```
/// use cti_runtime::mask::name;
///
/// assert_eq!((name("voicemail"), name("+12025550123")), ("voicemail", "•••"));
/// ```
pub fn name(text: &str) -> &str {
    if is_name(text) { text } else { MASK }
}

/// The keys of a declaration: which may be shown, and below which stands data that may be keys itself.
///
/// A key that the declaration has tells nothing of anybody. One that it hasn't is shown if it
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
    declared: BTreeSet<&'static str>,
    /// Declared keys below which data may be keys.
    data: BTreeSet<&'static str>,
    /// Whether data may be keys beside declared ones, or where there is no key above.
    anywhere: bool,
}

impl Keys {
    /// The keys of a declaration.
    pub fn of(description: &Description) -> Self {
        let mut keys = Self {
            // What a callback receives has them in any library.
            declared: BTreeSet::from(["result", "error"]),
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
                DataShape::Object(fields) => keys.fields(description, fields, data.personal),
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
            self.declared.insert(key);
            if hides {
                self.data.insert(key);
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
            may_be.into_iter().flatten().chain([answer.id])
        });
        let id = family.requests.map(|requests| requests.id);
        self.declared.extend(keys.chain(of_answer).chain(id));
        self.declared.insert(envelope.tag);
        self.declared.extend(envelope.content);
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

    /// Shows what a JSON text of this declaration looks like, as [`shape_of`] does, with these keys.
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
            DataShape::Object(fields) => Some((fields, data.personal)),
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
