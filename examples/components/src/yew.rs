//! LeadDesk Talk in Yew.

use std::rc::Rc;

use web_sys::HtmlIFrameElement;
use yew::prelude::*;

use crate::talk::{Talk, dial, open};

/// Who called. A phone's events come between renders, so each is an action on what is there by then.
#[derive(Clone, Default, PartialEq)]
struct Calls(Vec<String>);

impl Reducible for Calls {
    type Action = String;

    fn reduce(self: Rc<Self>, number: String) -> Rc<Self> {
        let mut calls = Rc::unwrap_or_clone(self);
        calls.0.push(number);
        calls.into()
    }
}

/// Shows the phone, and who calls.
#[component]
pub fn Softphone() -> Html {
    let frame = use_node_ref();
    let calls = use_reducer(Calls::default);
    let why = use_state(String::new);
    let phone = use_mut_ref(|| None::<Talk>);

    {
        let (frame, phone) = (frame.clone(), Rc::clone(&phone));
        let (calls, why) = (calls.dispatcher(), why.clone());
        use_effect_with((), move |()| {
            if let Some(frame) = frame.cast::<HtmlIFrameElement>() {
                match open(&frame, move |number| calls.dispatch(number)) {
                    Ok(talk) => *phone.borrow_mut() = Some(talk),
                    Err(error) => why.set(error.to_string()),
                }
            }
            move || drop(phone.borrow_mut().take())
        });
    }

    let onclick = {
        let why = why.clone();
        move |_| {
            let phone = phone.borrow();
            let dialled = phone.as_ref().map(|talk| dial(talk, "+12025550101"));
            why.set(match dialled {
                Some(Err(error)) => error.to_string(),
                _ => String::new(),
            });
        }
    };
    html! {
        <>
            <button {onclick}>{ "Call" }</button>
            <p role="status">{ &*why }</p>
            <ol>{ for calls.0.iter().map(|number| html! { <li>{ number }</li> }) }</ol>
            <iframe ref={frame} title="LeadDesk Talk" allow="microphone *" src="https://login-ce2.leaddesk.com/" />
        </>
    }
}
