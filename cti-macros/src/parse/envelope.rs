//! Envelopes: what the protocol says, what a direction overrides, what a message overrides.

use super::attributes::Attribute;
use super::constants;
use super::depth::printed;
use super::keys::{Argument, Entry, Form, Keys};
use super::posted;
use super::tokens::{at_commas, is_word, mod_path, sign, span};
use crate::errors::Errors;
use crate::model::{At, Codec, Constant, Encoding, Envelope};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::{Group, Span, TokenStream, TokenTree};

/// What one place says about an envelope.
#[derive(Clone, Default)]
pub(crate) struct EnvelopeArguments {
    /// Where `envelope(…)` stands, if it does.
    at: Option<Span>,
    encoding: Option<Encoding>,
    codec: Option<Codec>,
    tag: Option<At<String>>,
    content: Option<At<String>>,
    /// No content in this direction.
    beside: Option<Span>,
    constants: Vec<Constant>,
    reports: Vec<Constant>,
    /// Messages are posted as `Map`s.
    map: Option<Span>,
}

const FORMS: &[Argument] = &[
    ("tag", Form::Text, "tag = \"…\""),
    ("content", Form::Text, "content = \"…\""),
    ("beside", Form::Flag, "beside"),
    ("constants", Form::List, "constants(api = \"…\")"),
    ("reports", Form::List, "reports(version = \"…\")"),
    ("codec", Form::Tokens, "codec = Name"),
    ("posted", Form::Tokens, "posted = Map"),
];

const ENCODINGS: &str = "`object`, `text`, `object | text` or `text | object`";

/// Where bare strings are declared.
const BARE: &str = "bare strings are messages of an enum of their own: `#[event(envelope(bare))]`";

/// Reads `envelope(…)` with `tag` and `content` in it or next to it; `None` if it is broken.
pub(crate) fn part(keys: &Keys, errors: &mut Errors) -> Option<EnvelopeArguments> {
    let before = errors.count();
    let mut part = match keys.get("envelope") {
        Some(entry) => inside(entry, errors),
        None => EnvelopeArguments::default(),
    };
    part.at = keys.flag("envelope");
    for (key, slot) in [("tag", &mut part.tag), ("content", &mut part.content)] {
        let Some(text) = keys.text(key) else { continue };
        if let Some(first) = slot {
            let message = format!("`{key}` is already given; keep one of the two");
            let hint = "first given here";
            errors.twice(
                Rule::ArgumentDuplicate,
                first.span,
                text.span,
                message,
                hint,
            );
        } else {
            *slot = Some(text);
        }
    }
    if let (Some(beside), Some(content)) = (part.beside, &part.content) {
        let message = "fields stand beside the tag or in a content; remove `beside` or `content`";
        let hint = "the content is here";
        errors.twice(Rule::EnvelopeBeside, content.span, beside, message, hint);
    }
    if part.encoding == Some(Encoding::Bare) {
        nothing_around(&part, errors);
    }
    (errors.count() == before).then_some(part)
}

/// Nothing is around a bare string.
fn nothing_around(part: &EnvelopeArguments, errors: &mut Errors) {
    let fixed = part.constants.iter().chain(&part.reports);
    let keys = fixed.map(|fixed| ("constants", fixed.key.span)).take(1);
    let tag = part.tag.iter().map(|key| ("tag", key.span));
    let content = part.content.iter().map(|key| ("content", key.span));
    let beside = part.beside.iter().map(|at| ("beside", *at));
    let map = part.map.iter().map(|at| ("posted", *at));
    for (what, at) in tag.chain(content).chain(keys).chain(beside).chain(map) {
        let message = format!("a bare string is its tag, with nothing around it; remove `{what}`");
        errors.push(Rule::EnvelopeBare, at, message);
    }
    if let Some(codec) = &part.codec {
        let message =
            "a codec reads all strings that aren't JSON, these too; remove `bare`, or `codec`";
        errors.push(Rule::EnvelopeBare, codec.span, message);
    }
}

