//! Desk Open CTI with cti-web.

use check_sizes::{note, pop, warn};
use cti_runtime::{App, Peer, Session};
use cti_vendors::desk_open_cti::{DeskOpenCti, ListenerHandler, Target, listener, method};
use cti_web::{Connection, attach};
use js_sys::Object;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = desk)]
    static LIBRARY: Object;
}

struct Crm;

impl ListenerHandler for Crm {
    fn ready(&mut self, _: listener::Ready, desk: &mut Peer<DeskOpenCti>) {
        let done = desk
            .send(method::SetSoftphoneHeight::new(300u32))
            .and_then(|()| desk.send(method::EnableClickToDial::new()));
        if done.is_err() {
            warn("the library can't be called");
        }
    }

    fn on_click_to_dial(&mut self, click: listener::OnClickToDial, desk: &mut Peer<DeskOpenCti>) {
        match click.outcome {
            Ok(dial) => {
                pop(dial.number.as_str());
                let target = Target::new(dial.object);
                if desk
                    .send(method::ScreenPop::new(dial.object_id, target))
                    .is_err()
                {
                    warn("no screen pop");
                }
            }
            Err(why) => warn(&why),
        }
    }

    fn on_focus(&mut self, focus: listener::OnFocus, _: &mut Peer<DeskOpenCti>) {
        match focus.outcome {
            Ok(page) => note(&[
                page.url.as_str(),
                " ",
                page.object.as_str(),
                " ",
                page.object_id.as_str(),
                " ",
                &page.object_name,
            ]),
            Err(why) => warn(&why),
        }
    }
}

/// The library in this page.
#[wasm_bindgen]
pub struct Desk(Connection<DeskOpenCti, App, Crm>);

#[wasm_bindgen]
impl Desk {
    /// Subscribes to all that the library tells.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Desk, JsValue> {
        let session = Session::<DeskOpenCti>::in_page();
        Ok(Desk(LIBRARY.with(|library| attach(session, library, Crm))?))
    }

    /// Asks who the agent is.
    pub async fn user(&self) -> Result<(), JsValue> {
        let user = self.0.request(method::GetUserInfo::new()).await?;
        let language = user.language.unwrap_or_default();
        note(&[
            user.user_id.as_str(),
            " ",
            &user.full_name,
            " ",
            &user.email,
            " ",
            &language,
        ]);
        Ok(())
    }
}
