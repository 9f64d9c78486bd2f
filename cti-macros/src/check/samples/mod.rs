//! Samples: what can be seen of them without running code. The rest is a generated test.

mod json;
mod lifted;
mod members;
mod message;
mod place;
mod values;

use proc_macro2::Span;

use crate::errors::Errors;
use crate::model::{
    Body, Data, Family, FamilyKind, Message, Requests, Sample, SampleKind, SampleText, TagKind,
    TypeKind, Variant,
};
use crate::resolve::Resolved;
use crate::rules::Rule;
use crate::suggest::{list, suggest};
use json::{Json, Number};
use members::Members;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        for message in &family.messages {
            for sample in &message.samples {
                one(protocol, family, message, sample, errors);
            }
        }
        if let Some(requests) = &family.requests
            && let Some(sample) = &requests.unknown
        {
            unknown(protocol, requests, sample, errors);
        }
    }
}

/// What is answered to requests that no handler answers.
fn unknown(protocol: &Resolved<'_>, requests: &Requests, sample: &Sample, errors: &mut Errors) {
    if let SampleText::Inline(text) = &sample.text
        && let Ok(json) = serde_json::from_str::<Json>(text)
    {
        let path = String::new();
        let mut checker = Checker {
            protocol,
            sample,
            text,
            object: false,
            path,
            errors,
        };
        if requests.answer.keys.flag.is_some() && requests.answer.keys.error.is_none() {
            checker.beside_flag(&requests.answer, &json);
        }
        if let Some(error) = &requests.error {
            checker.value(error, &json);
        }
    }
}

fn one(
    protocol: &Resolved<'_>,
    family: &Family,
    message: &Message,
    sample: &Sample,
    errors: &mut Errors,
) {
    let text = match &sample.text {
        SampleText::Inline(text)
        | SampleText::File {
            json: Some(text), ..
        } => text,
        SampleText::File { json: None, .. } => return,
    };
    // Parsing has found out that it is JSON; numbers out of range are left to the generated test.
    let Ok(json) = serde_json::from_str::<Json>(text) else {
        return;
    };
    let mut checker = Checker {
        protocol,
        sample,
        text,
        object: family.kind.is_posted() && family.envelope.posts_objects(),
        path: String::new(),
        errors,
    };
    match sample.kind {
        // What the codec makes of it is seen when the generated test runs.
        SampleKind::Posted => {}
        SampleKind::Message => checker.message(family, message, &json),
        SampleKind::Arguments if family.kind == FamilyKind::Requests || message.takes_object() => {
            checker.named_arguments(message, &json);
        }
        SampleKind::Arguments => checker.arguments(message, &json),
        SampleKind::Result | SampleKind::Error => {
            let Some([ok, error]) = message.callback() else {
                let text = match &message.body {
                    Body::Whole(value, _) if sample.kind == SampleKind::Result => {
                        return checker.value(&value.ty, &json);
                    }
                    Body::Whole(..) => {
                        "listeners are told of no failure; remove the sample, or write where it stands: \
                         `events(ok = \"…\", error = \"…\")`"
                    }
                    _ if family.kind == FamilyKind::Subscriptions && message.reply.is_none() => {
                        "this subscription delivers nothing; remove the sample, or write what it \
                         delivers: `fn name() -> Type;`"
                    }
                    _ => "nothing answers this function; remove the sample",
                };
                checker.errors.push(Rule::SamplePlace, sample.span, text);
                return;
            };
            if matches!(error.kind, TypeKind::Never) && sample.kind == SampleKind::Error {
                let text = "no answer has a place for a failure; remove the sample";
                checker.errors.push(Rule::SamplePlace, sample.span, text);
                return;
            }
            let ty = if sample.kind == SampleKind::Error {
                error
            } else {
                ok
            };
            if matches!(ty.kind, TypeKind::Unit) && sample.kind == SampleKind::Result {
                if json != Json::Null {
                    let text = "this function has no result; write it: `fn name() -> Type;`";
                    checker.errors.push(Rule::SamplePlace, sample.span, text);
                }
                return;
            }
            checker.value(ty, &json);
        }
    }
}

struct Checker<'a> {
    protocol: &'a Resolved<'a>,
    sample: &'a Sample,
    /// The sample's JSON.
    text: &'a str,
    /// Whether it is posted as an object, which holds numbers as JavaScript does.
    object: bool,
    path: String,
    errors: &'a mut Errors,
}

