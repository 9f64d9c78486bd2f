//! Samples: what can be seen of them without running code. The rest is a generated test.

mod json;
mod members;
mod message;
mod values;

use proc_macro2::Span;

use crate::errors::Errors;
use crate::model::{
    Body, Data, Family, FamilyKind, Message, Requests, Sample, SampleKind, SampleText, TagKind,
    TypeKind, Variant,
};
use crate::resolve::Resolved;
use crate::rules::Rule;
use crate::suggest::suggest;
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
        path: String::new(),
        errors,
    };
    match sample.kind {
        // What the codec makes of it is seen when the generated test runs.
        SampleKind::Posted => {}
        SampleKind::Message => checker.message(family, message, &json),
        SampleKind::Arguments if family.kind == FamilyKind::Requests => {
            checker.named_arguments(message, &json);
        }
        SampleKind::Arguments => checker.arguments(message, &json),
        SampleKind::Result | SampleKind::Error => {
            let Some([ok, error]) = message.callback() else {
                if matches!(message.body, Body::Whole(..)) {
                    return;
                }
                let text = "this subscription delivers nothing; remove the sample, or write what \
                            it delivers: `fn name() -> Type;`";
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
    path: String,
    errors: &'a mut Errors,
}

/// What has to be said of samples, and where.
impl Checker<'_> {
    /// Reports members that no field has claimed, and those that stand twice.
    fn finish(&mut self, members: &Members<'_>) {
        for (index, (key, _)) in members.all.iter().enumerate() {
            if members
                .all
                .iter()
                .take(index)
                .any(|(first, _)| first == key)
            {
                let text = format!("`{key}` stands twice; readers differ in which one they take");
                let at = self.at(key, true);
                self.errors.push(Rule::SampleKeyDuplicate, at, text);
            } else if !members.rest && !members.used.get(index).copied().unwrap_or(true) {
                let hint = members.hint(key);
                let text = format!("no field has the key `{key}`{hint}");
                let at = self.at(key, true);
                self.errors.push(Rule::SampleKeyUnknown, at, text);
            }
        }
    }

    fn missing(&mut self, key: &str) {
        let text = format!(
            "the key `{key}` is missing; make the field an `Option<…>` if it may be absent"
        );
        self.errors.push(Rule::SampleKeyMissing, self.here(), text);
    }

    fn wrong(&mut self, expected: &str, found: &Json) {
        let text = format!("expected {expected}, not {}", found.name());
        self.errors.push(Rule::SampleType, self.here(), text);
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
        self.errors.push(Rule::SampleValue, self.here(), text);
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
        let place = self.sample.spans.iter().rfind(|place| place.path == path);
        place.map_or(self.sample.span, |place| {
            if of_key { place.key } else { place.value }
        })
    }
}
