//! A softphone adapter in Desk.com's page.

use cti_runtime::{Origin, Peer};

use super::Demo;
use crate::desk_open_cti::{DeskOpenCti, ListenerHandler, Target, listener, method};

/// Takes its place in Desk's page, makes phone numbers dial, and shows whose number was clicked.
#[derive(Clone, Debug, Default)]
pub struct Crm {
    dialled: u64,
    failure: Option<String>,
}

impl Crm {
    /// An adapter that waits for Desk to load.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many numbers were clicked.
    pub const fn dialled(&self) -> u64 {
        self.dialled
    }

    /// What Desk last said of a click that failed.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }
}

// What can't be sent now is left; the answers are of no further use here, so the methods are sent
// without a ticket.
impl Demo<DeskOpenCti> for Crm {
    fn begin(_: &Origin, _: &mut Peer<DeskOpenCti>) -> Self {
        Self::new()
    }
}

impl ListenerHandler for Crm {
    fn ready(&mut self, _: listener::Ready, desk: &mut Peer<DeskOpenCti>) {
        let _ = desk.send(method::SetSoftphoneHeight::new(300));
        let _ = desk.send(method::SetSoftphoneWidth::new(420));
        let _ = desk.send(method::EnableClickToDial::new());
    }

    fn on_click_to_dial(&mut self, click: listener::OnClickToDial, desk: &mut Peer<DeskOpenCti>) {
        match click.outcome {
            Ok(dial) => {
                self.dialled += 1;
                let _ = desk.send(method::ScreenPop::new(
                    dial.object_id,
                    Target::new(dial.object),
                ));
            }
            Err(why) => self.failure = Some(why),
        }
    }
}
