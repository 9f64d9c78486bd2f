//! Declarations in, rules out: the pipeline without a compiler around it.

use crate::check;
use crate::errors::Errors;
use crate::model::{Body, Presence, SampleText, TypeKind};
use crate::parse::{self, Parsed};
use crate::resolve::Resolved;
use crate::rules::Rule;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

pub const WINDOW: &str = r#"
    vendor = "Acme",
    origins("https://phone-*.acme.example"),
    envelope(object | text, tag = "action", content = "data"),
    frame(src = "https://phone-{cluster}.acme.example/?a=1", allow = "microphone *", size = (4, 8)),
"#;

pub const PHONE: &str = r##"
/// A made-up phone.
pub mod acme_phone {
    //! With a note.
    use cti_runtime::types::{PhoneNumber, Url as Link};
    /// The line.
    #[states] enum Line { Idle, Ringing }
    #[states(key = id)] enum Call { Up, #[end] Down }
    #[event(each(stamp: u64))]
    pub enum Event {
        /// A call rings.
        #[moves(Line: Idle => Ringing)]
        #[moves(Call: new => Up)]
        #[sample({ action: "ring", "data": { stamp: 1, id: 7, number: 3584, side: "x_y", to: null,
            extra: -1.5e3, }, })]
        #[sample(r#"{"action":"ringing","data":{"stamp":1,"id":7,"number":"+358","side":"in"}}"#)]
        #[rename("ring", alias = "ringing")]
        Ring {
            id: u64,
            number: PhoneNumber,
            side: Side,
            #[null] to: Option<u64>,
            #[default] extra: f64,
            r#type: Option<Link>,
        },
        #[moves(Line: Ringing => Idle)]
        #[moves(Call: Up => Down)]
        Over { id: u64 },
        Failed,
    }
    #[command(rename_all = "snake_case")]
    pub enum Command {
        SetData(Map<Json>),
        #[envelope(beside)]
        Status { status: Side },
        #[envelope(content = "body")]
        Dial { #[flatten] target: Target, #[flatten] view: View, #[beside] trace: Option<Uuid> },
        #[only(Line: Idle)]
        #[reply(Over, or = Failed)]
        Hangup,
    }
    #[data(open)] pub enum Side { In, #[prefix("x_")] Extra(String) }
    #[data(one_of)] pub enum Target { Number(PhoneNumber), CallId(u64) }
    #[data(tag = "view")] pub enum View { Plain, Headless { app: String } }
    #[data(untagged)] pub enum Id { Number(u64), Name(String) }
    #[data] #[personal] pub struct Person { pub name: String, id: Id, tree: Option<Box<Person>> }
    #[data] pub struct Money(f64);
    const LIMIT: u64 = { 7 };
}
"##;

pub const LIBRARY: &str = r#"vendor = "Desk", calls(library = "desk.cti", error = String)"#;

pub const DESK: &str = r#"
mod desk {
    #[states] enum Library { Loading, Ready }
    #[method] #[only(Library: Ready)]
    pub trait Method {
        #[sample(args = [300], result = true)]
        fn set_height(height: u32) -> bool;
        fn get_page() -> Result<Page, Problem>;
        fn ping();
    }
    #[subscription]
    pub trait Listener {
        #[moves(Library: Loading => Ready)]
        fn ready();
        #[sample({ url: "https://a.example" })]
        #[sample(error = "Gone.")]
        fn on_focus() -> Page;
    }
    #[data] pub struct Page { url: Url }
    #[data] pub struct Problem { message: String }
}
"#;

pub fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap()
}

fn read(arguments: &str, item: &str) -> (Parsed, Vec<Rule>) {
    let mut errors = Errors::new();
    let parsed = parse::protocol(tokens(arguments), tokens(item), &mut errors).unwrap();
    let protocol = Resolved::of(&parsed.protocol);
    check::check(&protocol, parsed.reading, &mut errors);
    (parsed, errors.into_rules())
}

