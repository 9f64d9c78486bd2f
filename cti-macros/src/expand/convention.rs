//! How functions are called and answer, and how events are subscribed to: for the session and for tools.

use proc_macro2::TokenStream;
use quote::quote;

use super::names;
use crate::model::{AnswerBy, At, Convention, Family, Message};
use crate::resolve::Resolved;

/// `&[Convention { … }]`, for each message of a family; empty if all is as usual.
pub(super) fn of_family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let unusual = |message: &Message| message.convention.as_ref().is_some_and(|of| !of.is_plain());
    if !family.messages.iter().any(unusual) {
        return quote!(&[]);
    }
    let messages = family.messages.iter();
    let all = messages.filter_map(|message| Some((message, message.convention.as_ref()?)));
    let all = all.map(|(message, of)| convention(protocol, message, of));
    quote!(&[#(#all),*])
}

/// What a description says of a message, if it isn't as usual.
pub(super) fn described(protocol: &Resolved<'_>, message: &Message) -> Option<TokenStream> {
    let convention = message.convention.as_ref().filter(|of| !of.is_plain())?;
    let convention = self::convention(protocol, message, convention);
    Some(quote!(convention: #convention))
}

fn convention(protocol: &Resolved<'_>, message: &Message, of: &Convention) -> TokenStream {
    let runtime = &protocol.runtime;
    let answer = match &of.answer {
        AnswerBy::Callback(key) => {
            let key = text(key.as_ref());
            quote!(Callback(#key))
        }
        AnswerBy::Callbacks(keys) => {
            let keys = keys.as_ref().map(|[success, failure]| {
                let (success, failure) = (&success.value, &failure.value);
                quote!([#success, #failure])
            });
            let keys = names::option(keys);
            quote!(Callbacks(#keys))
        }
        AnswerBy::Promise => quote!(Promise),
        AnswerBy::Nothing => quote!(Nothing),
    };
    let keys = names::option(of.keys.as_ref().map(|keys| {
        let [flag, ok, error] = [&keys.flag, &keys.ok, &keys.error].map(|key| text(key.as_ref()));
        quote! {
            #runtime::__private::describe::CallbackKeys { flag: #flag, ok: #ok, error: #error }
        }
    }));
    let failure = message.callback().map(|[_, failure]| failure);
    let is_text = failure.is_some_and(|failure| of.says_text(failure));
    let [listener, by, names] = [&of.listener, &of.by, &of.names].map(|of| text(of.as_ref()));
    let (object, together) = (of.object, of.together);
    quote! {
        #runtime::__private::describe::Convention {
            object: #object,
            answer: #runtime::__private::describe::AnswerBy::#answer,
            keys: #keys,
            text: #is_text,
            listener: #listener,
            by: #by,
            together: #together,
            names: #names,
        }
    }
}

fn text(text: Option<&At<String>>) -> TokenStream {
    names::option(text.map(|At { value, .. }| quote!(#value)))
}
