//! The functions of a library.

use cti_case::Case;
use cti_runtime::describe::Direction;

use super::build::Types;
use super::data::Objects;
use super::library::{Function, Library};
use super::model::{Body, Cases, Encoding, Family, Field, Kind, Message, Sample, Ty};
use super::naming::{self, Taken};
use super::privacy::{self, Around};
use super::samples::Scrub;
use super::shape::Shape;
use super::types;
use super::value::Value;

/// Where objects stand in what a function takes and gives.
pub(super) struct Draft {
    arguments: Vec<Option<usize>>,
    result: Option<usize>,
    error: Option<usize>,
}

/// Adds the objects of all functions.
pub(super) fn drafts(library: &Library, objects: &mut Objects) -> [Vec<Draft>; 2] {
    [&library.called, &library.fired].map(|functions| {
        let mut drafts = Vec::new();
        for function in functions {
            let (_, name) = path(&function.path);
            let arguments = function.arguments.iter().enumerate();
            let arguments = arguments.map(|(at, shape)| match function.names.get(at) {
                Some(key) => objects.value(shape, key, name),
                None => objects.value(shape, &format!("{name} argument {}", at + 1), name),
            });
            drafts.push(Draft {
                arguments: arguments.collect(),
                result: objects.value(&function.result, &result_key(name), name),
                error: objects.value(&function.error, &format!("{name} error"), name),
            });
        }
        drafts
    })
}

/// The members of what functions take and give, for the names of enums and cases.
pub(super) fn records(library: &Library) -> Vec<Shape> {
    let functions = library.called.iter().chain(&library.fired);
    let shapes = functions.flat_map(|of| of.arguments.iter().chain([&of.result, &of.error]));
    shapes.filter_map(Shape::inner_object).collect()
}

/// What the result of a function is called: `getPageInfo` gives a page info.
fn result_key(name: &str) -> String {
    let words = super::words::words(name);
    match words.split_first() {
        Some((first, rest))
            if ["get", "fetch", "load", "on"].contains(&&**first) && !rest.is_empty() =>
        {
            rest.join("_")
        }
        _ => format!("{name} result"),
    }
}

/// The object on which a function lives, and its name.
fn path(path: &str) -> (Option<&str>, &str) {
    match path.rsplit_once('.') {
        Some((object, name)) => (Some(object), name),
        None => (None, path),
    }
}

/// The arguments of `calls(…)` that say how functions are called and answer, where that isn't as usual.
pub(super) fn convention(library: &Library) -> Vec<String> {
    let (named, plain) = (library.has_names(), library.has_plain_events());
    if !named && !plain && library.flagged.is_none() {
        return Vec::new();
    }
    let mut arguments = Vec::new();
    let mut answer = vec!["callback".to_owned()];
    if named {
        arguments.push("arguments(object)".to_owned());
        answer = vec!["callback = \"callback\"".to_owned()];
    }
    let keys = library.flagged.as_ref();
    answer.extend(keys.map(|keys| format!("flag = {:?}", keys.flag)));
    let ok = keys.and_then(|keys| keys.ok.as_deref()).unwrap_or("result");
    let error = keys.and_then(|keys| keys.error.as_deref());
    answer.push(format!("ok = {ok:?}"));
    answer.push(format!("error = {:?}", error.unwrap_or("error")));
    arguments.push(format!("answer({})", answer.join(", ")));
    if !plain && library.has_wrapped_events() {
        arguments.push("events(ok = \"result\", error = \"error\")".to_owned());
    }
    arguments
}

/// The families of functions, and the type of what a callback reports on failure.
pub(super) fn families(
    library: &Library,
    drafts: &[Vec<Draft>; 2],
    types: &Types,
) -> (Vec<Family>, Ty) {
    let mut all = Shape::default();
    library
        .called
        .iter()
        .for_each(|function| all.merge(&function.error));
    let usual = match types::of(&all, "error", None, &types.choices) {
        ty @ (Ty::String | Ty::U64) => ty,
        _ if all.strings > 0 || all.kinds() == 0 => Ty::String,
        _ => Ty::Json,
    };
    let mut families = Vec::new();
    let [called, fired] = drafts;
    for (functions, drafts, direction) in [
        (&library.called, called, Direction::ToVendor),
        (&library.fired, fired, Direction::FromVendor),
    ] {
        if functions.is_empty() {
            continue;
        }
        let cases = cases(functions, types.cases);
        let mut taken = Taken::messages();
        let messages = functions.iter().zip(drafts);
        let messages = messages
            .map(|(of, draft)| function(of, draft, direction, cases, &usual, types, &mut taken));
        families.push(Family {
            direction,
            kind: if direction == Direction::ToVendor {
                Kind::Methods
            } else {
                Kind::Subscriptions
            },
            name: if direction == Direction::ToVendor {
                "Method"
            } else {
                "Listener"
            }
            .to_owned(),
            encoding: Encoding::Json("object"),
            codec: None,
            tag: String::new(),
            content: None,
            constants: Vec::new(),
            reports: Vec::new(),
            prefix: String::new(),
            cases,
            messages: messages.collect(),
        });
    }
    (families, usual)
}

