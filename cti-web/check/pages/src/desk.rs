//! An adapter in Desk's page, and the library in it.
//!
//! The library lies where Desk puts it, at `desk`.

use cti_runtime::{App, Session, Vendor};
use cti_vendors::demo::desk_open_cti::Crm;
use cti_vendors::desk_open_cti::{DeskOpenCti, Object as Kind, User, method};
use cti_vendors::simulated::desk_open_cti::Phone;
use cti_web::{attach, provide};
use js_sys::{Object, Reflect, global};
use wasm_bindgen::JsCast;

use crate::Setup;
use crate::heard::Heard;
use crate::part::{Answer, Line, NO_SUCH_ACT, Opened, acted, answer, play, sent, thrown};

/// The adapter finds the library in the page.
pub fn app(setup: &Setup) -> Opened {
    let library = library().ok_or("there is no library in the page")?;
    let line = attach(
        Session::<DeskOpenCti>::in_page(),
        &library,
        setup.heard(Crm::new()),
    )?;
    Ok(play(line, &setup.log, act_app))
}

/// Desk puts the library into the page.
pub fn phone(setup: &Setup) -> Opened {
    let session = Session::<DeskOpenCti, Vendor>::library();
    let (line, library) = provide(session, setup.heard(Phone::new()))?;
    lay(&library)?;
    Ok(play(line, &setup.log, act_phone))
}

/// Lays the library where adapters look for it.
pub fn lay(library: &Object) -> Result<(), &'static str> {
    Reflect::set(&global(), &"desk".into(), library)
        .map(drop)
        .map_err(|_| "the page is frozen")
}

fn library() -> Option<Object> {
    Reflect::get(&global(), &"desk".into())
        .ok()?
        .dyn_into()
        .ok()
}

fn act_app(desk: &Line<DeskOpenCti, App, Crm>, words: &[&str]) -> Answer {
    match *words {
        ["who"] => answer(desk.request(method::GetUserInfo::new()), |user: User| {
            user.full_name
        }),
        ["visible"] => answer(desk.request(method::IsVisible::new()), |shown| {
            shown.to_string()
        }),
        ["page"] => {
            let call = desk.request(method::GetPageInfo::new());
            Box::pin(async move { call.await.map_or_else(thrown, |page| page.object_name) })
        }
        ["hide"] => answer(desk.request(method::SetVisible::new(false)), |done| {
            done.to_string()
        }),
        _ => sent(Err(NO_SUCH_ACT)),
    }
}

fn act_phone(adapter: &Line<DeskOpenCti, Vendor, Phone>, words: &[&str]) -> Answer {
    acted(
        adapter.act(|Heard { handler: desk, .. }, adapter| match *words {
            ["load"] => desk.page_loads(adapter),
            ["click", number, id] => desk.agent_clicks(adapter, number, Kind::Customer, id),
            ["open", id] => desk.agent_opens(adapter, Kind::Customer, id),
            _ => Err(NO_SUCH_ACT),
        }),
    )
}