#[test]
fn a_declaration_between_windows() {
    let (parsed, rules) = read(WINDOW, PHONE);
    assert_eq!(rules, []);
    let protocol = parsed.protocol;
    assert_eq!(protocol.name, "acme-phone");
    assert_eq!(protocol.marker.to_string(), "AcmePhone");
    assert_eq!(protocol.doc, "A made-up phone.");
    assert_eq!(protocol.items.len(), 2);
    let [event, command] = protocol.families.as_slice() else {
        panic!("two families")
    };
    let ring = &event.messages[0];
    assert_eq!((ring.tag.value.as_str(), ring.aliases.len()), ("ring", 1));
    let Body::Fields(fields) = &ring.body else {
        panic!("fields")
    };
    let keys: Vec<&str> = fields
        .iter()
        .map(|field| field.key.value.as_str())
        .collect();
    assert_eq!(
        keys,
        ["stamp", "id", "number", "side", "to", "extra", "type"]
    );
    assert_eq!(fields[4].presence, Presence::Nullable);
    assert_eq!(fields[2].ty.inner.to_string(), "super :: PhoneNumber");
    assert!(matches!(fields[2].ty.kind, TypeKind::PhoneNumber));
    assert_eq!(
        fields[6].ty.inner.to_string(),
        ":: core :: option :: Option < super :: Link >"
    );
    let SampleText::Inline(text) = &ring.samples[0].text else {
        panic!("tokens")
    };
    assert_eq!(
        text,
        r#"{"action":"ring","data":{"stamp":1,"id":7,"number":3584,"side":"x_y","to":null,"extra":-1.5e3}}"#
    );
    let contents: Vec<_> = command
        .messages
        .iter()
        .map(|m| m.content.as_deref())
        .collect();
    assert_eq!(contents, [Some("data"), None, Some("body"), Some("data")]);
    assert_eq!(command.messages[0].tag.value, "set_data");
}

#[test]
fn a_declaration_of_a_library() {
    let (parsed, rules) = read(LIBRARY, DESK);
    assert_eq!(rules, []);
    let [method, listener] = parsed.protocol.families.as_slice() else {
        panic!("two families")
    };
    assert_eq!(method.messages[0].ident.to_string(), "SetHeight");
    assert_eq!(method.messages[0].tag.value, "setHeight");
    assert_eq!(method.messages[0].only.len(), 1);
    assert!(matches!(listener.messages[0].body, Body::Unit));
    let Body::Whole(outcome, _) = &listener.messages[1].body else {
        panic!("an outcome")
    };
    assert!(matches!(outcome.ty.kind, TypeKind::Result(..)));
}

