//! The sessions, behind one face.

use cti_runtime::protocol::{Messages, Window};
use cti_runtime::{
    Counters, Data, Delivered, Millis, OriginPolicy, Post, Protocol, Received, RequestError,
    Session, Signal, Source,
};
use cti_vendors::aircall::{self, Aircall};
use cti_vendors::cloudtalk::{self, Cloudtalk};
use cti_vendors::desk_open_cti::{self, DeskOpenCti, method};
use cti_vendors::dialpad::{self, Dialpad};
use cti_vendors::justcall::{self, Justcall};
use cti_vendors::leaddesk_contact_card::{self, LeaddeskContactCard};
use cti_vendors::leaddesk_talk::{self, LeaddeskTalk};
use cti_vendors::ringcentral::{self, Ringcentral};
use cti_vendors::talkdesk_embedded::{self, TalkdeskEmbedded};

use super::Verdict;
use super::kind::Kind;
use super::mail::{Body, CALLS, Letter};

/// A session of any protocol.
pub trait Agent: Send {
    fn take(&mut self, letter: &Letter, now: Millis) -> Verdict;
    fn counters(&self) -> Counters;
}

/// The agent at a desk.
pub fn agent(desk: u32) -> Box<dyn Agent> {
    match Kind::of(desk) {
        Kind::Talk => window::<LeaddeskTalk>(desk, talk),
        Kind::Cloudtalk => window::<Cloudtalk>(desk, cloudtalk),
        Kind::Card => window::<LeaddeskContactCard>(desk, card),
        Kind::Talkdesk => window::<TalkdeskEmbedded>(desk, talkdesk),
        Kind::Aircall => window::<Aircall>(desk, aircall),
        Kind::Dialpad => window::<Dialpad>(desk, dialpad),
        Kind::Justcall => window::<Justcall>(desk, justcall),
        Kind::Ringcentral => window::<Ringcentral>(desk, ringcentral),
        Kind::Library => Box::new(Library {
            session: Session::in_page(),
        }),
    }
}

struct Framed<P: Protocol<Transport = Window>> {
    session: Session<P>,
    whose: fn(&P::Event) -> Option<u32>,
}

fn window<P: Protocol<Transport = Window>>(
    desk: u32,
    whose: fn(&P::Event) -> Option<u32>,
) -> Box<dyn Agent> {
    let session = Session::new(OriginPolicy::declared::<P>(), Source(desk));
    Box::new(Framed::<P> { session, whose })
}

impl<P: Protocol<Transport = Window>> Agent for Framed<P> {
    fn take(&mut self, letter: &Letter, now: Millis) -> Verdict {
        let data = match &letter.body {
            Body::Object(json) => Data::Object(json),
            Body::Text(json) => Data::Text(json),
            _ => Data::Other,
        };
        let post = Post::new(letter.from, letter.origin, data);
        match self.session.receive(post, now) {
            Received::Message(message, _) if message.as_unknown().is_some() => Verdict::Unknown,
            Received::Message(message, _) => Verdict::Accepted((self.whose)(&message)),
            Received::Drifted(_) => Verdict::Drifted,
            Received::Refused(refusal) => Verdict::Refused(refusal.gate()),
        }
    }

    fn counters(&self) -> Counters {
        self.session.view().counters()
    }
}

struct Library {
    session: Session<DeskOpenCti>,
}

impl Library {
    /// Calls, and has the call answered.
    fn call(&mut self, body: &str, now: Millis) -> Verdict {
        let ticket = self
            .session
            .peer()
            .request(method::EnableClickToDial::new());
        let ticket = ticket.expect("the library is ready");
        let Some(Signal::Request { id, .. }) = self.session.poll_signal() else {
            panic!("a call to be made");
        };
        let body = body.into();
        let verdict = match self.session.deliver(&Signal::Reply { id, body }, now) {
            Delivered::Answered { request, .. } if request == ticket.id() => {
                Verdict::Accepted(None)
            }
            Delivered::Drifted(_) => Verdict::Drifted,
            other => panic!("{other:?}"),
        };
        match self.session.peer().outcome(&ticket) {
            Some(Ok(true) | Err(RequestError::Drifted(_))) => verdict,
            other => panic!("{other:?}"),
        }
    }
}