/// Reads the protocol's `envelope(…)`, from which directions take what they don't say themselves.
pub(crate) fn defaults(keys: &Keys, errors: &mut Errors) -> Option<EnvelopeArguments> {
    let part = part(keys, errors)?;
    if let Some(at) = part.beside {
        let message = "fields stand beside the tag wherever no `content = \"…\"` is given; remove \
                       `beside`";
        errors.push(Rule::EnvelopeBeside, at, message);
        return None;
    }
    Some(part)
}

fn inside(entry: &Entry, errors: &mut Errors) -> EnvelopeArguments {
    let mut part = EnvelopeArguments::default();
    let mut encoded = false;
    let mut others = Vec::new();
    for (index, tokens) in entry.parts().into_iter().enumerate() {
        if let [word, TokenTree::Group(inside), behind @ ..] = tokens.as_slice()
            && index == 0
            && is_encodings(word)
        {
            part.codec = of_objects(word, inside, behind, errors);
            encoded = true;
            continue;
        }
        let is_encoding = index == 0
            && sign_of_second(&tokens) != '='
            && !matches!(tokens.get(1), Some(TokenTree::Group(_)))
            && !tokens.first().is_some_and(|token| is_word(token, "beside"));
        if is_encoding {
            // `object tag = "…"`
            let own = tokens
                .iter()
                .take_while(|token| is_encodings(token))
                .count();
            let next = tokens.get(own).filter(|_| own > 0);
            let (own, behind) = match next {
                Some(next) if sign(next) == ';' || tokens.len() > own + 1 => {
                    let message =
                        "arguments are separated by commas: write one behind the encoding";
                    errors.push(Rule::ArgumentSeparator, next.span(), message);
                    let behind = tokens.get(own + usize::from(sign(next) == ';')..);
                    (tokens.get(..own), behind)
                }
                _ => (Some(tokens.as_slice()), None),
            };
            let own = own.unwrap_or_default();
            part.encoding = encoding(own, entry.span, errors);
            encoded = true;
            others.extend(behind.map(<[TokenTree]>::to_vec));
        } else if let [word] = tokens.as_slice()
            && is_encodings(word)
        {
            let message = if encoded {
                "where both are read, write `object | text` or `text | object`: the first is what is \
                 written"
            } else {
                "the encoding comes first: `envelope(object, tag = \"…\")`"
            };
            errors.push(Rule::EnvelopeEncoding, word.span(), message);
        } else {
            others.push(tokens);
        }
    }
    let keys = Keys::read("envelope", others, entry.span, FORMS, errors);
    part.tag = keys.text("tag");
    part.content = keys.text("content");
    part.beside = keys.flag("beside");
    for (key, list) in [
        ("constants", &mut part.constants),
        ("reports", &mut part.reports),
    ] {
        if let Some(entry) = keys.get(key) {
            *list = constants::list(entry, errors);
        }
    }
    constants::differ(&part.constants, &part.reports, errors);
    part.map = keys
        .get("posted")
        .and_then(|entry| posted::map(entry, errors));
    if let Some(entry) = keys.get("codec") {
        let of_strings = codec(entry, errors);
        if let Some(of_objects) = &part.codec {
            let message = "a codec of objects reads all that is posted; remove one of the two";
            let (hint, at) = ("the codec of objects is here", entry.span);
            errors.twice(Rule::EnvelopeCodec, of_objects.span, at, message, hint);
        } else {
            part.codec = of_strings;
        }
    }
    part
}