/// The declarations of a source file: arguments and module.
fn declarations(path: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(path).unwrap();
    let Ok(file) = syn::parse_file(&text) else {
        return Vec::new();
    };
    let declared = |item| {
        let syn::Item::Mod(mut item) = item else {
            return None;
        };
        let place = item.attrs.iter().position(|attribute| {
            attribute
                .path()
                .segments
                .last()
                .is_some_and(|last| last.ident == "protocol")
        })?;
        let syn::Meta::List(list) = item.attrs.remove(place).meta else {
            return None;
        };
        Some((list.tokens.to_string(), quote::quote!(#item).to_string()))
    };
    file.items.into_iter().filter_map(declared).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let (folders, files): (Vec<_>, Vec<_>) = entries
        .map(|entry| entry.path())
        .partition(|path| path.is_dir());
    let rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let mut found: Vec<PathBuf> = files.into_iter().filter(rust).collect();
    found.extend(folders.iter().flat_map(|folder| sources(folder)));
    found
}

/// The vendors' declarations and the passing cases.
#[test]
fn declarations_of_the_workspace() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["vendors/src", "tests/compile-fail/pass"] {
        let paths = sources(&workspace.join(folder));
        assert_ne!(paths, [] as [PathBuf; 0], "{folder}");
        for path in paths {
            for (arguments, item) in declarations(&path) {
                let (_, rules) = read(&arguments, &item);
                assert_eq!(rules, [], "{}", path.display());
            }
        }
    }
}

/// A compile-fail case is about one rule, and nothing follows from the mistake in it.
#[test]
fn cases_of_the_workspace() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/compile-fail/ui");
    let paths = sources(&cases);
    assert_ne!(paths, [] as [PathBuf; 0]);
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for (arguments, item) in declarations(&path) {
            let (_, rules) = read(&arguments, &item);
            // Where a file stands is known inside the compiler only.
            let right = rules.iter().all(|rule| name.starts_with(rule.id()));
            if !right || rules.is_empty() && name != "sample-file" {
                wrong.push((name.clone(), rules));
            }
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn a_slip_stays_where_it_is() {
    let item = r"mod m {
        #[event] pub enum Event {
            A { x: , y: u64 },
            #[only(Lin: Idle)] B,
            C { z: &str },
            9,
        }
        pub enum
        #[command] pub enum Command { D { a: u8 }, E(u8, u8) }
        #[data] struct S { a u8, b: f32 }
    }";
    let (parsed, rules) = read(WINDOW, item);
    assert_eq!(
        rules,
        [
            Rule::ItemSyntax,
            Rule::FieldSyntax,
            Rule::FieldType,
            Rule::VariantSyntax,
            Rule::FieldTuple,
            Rule::FieldSyntax,
            Rule::FieldType,
            // No slip hides that a rule names a machine that isn't there.
            Rule::MachineUnknown,
        ]
    );
    assert_eq!(parsed.fallbacks.len(), 4);
}

#[test]
fn a_functions_own_rule_lifts_its_traits_of_either_kind() {
    let rules = |on_trait: &str, on_function: &str| {
        let item = format!(
            "mod desk {{
                #[states] enum Frame {{ Closed, Open }}
                #[states] enum Line {{ Idle, Busy }}
                #[method] {on_trait} #[only(Line: Idle)] pub trait Method {{
                    {on_function} fn init();
                    #[moves(Frame: * => Open)] #[moves(Line: * => Busy)] fn other();
                }}
            }}"
        );
        let (parsed, _) = read(LIBRARY, &item);
        let init = &parsed.protocol.families[0].messages[0];
        let moves = init.moves.iter().map(|rule| rule.machine.to_string());
        let only = init.only.iter().map(|rule| rule.machine.to_string());
        (moves.collect::<Vec<_>>(), only.collect::<Vec<_>>())
    };
    let names = |names: &[&str]| -> Vec<String> { names.iter().map(ToString::to_string).collect() };
    let (only, moves) = ("#[only(Frame: Open)]", "#[moves(Frame: * => Open)]");
    for (on_trait, on_function, moved, needed) in [
        (only, moves, names(&["Frame"]), names(&["Line"])),
        (moves, only, names(&[]), names(&["Frame", "Line"])),
        (only, only, names(&[]), names(&["Frame", "Line"])),
        (moves, moves, names(&["Frame"]), names(&["Line"])),
        (only, "", names(&[]), names(&["Line", "Frame"])),
        (moves, "", names(&["Frame"]), names(&["Line"])),
    ] {
        let (found, mut only) = rules(on_trait, on_function);
        only.sort();
        let mut needed = needed;
        needed.sort();
        assert_eq!((found, only), (moved, needed), "{on_trait} {on_function}");
    }
}

