// A recorder in the page: of the windows that it talks to, and of a library that it calls.

// `phone` is the phone's <iframe>, or the window of the phone: `window.parent` for a page that the vendor
// shows in a frame.
function ctiRecord(phone) {
  const recorder = ctiRecorder();
  const getter = (of, name) => Object.getOwnPropertyDescriptor(of, name);
  const content = getter(HTMLIFrameElement.prototype, "contentWindow");
  const source = getter(MessageEvent.prototype, "source");
  const parent = getter(window, "parent");
  const isFrame = phone instanceof HTMLIFrameElement;
  const phoneWindow = () => (isFrame ? content.get.call(phone) : phone);

  // The phone's window is number 1; others are numbered as they appear, and 0 is none.
  const numbers = new Map();
  const number = (from) => {
    if (!from) return 0;
    if (from === phoneWindow()) return 1;
    if (!numbers.has(from)) numbers.set(from, numbers.size + 2);
    return numbers.get(from);
  };

  // What a script made, no window has posted.
  const received = (event) => {
    if (event.isTrusted) recorder.posted("vendor", event.origin, number(source.get.call(event)), event.data);
  };
  window.addEventListener("message", received, true);

  const post = (data, ...rest) => {
    phoneWindow().postMessage(data, ...rest);
    recorder.posted("app", location.origin, 1, data);
  };

  // `postMessage` of a window of another origin can't be replaced. What can be replaced is what the page
  // gets when it asks for that window: a stand-in that posts through `post`.
  const standIns = new Map();
  const standIn = (real) => {
    if (!real || real !== phoneWindow()) return real;
    if (!standIns.has(real)) {
      standIns.set(real, new Proxy(real, {
        get(target, key) {
          if (key === "postMessage") return post;
          const value = Reflect.get(target, key);
          // Methods of a window want the window itself as `this`; classes are left alone.
          const isMethod = typeof value === "function" && !Object.hasOwn(value, "prototype");
          return isMethod ? value.bind(target) : value;
        },
        set: (target, key, value) => Reflect.set(target, key, value),
      }));
    }
    return standIns.get(real);
  };
  Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
    ...content,
    get() { return standIn(content.get.call(this)); },
  });
  // So that `event.source === frame.contentWindow` stays true, and `event.source.postMessage(…)` is recorded.
  Object.defineProperty(MessageEvent.prototype, "source", {
    ...source,
    get() { return standIn(source.get.call(this)); },
  });
  if (phone === window.parent) {
    Object.defineProperty(window, "parent", {
      configurable: true, enumerable: true, get: () => standIn(phone),
    });
  }

  return {
    ...recorder,
    post,
    stop() {
      window.removeEventListener("message", received, true);
      Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", content);
      Object.defineProperty(MessageEvent.prototype, "source", source);
      if (parent) Object.defineProperty(window, "parent", parent);
    },
  };
}

// `objects` are the paths of the objects of a library that have functions, from its root, which is `""`, and
// `subscriptions` those of the functions that subscribe. The declaration has them, too.
function ctiRecordLibrary(library, objects = [""], subscriptions = []) {
  const recorder = ctiRecorder();
  const shape = DECLARATION?.library === undefined ? { objects, subscriptions, families: [] } : DECLARATION;
  const wrapper = new Wrapper(shape, recorder.signalled);
  wrapper.wrap(library);
  return { ...recorder, stop: () => wrapper.stop() };
}
