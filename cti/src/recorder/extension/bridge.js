// In each frame, apart from the page: keeps what the hook tells, and gives it to the panels that ask.

/** What is kept of a document that no panel has asked yet, in characters. */
const MOST = 16 << 20;
const id = crypto.randomUUID();
const began = Date.now();
const lines = [];
let size = 0;
let port;

function connect() {
  const own = chrome.runtime.connect({ name: "cti-recorder" });
  port = own;
  own.onDisconnect.addListener(() => {
    // No panel is open, or none any more.
    void chrome.runtime.lastError;
    if (port === own) port = undefined;
  });
  port.postMessage({ hello: { id, at: began, origin: self.origin, href: location.href } });
  for (const line of lines) port.postMessage({ line });
}

window.addEventListener("cti-recorder", ({ detail }) => {
  if (typeof detail !== "string" || size > MOST) return;
  size += detail.length;
  const line = size > MOST ? "full" : detail;
  lines.push(line);
  try {
    port?.postMessage({ line });
  } catch {
    // The extension was replaced by another version of itself.
  }
});

chrome.runtime.onMessage.addListener((message) => {
  if (message === "cti-recorder: clear") {
    lines.length = 0;
    size = 0;
  }
  if (message !== "cti-recorder: connect") return;
  port?.disconnect();
  connect();
});
// The browser closes ports of a page that it puts aside.
window.addEventListener("pageshow", ({ persisted }) => persisted && connect());
connect();
