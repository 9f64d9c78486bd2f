//! What of a message is posted as a `Date` or a `Map`, and the ways there from the message's root.

use super::types::Types;
use crate::model::path;
use crate::model::{
    Body, Data, DataShape, Envelope, Family, Field, Message, OutcomeKeys, Posted, Reply, Scalar,
    TagKind, Type, TypeKind, Variant, VariantBody,
};
use proc_macro2::Ident;
use std::borrow::Cow;
use std::cmp::Reverse;

/// How many there may be in a message.
pub(crate) const MOST: usize = 64;

/// What of a message is posted as a `Date` or a `Map`.
#[derive(Default)]
pub(crate) struct Conversions<'a> {
    /// What is inside of another comes before it: a `Map` has no members to follow.
    pub list: Vec<Conversion<'a>>,
    /// The fields that say so.
    pub fields: Vec<&'a Field>,
    /// Ways that can't be written down.
    pub blocked: Vec<Blocked<'a>>,
}

/// A value, by the way to it.
pub(crate) struct Conversion<'a> {
    pub path: Vec<Step<'a>>,
    pub to: Posted,
}

/// A step into a value.
#[derive(Clone)]
pub(crate) enum Step<'a> {
    /// To a member of an object.
    Key(Cow<'a, str>),
    /// To each item of a list; to the value itself if it is none.
    Items,
    /// To each value of an object with any keys.
    Values,
    /// No further, unless the object says this under this key.
    If(&'a str, Scalar),
}

/// Why there is no way to a value.
pub(crate) enum Blocked<'a> {
    /// The type of this name contains itself, and this field.
    Endless(&'a Field, &'a Ident),
    /// The values of this flattened map stand among other fields.
    Flattened(&'a Field),
    /// This field has a position, and no key that leads to what is inside of it.
    Positional(&'a Field),
}

impl<'a> Conversions<'a> {
    /// What of a message is, in its envelope.
    pub(super) fn of_message(types: &Types<'a>, family: &Family, message: &'a Message) -> Self {
        let mut search = Search::new(types);
        if family.kind.is_posted() && family.envelope.posts_objects() {
            search.message(message);
            if family.envelope.map {
                search.found(Posted::Map);
            }
        }
        search.sorted()
    }

    /// What of the answer to a request is, in the envelope of its side.
    pub(super) fn of_answer(
        types: &Types<'a>,
        envelope: &Envelope,
        family: &'a Family,
        message: &'a Message,
    ) -> Self {
        let mut search = Search::new(types);
        if envelope.posts_objects()
            && let Some(requests) = &family.requests
            && let Some(Reply::Callback { ok, error }) = &message.reply
        {
            search.outcome(&requests.answer.keys, [ok, error]);
        }
        search.sorted()
    }
}

/// Whether a value of a type has something that is posted as this.
pub(super) fn fits(types: &Types<'_>, ty: &Type, posted: Posted, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match (&ty.kind, posted) {
        (TypeKind::DateTime, Posted::Date) | (TypeKind::Map(_), Posted::Map) => true,
        (
            TypeKind::Option(inner)
            | TypeKind::Secret(inner)
            | TypeKind::List(inner)
            | TypeKind::OneOrMany(inner)
            | TypeKind::Map(inner),
            _,
        ) => fits(types, inner, posted, depth),
        (TypeKind::Declared(name), _) => match types.data(name).map(|data| &data.shape) {
            Some(DataShape::Newtype(inner)) => fits(types, inner, posted, depth),
            Some(DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. }) => {
                posted == Posted::Map
            }
            // What could not be read is reported already.
            None => true,
            Some(DataShape::Positional(_) | DataShape::Enum { .. } | DataShape::Union(_)) => false,
        },
        _ => false,
    }
}

struct Search<'s, 'a> {
    types: &'s Types<'a>,
    conversions: Conversions<'a>,
    /// The way to the value that is looked at.
    path: Vec<Step<'a>>,
    /// The types around it.
    around: Vec<&'a Ident>,
}

