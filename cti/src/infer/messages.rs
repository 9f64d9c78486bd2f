//! Families and their messages.

use cti_case::Case;
use cti_runtime::describe::Direction;

use super::build::{self, Draft, Types};
use super::codec;
use super::data::Places;
use super::fields::{self, Record};
use super::model::{Answer, Body, Cases, Encoding, Family, Field, Kind, Message, Ty};
use super::naming::{self, Taken};
use super::privacy::{self, Around};
use super::shape::Shape;
use super::talk::{self, Asks, Group, Said};
use super::text::{name, names, times};
use super::types;

/// The families of a direction.
pub(super) fn families(
    said: &Said,
    drafts: &[Vec<Draft>],
    types: &mut Types,
    codecs: &mut Vec<String>,
) -> Vec<Family> {
    let several = said.families.len() > 1;
    let mut taken = Taken::messages();
    let mut counts = [0, 0];
    let mut families = Vec::new();
    for (family, drafts) in said.families.iter().zip(drafts) {
        let count = &mut counts[usize::from(family.asks.is_some())];
        let name = build::family_name(said.direction, family.asks.is_some(), several, *count);
        *count += 1;
        families.push(one(said, family, drafts, name, types, &mut taken, codecs));
    }
    families
}

fn one(
    said: &Said,
    family: &talk::Family,
    drafts: &[Draft],
    name: String,
    types: &mut Types,
    taken: &mut Taken,
    codecs: &mut Vec<String>,
) -> Family {
    let prefix = drafts.first().map_or("", |draft| draft.prefix.as_str());
    let cases = family_cases(family, prefix, types.cases);
    let mut messages = Vec::new();
    for (group, draft) in family.groups.iter().zip(drafts) {
        messages.push(message(family, group, draft, cases, types, taken));
    }
    let codec = match said.encoding {
        Encoding::Codec(between) => Some(codec_of(said.direction, between, family, types, codecs)),
        Encoding::Json(_) => None,
    };
    Family {
        direction: said.direction,
        kind: family.asks.as_ref().map_or(Kind::Messages, |asks| {
            Kind::Requests(answer(asks, family, drafts, types))
        }),
        name,
        encoding: said.encoding.clone(),
        codec,
        tag: family.envelope.tag.clone(),
        content: family.envelope.content.clone(),
        constants: family.envelope.constants.clone(),
        reports: family.envelope.reports.clone(),
        prefix: prefix.to_owned(),
        cases,
        messages,
    }
}

/// Declares the codec of a direction.
fn codec_of(
    direction: Direction,
    between: Option<char>,
    family: &talk::Family,
    types: &mut Types,
    codecs: &mut Vec<String>,
) -> String {
    let parts = family
        .groups
        .iter()
        .flat_map(|group| &group.messages)
        .map(|of| of.members.len())
        .max();
    let wanted = match direction {
        Direction::FromVendor => "EventText",
        Direction::ToVendor => "CommandText",
    };
    let name = types.taken.free(wanted);
    codecs.push(codec::source(&name, between, parts.unwrap_or(1)));
    name
}

/// The cases that a family follows, where they aren't the protocol's.
fn family_cases(family: &talk::Family, prefix: &str, usual: Cases) -> Cases {
    let tags = family
        .groups
        .iter()
        .map(|group| group.tag.strip_prefix(prefix).unwrap_or(&group.tag));
    let keys = family
        .groups
        .iter()
        .flat_map(|group| group.content.members.iter().chain(&group.beside.members));
    let keys = keys.map(|(key, _)| key.as_str());
    Cases {
        names: if family.asks.is_some() {
            naming::case(tags, naming::snake, Case::field, usual.names)
        } else {
            naming::case(tags, naming::pascal, Case::variant, usual.names)
        },
        keys: naming::case(keys, naming::snake, Case::field, usual.keys),
    }
}

fn message(
    family: &talk::Family,
    group: &Group,
    draft: &Draft,
    cases: Cases,
    types: &mut Types,
    taken: &mut Taken,
) -> Message {
    let bare = group.tag.strip_prefix(&draft.prefix).unwrap_or(&group.tag);
    let case = naming::named(cases.names);
    let pascal = taken.free(&naming::pascal(bare));
    let (rust, wire) = if family.asks.is_some() {
        let rust = naming::snake(&pascal);
        let wire = case.field(&rust);
        (rust, wire)
    } else {
        let wire = case.variant(&pascal);
        (pascal, wire)
    };
    let follows = format!("{}{wire}", draft.prefix) == group.tag;
    let mut notes = Vec::new();
    let body = body(family, group, draft, cases, types, &mut notes);
    Message {
        rust,
        tag: group.tag.clone(),
        count: group.count,
        notes,
        attributes: Vec::new(),
        rename: (!follows).then(|| group.tag.clone()),
        body,
        result: family.asks.as_ref().map(|_| result(group, draft, types)),
        samples: Vec::new(),
    }
}

