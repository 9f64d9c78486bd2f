// A page of the checks. Its address says what it does:
//
//   ?frame=URL     shows this page in an iframe
//   &role=NAME     opens this role, on the frame if there is one, else on the page around this one
//   &at=PLACE      the role's place, if it is another one: opener, top, or a number of levels up
//   &says=JSON     posts this to the page around it, and goes on loading for a while
//   &wait=MS       has its module load for so long, at least
//   &origin=URL    for a vendor the pages that it serves, for an application those of a simulation
//
// Without a role it does nothing by itself: the check plays it.

// What arrives at this window, whoever sent it, before anything else sees it: how many messages,
// and the first of them.
window.count = 0;
window.arrived = [];
addEventListener("message", (event) => {
  count += 1;
  if (count <= 1000) arrived.push(event);
});

// How many listeners for messages the roles have.
window.listeners = 0;
for (const [name, step] of [
  ["addEventListener", 1],
  ["removeEventListener", -1],
]) {
  const original = window[name];
  window[name] = function (kind, ...rest) {
    if (kind === "message") listeners += step;
    return original.call(this, kind, ...rest);
  };
}

// Each role, with what it has heard.
window.parts = [];

window.addFrame = (src, sandbox) => {
  const frame = document.createElement("iframe");
  if (sandbox !== undefined) frame.sandbox = sandbox;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.src = src;
  document.body.append(frame);
  return { frame, loaded };
};

// The module with the roles.
let module;
window.loadRoles = async () => {
  const loaded = await import("/build/check_pages.js");
  await loaded.default();
  module = loaded;
};

// Opens a role at a place: a frame, a window, a name; nothing is the page around. `heard` is told of
// each line, inside of the handler that heard it. Where the roles have been loaded, the role is open
// when this returns, so that nothing can have come between.
window.openRole = async (name, place, origins, heard) => {
  if (!module) await loadRoles();
  const seen = [];
  const role = new module.Role(name, place, origins, (line) => {
    seen.push(line);
    heard?.(line);
  });
  parts.push({ role, seen });
};

const asked = new URLSearchParams(location.search);
if (asked.has("says")) {
  parent.postMessage(JSON.parse(asked.get("says")), asked.get("origin"));
  document.body.append(Object.assign(new Image(), { src: "/slow" }));
}
// A role is opened before its frame's document can load.
const src = asked.get("frame");
window.ready = (async () => {
  const role = asked.get("role");
  const wait = Number(asked.get("wait"));
  if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
  if (role) await loadRoles();
  const { frame, loaded } = src ? addFrame(src) : {};
  if (role) await openRole(role, frame ?? asked.get("at") ?? undefined, asked.getAll("origin"));
  await loaded;
})();
