//! Puts a module together: types of objects and enums, families, messages.

use std::collections::{BTreeMap, BTreeSet};

use cti_case::Case;
use cti_runtime::describe::Direction;

use super::choices::Choices;
use super::data::{Class, Objects, Places};
use super::fields::{self, Record};
use super::inner::{self, Inner};
use super::model::{Cases, Data, DataShape, Field, Ty, Variant};
use super::naming::{self, Taken};
use super::privacy::{self, Around};
use super::shape::Shape;
use super::talk::{Family, Group, Said};
use super::text::{name, names, times};
use super::words;

/// What a group has beside its fields, and where objects stand in it.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) prefix: String,
    pub(super) places: Places,
    pub(super) beside: Places,
    pub(super) whole: Option<usize>,
    pub(super) ok: Option<usize>,
    pub(super) error: Option<usize>,
    pub(super) inner: Option<(Inner, Vec<Places>)>,
}

/// Types that are known, by number and name, and what is taken.
pub(super) struct Types {
    classes: Vec<Class>,
    of: Vec<usize>,
    /// The Rust names of the classes.
    names: Vec<String>,
    pub(super) choices: Choices,
    pub(super) cases: Cases,
    pub(super) taken: Taken,
    pub(super) data: Vec<Data>,
}

/// Objects of all groups, and where they stand.
pub(super) fn drafts(said: &[Said], objects: &mut Objects) -> Vec<Vec<Vec<Draft>>> {
    let family = |family: &Family| -> Vec<Draft> {
        let prefix = super::envelope::prefix(family.groups.iter().map(|group| group.tag.as_str()));
        // The objects are looked at in the order in which messages are declared.
        let mut drafts = Vec::new();
        for group in &family.groups {
            drafts.push(draft(family, group, &prefix, objects));
        }
        drafts
    };
    let mut all = Vec::new();
    let mut family = family;
    for said in said {
        all.push(said.families.iter().map(&mut family).collect());
    }
    all
}

fn draft(family: &Family, group: &Group, prefix: &str, objects: &mut Objects) -> Draft {
    let owner = group.tag.strip_prefix(prefix).unwrap_or(&group.tag);
    let mut draft = Draft {
        prefix: prefix.to_owned(),
        ..Draft::default()
    };
    let content = family.envelope.content.as_deref();
    draft.inner = content
        .filter(|_| family.asks.is_none())
        .and_then(|content| inner::find(&group.messages, content))
        .map(|inner| {
            let places = inner
                .variants
                .iter()
                .map(|(value, shape)| objects.add(shape, value))
                .collect();
            (inner, places)
        });
    if draft.inner.is_none() {
        if is_record(&group.content) {
            draft.places = objects.add(&group.content, owner);
        } else {
            draft.whole = objects.value(&group.content, content.unwrap_or("content"), owner);
        }
    }
    draft.beside = objects.add(&group.beside, owner);
    draft.ok = objects.value(&group.answers.ok, "result", owner);
    draft.error = objects.value(&group.answers.error, "error", owner);
    draft
}

/// Whether a content is an object whose members are fields.
pub(super) fn is_record(content: &Shape) -> bool {
    let alone = content.kinds() == 1 || (content.kinds() == 0 && content.null > 0);
    content.objects > 0 && alone && !content.has_data_keys()
}

impl Types {
    /// Names all types, and declares them.
    pub(super) fn new(objects: Objects, records: &[&Shape], cases: Cases, taken: Taken) -> Self {
        let (classes, of) = objects.classes();
        let mut choices = Choices::default();
        let members = records
            .iter()
            .copied()
            .chain(classes.iter().map(|class| &class.shape));
        for (key, shape) in members.flat_map(|shape| &shape.members) {
            choices.see(key, shape);
        }
        let mut types = Self {
            classes,
            of,
            names: Vec::new(),
            choices,
            cases,
            taken,
            data: Vec::new(),
        };
        types.name_classes();
        types.enums();
        types.objects();
        types
    }

    /// The number of the type of an object.
    pub(super) fn class(&self, object: usize) -> Option<usize> {
        self.of.get(object).copied()
    }

    /// The numbers of types, by the keys of their objects.
    pub(super) fn inside(&self, places: &Places) -> BTreeMap<String, usize> {
        let inside = places.iter();
        inside
            .filter_map(|(key, object)| Some((key.clone(), self.class(*object)?)))
            .collect()
    }