fn body(
    family: &talk::Family,
    group: &Group,
    draft: &Draft,
    cases: Cases,
    types: &mut Types,
    notes: &mut Vec<String>,
) -> Body {
    let mut taken = Taken::fields();
    let content = family.envelope.content.as_deref();
    if let (Some((inner, places)), Some(content)) = (&draft.inner, content) {
        let ty = types.tagged(group, inner, places, content);
        notes.push(format!(
            "The content has a tag of its own, {}: one with a new value there drifts as a whole.",
            name(&inner.tag)
        ));
        let whole = Field {
            ty,
            rust: "content".to_owned(),
            ..Field::default()
        };
        return whole_body(whole, group, notes);
    }
    let reading = Reading {
        group,
        case: naming::named(cases.keys),
        types,
    };
    let Some(content) = content else {
        let fields = reading.fields(&group.content, &draft.places, false, &mut taken);
        return if fields.is_empty() {
            Body::Nothing
        } else {
            Body::Fields(fields)
        };
    };
    let there = group.content.count - group.content.null;
    if there == 0 || build::is_record(&group.content) {
        let mut all = reading.fields(&group.content, &draft.places, false, &mut taken);
        if group.absent > 0 && there > 0 && !all.is_empty() {
            notes.push(format!("Without content {}.", times(group.absent, "time")));
        }
        let mut beside = reading.fields(&group.beside, &draft.beside, true, &mut taken);
        for field in &mut beside {
            field.beside = true;
        }
        all.extend(beside);
        return if all.is_empty() {
            Body::Nothing
        } else {
            Body::Fields(all)
        };
    }
    whole_body(reading.whole(content, draft, notes), group, notes)
}

/// Reads the body of a message.
struct Reading<'r> {
    group: &'r Group,
    case: Case,
    types: &'r Types,
}

impl Reading<'_> {
    fn fields(
        &self,
        members: &Shape,
        places: &Places,
        beside: bool,
        taken: &mut Taken,
    ) -> Vec<Field> {
        let inside = self.types.inside(places);
        let record = Record {
            members,
            total: self.group.count,
            inside: &inside,
            around: Around::of([self.group.tag.as_str()], members),
            case: self.case,
            beside,
        };
        let mut fields = fields::of(&record, &self.types.choices, taken);
        for field in &mut fields {
            self.types.finish(field, None);
        }
        fields
    }

    /// A content that is no record.
    fn whole(&self, key: &str, draft: &Draft, notes: &mut Vec<String>) -> Field {
        let Group {
            content, absent, ..
        } = self.group;
        let object = draft.whole.and_then(|at| self.types.class(at));
        let ty = types::of(content, key, object, &self.types.choices);
        let (ty, personal) = privacy::judge(key, content, ty, Around::default());
        if ty == Ty::Json {
            notes.push(format!(
                "The content isn't always the same: {}.",
                fields::kinds(content)
            ));
        }
        Field {
            ty: self.types.named(ty, None),
            rust: "content".to_owned(),
            personal,
            optional: *absent > 0 || content.null > 0,
            null: *absent == 0 && content.null > 0,
            ..Field::default()
        }
    }
}

/// A message of one value has no place for fields beside it.
fn whole_body(whole: Field, group: &Group, notes: &mut Vec<String>) -> Body {
    if !group.beside.members.is_empty() {
        let keys = names(group.beside.members.iter().map(|(key, _)| key.as_str()));
        notes.push(format!(
            "Beside its content stands {keys}, which isn't declared."
        ));
    }
    Body::Whole(whole)
}

/// The type of a request's result.
fn result(group: &Group, draft: &Draft, types: &Types) -> Ty {
    let ok = &group.answers.ok;
    if ok.count == 0 {
        return Ty::Json;
    }
    let ty = of_answer(ok, "result", draft.ok, types);
    match ty {
        Ty::Json if ok.kinds() == 0 => Ty::Option(Box::new(Ty::Json)),
        ty if ok.null > 0 && ok.kinds() > 0 && ty != Ty::Json => Ty::Option(Box::new(ty)),
        ty => ty,
    }
}

fn of_answer(shape: &Shape, key: &str, object: Option<usize>, types: &Types) -> Ty {
    let object = object.and_then(|at| types.class(at));
    types.named(types::of(shape, key, object, &types.choices), None)
}

/// How the requests of a family are answered.
fn answer(asks: &Asks, family: &talk::Family, drafts: &[Draft], types: &Types) -> Answer {
    let mut all = Shape::default();
    family
        .groups
        .iter()
        .for_each(|group| all.merge(&group.answers.error));
    let object = drafts.iter().find_map(|draft| draft.error);
    let failure = (all.count > 0).then(|| match of_answer(&all, "error", object, types) {
        // What may say nothing looks like no failure.
        Ty::Option(of) => *of,
        ty => ty,
    });
    Answer {
        id: asks.id.clone(),
        numbers: asks.numbers,
        shared_id: asks.answer_id.clone(),
        ok: asks.ok.clone(),
        error: asks.error.clone().filter(|_| failure.is_some()),
        flag: asks.flag.clone(),
        constants: asks.constants.clone(),
        failure,
    }
}
