//! Whole messages, arguments and outcomes: which of their members belong to which field.

use super::Checker;
use super::json::{Json, Number};
use super::lifted::lift;
use super::members::Members;
use crate::check::keys::leaf_keys;
use crate::model::{
    Answer, At, Body, Constant, Decides, Envelope, Family, Field, Message, OutcomeKeys, Presence,
    Scalar, Sides, Type, TypeKind,
};
use crate::rules::Rule;

impl Checker<'_> {
    pub(super) fn message(&mut self, family: &Family, message: &Message, json: &Json) {
        let Json::Object(members) = json else {
            self.wrong("an object", json);
            return;
        };
        let members = lift(family, message, members);
        let mut outer = Members::new(&members);
        let tag = &family.envelope.tag.value;
        let is_own = |value: &str| {
            let names = |tag: &At<String>| !message.prefix && tag.value == value;
            message.data_in(value).is_some() || message.names().any(names)
        };
        match outer.one(tag) {
            Some((_, Json::Text(value))) if is_own(value) => {}
            Some((key, value)) => {
                let own = &message.tag.value;
                let text = match value {
                    Json::Text(value) => format!(
                        "`{tag}` is `{value}` here, and `{own}` in the declaration; if that is the \
                         message's tag, add `#[rename(\"{value}\")]` to `{}`",
                        message.ident
                    ),
                    other => format!("`{tag}` is `\"{own}\"`, not {}", other.name()),
                };
                self.inside(key, |this| this.tell(Rule::SampleTag, text));
                return;
            }
            None => {
                let text = format!("the tag is missing: `\"{tag}\": \"{}\"`", message.tag.value);
                self.errors.push(Rule::SampleTag, self.sample.span, text);
                return;
            }
        }
        self.constants(&family.envelope, &mut outer);
        let fields = message.body.named();
        let Some(content) = &message.content else {
            self.fields(fields.iter(), &mut outer);
            self.finish(&outer);
            return;
        };
        self.fields(fields.iter().filter(|field| field.beside), &mut outer);
        let inner = outer.one(content);
        let inside = fields.iter().filter(|field| !field.beside);
        outer.content = inside.map(|field| &*field.key.value).collect();
        outer.content_key.clone_from(content);
        let before = self.errors.count();
        self.finish(&outer);
        if inner.is_none() && self.errors.count() > before {
            return; // Its fields stand elsewhere, which is reported.
        }
        let length = self.enter(content);
        match (&message.body, inner) {
            (Body::Whole(field, _), Some((_, json))) => self.value(&field.ty, json),
            (Body::Whole(field, _), None) => {
                if !matches!(field.ty.kind, TypeKind::Option(_)) {
                    self.missing(content);
                }
            }
            (_, Some((_, Json::Object(members)))) => {
                let mut inner = Members::new(members);
                self.fields(fields.iter().filter(|field| !field.beside), &mut inner);
                self.finish(&inner);
            }
            (_, None | Some((_, Json::Null))) => {
                let mut inner = Members::new(&[]);
                self.fields(fields.iter().filter(|field| !field.beside), &mut inner);
                self.finish(&inner);
            }
            (_, Some((_, other))) => self.wrong("an object", other),
        }
        self.path.truncate(length);
    }

    /// Checks what every message has, and what every message reports.
    pub(super) fn constants(&mut self, envelope: &Envelope, members: &mut Members<'_>) {
        for Constant { key, value } in &envelope.constants {
            let found = members.one(&key.value);
            let text = match (found, value) {
                (Some((_, Json::Text(found))), Scalar::Text(text)) if found == text => continue,
                (Some((_, Json::Bool(found))), Scalar::Bool(bool)) if found == bool => continue,
                (Some((_, Json::Number(Number::Whole(found)))), Scalar::Integer(number))
                    if *found == i128::from(*number) =>
                {
                    continue;
                }
                (Some(_), _) => format!("every message has `{value}` here"),
                (None, _) => format!("every message has `{}`: {value}", key.value),
            };
            let at = found.map_or_else(|| self.here(), |(key, _)| self.at(key, false));
            self.errors.push(Rule::SampleConstant, at, text);
        }
        for Constant { key, .. } in &envelope.reports {
            if let Some((key, value @ (Json::List(_) | Json::Object(_)))) = members.one(&key.value)
            {
                self.inside(key, |this| {
                    this.wrong("a string, a number or a boolean", value);
                });
            }
        }
    }

    /// The arguments of a request, inside of the content and beside it.
    pub(super) fn named_arguments(&mut self, message: &Message, json: &Json) {
        let Json::Object(members) = json else {
            self.wrong("the arguments by their names: `args = { … }`", json);
            return;
        };
        let mut members = Members::new(members);
        self.fields(message.body.each(), &mut members);
        self.finish(&members);
    }

    pub(super) fn arguments(&mut self, message: &Message, json: &Json) {
        let fields = match &message.body {
            Body::Fields(fields) => fields.as_slice(),
            _ => &[],
        };
        let Json::List(values) = json else {
            self.wrong("the list of the arguments", json);
            return;
        };
        let least = fields
            .iter()
            .rposition(|field| field.presence == Presence::Required)
            .map_or(0, |last| last + 1);
        if values.len() < least || values.len() > fields.len() {
            let names: Vec<String> = fields.iter().map(|field| field.ident.to_string()).collect();
            let text = format!(
                "the function has {} arguments ({}), the sample {}",
                fields.len(),
                names.join(", "),
                values.len()
            );
            self.errors
                .push(Rule::SampleKeyMissing, self.sample.span, text);
            return;
        }
        for (index, (field, value)) in fields.iter().zip(values).enumerate() {
            self.inside(&index.to_string(), |this| this.field_value(field, value));
        }
    }

    /// Checks the members that belong to these fields.
    pub(super) fn fields<'f>(
        &mut self,
        fields: impl Iterator<Item = &'f Field>,
        members: &mut Members<'_>,
    ) {
        for field in fields {
            if field.flatten {
                self.flattened(field, members);
                continue;
            }
            if let (Some(keys), Some(sides)) = (&field.outcome, field.sides()) {
                self.outcome(keys, sides, members);
                continue;
            }
            match members.take(field.names().map(|name| name.value.as_str())) {
                Some((key, value)) => {
                    self.inside(key, |this| this.field_value(field, value));
                }
                None if field.presence == Presence::Required => {
                    members.missing.push(field.key.value.clone());
                }
                None => {}
            }
        }
    }

    /// Checks the members of a body that is either of two.
    pub(super) fn outcome(
        &mut self,
        keys: &OutcomeKeys,
        sides: Sides<'_>,
        members: &mut Members<'_>,
    ) {
        let mut found = sides.map(|(key, _)| {
            let found = key.and_then(|key| members.one(&key.value));
            found.filter(|(_, json)| **json != Json::Null)
        });
        if let Some(decides) = keys.decides {
            let failed = match (decides, &keys.flag) {
                (Decides::Flag, Some(flag)) => members
                    .one(&flag.value)
                    .map(|(_, said)| *said == Json::Bool(false)),
                (Decides::Ok, _) => Some(found[0].is_none()),
                (Decides::Error, _) | (Decides::Flag, None) => Some(found[1].is_some()),
            };
            // What is decided against isn't looked at.
            found[usize::from(failed == Some(false))] = None;
        }
        for (found, (_, ty)) in found.into_iter().zip(sides) {
            if let Some((key, value)) = found {
                self.inside(key, |this| this.value(ty, value));
            }
        }
        if let ([Some(_), Some(_)], [Some(ok), Some(error)]) = (found, sides.map(|(key, _)| key)) {
            let text = format!(
                "an outcome is a success or a failure; leave out `{}` or `{}`",
                ok.value, error.value
            );
            let at = self.at(&error.value, true);
            self.errors.push(Rule::SampleKeyUnknown, at, text);
        } else if let Some(flag) = &keys.flag {
            self.flagged(flag, sides, members);
        } else if let ([None, None], [(Some(ok), ty), (Some(error), _)]) = (found, sides)
            && !matches!(ty.kind, TypeKind::Unit | TypeKind::Option(_))
        {
            let text = format!("`{}` or `{}` is missing", ok.value, error.value);
            self.errors.push(Rule::SampleKeyMissing, self.here(), text);
        }
    }

    /// Checks the flag, and the members that stand beside it.
    pub(super) fn flagged(
        &mut self,
        flag: &At<String>,
        sides: Sides<'_>,
        members: &mut Members<'_>,
    ) {
        let Some((key, said)) = members.one(&flag.value) else {
            self.missing(&flag.value);
            return;
        };
        let Json::Bool(said) = said else {
            self.inside(key, |this| this.wrong("`true` or `false`", said));
            return;
        };
        let [ok, error] = sides;
        if let (
            None,
            Type {
                kind: TypeKind::Declared(name),
                ..
            },
        ) = if *said { ok } else { error }
        {
            match self.protocol.data(name) {
                Some(data) => self.data(data, members),
                None => members.rest = true,
            }
        }
    }

    /// Checks what is answered where no handler answers, if it stands beside a flag.
    pub(super) fn beside_flag(&mut self, answer: &Answer, json: &Json) {
        let Json::Object(members) = json else {
            self.wrong("an object, whose members stand beside the flag", json);
            return;
        };
        let constants = answer.constants.iter().map(|constant| &constant.key);
        let mut taken = answer.id.iter().chain(answer.keys.each()).chain(constants);
        let found = taken.find(|key| members.iter().any(|(name, _)| *name == key.value));
        if let Some(key) = found {
            let text = format!("`{}` is a key that every answer has", key.value);
            let at = self.at(&key.value, true);
            self.errors.push(Rule::SampleKeyUnknown, at, text);
        }
    }

    pub(super) fn field_value(&mut self, field: &Field, value: &Json) {
        if !(field.presence == Presence::Default && *value == Json::Null) {
            self.value(&field.ty, value);
        }
    }

    /// Checks the members that belong to the type of a flattened field.
    pub(super) fn flattened(&mut self, field: &Field, members: &mut Members<'_>) {
        let data = match &field.ty.present().kind {
            TypeKind::Declared(name) => self.protocol.data(name),
            TypeKind::Map(_) if field.prefix.is_some() => {
                members.prefixes.push(field.taken().to_owned());
                return;
            }
            TypeKind::Map(_) => None,
            _ => return,
        };
        let Some(data) = data else {
            members.rest = true;
            return;
        };
        // An optional record is there when one of its keys is.
        let keys = leaf_keys(&self.protocol.layout(data).leaves);
        let is_key = |name: &String| keys.iter().any(|(key, _)| key == name);
        if !field.is_optional() || members.all.iter().any(|(name, _)| is_key(name)) {
            self.data(data, members);
        } else {
            let keys = keys.iter().map(|(key, _)| (*key).to_owned());
            members.known.extend(keys);
        }
    }
}
