//! What types of other languages and libraries are called in a declaration.

use crate::idents::plain;
use crate::parse::known_types::{names, refused};
use crate::parse::types::{Scope, compact};
use crate::rules::Rule;
use syn::{GenericArgument, PathArguments};

/// A type that has another name here.
struct Foreign {
    names: &'static [&'static str],
    /// What is written here; `{}` stands for the last type between the brackets.
    here: &'static str,
    /// What else it may be; to be appended.
    or: &'static str,
}

const fn called(names: &'static [&'static str], here: &'static str) -> Foreign {
    or(names, here, "")
}

const fn or(names: &'static [&'static str], here: &'static str, or: &'static str) -> Foreign {
    Foreign { names, here, or }
}

const TABLE: &[Foreign] = &[
    called(
        &[
            "string", "str", "char", "Str", "Char", "CString", "OsString", "PathBuf",
        ],
        "String",
    ),
    called(&["boolean", "Boolean", "Bool", "BOOL"], "bool"),
    called(
        &[
            "int",
            "Int",
            "integer",
            "Integer",
            "long",
            "Long",
            "short",
            "Short",
            "bigint",
            "BigInt",
            "isize",
            "i128",
            "int8",
            "int16",
            "int32",
            "int64",
            "sint32",
            "sint64",
            "NonZeroI64",
        ],
        "i64",
    ),
    called(
        &[
            "uint",
            "UInt",
            "unsigned",
            "usize",
            "u128",
            "NonZeroU64",
            "NonZeroU32",
            "byte",
            "ulong",
            "ushort",
            "uint8",
            "uint16",
            "uint32",
            "uint64",
        ],
        "u64",
    ),
    or(
        &[
            "number",
            "Number",
            "float",
            "Float",
            "double",
            "Double",
            "decimal",
            "Decimal",
            "f32",
            "BigDecimal",
            "float32",
            "float64",
        ],
        "f64",
        ", or `u64` if it is always whole",
    ),
    or(
        &[
            "any",
            "Any",
            "unknown",
            "object",
            "Object",
            "dynamic",
            "mixed",
            "Value",
            "JsonValue",
            "json",
            "JSON",
            "RawValue",
        ],
        "Json",
        ", or a `#[data]` struct with its fields",
    ),
    or(
        &["null", "undefined", "void", "never", "None", "Null"],
        "Json",
        "; what may be absent or null is an `Option<…>`",
    ),
    or(
        &[
            "Date",
            "date",
            "Datetime",
            "datetime",
            "DateTime",
            "NaiveDate",
            "NaiveDateTime",
            "OffsetDateTime",
            "PrimitiveDateTime",
            "Zoned",
            "SystemTime",
            "Instant",
            "Timestamp",
            "timestamp",
            "Time",
            "time",
        ],
        "DateTime",
        " if it is text on the wire, `EpochMillis` or `EpochSeconds` if it is a number",
    ),
    or(
        &["Duration", "duration", "TimeDelta", "Span"],
        "u64",
        ", and say the unit in the field's name",
    ),
    called(
        &[
            "Map",
            "HashMap",
            "BTreeMap",
            "IndexMap",
            "Record",
            "record",
            "Dictionary",
            "Dict",
            "dict",
            "map",
            "Hash",
        ],
        "Map<{}>",
    ),
    called(
        &[
            "Array",
            "array",
            "List",
            "list",
            "HashSet",
            "BTreeSet",
            "Set",
            "set",
            "VecDeque",
            "ReadonlyArray",
            "LinkedList",
        ],
        "Vec<{}>",
    ),
    called(
        &[
            "Optional", "optional", "Maybe", "maybe", "Nullable", "nullable", "Partial",
        ],
        "Option<{}>",
    ),
    called(
        &[
            "Cow", "Arc", "Rc", "RefCell", "Cell", "Mutex", "RwLock", "Weak", "Pin", "NonNull",
        ],
        "{}",
    ),
    called(
        &["Phone", "PhoneNo", "Telephone", "Tel", "Msisdn", "E164"],
        "PhoneNumber",
    ),
    called(&["URL", "Uri", "URI", "url", "uri"], "Url"),
    called(&["UUID", "uuid", "Guid", "GUID", "guid"], "Uuid"),
    called(&["Password", "Token", "SecretString"], "Secret<String>"),
    called(&["ID", "Identifier"], "Id"),
];

