//! `origins!("https://phone.staging.example", …)`: origins of an application's source.

use crate::check;
use crate::errors::Errors;
use crate::model::At;
use crate::parse::tokens;
use crate::rules::Rule;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;

/// The list as a value, or its errors and an empty list.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let (runtime, origins) = read(input, &mut errors);
    check::origin::check(&origins, &mut errors);
    if let Some(errors) = errors.finish() {
        return quote!({
            #errors
            #runtime::__private::Origins::from_macro(&[])
        });
    }
    let origins = origins.into_iter().map(|At { value, span }| {
        let literal = proc_macro2::Literal::string(&value);
        quote::quote_spanned!(span=> #runtime::__private::OriginPattern::from_static(#literal))
    });
    quote!({
        const ORIGINS: &[#runtime::__private::OriginPattern] = &[#(#origins),*];
        #runtime::__private::Origins::from_macro(ORIGINS)
    })
}

/// The path of the runtime and the literals.
fn read(input: TokenStream, errors: &mut Errors) -> (TokenStream, Vec<At<String>>) {
    let mut runtime = quote!(::cti_runtime);
    let mut origins = Vec::new();
    let parts = tokens::at_commas(tokens::visible(input));
    if parts.is_empty() {
        errors.push(
            Rule::OriginEmpty,
            Span::call_site(),
            "no origin is listed: write `origins!(\"https://phone.staging.example\")`",
        );
    }
    for (place, part) in parts.iter().enumerate() {
        let span = tokens::span(part, Span::call_site());
        if let [key, equals, value @ ..] = part.as_slice()
            && place == 0
            && tokens::is_word(key, "crate")
            && tokens::sign(equals) == '='
        {
            let path = tokens::string(value).and_then(|path| path.parse().ok());
            match path.and_then(|path| tokens::mod_path(path).ok()) {
                Some(path) => runtime = quote!(#path),
                None => errors.push(
                    Rule::CratePath,
                    tokens::span(value, span),
                    "`crate` is a path in quotes: write `crate = \"::cti_runtime\"`",
                ),
            }
        } else if let Some(text) = tokens::string(part) {
            origins.push(At::new(text, span));
        } else {
            errors.push(Rule::ArgumentValue, span, advice(part));
        }
    }
    (runtime, origins)
}

fn advice(part: &[TokenTree]) -> &'static str {
    tokens::between_commas(part).unwrap_or(
        "an origin is a string literal, never data: write it out, as in \
         `\"https://phone.staging.example\"`",
    )
}

#[cfg(test)]
mod tests {
    use super::{expand, read};
    use crate::check;
    use crate::errors::Errors;
    use crate::rules::Rule;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn rules(input: TokenStream) -> Vec<&'static str> {
        let mut errors = Errors::new();
        let (_, origins) = read(input, &mut errors);
        check::origin::check(&origins, &mut errors);
        errors.into_rules().into_iter().map(Rule::id).collect()
    }

    #[test]
    fn a_list() {
        let found = expand(quote!("https://a.example", "https://*.vendor.example",));
        let pattern = ":: cti_runtime :: __private :: OriginPattern";
        let wanted = format!(
            "{{ const ORIGINS : & [{pattern}] = & [\
             {pattern} :: from_static (\"https://a.example\") , \
             {pattern} :: from_static (\"https://*.vendor.example\")] ; \
             :: cti_runtime :: __private :: Origins :: from_macro (ORIGINS) }}"
        );
        assert_eq!(found.to_string(), wanted);
    }

    #[test]
    fn the_runtime_by_another_name() {
        let found = expand(quote!(crate = "crate::phones", "https://a.example")).to_string();
        assert!(
            found.contains("crate :: phones :: __private :: Origins :: from_macro"),
            "{found}"
        );
        assert!(!found.contains("cti_runtime"), "{found}");
    }

    #[test]
    fn every_error_at_once() {
        assert_eq!(
            rules(quote!(
                crate = phones,
                "https://a.example/",
                format!("https://{host}"),
                "http://b.example",
                "https://c.example" "https://d.example",
                "https://e.example",
                "https://e.example"
            )),
            [
                "crate-path",
                "argument-value",
                "argument-value",
                "origin-trailing-slash",
                "origin-http",
                "origin-duplicate",
                "origin-duplicate"
            ]
        );
        assert_eq!(rules(quote!()), ["origin-empty"]);
        assert_eq!(rules(quote!("")), ["origin-empty"]);
    }

    #[test]
    fn errors_leave_an_empty_list() {
        let found = expand(quote!("https://a.example/")).to_string();
        let message = "write `https://a.example` (rule: origin-trailing-slash)";
        assert!(found.contains(message), "{found}");
        assert!(found.contains(":: Origins :: from_macro (& [])"), "{found}");
    }
}
