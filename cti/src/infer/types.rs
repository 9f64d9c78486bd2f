//! The type of the values that stood in one place.

use super::looks::Look;
use super::model::Ty;
use super::shape::Shape;
use super::words;

/// What types have names: those of objects, and of strings that are one of a few.
pub(super) trait Named {
    /// The type of the strings under this key, if it has a name.
    fn choice(&self, key: &str, shape: &Shape) -> Option<Ty>;
}

/// The type of values under this key; null aside. `object` is that of the objects in it.
pub(super) fn of(shape: &Shape, key: &str, object: Option<usize>, named: &dyn Named) -> Ty {
    depth(shape, key, object, named, 0)
}

fn depth(shape: &Shape, key: &str, object: Option<usize>, named: &dyn Named, deep: usize) -> Ty {
    if deep > 4 || shape.halves {
        return Ty::Json;
    }
    let numbers = shape.naturals + shape.negative + shape.fractions;
    match shape.kinds() {
        1 if shape.bools > 0 => Ty::Bool,
        1 if numbers > 0 => number(shape, key),
        1 if shape.strings > 0 => named
            .choice(key, shape)
            .unwrap_or_else(|| string(shape, key)),
        1 if shape.lists > 0 => Ty::List(Box::new(items(shape, key, object, named, deep))),
        1 => objects(shape, key, object, named, deep),
        2 if numbers > 0 && shape.strings > 0 => number_or_text(shape, key),
        2 if shape.bools > 0 && shape.all_look(&[Look::Boolean]) => Ty::Text(Box::new(Ty::Bool)),
        2 | 3 if shape.lists > 0 => one_or_many(shape, key, object, named, deep),
        _ => Ty::Json,
    }
}

/// The type of items, which may be null.
fn items(shape: &Shape, key: &str, object: Option<usize>, named: &dyn Named, deep: usize) -> Ty {
    let Some(items) = shape.items.as_ref().filter(|items| items.kinds() > 0) else {
        return Ty::Json;
    };
    let ty = depth(items, &words::singular(key), object, named, deep + 1);
    if items.null > 0 && ty != Ty::Json {
        Ty::Option(Box::new(ty))
    } else {
        ty
    }
}

/// A list now and then, whose items are of the type of the values that stand alone.
fn one_or_many(
    shape: &Shape,
    key: &str,
    object: Option<usize>,
    named: &dyn Named,
    deep: usize,
) -> Ty {
    let alone = Shape {
        items: None,
        lists: 0,
        ..shape.clone()
    };
    let mut both = alone.clone();
    if let Some(items) = &shape.items {
        if items.null > 0 || items.lists > 0 {
            return Ty::Json;
        }
        both.merge(items);
    }
    match depth(&both, &words::singular(key), object, named, deep + 1) {
        Ty::Json | Ty::Option(_) | Ty::List(_) => Ty::Json,
        ty => Ty::OneOrMany(Box::new(ty)),
    }
}

fn objects(shape: &Shape, key: &str, object: Option<usize>, named: &dyn Named, deep: usize) -> Ty {
    if shape.has_data_keys() {
        let values = shape.any_member();
        let ty = depth(&values, key, object, named, deep + 1);
        let nothing = values.kinds() == 0;
        let ty = if values.null > 0 && !nothing && ty != Ty::Json {
            Ty::Option(Box::new(ty))
        } else {
            ty
        };
        return Ty::Map(Box::new(ty));
    }
    match object {
        Some(object) if !is_any(shape, key) => Ty::Object(object),
        _ => Ty::Map(Box::new(Ty::Json)),
    }
}

/// Whether objects have nothing, or whatever the customer puts into them.
pub(super) fn is_any(shape: &Shape, key: &str) -> bool {
    shape.members.is_empty() || words::is_any_keys(key)
}

fn number(shape: &Shape, key: &str) -> Ty {
    let moment = words::is_moment(key) && !words::is_id(key);
    if shape.fractions > 0 {
        Ty::F64
    } else if shape.negative > 0 {
        Ty::I64
    } else if is_phone(key) && shape.long == shape.naturals {
        Ty::PhoneNumber
    } else if shape.millis == shape.naturals && moment {
        Ty::EpochMillis
    } else if shape.seconds == shape.naturals && moment {
        Ty::EpochSeconds
    } else {
        Ty::U64
    }
}

fn number_or_text(shape: &Shape, key: &str) -> Ty {
    let whole = shape.negative == 0 && shape.fractions == 0;
    let dialled = [Look::Phone, Look::Digits, Look::Dialled];
    let text = |ty| Ty::Text(Box::new(ty));
    if whole && (is_phone(key) || shape.all_look(&[Look::Phone])) && !words::is_id(key) {
        Ty::PhoneNumber
    } else if words::is_id(key) && shape.fractions == 0 {
        Ty::Id
    } else if whole && shape.all_look(&[Look::Digits]) {
        text(Ty::U64)
    } else if shape.all_look(&[Look::Digits, Look::Decimal]) {
        text(Ty::F64)
    } else if whole && shape.all_look(&dialled) {
        Ty::PhoneNumber
    } else {
        Ty::Json
    }
}