/// The entry of a type by its name.
fn named(name: &str) -> Option<&'static Foreign> {
    TABLE.iter().find(|entry| entry.names.contains(&name))
}

impl Foreign {
    /// What is written in its place, as text that is Rust.
    fn written(&self, argument: Option<&str>) -> String {
        let any = if self.here.len() == "{}".len() {
            "String"
        } else {
            "Json"
        };
        self.here.replace("{}", argument.unwrap_or(any))
    }

    /// What else it may be; to be appended.
    const fn or(&self) -> &'static str {
        self.or
    }
}

/// Libraries whose types have another name here.
const ELSEWHERE: [&str; 6] = ["std", "core", "alloc", "serde_json", "chrono", "time"];

/// A path without what stands between its brackets.
fn named_by(path: &syn::Path) -> String {
    let names: Vec<String> = path
        .segments
        .iter()
        .map(|part| plain(&part.ident))
        .collect();
    names.join("::")
}

impl Scope {
    /// What a reference to this is a reference of, as a value.
    pub(in crate::parse) fn owned(&self, ty: &syn::Type) -> syn::Type {
        match ty {
            syn::Type::Slice(slice) => {
                let elem = &slice.elem;
                syn::parse_quote!(Vec<#elem>)
            }
            syn::Type::Reference(reference) => self.owned(&reference.elem),
            syn::Type::Path(path) => match self.translated(&path.path) {
                Some((_, _, ty)) => ty,
                None => ty.clone(),
            },
            other => other.clone(),
        }
    }

    /// What a type of another language or library is called here, and how to say so.
    pub(in crate::parse) fn translated(
        &self,
        path: &syn::Path,
    ) -> Option<(String, Rule, syn::Type)> {
        let segment = path.segments.last()?;
        let name = plain(&segment.ident);
        let types: Vec<&syn::Type> = match &segment.arguments {
            PathArguments::AngleBracketed(list) => list
                .args
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(ty),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let single = path.segments.len() == 1 && path.leading_colon.is_none();
        let ours = single && !self.is_local(&name);
        if ours && name == "Map" && types.len() > 1 {
            let (key, value) = (compact(types[0]), types[1]);
            let message = match key.as_str() {
                "String" => format!("keys are always strings: write `Map<{}>`", compact(value)),
                _ => format!("keys are strings in JSON: write `Map<{}>`", compact(value)),
            };
            return Some((message, Rule::FieldType, syn::parse_quote!(Map<#value>)));
        }
        let known = ours && names().any(|known| known == name);
        if known && (name != "DateTime" || types.is_empty()) {
            return None;
        }
        let elsewhere = || {
            self.library(path)
                .is_some_and(|root| ELSEWHERE.contains(&root.as_str()))
        };
        let foreign = !self.opaque && elsewhere();
        if !(ours && (self.closed || refused(&name).is_some()) || foreign) {
            return None;
        }
        let entry = named(&name)?;
        let argument = types.last().map(|ty| compact(&self.owned(ty)));
        let written = entry.written(argument.as_deref());
        let or = entry.or();
        let ty = syn::parse_str(&written).ok()?;
        let (rule, message) = match refused(&name).filter(|_| single) {
            Some(why) => (Rule::FieldType, format!("{why}: write `{written}`{or}")),
            None if ours => (
                Rule::TypeUnknown,
                format!("there is no type `{name}` here; write `{written}`{or}"),
            ),
            None => (
                Rule::FieldType,
                format!(
                    "`{}` is no type of messages; write `{written}`{or}",
                    named_by(path)
                ),
            ),
        };
        Some((message, rule, ty))
    }

    /// The crate that a path begins with, if it is known.
    fn library(&self, path: &syn::Path) -> Option<String> {
        let first = plain(&path.segments.first()?.ident);
        match self.imported.get(&first) {
            _ if self.declared.contains(&first) => None,
            Some(full) => full.first().cloned(),
            None => (path.segments.len() > 1).then_some(first),
        }
    }
}