fn cases(functions: &[Function], usual: Cases) -> Cases {
    let names = functions.iter().map(|function| path(&function.path).1);
    Cases {
        names: naming::case(names, naming::snake, Case::field, usual.names),
        keys: usual.keys,
    }
}

fn function(
    function: &Function,
    draft: &Draft,
    direction: Direction,
    cases: Cases,
    usual: &Ty,
    types: &Types,
    taken: &mut Taken,
) -> Message {
    let (object, name) = path(&function.path);
    let rust = taken.free(&naming::snake(name));
    let follows = naming::named(cases.names).field(&rust) == name;
    let method = direction == Direction::ToVendor;
    let mut attributes = Vec::new();
    attributes.extend(object.map(|object| format!("object({object:?})")));
    let mut notes = Vec::new();
    let fields = if method {
        arguments(function, draft, cases, types)
    } else {
        Vec::new()
    };
    if method && function.answered == 0 {
        notes.push("Never answered: the result is a guess.".to_owned());
    }
    let result = result(function, draft, usual, types);
    let samples = samples(function, &fields, &result, usual, types, method);
    Message {
        rust,
        tag: function.path.clone(),
        count: function.count,
        notes,
        attributes,
        rename: (!follows).then(|| name.to_owned()),
        body: if fields.is_empty() {
            Body::Nothing
        } else {
            Body::Fields(fields)
        },
        result: Some(result),
        samples,
    }
}

fn class(object: Option<usize>, types: &Types) -> Option<usize> {
    types.class(object?)
}

fn arguments(function: &Function, draft: &Draft, cases: Cases, types: &Types) -> Vec<Field> {
    let mut taken = Taken::fields();
    let arguments = function.arguments.iter().zip(&draft.arguments).enumerate();
    arguments
        .map(|(at, (shape, object))| {
            let named = function.names.get(at);
            let key = named.map_or_else(|| guessed(function, shape, at), Clone::clone);
            let ty = types::of(shape, &key, class(*object, types), &types.choices);
            let (ty, personal) = privacy::judge(&key, shape, ty, Around::default());
            let rust = taken.free(&naming::snake(&key));
            let follows = named.is_none_or(|key| naming::named(cases.keys).field(&rust) == *key);
            Field {
                rename: (!follows).then(|| key.clone()),
                rust,
                ty: types.named(ty, None),
                key,
                optional: shape.null > 0 || shape.count < function.count,
                personal,
                ..Field::default()
            }
        })
        .collect()
}

/// A name for an argument, which has none: what the function's name says, if it is the only one.
fn guessed(function: &Function, shape: &Shape, at: usize) -> String {
    let words = super::words::words(path(&function.path).1);
    match (words.split_first(), function.arguments.len()) {
        (Some((first, rest)), 1) if first == "set" && !rest.is_empty() => rest.join("_"),
        _ if shape.all_look(&[super::looks::Look::Phone]) => "number".to_owned(),
        _ => format!("argument{}", at + 1),
    }
}

fn result(function: &Function, draft: &Draft, usual: &Ty, types: &Types) -> Ty {
    let shape = &function.result;
    let ok = match types::of(shape, "result", class(draft.result, types), &types.choices) {
        _ if shape.kinds() == 0 => Ty::Nothing,
        ty if shape.null > 0 && ty != Ty::Json => Ty::Option(Box::new(ty)),
        ty => ty,
    };
    let ok = types.named(ok, None);
    if function.error.kinds() == 0 {
        return ok;
    }
    let error = types::of(
        &function.error,
        "error",
        class(draft.error, types),
        &types.choices,
    );
    match types.named(error, None) {
        error if error == *usual => ok,
        error => Ty::Named(format!("Result<{}, {}>", ok.rust(), error.rust())),
    }
}

fn samples(
    function: &Function,
    fields: &[Field],
    result: &Ty,
    usual: &Ty,
    types: &Types,
    method: bool,
) -> Vec<Sample> {
    let scrub = Scrub { types: &types.data };
    let mut samples = Vec::new();
    let example =
        |value: &Value, field: &Field| scrub.value(value, &field.ty, field.personal, &field.key);
    match &function.sample {
        Some(Value::List(items)) if method => {
            let items = items.iter().zip(fields);
            let items = items.map(|(value, field)| example(value, field));
            samples.push(Sample::Arguments(Value::List(items.collect())));
        }
        Some(Value::Object(members)) if method => {
            let members = members.iter().filter_map(|(key, value)| {
                let field = fields.iter().find(|field| field.key == *key)?;
                Some((key.clone(), example(value, field)))
            });
            samples.push(Sample::Arguments(Value::Object(members.collect())));
        }
        _ => {}
    }
    let (ok, error) = match result {
        Ty::Named(name) if name.starts_with("Result<") => return samples,
        Ty::Nothing => (None, function.error_sample.as_ref()),
        _ => (
            function.result_sample.as_ref(),
            function.error_sample.as_ref(),
        ),
    };
    samples.extend(ok.map(|ok| Sample::Result(scrub.value(ok, result, false, "result"))));
    samples.extend(error.map(|error| Sample::Error(scrub.value(error, usual, false, "error"))));
    samples
}
