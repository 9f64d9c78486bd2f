//! What types of other languages and libraries are called in a declaration.

/// A type that has another name here.
pub(super) struct Foreign {
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
        ],
        "u64",
    ),
    or(
        &[
            "number", "Number", "float", "Float", "double", "Double", "decimal", "Decimal", "f32",
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
pub(super) fn named(name: &str) -> Option<&'static Foreign> {
    TABLE.iter().find(|entry| entry.names.contains(&name))
}

impl Foreign {
    /// What is written in its place, as text that is Rust.
    pub(super) fn written(&self, argument: Option<&str>) -> String {
        let any = if self.here.len() == "{}".len() {
            "String"
        } else {
            "Json"
        };
        self.here.replace("{}", argument.unwrap_or(any))
    }

    /// What else it may be; to be appended.
    pub(super) const fn or(&self) -> &'static str {
        self.or
    }
}