#[test]
fn what_is_nested_deep_is_refused_and_ends_no_stack() {
    let deep =
        |open: &str, inside: &str, close: &str| open.repeat(2_000) + inside + &close.repeat(2_000);
    let types = [
        deep("Vec<", "u8", ">"),
        deep("Option<", "u8", ">"),
        deep("(", "u8", ",)"),
        deep("[", "u8", "]"),
        deep("&", "u8", ""),
        deep("Map<Vec<", "u8", ">>"),
        deep("fn() -> ", "u8", ""),
        deep("*const ", "u8", ""),
        format!("[u8; {}]", deep("!", "1", "")),
    ];
    for ty in types {
        let item = format!("mod m {{ #[event] pub enum Event {{ A {{ a: {ty} }} }} }}");
        let (_, rules) = read(WINDOW, &item);
        assert_eq!(rules, [Rule::FieldDepth], "{}…", &ty[..20]);
        let item =
            format!("mod m {{ #[event] pub enum Event {{ A }} #[data] pub struct S({ty}); }}");
        let (_, rules) = read(WINDOW, &item);
        assert_eq!(rules, [Rule::FieldDepth], "{}…", &ty[..20]);
        let item = format!("mod m {{ #[method] pub trait Method {{ fn a(a: {ty}) -> {ty}; }} }}");
        let (_, rules) = read(LIBRARY, &item);
        assert_eq!(rules, [Rule::FieldDepth], "{}…", &ty[..20]);
    }
    for sample in [deep("[", "1", "]"), deep("{ a: ", "1", "}")] {
        let item = format!(
            "mod m {{ #[event] pub enum Event {{ #[sample({{ action: \"a\", \"data\": {{ a: {sample} }} }})]
             A {{ a: Json }} }} }}"
        );
        let (_, rules) = read(WINDOW, &item);
        assert_eq!(rules, [Rule::SampleSyntax], "{}…", &sample[..20]);
    }
}

/// What nests in an item that is passed through, with brackets and without: what stands before, what
/// is repeated, what stands inside, what closes each, and what stands behind.
const NESTING: [[&str; 5]; 48] = [
    ["struct S { a: ", "Vec<", "u8", ">", " }"],
    ["struct S { a: ", "F<u8, ", "u8", ">", " }"],
    ["struct S { a: ", "(", "u8", ",)", " }"],
    ["struct S { a: ", "[", "u8", "; 1]", " }"],
    ["struct S { a: ", "&", "u8", "", " }"],
    ["struct S { a: ", "&'a mut ", "u8", "", " }"],
    ["struct S { a: ", "*const ", "u8", "", " }"],
    ["struct S { a: ", "fn() -> ", "u8", "", " }"],
    ["struct S { a: ", "dyn Fn() -> ", "u8", "", " }"],
    ["struct S { a: ", "Box<dyn A<", "u8", ">>", " }"],
    ["struct S { a: ", "<", "T", " as A>::B", " }"],
    ["struct S<T> where T: ", "A<", "C", ">", ";"],
    ["struct S(u8, ", "(", "u8", ",)", ");"],
    ["enum E { A = ", "(", "1", ")", " }"],
    ["type T = ", "Vec<", "u8", ">", ";"],
    ["const X: u8 = ", "(", "1", ")", ";"],
    ["const X: u8 = ", "{", "1", "}", ";"],
    ["const X: u8 = ", "[", "1", "]", ";"],
    ["const X: u8 = ", "f(", "1", ")", ";"],
    ["const X: u8 = ", "S { a: ", "1", "}", ";"],
    ["const X: u8 = ", "!", "1", "", ";"],
    ["const X: u8 = ", "-", "1", "", ";"],
    ["const X: u8 = ", "&", "1", "", ";"],
    ["const X: u8 = ", "& mut ", "1", "", ";"],
    ["const X: u8 = ", "return ", "1", "", ";"],
    ["const X: u8 = ", "|x| ", "1", "", ";"],
    ["const X: u8 = ", "move || ", "1", "", ";"],
    ["const X: u8 = ", "a = ", "1", "", ";"],
    ["const X: u8 = ", "1 + ", "1", "", ";"],
    ["const X: u8 = ", "", "x", ".a()", ";"],
    ["const X: u8 = ", "", "x", "?", ";"],
    ["const X: u8 = ", "", "x", " as u8", ";"],
    ["const X: u8 = ", "", "x", "[0]", ";"],
    ["const X: u8 = ", "if a { ", "1", " }", ";"],
    ["const X: u8 = ", "match a { _ => ", "1", " }", ";"],
    ["type T = ", "F::<", "u8", ">", ";"],
    ["const X: u8 = m!", "(", "1", ")", ";"],
    ["fn f() { ", "if let A = ", "x", " {}", " }"],
    ["fn f() { let ", "(", "x", ",)", " = 1; }"],
    ["fn f() { let ", "&", "x", "", " = 1; }"],
    ["fn f() { let ", "x @ ", "x", "", " = 1; }"],
    ["fn f<T: ", "A<B: ", "C", ">", ">() {}"],
    ["use ", "a::", "b", "", ";"],
    ["use ", "a::{", "b", "}", ";"],
    ["impl S { const X: u8 = ", "(", "1", ")", "; }"],
    ["", "mod a { ", "", "}", ""],
    ["", "fn a() { ", "", "}", ""],
    ["#[a", "(", "", ")", "] struct S;"],
];