/// The codec in `object(codec = Pairs)`.
fn of_objects(
    word: &TokenTree,
    inside: &Group,
    behind: &[TokenTree],
    errors: &mut Errors,
) -> Option<Codec> {
    let span = inside.span();
    if let Some(next) = behind.first().filter(|next| sign(next) != '|') {
        let message = "arguments are separated by commas: write one behind the encoding";
        errors.push(Rule::ArgumentSeparator, next.span(), message);
        return None;
    }
    if !is_word(word, "object") || !behind.is_empty() {
        let message = "a codec of objects reads all that is posted: write `object(codec = Name)` alone; \
                       one of strings is `codec = Name`";
        errors.push(Rule::EnvelopeCodec, word.span(), message);
        return None;
    }
    let forms = [("codec", Form::Tokens, "codec = Name")];
    let parts = at_commas(inside.stream());
    let before = errors.count();
    let keys = Keys::read("object", parts, span, &forms, errors);
    match keys.get("codec") {
        Some(entry) => Some(Codec {
            of_objects: true,
            ..codec(entry, errors)?
        }),
        None if errors.count() > before => None,
        None => {
            let message =
                "which codec reads the objects? Write `object(codec = Name)`, or `object`";
            errors.push(Rule::EnvelopeCodec, span, message);
            None
        }
    }
}

/// The path of a codec's value.
fn codec(entry: &Entry, errors: &mut Errors) -> Option<Codec> {
    let path: TokenStream = entry.stream();
    if let Err(error) = mod_path(path.clone()) {
        let message = "write the name of a unit struct or a constant: `codec = Pipes`";
        errors.push(Rule::EnvelopeCodec, error.span(), message);
        return None;
    }
    Some(Codec {
        name: path.to_string().replace(' ', ""),
        of_objects: false,
        span: entry.span,
        path,
    })
}

/// Whether a token is a part of an encoding.
fn is_encodings(token: &TokenTree) -> bool {
    sign(token) == '|'
        || ["object", "text", "bare"]
            .iter()
            .any(|word| is_word(token, word))
}

fn sign_of_second(tokens: &[TokenTree]) -> char {
    tokens.get(1).map_or(' ', sign)
}

fn encoding(tokens: &[TokenTree], otherwise: Span, errors: &mut Errors) -> Option<Encoding> {
    let words: Vec<String> = tokens.iter().map(printed).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["object"] => return Some(Encoding::Object),
        ["text"] => return Some(Encoding::Text),
        ["object", "|", "text"] => return Some(Encoding::ObjectOrText),
        ["text", "|", "object"] => return Some(Encoding::TextOrObject),
        ["bare"] => return Some(Encoding::Bare),
        _ => {}
    }
    if let Some(bare) = tokens.iter().find(|token| is_word(token, "bare")) {
        errors.push(Rule::EnvelopeBare, bare.span(), BARE);
        return None;
    }
    let wrong = tokens.iter().find(|token| !is_encodings(token));
    let (at, hint) = match wrong {
        Some(token) => {
            let hint = match printed(token).to_ascii_lowercase().as_str() {
                "json" | "string" | "str" => {
                    "; JSON that is posted as a string is `text`".to_owned()
                }
                "structured" | "clone" | "value" | "js" => {
                    "; an object that is posted as it is is `object`".to_owned()
                }
                word => suggest(word, ["object", "text", "bare"]),
            };
            (token.span(), hint)
        }
        None => (span(tokens, otherwise), String::new()),
    };
    let message = format!("the first argument is the encoding: {ENCODINGS}{hint}");
    errors.push(Rule::EnvelopeEncoding, at, message);
    None
}