    fn name_classes(&mut self) {
        let mut wanted = Vec::new();
        for class in &self.classes {
            let first = class.keys.first().map_or("object", String::as_str);
            let ends = class.keys.len() > 1
                && class
                    .keys
                    .iter()
                    .all(|key| words::is_end(key) || words::is_person(key) || words::is_phone(key));
            let owner = naming::pascal(&words::singular(&class.owner)) + &naming::pascal(first);
            let name = if ends && class.keys.iter().any(|key| words::is_end(key)) {
                "Party".to_owned()
            } else if words::is_vague(first) {
                owner.clone()
            } else {
                naming::pascal(first)
            };
            wanted.push((name, owner));
        }
        for (name, owner) in wanted {
            let name = if self.taken.has(&name) { owner } else { name };
            let name = self.taken.free(&name);
            self.names.push(name);
        }
    }

    /// Declares the enums.
    fn enums(&mut self) {
        let Self {
            choices,
            taken,
            data,
            cases,
            ..
        } = self;
        for choice in choices.enums() {
            let wanted = naming::pascal(choice.key());
            let vague = words::is_vague(choice.key());
            let rust = taken.free(&if vague {
                format!("{wanted}Kind")
            } else {
                wanted
            });
            choice.name = Some(rust.clone());
            let values: Vec<&str> = choice
                .values
                .iter()
                .map(|(value, _)| value.as_str())
                .collect();
            let case = naming::case(
                values.iter().copied(),
                naming::pascal,
                Case::variant,
                cases.names,
            );
            let count: usize = choice.values.iter().map(|(_, count)| count).sum();
            let variants = variants(&values, naming::named(case));
            data.push(Data {
                rust,
                doc: format!(
                    "Seen {}, with {}.",
                    times(count, "time"),
                    times(values.len(), "value")
                ),
                personal: false,
                case: (case != cases.names).then_some(case),
                shape: DataShape::Enum(variants),
            });
        }
    }

    fn objects(&mut self) {
        for number in 0..self.classes.len() {
            let Some(data) = self.object(number) else {
                continue;
            };
            self.data.push(data);
        }
    }

    fn object(&self, number: usize) -> Option<Data> {
        let class = self.classes.get(number)?;
        let rust = self.names.get(number)?.clone();
        let keys = class.shape.members.iter().map(|(key, _)| key.as_str());
        let case = naming::case(keys, naming::snake, Case::field, self.cases.keys);
        let about = class.keys.iter().map(String::as_str).chain(
            class
                .keys
                .iter()
                .filter(|key| words::is_vague(key))
                .map(|_| class.owner.as_str()),
        );
        let about: Vec<&str> = about.collect();
        let record = Record {
            members: &class.shape,
            total: class.shape.objects,
            inside: &class.inside,
            around: Around::of(about.iter().copied(), &class.shape),
            case: naming::named(case),
            beside: false,
        };
        let mut fields = fields::of(&record, &self.choices, &mut Taken::fields());
        for field in &mut fields {
            self.finish(field, Some(number));
        }
        let personal = fields
            .iter()
            .filter(|field| field.personal || field.ty.is_masked())
            .count();
        let whole = privacy::is_about_a_person(
            class.keys.iter().map(String::as_str),
            personal,
            fields.len(),
        );
        if whole {
            for field in &mut fields {
                field.personal = false;
            }
        }
        Some(Data {
            rust,
            doc: format!(
                "Seen {}, under {}.",
                times(class.shape.objects, "time"),
                names(class.keys.iter().map(String::as_str))
            ),
            personal: whole,
            case: (case != self.cases.keys).then_some(case),
            shape: if fields.is_empty() {
                DataShape::Any
            } else {
                DataShape::Object(fields)
            },
        })
    }

    /// Gives the types in a field their names; those that contain the type `within` are boxed.
    pub(super) fn finish(&self, field: &mut Field, within: Option<usize>) {
        field.ty = self.named(std::mem::take(&mut field.ty), within);
    }

    pub(super) fn named(&self, ty: Ty, within: Option<usize>) -> Ty {
        ty.map(&|ty| match ty {
            Ty::Object(number) => {
                let Some(name) = self.names.get(number) else {
                    return Ty::Json;
                };
                let named = Ty::Named(name.clone());
                if within.is_some_and(|within| self.reaches(number, within)) {
                    Ty::Boxed(Box::new(named))
                } else {
                    named
                }
            }
            // A list and a map end a type by themselves.
            Ty::List(of) => Ty::List(Box::new(unboxed(*of))),
            Ty::OneOrMany(of) => Ty::OneOrMany(Box::new(unboxed(*of))),
            Ty::Map(of) => Ty::Map(Box::new(unboxed(*of))),
            ty => ty,
        })
    }