impl<'s, 'a> Search<'s, 'a> {
    fn new(types: &'s Types<'a>) -> Self {
        Self {
            types,
            conversions: Conversions::default(),
            path: Vec::new(),
            around: Vec::new(),
        }
    }

    fn sorted(mut self) -> Conversions<'a> {
        let list = &mut self.conversions.list;
        list.sort_by_key(|conversion| Reverse(conversion.path.len()));
        self.conversions
    }

    fn found(&mut self, to: Posted) {
        let path = self.path.clone();
        self.conversions.list.push(Conversion { path, to });
    }

    fn behind(&mut self, step: Step<'a>, look: impl FnOnce(&mut Self)) {
        self.path.push(step);
        look(self);
        self.path.pop();
    }

    fn behind_key(&mut self, key: &'a str, look: impl FnOnce(&mut Self)) {
        self.behind(Step::Key(Cow::Borrowed(key)), look);
    }

    /// Behind a path of the envelope.
    fn behind_path(&mut self, path: &str, look: impl FnOnce(&mut Self)) {
        let before = self.path.len();
        let keys = path::keys(path).into_iter();
        self.path.extend(keys.map(|key| Step::Key(Cow::Owned(key))));
        look(self);
        self.path.truncate(before);
    }

    fn message(&mut self, message: &'a Message) {
        let (beside, inside): (Vec<&Field>, Vec<&Field>) = message
            .body
            .each()
            .partition(|field| is_beside(&message.body, field));
        let content = |search: &mut Self| match &message.body {
            Body::Whole(value, _) => search.field_value(value),
            _ => search.fields(&inside),
        };
        match &message.content {
            Some(key) => self.behind_path(key, content),
            None => content(self),
        }
        self.fields(&beside);
    }

    fn fields(&mut self, fields: &[&'a Field]) {
        for field in fields.iter().filter(|field| !field.opaque) {
            if self.is_over() {
                return;
            }
            match (&field.outcome, &field.ty.kind) {
                (Some(keys), TypeKind::Result(ok, error)) => self.outcome(keys, [ok, error]),
                _ if field.beside => {
                    self.behind_path(&field.key.value, |search| search.field_value(field));
                }
                _ if !field.flatten => {
                    self.behind_key(&field.key.value, |search| search.field_value(field));
                }
                (_, _) => match &field.ty.present().kind {
                    TypeKind::Map(inner) if self.holds(inner, &mut Vec::new()).is_some() => {
                        self.conversions.blocked.push(Blocked::Flattened(field));
                    }
                    TypeKind::Declared(_) => self.value(&field.ty, None),
                    _ => {}
                },
            }
        }
    }

    fn field_value(&mut self, field: &'a Field) {
        if field.posted.is_some() {
            self.conversions.fields.push(field);
        }
        self.value(&field.ty, field.posted.as_ref().map(|posted| posted.value));
    }

    /// Success and failure, with their keys.
    fn outcome(&mut self, keys: &'a OutcomeKeys, types: [&'a Type; 2]) {
        for ((key, ty), is_ok) in keys.sides(types).into_iter().zip([true, false]) {
            let value = |search: &mut Self| match key {
                Some(key) => search.behind_path(&key.value, |search| search.value(ty, None)),
                None => search.value(ty, None),
            };
            match &keys.flag {
                // What a flag in another object tells of has keys that tell it, too.
                Some(flag) if !path::is_path(&flag.value) => {
                    self.behind(Step::If(&flag.value, Scalar::Bool(is_ok)), value);
                }
                _ => value(self),
            }
        }
    }

    /// Looks for what is posted as something else: the value itself, if `posted` says so, and what is in
    /// it.
    fn value(&mut self, ty: &'a Type, posted: Option<Posted>) {
        match &ty.kind {
            TypeKind::DateTime if posted == Some(Posted::Date) => self.found(Posted::Date),
            TypeKind::Option(inner) | TypeKind::Secret(inner) => self.value(inner, posted),
            TypeKind::List(inner) | TypeKind::OneOrMany(inner) => {
                self.behind(Step::Items, |search| search.value(inner, posted));
            }
            TypeKind::Map(inner) => {
                let inside = posted.filter(|posted| *posted != Posted::Map);
                if posted != inside {
                    self.found(Posted::Map);
                }
                self.behind(Step::Values, |search| search.value(inner, inside));
            }
            TypeKind::Declared(name) => {
                if let Some(data) = self.types.data(name) {
                    self.data(data, posted);
                }
            }
            _ => {}
        }
    }

    fn data(&mut self, data: &'a Data, posted: Option<Posted>) {
        if self.around.contains(&&data.ident) {
            if let Some(field) = self.holds_data(data, &mut Vec::new()) {
                let blocked = Blocked::Endless(field, &data.ident);
                self.conversions.blocked.push(blocked);
            }
            return;
        }
        self.around.push(&data.ident);
        match &data.shape {
            DataShape::Newtype(inner) => self.value(inner, posted),
            DataShape::Enum { .. } | DataShape::Union(_) => {}
            shape => {
                if posted == Some(Posted::Map) {
                    self.found(Posted::Map);
                }
                if self.holds_data(data, &mut Vec::new()).is_some() {
                    self.inside(shape);
                }
            }
        }
        self.around.pop();
    }

    fn inside(&mut self, shape: &'a DataShape) {
        match shape {
            DataShape::Object(fields) => self.fields(&Vec::from_iter(fields)),
            DataShape::OneOf(variants) => {
                for variant in variants {
                    self.behind_key(&variant.key.value, |search| {
                        search.variant(variant);
                    });
                }
            }
            DataShape::Tagged { tag, variants } => {
                for variant in variants {
                    let step = Step::If(&tag.value, tag_value(variant));
                    self.behind(step, |search| search.variant(variant));
                }
            }
            DataShape::Positional(fields) => {
                let mut fields = fields.iter();
                let holds = |field: &&Field| self.holds(&field.ty, &mut Vec::new()).is_some();
                if let Some(field) = fields.find(holds) {
                    self.conversions.blocked.push(Blocked::Positional(field));
                }
            }
            DataShape::Newtype(_) | DataShape::Enum { .. } | DataShape::Union(_) => {}
        }
    }

    fn variant(&mut self, variant: &'a Variant) {
        match &variant.body {
            VariantBody::Unit => {}
            VariantBody::Value(ty) => self.value(ty, None),
            VariantBody::Fields(fields) => self.fields(&Vec::from_iter(fields)),
        }
    }

    /// There is more than is taken: the rest need not be looked for.
    fn is_over(&self) -> bool {
        self.conversions.list.len() > MOST || self.conversions.blocked.len() > MOST
    }

    /// A field in a value of this type that is posted as something else.
    fn holds(&self, ty: &'a Type, seen: &mut Vec<&'a Ident>) -> Option<&'a Field> {
        ty.each().find_map(|ty| {
            let data = self.types.data(ty.declared()?)?;
            self.holds_data(data, seen)
        })
    }

    fn holds_data(&self, data: &'a Data, seen: &mut Vec<&'a Ident>) -> Option<&'a Field> {
        if !self.types.is_posted || seen.contains(&&data.ident) {
            return None;
        }
        seen.push(&data.ident);
        let own = data.fields().find(|field| field.posted.is_some());
        own.or_else(|| {
            let mut types = data.shape.types().into_iter();
            types.find_map(|ty| self.holds(ty, seen))
        })
    }
}

/// Whether a field stands beside the content.
fn is_beside(body: &Body, field: &Field) -> bool {
    match body {
        Body::Whole(..) => !body.is_value(field),
        _ => field.beside,
    }
}

/// What a variant's tag is in JSON.
fn tag_value(variant: &Variant) -> Scalar {
    let text = &variant.key.value;
    match variant.tag {
        TagKind::Text => Scalar::Text(text.clone()),
        TagKind::Bool => Scalar::Bool(text == "true"),
        TagKind::Number => text
            .parse()
            .map_or_else(|_| Scalar::Text(text.clone()), Scalar::Integer),
    }
}
