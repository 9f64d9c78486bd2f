//! The methods of a simulated phone, by its source: what an agent or a caller does.

use std::error::Error;
use std::fmt::Write;

use quote::ToTokens;
use syn::{
    Attribute, Expr, FnArg, ImplItem, ImplItemFn, Item, Lit, Meta, Pat, ReturnType, Visibility,
};

/// The methods of a class that are the phone's. Its own types are those of `messages`, a module of TypeScript.
pub(crate) fn of(source: &str, messages: &str) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for item in syn::parse_file(source)?.items {
        let Item::Impl(block) = item else { continue };
        if block.trait_.is_some() || written(&block.self_ty) != "Phone" {
            continue;
        }
        for item in block.items {
            if let ImplItem::Fn(method) = item
                && acts(&method)
            {
                out += &class_method(&method, messages)?;
            }
        }
    }
    Ok(out)
}

/// Whether an agent or a caller does it: the other methods make a phone, or look at it.
fn acts(method: &ImplItemFn) -> bool {
    matches!(method.vis, Visibility::Public(_))
        && matches!(method.sig.inputs.first(), Some(FnArg::Receiver(this)) if written(this) == "&mutself")
}

fn class_method(method: &ImplItemFn, messages: &str) -> Result<String, Box<dyn Error>> {
    let name = method.sig.ident.to_string();
    let (mut parameters, mut read, mut given) = (String::new(), String::new(), Vec::new());
    for input in &method.sig.inputs {
        let FnArg::Typed(input) = input else { continue };
        let Pat::Ident(parameter) = &*input.pat else {
            return Err(format!("{name}: a parameter without a name").into());
        };
        let parameter = &parameter.ident;
        if parameter == "page" {
            given.push("page".to_owned());
            continue;
        }
        let taken = Taken::of(&written(&input.ty), messages);
        let optional = if taken.optional { "optional_" } else { "" };
        write!(
            parameters,
            ", #[wasm_bindgen(unchecked_{optional}param_type = \"{}\")] {parameter}: &JsValue",
            taken.typescript
        )?;
        writeln!(
            read,
            "            let {parameter} = crate::taken::<{}>(\"{parameter}\", {parameter})?;",
            taken.read_as
        )?;
        given.push(format!("{parameter}{}", taken.lent));
    }
    let (output, fails) = match &method.sig.output {
        ReturnType::Default => ("()".to_owned(), false),
        ReturnType::Type(_, output) => {
            let output = written(output);
            let inside = output
                .strip_prefix("Result<")
                .and_then(|it| it.strip_suffix(",Cannot>"));
            (inside.unwrap_or(&output).to_owned(), inside.is_some())
        }
    };
    let page = if given.first().is_some_and(|first| first == "page") {
        "page"
    } else {
        "_"
    };
    let call = format!("phone.{name}({})", given.join(", "));
    let done = match (fails, output.as_str()) {
        (true, _) => format!("{call}.map(crate::Given::given)"),
        (false, "()") => format!("{{ {call}; Ok(JsValue::UNDEFINED) }}"),
        (false, _) => format!("Ok(crate::Given::given({call}))"),
    };
    Ok(format!(
        "
{}        #[wasm_bindgen(js_name = {}, unchecked_return_type = \"{}\")]
        pub fn {name}(&self{parameters}) -> Result<JsValue, JsValue> {{
{read}            self.0.act(|phone, {page}| {done})
        }}
",
        docs(&method.attrs),
        cti_case::camel(&name),
        typescript(&output, messages),
    ))
}

/// How an argument is taken: read as what, with which type of TypeScript, and handed on how.
struct Taken {
    read_as: String,
    typescript: String,
    lent: &'static str,
    optional: bool,
}

impl Taken {
    fn of(of: &str, messages: &str) -> Self {
        let into = of.strip_prefix("implInto<");
        let of = into.and_then(|of| of.strip_suffix('>')).unwrap_or(of);
        let read_as = match of {
            "&str" => "String".to_owned(),
            "Option<&str>" => "Option<String>".to_owned(),
            "u64" => of.to_owned(),
            "PhoneNumber" | "Uuid" => format!("cti_runtime::types::{of}"),
            "Map<Json>" => "cti_runtime::types::Map<cti_runtime::types::Json>".to_owned(),
            _ => format!("vendor::{of}"),
        };
        Self {
            typescript: typescript(of, messages),
            read_as,
            lent: match of {
                "&str" => ".as_str()",
                "Option<&str>" => ".as_deref()",
                _ => "",
            },
            optional: of.starts_with("Option"),
        }
    }
}

/// A type as TypeScript has it: one of the vendor's is one of the messages'.
fn typescript(of: &str, messages: &str) -> String {
    match of {
        "()" => "undefined".to_owned(),
        "u64" => "number".to_owned(),
        "Uuid" | "&str" | "String" | "PhoneNumber" => "string".to_owned(),
        "Option<&str>" => "string | undefined".to_owned(),
        "Map<Json>" => "{ [key: string]: unknown }".to_owned(),
        _ => match of.strip_prefix("&[").and_then(|of| of.strip_suffix(']')) {
            Some(item) => format!("readonly {}[]", typescript(item, messages)),
            None => format!("{messages}.{of}"),
        },
    }
}

/// What the method's comment says, with what it fails for as TypeScript's editors show it.
fn docs(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    let mut throws = "";
    for attribute in attributes {
        let Meta::NameValue(doc) = &attribute.meta else {
            continue;
        };
        let Expr::Lit(text) = &doc.value else {
            continue;
        };
        let Lit::Str(text) = &text.lit else { continue };
        match text.value().trim() {
            "# Errors" => throws = "@throws ",
            line => {
                lines.push(format!("        /// {throws}{line}\n"));
                throws = "";
            }
        }
    }
    lines.concat()
}

/// The tokens, without spaces.
fn written(of: &impl ToTokens) -> String {
    of.to_token_stream().to_string().replace(' ', "")
}