impl Agent for Library {
    fn take(&mut self, letter: &Letter, now: Millis) -> Verdict {
        let signal = match &letter.body {
            Body::Answer(body) => return self.call(body, now),
            Body::StrayReply(body) => Signal::Reply {
                id: u64::MAX,
                body: (&**body).into(),
            },
            Body::Fire(name, body) => Signal::Fire {
                name: (*name).into(),
                body: (&**body).into(),
            },
            _ => Signal::Request {
                id: 1,
                name: "interaction.setVisible".into(),
                arguments: "[true]".into(),
            },
        };
        match self.session.deliver(&signal, now) {
            Delivered::Message(message, _) if message.as_unknown().is_some() => Verdict::Unknown,
            Delivered::Message(message, _) => Verdict::Accepted(library(&message)),
            Delivered::Answered { .. } => Verdict::Accepted(None),
            Delivered::Drifted(_) => Verdict::Drifted,
            Delivered::Refused(refusal) => Verdict::Refused(refusal.gate()),
        }
    }

    fn counters(&self) -> Counters {
        self.session.view().counters()
    }
}

/// The desk whose call a number is.
fn desk(call: u64) -> Option<u32> {
    u32::try_from(call / CALLS).ok()
}

fn talk(event: &leaddesk_talk::Event) -> Option<u32> {
    match event {
        leaddesk_talk::Event::Call(call) => desk(call.id),
        leaddesk_talk::Event::Completed(completed) => desk(completed.call.id),
        leaddesk_talk::Event::Sms(sms) => desk(sms.call_id?),
        _ => None,
    }
}

fn cloudtalk(event: &cloudtalk::Event) -> Option<u32> {
    let call = match event {
        cloudtalk::Event::Ringing(leg) => leg.call_uuid,
        cloudtalk::Event::Calling(leg) => leg.call_uuid,
        cloudtalk::Event::Hangup(leg) => leg.call_uuid,
        cloudtalk::Event::Ended(leg) => leg.call_uuid,
        cloudtalk::Event::ContactInfo(leg) => leg.call_uuid,
        _ => return None,
    };
    desk(call.as_u64_pair().1)
}

fn card(event: &leaddesk_contact_card::Event) -> Option<u32> {
    match event {
        leaddesk_contact_card::Event::CallLineRinging(line) => desk(line.call_log_id),
        leaddesk_contact_card::Event::CallLineOn(line) => desk(line.call_log_id),
        leaddesk_contact_card::Event::CallLineIdle(line) => desk(line.call_log_id?),
        _ => None,
    }
}

fn talkdesk(event: &talkdesk_embedded::Event) -> Option<u32> {
    match event {
        talkdesk_embedded::Event::OpenContact(contact) => desk(contact.external_id.parse().ok()?),
        _ => None,
    }
}

fn aircall(event: &aircall::Event) -> Option<u32> {
    match event {
        aircall::Event::IncomingCall(call) => desk(call.call_id),
        aircall::Event::CallEndRingtone(call) => desk(call.call_id),
        aircall::Event::CommentSaved(comment) => desk(comment.call_id),
        aircall::Event::CallEnded(call) => desk(call.call_id),
        _ => None,
    }
}

fn dialpad(event: &dialpad::Event) -> Option<u32> {
    match event {
        dialpad::Event::CallRinging(call) => desk(call.id.as_str().parse().ok()?),
        _ => None,
    }
}

fn justcall(event: &justcall::Event) -> Option<u32> {
    let id = match event {
        justcall::Event::CallRinging(call) => &call.call_sid,
        justcall::Event::CallAnswered(call) => &call.call_sid,
        justcall::Event::SmsReceived(message) => &message.message_sid,
        justcall::Event::CallEnded(call) => &call.call_sid,
        _ => return None,
    };
    desk(id.parse().ok()?)
}

fn ringcentral(event: &ringcentral::Event) -> Option<u32> {
    use ringcentral::Notice;
    let ringcentral::Event::Notice(notice) = event else {
        return None;
    };
    let id = match notice {
        Notice::CallRingNotify(notice) => &notice.call.id,
        Notice::CallStartNotify(notice) => &notice.call.id,
        Notice::CallEndNotify(notice) => &notice.call.id,
        Notice::ActiveCallNotify(notice) => &notice.call.session_id,
        _ => return None,
    };
    desk(id.parse().ok()?)
}

fn library(event: &desk_open_cti::Listener) -> Option<u32> {
    let id = match event {
        desk_open_cti::Listener::OnFocus(focus) => &focus.outcome.as_ref().ok()?.object_id,
        desk_open_cti::Listener::OnClickToDial(dial) => &dial.outcome.as_ref().ok()?.object_id,
        _ => return None,
    };
    desk(id.as_str().parse().ok()?)
}