#[test]
fn plain_items_are_read_as_deep_as_the_stack_is() {
    let thread = std::thread::Builder::new().stack_size(6 << 20);
    let read_all = || {
        for [before, open, inside, close, behind] in NESTING {
            let rules = |depth: usize| {
                let item = [
                    before,
                    &open.repeat(depth),
                    inside,
                    &close.repeat(depth),
                    behind,
                ];
                let item = format!(
                    "mod m {{ #[event] pub enum Event {{ A }} {} }}",
                    item.concat()
                );
                read(WINDOW, &item).1
            };
            let chain = open.is_empty() || open == "1 + ";
            let deep = if chain { 10_000 } else { 1_500 };
            assert_eq!(rules(12), [], "{before}{open}…");
            assert_eq!(rules(deep), [Rule::ItemDepth], "{before}{open}…");
            // The deepest that is read.
            let (mut read, mut refused) = (12, deep);
            while refused - read > 1 {
                let depth = usize::midpoint(read, refused);
                if rules(depth).is_empty() {
                    read = depth;
                } else {
                    refused = depth;
                }
            }
        }
    };
    thread.spawn(read_all).unwrap().join().unwrap();
}

#[test]
fn long_is_not_deep() {
    let many = |text: &str| text.repeat(500);
    for item in [
        format!(
            "fn f() -> u64 {{ {} 0 }}",
            many("let mut x = &f(1, -2); if a < b { *x = 1; } ")
        ),
        format!(
            "fn f() {{ match x {{ {} _ => 1 }} }}",
            many("Some(&A::B | A::C) if a < b => { !1 } ")
        ),
        format!(
            "fn f() {{ match x {{ {} _ => 1 }} }}",
            many("x if x < y => 1 << a, ")
        ),
        format!(
            "impl S {{ {} }}",
            many("#[inline] pub const fn f<'a>(a: &'a [u8]) -> Vec<&'a u8> { a }")
        ),
        format!("const X: [bool; 1] = [{}];", many("a < b, ")),
        format!("const X: &[&[u64]] = &[{}];", many("&[1 << 3, 5 >> 1], ")),
        format!("const X: u64 = 1{};", many(" + 1")),
        format!("use a::{{{}}};", many("b::c::D, ")),
        format!(
            "struct S {{ {} }}",
            many("a: Map<String, Vec<Option<&'static str>>>, ")
        ),
    ] {
        let text = format!("mod m {{ #[event] pub enum Event {{ A }} {item} }}");
        assert_eq!(read(WINDOW, &text).1, [], "{}…", &item[..60]);
    }
}

