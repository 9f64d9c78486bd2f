//! Messages as a stream, for asynchronous code.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use cti_runtime::{Drifted, Order};

use crate::bounds::Load;
use crate::{Notice, Queue as Place};

/// A message that arrived, as a stream hands it out.
#[derive(Clone, Debug)]
pub enum Incoming<M> {
    /// It passed every gate.
    Message(M, Order),
    /// Its tag is known, its body isn't what the declaration says.
    Drifted(Drifted),
}

/// The messages of a connection, one after the other; ends when the connection is dropped.
///
/// It is a [`Stream`], and [`next`](Self::next) needs no crate at all. If they are not taken out, 4096
/// messages wait, or four megabytes of them as JSON; more are dropped, and each is told as
/// [`Notice::Overrun`].
///
/// [`Stream`]: https://docs.rs/futures-core/latest/futures_core/stream/trait.Stream.html
pub struct Events<M> {
    queue: Rc<RefCell<Queue<M>>>,
}

struct Queue<M> {
    /// Each with its bytes.
    messages: VecDeque<(Incoming<M>, usize)>,
    load: Load,
    waker: Option<Waker>,
    ended: bool,
}

/// Where a connection puts messages.
pub(crate) struct Sink<M> {
    queue: Rc<RefCell<Queue<M>>>,
}

pub(crate) fn events<M>() -> (Sink<M>, Events<M>) {
    let queue = Rc::new(RefCell::new(Queue {
        messages: VecDeque::new(),
        load: Load::default(),
        waker: None,
        ended: false,
    }));
    let sink = Sink {
        queue: Rc::clone(&queue),
    };
    (sink, Events { queue })
}

impl<M> Sink<M> {
    /// Puts a message of so many bytes in.
    pub(crate) fn put(&self, incoming: Incoming<M>, bytes: usize) -> Option<Notice> {
        let mut queue = self.queue.try_borrow_mut().ok()?;
        if let Err(overrun) = queue.load.put(bytes, Place::Stream) {
            return Some(Notice::Overrun(overrun));
        }
        queue.messages.push_back((incoming, bytes));
        wake(queue.waker.take(), queue);
        None
    }
}

impl<M> Drop for Sink<M> {
    fn drop(&mut self) {
        if let Ok(mut queue) = self.queue.try_borrow_mut() {
            queue.ended = true;
            wake(queue.waker.take(), queue);
        }
    }
}

/// Wakes a task when nothing is borrowed: it may run at once.
fn wake<T>(waker: Option<Waker>, borrowed: T) {
    drop(borrowed);
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl<M> Events<M> {
    /// The next message; `None` once the connection is dropped.
    pub async fn next(&mut self) -> Option<Incoming<M>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &Context<'_>) -> Poll<Option<Incoming<M>>> {
        let Ok(mut queue) = self.queue.try_borrow_mut() else {
            return Poll::Ready(None);
        };
        if let Some((incoming, bytes)) = queue.messages.pop_front() {
            queue.load.take(bytes);
            return Poll::Ready(Some(incoming));
        }
        if queue.ended {
            return Poll::Ready(None);
        }
        queue.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl<M> futures_core::Stream for Events<M> {
    type Item = Incoming<M>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<M> fmt::Debug for Events<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Wake;

    use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};
    use cti_vendors::leaddesk_talk::{Event, LeaddeskTalk};

    use super::*;
    use crate::bounds::MOST;

    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn logout() -> Incoming<Event> {
        let mut session =
            Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
        let data = Data::Object(r#"{"action":"logout"}"#);
        let post = Post::new(Source(1), "https://login-a.leaddesk.com", data);
        match session.receive(post, Millis(0)) {
            Received::Message(message, order) => Incoming::Message(message, order),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_task_is_woken_by_each_message_and_by_the_end() {
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        let context = Context::from_waker(&waker);
        let (sink, mut events) = events();
        let mut poll = || events.poll(&context);
        assert!(poll().is_pending());
        assert_eq!(sink.put(logout(), 9), None);
        assert_eq!(woken.0.load(Ordering::Relaxed), 1);
        assert!(matches!(poll(), Poll::Ready(Some(Incoming::Message(..)))));
        assert!(poll().is_pending());
        drop(sink);
        assert_eq!(woken.0.load(Ordering::Relaxed), 2);
        assert!(matches!(poll(), Poll::Ready(None)));
    }

    #[test]
    fn what_nobody_takes_out_is_told_not_piled_up() {
        let context = Context::from_waker(Waker::noop());
        let (sink, mut events) = events();
        for _ in 0..MOST {
            assert_eq!(sink.put(logout(), 9), None);
        }
        let Some(Notice::Overrun(overrun)) = sink.put(logout(), 9) else {
            panic!("one too many");
        };
        assert_eq!((overrun.waiting, overrun.bytes), (MOST, 9 * MOST));
        assert_eq!((overrun.queue, overrun.dropped), (Place::Stream, 1));
        assert!(events.poll(&context).is_ready());
        assert_eq!(sink.put(logout(), 9), None, "there is room again");
    }
}
