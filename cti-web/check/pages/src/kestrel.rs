//! A library to which the page gives functions, which answer: who gives them, and the library.

use cti_runtime::session::Return;
use cti_runtime::{App, Peer, Session, Vendor};
use cti_web::{attach, provide};
use js_sys::{Object, Reflect, global};
use wasm_bindgen::JsCast;

use crate::Setup;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, answer, play, sent};

#[path = "../../../../tests/src/hosts.rs"]
#[allow(missing_docs, reason = "a declaration of tests")]
mod declared;

pub use declared::kestrel;
use declared::kestrel::{
    Call, Customer, HandlerHandler, Kestrel, MethodHandler, Problem, handler, method,
};

/// The page finds the library where it lies.
pub fn app(setup: &Setup) -> Opened {
    let library = Reflect::get(&global(), &"kestrel".into());
    let library = library
        .ok()
        .and_then(|library| library.dyn_into::<Object>().ok());
    let library = library.ok_or("there is no library in the page")?;
    let line = attach(Session::<Kestrel>::in_page(), &library, setup.heard(Crm))?;
    Ok(play(line, &setup.log, act_app))
}

/// The library is put into the page.
pub fn phone(setup: &Setup) -> Opened {
    let session = Session::<Kestrel, Vendor>::library();
    let (line, library) = provide(session, setup.heard(Library))?;
    Reflect::set(&global(), &"kestrel".into(), &library).map_err(|_| "the page is frozen")?;
    Ok(play(line, &setup.log, act_phone))
}

fn act_app(kestrel: &Line<Kestrel, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["enable"] => answer(kestrel.request(method::Enable::new(true)), |()| {
            "enabled".to_owned()
        }),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(page: &Line<Kestrel, Vendor, Library>, words: &[&str]) -> Answer {
    match *words {
        ["show", id] => sent(page.send(handler::RecordShown(id.to_owned()))),
        ["dial", number] => answer(page.request(handler::Dial::new(number)), |call| call.id),
        ["search", text] => answer(page.request(handler::Search::new(text)), |found| {
            found.into_iter().map(|customer| customer.name).collect()
        }),
        ["height"] => answer(page.request(handler::Height::new()), |height| {
            height.to_string()
        }),
        ["save", id] => answer(page.request(handler::Save::new(Call::new(id))), |()| {
            "saved".to_owned()
        }),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

struct Crm;

type Page = Peer<Kestrel>;

impl HandlerHandler for Crm {
    fn dial(&mut self, dial: handler::Dial, _: &mut Page) -> Return<Call, String> {
        match dial.number.as_str() {
            "0" => Err("busy".to_owned()).into(),
            "1" => Return::Later,
            number => Ok(Call::new(number)).into(),
        }
    }

    fn search(&mut self, of: handler::Search, _: &mut Page) -> Return<Vec<Customer>, Problem> {
        match &*of.text {
            "nobody" => Err(Problem::new(7)).into(),
            text => Ok(vec![Customer::new(text)]).into(),
        }
    }

    fn height(&mut self, _: handler::Height, _: &mut Page) -> Return<u16, String> {
        Ok(300).into()
    }
}

struct Library;

impl MethodHandler for Library {
    fn enable(&mut self, _: method::Enable, _: &mut Peer<Kestrel, Vendor>) -> Return<(), String> {
        Ok(()).into()
    }
}
