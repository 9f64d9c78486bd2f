//! Samples from the recording, with an example of the same shape in the place of what is personal.

use std::collections::BTreeSet;

use super::examples;
use super::model::{Body, Data, DataShape, Family, Field, Kind, Message, Sample, Ty};
use super::talk::{self, Group};
use super::value::{Members, Value, get};

/// The largest sample, in values.
const LARGEST: usize = 160;

/// Adds samples to the messages of a family.
pub(super) fn add(family: &mut Family, of: &talk::Family, types: &[Data]) {
    let scrub = Scrub { types };
    for (message, group) in family.messages.iter_mut().zip(&of.groups) {
        message.samples = match &family.kind {
            Kind::Requests(answer) => scrub.request(message, group, of, answer.failure.as_ref()),
            _ => scrub.messages(message, group, of),
        };
    }
}

/// Replaces what is personal.
#[derive(Clone, Copy)]
pub(super) struct Scrub<'t> {
    pub(super) types: &'t [Data],
}

impl Scrub<'_> {
    /// The largest message, and the smallest if it has fewer members.
    fn messages(self, message: &Message, group: &Group, family: &talk::Family) -> Vec<Sample> {
        let usable = group.messages.iter().filter(|of| {
            !of.members.iter().any(|(_, value)| value.has_halves()) && size(&of.members) <= LARGEST
        });
        // Of equals the first.
        let Some(largest) = usable.clone().rev().max_by_key(|of| size(&of.members)) else {
            return Vec::new();
        };
        let mut samples = vec![self.sample(message, largest, family)];
        let smallest = usable.min_by_key(|of| size(&of.members));
        if let Some(smallest) = smallest.filter(|of| size(&of.members) + 1 < size(&largest.members))
        {
            samples.push(self.sample(message, smallest, family));
        }
        samples
    }

    fn sample(
        self,
        message: &Message,
        of: &super::envelope::Message,
        family: &talk::Family,
    ) -> Sample {
        if let Some(bare) = &of.bare {
            return Sample::Posted(self.bare(bare, message, &of.members));
        }
        let envelope = &family.envelope;
        let mut members = Members::new();
        for (key, value) in &of.members {
            let fixed = *key == envelope.tag
                || get(&envelope.constants, key).is_some()
                || get(&envelope.reports, key).is_some();
            if fixed {
                members.push((key.clone(), value.clone()));
            } else if Some(key) == envelope.content.as_ref() {
                if let Some(content) = self.content(message, value) {
                    members.push((key.clone(), content));
                }
            } else if let Body::Fields(fields) = &message.body {
                let beside = envelope.content.is_some();
                let fields: Vec<&Field> = fields
                    .iter()
                    .filter(|field| field.beside == beside)
                    .collect();
                members.extend(self.member(key, value, &fields, false));
            }
        }
        Sample::Message(Value::Object(members))
    }

    /// A string of parts, with examples in the place of those that are personal.
    fn bare(self, text: &str, message: &Message, members: &Members) -> String {
        let Body::Fields(fields) = &message.body else {
            return text.to_owned();
        };
        let fields: Vec<&Field> = fields.iter().collect();
        let mut bare = text.to_owned();
        for (key, value) in members {
            let new = self.member(key, value, &fields, false);
            if let (Value::Text(old), Some((_, Value::Text(new)))) = (value, new)
                && !old.is_empty()
            {
                bare = bare.replacen(old.as_str(), &new, 1);
            }
        }
        bare
    }

    /// A content; `None` if there is nothing that a sample could show.
    fn content(self, message: &Message, value: &Value) -> Option<Value> {
        match (&message.body, value) {
            (Body::Whole(field), value) => {
                Some(self.value(value, &field.ty, field.personal, "content"))
            }
            (Body::Fields(fields), Value::Object(members)) => {
                let fields: Vec<&Field> = fields.iter().filter(|field| !field.beside).collect();
                Some(Value::Object(self.members(members, &fields, false)))
            }
            _ => None,
        }
    }

    fn request(
        self,
        message: &Message,
        group: &Group,
        family: &talk::Family,
        failure: Option<&Ty>,
    ) -> Vec<Sample> {
        let mut samples = Vec::new();
        let fields: Vec<&Field> = match &message.body {
            Body::Fields(fields) => fields.iter().collect(),
            _ => Vec::new(),
        };
        // What stands beside the content is an argument, too.
        let beside = |of: &super::envelope::Message| -> Members {
            let beside = of
                .members
                .iter()
                .filter(|(key, _)| fields.iter().any(|field| field.beside && field.key == *key));
            beside.cloned().collect()
        };
        let arguments = |of: &super::envelope::Message| match &family.envelope.content {
            None => Some(of.members.clone()),
            Some(key) => match get(&of.members, key) {
                Some(Value::Object(members)) => Some([&**members, &*beside(of)].concat()),
                Some(_) => None,
                None => Some(beside(of)),
            },
        };
        let all = group.messages.iter().filter_map(arguments);
        let usable =
            all.filter(|of| size(of) <= LARGEST && !of.iter().any(|(_, value)| value.has_halves()));
        if let Some(largest) = usable.max_by_key(size) {
            samples.push(Sample::Arguments(Value::Object(
                self.members(&largest, &fields, false),
            )));
        } else if fields.is_empty() {
            samples.push(Sample::Arguments(Value::Object(Members::new())));
        }
        let usable = |of: &&Value| **of != Value::Null && of.size() <= LARGEST && !of.has_halves();
        if let (Some(ok), Some(ty)) = (
            group.answers.ok_sample.as_ref().filter(usable),
            &message.result,
        ) {
            samples.push(Sample::Result(self.value(ok, ty, false, "result")));
        }
        if let (Some(error), Some(ty)) =
            (group.answers.error_sample.as_ref().filter(usable), failure)
        {
            samples.push(Sample::Error(self.value(error, ty, false, "error")));
        }
        samples
    }

    fn members(self, members: &Members, fields: &[&Field], personal: bool) -> Members {
        members
            .iter()
            .filter_map(|(key, value)| self.member(key, value, fields, personal))
            .collect()
    }

    /// A member of a record, unless no field takes it.
    fn member(
        self,
        key: &str,
        value: &Value,
        fields: &[&Field],
        personal: bool,
    ) -> Option<(String, Value)> {
        if let Some(field) = fields
            .iter()
            .find(|field| field.key == key && !field.flatten)
        {
            let personal = personal || field.personal;
            return Some((key.to_owned(), self.value(value, &field.ty, personal, key)));
        }
        let rest = fields.iter().find(|field| field.flatten)?;
        let Ty::Map(of) = &rest.ty else {
            return None;
        };
        Some((examples::of_key(key), self.value(value, of, true, key)))
    }

    /// A value, of this type.
    pub(super) fn value(self, value: &Value, ty: &Ty, personal: bool, key: &str) -> Value {
        match (value, ty) {
            (Value::Null | Value::Bool(_), _) => value.clone(),
            (Value::List(items), Ty::List(of) | Ty::OneOrMany(of)) => {
                self.items(items, of, personal, key)
            }
            (value, Ty::Option(of) | Ty::Boxed(of) | Ty::OneOrMany(of)) => {
                self.value(value, of, personal, key)
            }
            (Value::Object(members), Ty::Map(of)) => Value::Object(self.map(members, of, personal)),
            (Value::Object(members), Ty::Named(name)) => {
                Value::Object(self.object(members, name, personal))
            }
            (Value::Text(text), ty) => {
                Value::Text(examples::of_text(text, ty, personal, key, self.is_enum(ty)))
            }
            (Value::Number(number), ty) => Value::Number(examples::of_number(number, ty, personal)),
            // Whatever it is: nothing of it is known to be harmless.
            (Value::List(items), _) => self.items(items, &Ty::Json, true, key),
            (Value::Object(members), _) => Value::Object(self.map(members, &Ty::Json, true)),
        }
    }

    fn items(self, items: &[Value], of: &Ty, personal: bool, key: &str) -> Value {
        let items = items.iter().take(3);
        Value::List(
            items
                .map(|item| self.value(item, of, personal, key))
                .collect(),
        )
    }

    fn map(self, members: &Members, of: &Ty, personal: bool) -> Members {
        let mut known = BTreeSet::new();
        let mut all = Members::new();
        for (key, value) in members.iter().take(4) {
            let mut new = examples::of_key(key);
            for number in 2.. {
                if known.insert(new.clone()) {
                    break;
                }
                new.pop();
                new.push_str(&number.to_string());
            }
            all.push((new, self.value(value, of, personal, key)));
        }
        all
    }

    fn object(self, members: &Members, name: &str, personal: bool) -> Members {
        let Some(data) = self.types.iter().find(|data| data.rust == name) else {
            return Members::new();
        };
        let personal = personal || data.personal;
        match &data.shape {
            DataShape::Object(fields) => {
                let fields: Vec<&Field> = fields.iter().collect();
                self.members(members, &fields, personal)
            }
            DataShape::Any => self.map(members, &Ty::Json, true),
            DataShape::Tagged { tag, variants } => {
                let value = get(members, tag).and_then(Value::text);
                let wanted = variants
                    .iter()
                    .find(|(variant, _)| variant.wire == value.unwrap_or_default());
                let fields: Vec<&Field> = wanted.iter().flat_map(|(_, fields)| fields).collect();
                let own = members.iter().filter(|(key, _)| key == tag).cloned();
                let others: Members = members
                    .iter()
                    .filter(|(key, _)| key != tag)
                    .cloned()
                    .collect();
                own.chain(self.members(&others, &fields, personal))
                    .collect()
            }
            DataShape::Enum(_) => Members::new(),
        }
    }

    fn is_enum(self, ty: &Ty) -> bool {
        let Ty::Named(name) = ty else {
            return false;
        };
        let mut types = self.types.iter();
        types.any(|data| data.rust == *name && matches!(data.shape, DataShape::Enum(_)))
    }
}

fn size(members: &Members) -> usize {
    members.iter().map(|(_, value)| value.size()).sum()
}
