//! What an envelope has in other objects, in a schema.

use cti_runtime::describe::keys_of;

use super::rules;
use crate::json::Json;
use crate::paths::is_path;

/// A schema of an object with properties that are paths, as the schema of what is posted.
pub(super) fn nested(schema: Json, paths: &[&str]) -> Json {
    let Json::Object(entries) = schema else {
        return schema;
    };
    let mut properties = Json::object();
    let mut required = Vec::new();
    let mut elsewhere = Vec::new();
    let mut others = Json::object();
    for (key, value) in entries {
        match (key.as_str(), value) {
            ("properties", Json::Object(all)) => {
                for (name, value) in all {
                    if is_path(&name) && paths.contains(&&*name) {
                        elsewhere.push((name, value));
                    } else {
                        properties.put(&name, value);
                    }
                }
                others.put("properties", Json::object());
            }
            ("required", Json::List(all)) => {
                required = all;
                others.put("required", Json::object());
            }
            ("anyOf" | "allOf", Json::List(all)) => {
                let all: Vec<Json> = all.into_iter().map(|of| nested(of, paths)).collect();
                others.put(&key, all);
            }
            (_, value) => others.put(&key, value),
        }
    }
    let is_elsewhere = |name: &Json| match name {
        Json::Text(name) => elsewhere.iter().any(|(known, _)| known == name),
        _ => false,
    };
    let (there, mut needed): (Vec<Json>, Vec<Json>) = required.into_iter().partition(is_elsewhere);
    for (name, value) in elsewhere {
        let is_needed = there.contains(&Json::Text(name.clone()));
        let keys = keys_of(&name);
        let first = keys.first().map(|key| Json::Text(key.clone()));
        needed.extend(first.filter(|first| is_needed && !needed.contains(first)));
        place(&mut properties, &keys, value, is_needed);
    }
    others.put("properties", properties);
    others.put("required", needed);
    let Json::Object(mut entries) = others else {
        return others;
    };
    entries
        .retain(|(key, value)| !value.is_empty() || !matches!(&**key, "properties" | "required"));
    Json::Object(entries)
}

/// Puts a schema where its path leads, among properties.
fn place(properties: &mut Json, keys: &[String], value: Json, needed: bool) {
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    let there = properties.entries().iter().find(|(known, _)| known == key);
    let there = there.map(|(_, there)| there.clone());
    let value = match rest.first() {
        None => both(there, value),
        Some(next) => {
            let mut object = match &there {
                Some(object) if is_object(object) => object.clone(),
                _ => Json::object(),
            };
            if needed && !object.has("type") {
                object.put("type", "object");
            }
            let inner = object.entries().iter().find(|(key, _)| key == "properties");
            let mut inner = inner.map_or_else(Json::object, |(_, inner)| inner.clone());
            place(&mut inner, rest, value, needed);
            object.put("properties", inner);
            if needed {
                let list = object.entries().iter().find(|(key, _)| key == "required");
                let mut list = match list {
                    Some((_, Json::List(list))) => list.clone(),
                    _ => Vec::new(),
                };
                let next = Json::Text(next.clone());
                if !list.contains(&next) {
                    list.push(next);
                }
                object.put("required", list);
            }
            match there {
                Some(mut there) if !is_object(&there) => {
                    open(&mut there, next);
                    both(Some(there), object)
                }
                _ => object,
            }
        }
    };
    properties.put(key, value);
}

/// Whether a schema is that of an object and nothing else, so that properties can be put into it.
fn is_object(schema: &Json) -> bool {
    let mut entries = schema.entries().iter();
    entries.all(|(key, value)| match key.as_str() {
        "type" => *value == Json::Text("object".to_owned()),
        "properties" | "required" | "additionalProperties" | "description" => true,
        _ => false,
    })
}

/// Says that a key, which isn't among those of a map, may be anything there.
fn open(schema: &mut Json, key: &str) {
    let Json::Object(entries) = schema else {
        return;
    };
    for (name, value) in &mut *entries {
        if let ("patternProperties", Json::Object(patterns)) = (name.as_str(), &mut *value) {
            for (pattern, _) in patterns {
                *pattern = rules::but_for(pattern, [key]);
            }
        }
        if let ("anyOf" | "allOf", Json::List(all)) = (name.as_str(), value) {
            for of in all {
                open(of, key);
            }
        }
    }
    if schema.has("additionalProperties") {
        let known = schema
            .entries()
            .iter()
            .find(|(name, _)| name == "properties");
        let mut properties = known.map_or_else(Json::object, |(_, known)| known.clone());
        if !properties.has(key) {
            properties.put(key, Json::object());
            schema.put("properties", properties);
        }
    }
}

/// What both of two schemas say.
fn both(there: Option<Json>, value: Json) -> Json {
    match there {
        None => value,
        Some(there) => Json::object().with("allOf", vec![there, value]),
    }
}
