// What a bookmarklet does: finds the phone, records, and shows a box to save from.

function ctiStart() {
  const running = window[Symbol.for("cti recorder")];
  if (running) {
    running.save();
    return;
  }
  const recording = DECLARATION?.library === undefined ? recordWindow() : recordLibrary();
  if (!recording) return;
  window[Symbol.for("cti recorder")] = recording;
  showBox(recording, () => delete window[Symbol.for("cti recorder")]);
}

const originOf = (url) => {
  try {
    return new URL(url, location.href).origin;
  } catch {
    return "null";
  }
};

/** The windows that may be the phone's: `[name, frame or window]`. */
function phones() {
  const origins = DECLARATION?.origins;
  const mayBe = (origin) => (origins ? origins.some((pattern) => admits(pattern, origin)) : origin !== location.origin);
  const around = originOf(location.ancestorOrigins?.[0] ?? document.referrer);
  const parent = window.parent !== window && mayBe(around) ? [[around, window.parent]] : [];
  const frames = Array.from(document.querySelectorAll("iframe"), (frame) => [originOf(frame.src), frame]);
  return [...parent, ...frames.filter(([origin]) => mayBe(origin))];
}

function recordWindow() {
  const found = phones();
  if (found.length === 0) {
    alert("cti recorder: there is no phone's frame in this page yet. Click again when it is there.");
    return undefined;
  }
  const list = found.map(([origin], index) => `${index + 1}: ${origin}`).join("\n");
  const answer = found.length > 1 ? prompt(`cti recorder: which is the phone?\n${list}`, "1") : "1";
  const chosen = found[Number(answer) - 1];
  return chosen && ctiRecord(chosen[1]);
}

function recordLibrary() {
  const library = DECLARATION.library.split(".").reduce((object, name) => object?.[name], window);
  if (library === undefined || library === null) {
    alert(`cti recorder: there is no \`${DECLARATION.library}\` in this page yet. Click again when it is there.`);
    return undefined;
  }
  return ctiRecordLibrary(library);
}

/** A box in a corner: how much was recorded, and what to do with it. */
function showBox(recording, ended) {
  const host = document.createElement("div");
  // In a tree of its own, which the styles of the page leave alone.
  const root = host.attachShadow({ mode: "open" });
  const box = document.createElement("div");
  Object.assign(box.style, {
    position: "fixed", right: "12px", bottom: "12px", zIndex: "2147483647", padding: "8px 12px",
    font: "14px system-ui, sans-serif", color: "#fff", background: "#1b1f24", borderRadius: "6px",
  });
  box.setAttribute("role", "status");
  const said = document.createElement("span");
  const button = (text, act) => {
    const button = document.createElement("button");
    button.textContent = text;
    button.style.marginLeft = "8px";
    button.addEventListener("click", act);
    return button;
  };
  const tell = () => {
    const wrong = recording.verdicts().filter(({ verdict }) => verdict === "unknown" || verdict === "drifted").length;
    const lines = recording.count();
    said.textContent = `cti: ${lines} ${lines === 1 ? "line" : "lines"}${wrong ? `, ${wrong} not as declared` : ""}`;
  };
  const timer = setInterval(tell, 500);
  tell();
  const stop = () => {
    clearInterval(timer);
    recording.stop();
    host.remove();
    ended();
  };
  box.append(said, button("Save", () => recording.save()), button("Stop", stop));
  root.append(box);
  (document.body ?? document.documentElement).append(host);
}
