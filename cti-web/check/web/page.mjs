// A page of the checks. Its address says what it does:
//
//   ?frame=URL     shows this page in an iframe
//   &role=NAME     opens this role, on the frame if there is one, else on the page around this one
//   &says=JSON     posts this to the page around it, and goes on loading for a while
//   &origin=URL    for a vendor the pages that it serves, for an application those of a simulation
//
// Without a role it does nothing by itself: the check plays it.

// What arrives at this window, whoever sent it, before anything else sees it: how many messages,
// and the first of them.
window.count = 0;
window.arrived = [];
addEventListener("message", (event) => {
  count += 1;
  if (count <= 100) arrived.push(event);
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

window.openRole = async (name, frame, origins) => {
  const { default: init, Role } = await import("/build/check_pages.js");
  await init();
  const seen = [];
  const role = new Role(name, frame, origins, (line) => seen.push(line));
  parts.push({ role, seen });
};

const asked = new URLSearchParams(location.search);
if (asked.has("says")) {
  parent.postMessage(JSON.parse(asked.get("says")), asked.get("origin"));
  document.body.append(Object.assign(new Image(), { src: "/slow" }));
}
const src = asked.get("frame");
const { frame, loaded } = src ? addFrame(src) : {};
window.ready = (async () => {
  if (asked.has("role")) await openRole(asked.get("role"), frame, asked.getAll("origin"));
  await loaded;
})();
