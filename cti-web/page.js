// Calls functions of a page. What one throws is reported like what any other listener throws, and is
// nothing of the module's.

/// The function of an object that has this name, with what JSON says.
export function hand(events, name, json) {
  run(() => {
    const listener = events[name];
    if (typeof listener === "function") listener.call(events, JSON.parse(json));
  });
}

/// The function that is told notices, with one; an unknown event is JSON.
export function tell(notice, kind, text, json) {
  run(() => notice(json === undefined ? { kind, text } : { kind, text, message: JSON.parse(json) }));
}

function run(call) {
  try {
    call();
  } catch (thrown) {
    reportError(thrown);
  }
}