fn string(shape: &Shape, key: &str) -> Ty {
    let all = |looks: &[Look]| shape.all_look(looks);
    let most = |look| shape.looking(look) * 10 >= shape.strings * 6;
    let text = |ty| Ty::Text(Box::new(ty));
    if shape.looking(Look::Token) > 0 || words::is_secret(key) {
        Ty::Secret(Box::new(Ty::String))
    } else if all(&[Look::Boolean]) {
        text(Ty::Bool)
    } else if all(&[Look::Uuid]) {
        Ty::Uuid
    } else if all(&[Look::Time]) || (most(Look::Time) && words::is_moment(key)) {
        Ty::DateTime
    } else if all(&[Look::Url, Look::Empty]) && shape.looking(Look::Url) > 0 {
        Ty::Url
    } else if is_phones(shape, key) {
        Ty::PhoneNumber
    } else if all(&[Look::Digits]) && !words::is_id(key) {
        text(Ty::U64)
    } else if all(&[Look::Digits, Look::Decimal]) && !words::is_id(key) {
        text(Ty::F64)
    } else {
        Ty::String
    }
}

/// Whether strings are phone numbers: all look like it, or the key says so and none speaks against it.
fn is_phones(shape: &Shape, key: &str) -> bool {
    let numbers = [Look::Phone, Look::Digits, Look::Dialled];
    let numbers: usize = numbers.iter().map(|look| shape.looking(*look)).sum();
    let empty = shape.looking(Look::Empty);
    shape.all_look(&[Look::Phone])
        || (is_phone(key)
            && !words::is_id(key)
            && numbers > 0
            && (numbers + empty) * 10 >= shape.strings * 6)
}

/// Whether a key names a phone number, and not the number of something else.
pub(super) fn is_phone(key: &str) -> bool {
    const OTHERS: [&str; 17] = [
        "order", "page", "room", "ticket", "case", "account", "customer", "serial", "version",
        "line", "size", "invoice", "employee", "type", "count", "name", "contract",
    ];
    let words = words::words(key);
    words::is_phone(key) && !words.iter().any(|word| OTHERS.contains(&&**word))
}

#[cfg(test)]
mod tests {
    use super::super::value::parse;
    use super::*;

    struct Nothing;

    impl Named for Nothing {
        fn choice(&self, _: &str, _: &Shape) -> Option<Ty> {
            None
        }
    }

    fn ty(key: &str, values: &[&str]) -> String {
        let mut shape = Shape::default();
        for json in values {
            shape.see(&parse(json).unwrap(), 1);
        }
        of(&shape, key, None, &Nothing).rust()
    }

    #[test]
    fn types_take_what_was_seen() {
        assert_eq!(
            ty("number", &["\"+1202555\"", "12025550101"]),
            "PhoneNumber"
        );
        assert_eq!(ty("from", &["\"+12025550101\"", "\"101\""]), "PhoneNumber");
        assert_eq!(ty("orderNumber", &["\"1201\""]), "Text<u64>");
        assert_eq!(ty("contactId", &["1", "\"c-1\""]), "Id");
        assert_eq!(ty("duration", &["20", "\"29\""]), "Text<u64>");
        assert_eq!(ty("duration", &["20", "\"1m\""]), "Json");
        assert_eq!(ty("score", &["1", "2.5"]), "f64");
        assert_eq!(ty("offset", &["1", "-2"]), "i64");
        assert_eq!(ty("startTime", &["1769850600000"]), "EpochMillis");
        assert_eq!(ty("ts", &["1769850600"]), "EpochSeconds");
        assert_eq!(ty("duration", &["1769850600"]), "u64");
        assert_eq!(ty("ringStart", &["\"2026-01-31 09:30:00\""]), "DateTime");
        assert_eq!(ty("legs", &["\"a\"", "[\"b\"]"]), "OneOrMany<String>");
        assert_eq!(ty("tags", &["[\"vip\",null]"]), "Vec<Option<String>>");
        assert_eq!(ty("muted", &["\"true\"", "false"]), "Text<bool>");
        assert_eq!(ty("byNumber", &["{\"+12025550101\":[1]}"]), "Map<Vec<u64>>");
        assert_eq!(ty("accessToken", &["\"abc\""]), "Secret<String>");
        assert_eq!(ty("list", &["[]"]), "Vec<Json>");
        assert_eq!(ty("x", &["null"]), "Json");
        assert_eq!(ty("x", &["1", "true"]), "Json");
    }
}