/// What has to be said of samples, and where.
impl Checker<'_> {
    /// Reports members that are missing, that no field has claimed, and that stand twice.
    fn finish(&mut self, members: &Members<'_>) {
        let deeper = members.deeper();
        if let Some(inner) = deeper {
            let text = format!(
                "{} inside of `{inner}` here: add `content = \"{inner}\"` to the envelope, or declare \
                 `{inner}` as a field with a `#[data]` type",
                match members.missing.as_slice() {
                    [key] => format!("`{key}` stands"),
                    keys => format!("{} stand", list(keys)),
                }
            );
            self.tell_of(inner, Rule::SampleKeyUnknown, text);
        } else {
            let missing = members
                .missing
                .iter()
                .filter(|key| !members.is_misspelt(key));
            for key in missing {
                self.missing(key);
            }
        }
        for (index, (key, _)) in members.all.iter().enumerate() {
            let mut before = members.all.iter().take(index);
            if before.any(|(first, _)| first == key) {
                let text = format!("`{key}` stands twice; readers differ in which one they take");
                self.tell_of(key, Rule::SampleKeyDuplicate, text);
            }
        }
        for (key, _) in members.strays().filter(|(key, _)| deeper != Some(key)) {
            let hint = members.hint(key);
            self.tell_of(
                key,
                Rule::SampleKeyUnknown,
                format!("no field has the key `{key}`{hint}"),
            );
        }
    }

    fn missing(&mut self, key: &str) {
        let text = format!(
            "the key `{key}` is missing; make the field an `Option<…>` if it may be absent"
        );
        self.tell(Rule::SampleKeyMissing, text);
    }

    fn wrong(&mut self, expected: &str, found: &Json) {
        let text = format!("expected {expected}, not {}", found.name());
        self.tell(Rule::SampleType, text);
    }

    /// Reports what is wrong with the value that is being looked at.
    fn tell(&mut self, rule: Rule, text: String) {
        let text = text + &self.place();
        self.errors.push(rule, self.here(), text);
    }

    /// Reports what is wrong with a member's key.
    fn tell_of(&mut self, key: &str, rule: Rule, text: String) {
        let at = self.at(key, true);
        self.inside(key, |this| {
            let text = text + &this.place();
            this.errors.push(rule, at, text);
        });
    }

    /// Where a value stands in a sample whose tokens can't be pointed at; to be appended.
    fn place(&self) -> String {
        if !self.sample.spans.is_empty() || self.path.is_empty() {
            return String::new();
        }
        let path = place::written(&self.path);
        let line = place::line(self.text, &self.path);
        match (&self.sample.text, line) {
            (SampleText::File { path: file, .. }, Some(line)) => {
                format!(", at `{path}`, line {line} of `{}`", file.value)
            }
            (SampleText::Inline(text), Some(line)) if text.contains('\n') => {
                format!(", at `{path}`, line {line} of the sample")
            }
            _ => format!(", at `{path}`"),
        }
    }

    /// A tag that no variant has.
    fn no_variant(&mut self, data: &Data, variants: &[Variant], value: &Json) {
        let kind = variants
            .first()
            .map_or(TagKind::Text, |variant| variant.tag);
        let text = match (kind, value) {
            (TagKind::Text, Json::Text(text)) => text.clone(),
            (TagKind::Bool, Json::Bool(value)) => value.to_string(),
            (TagKind::Number, Json::Number(Number::Whole(value))) => value.to_string(),
            (kind, other) => return self.wrong(kind.in_words(), other),
        };
        let names = variants.iter().map(|variant| variant.key.value.as_str());
        self.unlisted(&data.ident, &text, names);
    }

    fn unlisted<'n>(
        &mut self,
        ident: &proc_macro2::Ident,
        text: &str,
        names: impl Iterator<Item = &'n str>,
    ) {
        let hint = suggest(text, names);
        let text = format!("`{text}` is no value of `{ident}`{hint}");
        self.tell(Rule::SampleValue, text);
    }

    /// Goes into a member; the length to which the path is cut afterwards.
    fn enter(&mut self, key: &str) -> usize {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(key);
        length
    }

    /// Looks at a member.
    fn inside(&mut self, key: &str, look: impl FnOnce(&mut Self)) {
        let length = self.enter(key);
        look(self);
        self.path.truncate(length);
    }

    /// Where the value that is being looked at stands.
    fn here(&self) -> Span {
        self.span(&self.path, false)
    }

    /// Where a member of it stands.
    fn at(&self, key: &str, of_key: bool) -> Span {
        self.span(&format!("{}/{key}", self.path), of_key)
    }

    fn span(&self, path: &str, of_key: bool) -> Span {
        let spans = || self.sample.spans.iter();
        let unlifted = || lifted::unlifted(path);
        let place = spans().rfind(|place| place.path == path);
        let place = place.or_else(|| {
            let path = unlifted()?;
            spans().rfind(|place| place.path == path)
        });
        place.map_or(self.sample.span, |place| {
            if of_key { place.key } else { place.value }
        })
    }
}