/// The envelope of a direction.
pub(crate) fn join(
    defaults: &EnvelopeArguments,
    own: &EnvelopeArguments,
    family: Span,
    errors: &mut Errors,
) -> Option<Envelope> {
    let at = own.at.or(defaults.at).unwrap_or(family);
    // The nearer of the two says what is posted.
    let (encoding, codec) = match (own.encoding, &own.codec) {
        (None, None) => (defaults.encoding, &defaults.codec),
        (encoding, codec) => (encoding, codec),
    };
    let (text, beside_codec) = (codec.as_ref().map(|_| Encoding::Text), encoding.is_some());
    let Some(encoding) = encoding.or(text) else {
        let message = format!(
            "what is posted? Add `envelope(object, tag = \"…\")` to `#[protocol(…)]`, with \
             {ENCODINGS}, or `codec = Name` for strings of a form of their own"
        );
        errors.push(Rule::EnvelopeMissing, at, message);
        return None;
    };
    if encoding == Encoding::Bare {
        return Some(Envelope {
            encoding,
            tag: At::new(Envelope::BARE.to_owned(), at),
            ..Envelope::blank()
        });
    }
    let Some(tag) = own.tag.clone().or_else(|| defaults.tag.clone()) else {
        let message = "which key says what a message is? Add `tag = \"…\"` to the envelope";
        errors.push(Rule::EnvelopeTag, at, message);
        return None;
    };
    let content = match (own.beside, &defaults.content) {
        (Some(at), None) => {
            let message = "the protocol's envelope has no content to drop; remove `beside`";
            errors.push(Rule::EnvelopeBeside, at, message);
            return None;
        }
        (Some(_), Some(_)) => None,
        (None, inherited) => own.content.as_ref().or(inherited.as_ref()).cloned(),
    };
    // A direction of text has nothing of what the protocol says of objects.
    let inherits = own.encoding.is_none() && own.codec.is_none();
    let map = own.map.or(defaults.map.filter(|_| inherits));
    if let Some(at) = map.filter(|_| !encoding.posts_objects()) {
        let message = if codec.as_ref().is_some_and(|codec| codec.of_objects) {
            "the codec says what is posted; remove `posted`"
        } else {
            "what is posted as text is no object; remove `posted`, or post an `object`"
        };
        errors.push(Rule::EnvelopePosted, at, message);
    }
    Some(Envelope {
        map: (map.or(defaults.map)).is_some() && encoding.posts_objects(),
        encoding,
        beside_codec: beside_codec && codec.is_some(),
        codec: codec.clone(),
        tag,
        content,
        constants: constants::join(&defaults.constants, &own.constants, &own.reports),
        reports: constants::join(&defaults.reports, &own.reports, &own.constants),
    })
}

/// The content's key of a message with its own `#[envelope(…)]`.
pub(crate) fn message(
    attribute: &Attribute,
    envelope: &Envelope,
    errors: &mut Errors,
) -> Option<String> {
    let inherited = envelope.content.as_ref().map(|key| key.value.clone());
    if attribute.list("(beside)", errors).is_none() {
        return inherited;
    }
    let forms = [
        ("content", Form::Text, "content = \"…\""),
        ("beside", Form::Flag, "beside"),
    ];
    let keys = Keys::of(attribute, &forms, errors);
    match (keys.flag("beside"), keys.text("content")) {
        (Some(at), Some(content)) => {
            let message = "fields stand beside the tag or in a content; keep one of the two";
            let hint = "the content is here";
            errors.twice(Rule::EnvelopeBeside, content.span, at, message, hint);
            inherited
        }
        (Some(at), None) if inherited.is_none() => {
            let message = "fields stand beside the tag already: this direction has no content";
            errors.push(Rule::EnvelopeBeside, at, message);
            None
        }
        (Some(_), None) => None,
        (None, Some(content)) if inherited.is_none() => {
            let message = "this direction has no content to rename; give it a `content = \"…\"`";
            errors.push(Rule::EnvelopeContent, content.span, message);
            None
        }
        (None, Some(content)) => {
            let at = content.span;
            if content.value.is_empty() {
                errors.push(Rule::NameEmpty, at, "the content's key is empty");
            }
            if content.value == envelope.tag.value {
                let message = "this is the key of the tag; the content needs its own";
                errors.push(Rule::EnvelopeKeys, at, message);
            }
            if envelope
                .fixed()
                .any(|known| known.key.value == content.value)
            {
                let message = "this is the key of a constant; the content needs its own";
                errors.push(Rule::EnvelopeKeys, at, message);
            }
            Some(content.value)
        }
        (None, None) => inherited,
    }
}