    /// Whether objects of a type may have one of another type inside.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(number) = open.pop() {
            if number == to {
                return true;
            }
            if seen.insert(number) {
                let inside = self.classes.get(number).map(|class| &class.inside);
                open.extend(inside.into_iter().flat_map(BTreeMap::values));
            }
        }
        false
    }

    /// Declares the type of contents that have a tag of their own.
    pub(super) fn tagged(
        &mut self,
        group: &Group,
        inner: &Inner,
        places: &[Places],
        key: &str,
    ) -> Ty {
        let wanted = naming::pascal(&group.tag) + &naming::pascal(key);
        let rust = self.taken.free(&wanted);
        let values: Vec<&str> = inner
            .variants
            .iter()
            .map(|(value, _)| value.as_str())
            .collect();
        let case = naming::case(
            values.iter().copied(),
            naming::pascal,
            Case::variant,
            self.cases.names,
        );
        let variants = variants(&values, naming::named(case));
        let mut all = Vec::new();
        for ((variant, (value, shape)), places) in
            variants.into_iter().zip(&inner.variants).zip(places)
        {
            let record = Record {
                members: shape,
                total: shape.objects,
                inside: &self.inside(places),
                around: Around::of([value.as_str()], shape),
                case: naming::named(self.cases.keys),
                beside: false,
            };
            let mut taken = Taken::fields();
            taken.free(&naming::snake(&inner.tag));
            let mut fields = fields::of(&record, &self.choices, &mut taken);
            for field in &mut fields {
                self.finish(field, None);
            }
            all.push((variant, fields));
        }
        self.data.push(Data {
            rust: rust.clone(),
            doc: format!(
                "The content of {}, by its own {}.",
                name(&group.tag),
                name(&inner.tag)
            ),
            personal: false,
            case: (case != self.cases.names).then_some(case),
            shape: DataShape::Tagged {
                tag: inner.tag.clone(),
                variants: all,
            },
        });
        Ty::Named(rust)
    }
}

fn unboxed(ty: Ty) -> Ty {
    match ty {
        Ty::Boxed(of) => *of,
        ty => ty,
    }
}

/// The variants of an enum of strings.
fn variants(values: &[&str], case: Case) -> Vec<Variant> {
    let mut taken = Taken::of(["Other", "Self", "Super", "Crate"]);
    let variants = values.iter().map(|value| {
        let rust = taken.free(&naming::pascal(value));
        let rename = (case.variant(&rust) != *value).then(|| (*value).to_owned());
        Variant {
            wire: (*value).to_owned(),
            rust,
            rename,
        }
    });
    variants.collect()
}

/// The cases of tags and keys that most of the protocol follows.
pub(super) fn cases(said: &[Said], drafts: &[Vec<Vec<Draft>>], records: &[&Shape]) -> Cases {
    let mut tags = Vec::new();
    for (said, drafts) in said.iter().zip(drafts) {
        for (family, drafts) in said.families.iter().zip(drafts) {
            let bare =
                family.groups.iter().zip(drafts).map(|(group, draft)| {
                    group.tag.strip_prefix(&draft.prefix).unwrap_or(&group.tag)
                });
            tags.extend(bare);
        }
    }
    let mut keys = Vec::new();
    for record in records {
        all_keys(record, &mut keys, 0);
    }
    let usual = Cases::default();
    Cases {
        names: naming::case(tags, naming::pascal, Case::variant, usual.names),
        keys: naming::case(keys, naming::snake, Case::field, usual.keys),
    }
}

/// The keys in a record, at all depths.
fn all_keys<'s>(shape: &'s Shape, keys: &mut Vec<&'s str>, depth: usize) {
    if depth > 8 || keys.len() > 5_000 {
        return;
    }
    if let Some(items) = &shape.items {
        all_keys(items, keys, depth + 1);
    }
    let data = shape.has_data_keys();
    for (key, member) in &shape.members {
        if !data {
            keys.push(key);
        }
        all_keys(member, keys, depth + 1);
    }
}

/// A name for a family of its direction.
pub(super) fn family_name(direction: Direction, asks: bool, several: bool, at: usize) -> String {
    let name = match (direction, asks, several) {
        (_, false, false) if direction == Direction::FromVendor => "Event",
        (_, false, false) => "Command",
        (Direction::FromVendor, false, true) => "Notice",
        (Direction::ToVendor, false, true) => "Control",
        (Direction::FromVendor, true, _) => "Question",
        (Direction::ToVendor, true, _) => "Request",
    };
    if at == 0 {
        name.to_owned()
    } else {
        format!("{name}{}", at + 1)
    }
}