#[test]
fn types_that_are_flattened_in_circles_have_one_error_and_come_to_an_end() {
    let fields = (0..40).map(|index| format!("#[flatten] f{index}: A, x{index}: u8"));
    let fields = fields.collect::<Vec<_>>().join(", ");
    for types in [
        "#[data] pub struct A { x: u8, #[flatten] a: Box<A> }".to_owned(),
        "#[data] pub struct A { x: u8, #[flatten] b: Option<B> }
         #[data] pub struct B { y: u8, #[flatten] a: Option<A> }"
            .to_owned(),
        format!("#[data] pub struct A {{ {fields} }}"),
    ] {
        let item = format!(
            "mod m {{ #[event] pub enum Event {{ E {{ z: u8, #[flatten] a: A }} }} {types} }}"
        );
        let (_, mut rules) = read(WINDOW, &item);
        rules.dedup();
        assert_eq!(rules, [Rule::FieldFlatten], "{}…", &types[..60]);
    }
}

#[test]
fn types_that_never_end_are_refused_before_anything_follows_them() {
    for (types, rules) in [
        ("#[data] pub struct A(Box<A>);", vec![Rule::DataEndless]),
        ("#[data] pub struct A(Secret<A>);", vec![Rule::DataEndless]),
        (
            "#[data] pub struct A(B); #[data] pub struct B(C); #[data] pub struct C(A);",
            vec![Rule::DataEndless],
        ),
        (
            "#[data] pub struct A { a: Box<A> }",
            vec![Rule::DataEndless],
        ),
        (
            "#[data(one_of)] pub enum A { B(Box<A>), C(Box<A>) }",
            vec![Rule::DataEndless],
        ),
        ("#[data] pub struct A(Vec<A>);", vec![]),
        ("#[data] pub struct A(Map<A>);", vec![]),
        ("#[data] pub struct A { a: Option<Box<A>> }", vec![]),
        ("#[data(one_of)] pub enum A { B(Box<A>), C(u8) }", vec![]),
        // What only holds such a type has nothing wrong with it.
        (
            "#[data] pub struct A { b: B } #[data] pub struct B(Box<B>);",
            vec![Rule::DataEndless],
        ),
    ] {
        let item = format!(
            "mod m {{
                #[states(key = id)] enum Call {{ Up, #[end] Down }}
                #[event] pub enum Event {{
                    #[moves(Call: new => Up, if a = \"x\")]
                    #[sample({{ action: \"b\", data: {{ a: \"x\", id: 7 }} }})]
                    B {{ a: A, id: u64 }},
                }}
                {types}
                #[data(untagged)] pub enum U {{ Number(u64), Other(A) }}
            }}"
        );
        let (_, mut found) = read(WINDOW, &item);
        found.retain(|rule| *rule == Rule::DataEndless);
        assert_eq!(found, rules, "{types}");
    }
}

#[test]
fn fragments_of_macro_rules_are_seen_through() {
    let mut group = Vec::new();
    for token in tokens(PHONE) {
        group.push(wrapped(token));
    }
    let mut errors = Errors::new();
    let parsed = parse::protocol(tokens(WINDOW), group.into_iter().collect(), &mut errors).unwrap();
    assert_eq!(errors.into_rules(), []);
    assert_eq!(parsed.protocol.families.len(), 2);
}

/// Types and literals inside groups without delimiters, as `$ty` and `$literal` come.
fn wrapped(token: TokenTree) -> TokenTree {
    let none = |token: TokenTree| TokenTree::Group(Group::new(Delimiter::None, token.into()));
    match token {
        TokenTree::Group(group) => {
            let inner = group.stream().into_iter().map(wrapped).collect();
            TokenTree::Group(Group::new(group.delimiter(), inner))
        }
        TokenTree::Literal(_) => none(token),
        TokenTree::Ident(ref ident) if ident == "u64" || ident == "String" => none(token),
        token => token,
    }
}
