// Draws the rows that can be seen, and no others.

/** Rows that are drawn above and below those that can be seen. */
const SPARE = 8;

/** Rows after which a column says again in which state it is. */
const NAMED_EVERY = 8;

/** An element with attributes and children. A text is a child, never HTML. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

/** Where the lines of the sides are, as shares of the width. */
function laneAt(lanes, lane) {
  if (lanes === 2) return [0.1, 0.9][lane];
  return [0.08, 0.52, 0.88][lane];
}

const percent = (share) => `${(share * 100).toFixed(2)}%`;

const sideNames = (recording) => [
  recording.library ? "adapter" : "page",
  recording.library ? "library" : "phone",
  "other windows",
];

/** A list of rows in `list`, under `heads`. `choose` is called with a row that was clicked. */
function makeDiagram(list, heads, choose) {
  const spacer = element("div", { class: "spacer", role: "presentation" });
  const drawn = new Map();
  let recording, shown = [], chosen, whole = false;

  const height = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row"));

  function show(of, rows) {
    recording = of;
    shown = rows;
    drawn.clear();
    list.replaceChildren(spacer);
    document.documentElement.style.setProperty("--tracks", recording.columns.length);
    drawHeads();
    draw();
  }

  function drawHeads() {
    const names = sideNames(recording).slice(0, recording.lanes);
    const sides = names.map((name, lane) =>
      styled(element("span", {}, name), { left: percent(laneAt(recording.lanes, lane)) }));
    heads.replaceChildren(
      element("div", { class: "time" }, "s"),
      element("div", { class: "tracks" }, ...recording.columns.map((column) =>
        element("div", { class: "track", title: column.machine }, column.machine))),
      element("div", { class: "wire" }, ...sides));
  }

  /** Draws what can be seen; all of it for a printer. */
  function draw() {
    if (!recording) return;
    const row = height();
    spacer.style.height = `${shown.length * row}px`;
    const above = Math.floor(list.scrollTop / row) - SPARE;
    const below = Math.ceil((list.scrollTop + list.clientHeight) / row) + SPARE;
    const from = whole ? 0 : Math.max(0, above);
    const to = whole ? shown.length : Math.min(shown.length, below);
    for (const [position, made] of drawn) {
      if (position < from || position >= to) {
        made.remove();
        drawn.delete(position);
      }
    }
    for (let position = from; position < to; position += 1) {
      if (drawn.has(position)) continue;
      const made = drawRow(shown[position], position);
      made.style.top = `${position * row}px`;
      drawn.set(position, made);
      list.append(made);
    }
    // In the order in which they are read.
    if (whole) list.append(...[...drawn.keys()].sort((a, b) => a - b).map((key) => drawn.get(key)));
    mark();
  }

  function drawRow(row, position) {
    const before = shown[position - 1];
    const gap = before && row.at > before.at ? `+${span(row.at - before.at)}` : "";
    const made = element("div", {
      class: "row", role: "option", id: `row-${row.index}`, "aria-selected": "false",
      "aria-posinset": position + 1, "aria-setsize": shown.length,
    },
    element("div", { class: "time" }, seconds(row.since), element("small", {}, gap)),
    element("div", { class: "tracks", "aria-hidden": "true" },
      ...recording.columns.map((column) => drawState(column, row, before))),
    drawWire(row));
    made.addEventListener("click", () => choose(row));
    return made;
  }

  function drawState(column, row, before) {
    const cell = element("div", { class: "track" });
    const segment = stateAt(column, row.index);
    if (!segment) return cell;
    const begins = !before || stateAt(column, before.index) !== segment;
    // Its name comes again and again, so that it can be read wherever one looks.
    const named = begins || (row.index - segment.start) % NAMED_EVERY === 0;
    const call = segment.call ? ` ${segment.call}` : "";
    const fill = element("i", {
      class: begins ? "begins" : undefined, title: `${segment.machine}${call}: ${segment.state}`,
    }, named ? segment.state : "");
    fill.style.setProperty("--state", `var(--state-${segment.colour})`);
    cell.append(fill);
    return cell;
  }

  function drawWire(row) {
    const wire = element("div", { class: "wire" });
    for (let lane = 0; lane < recording.lanes; lane += 1) {
      const busy = recording.busy[lane][row.index] > 0;
      const line = element("div", { class: busy ? "lane busy" : "lane" });
      wire.append(styled(line, { left: percent(laneAt(recording.lanes, lane)) }));
    }
    if (row.kind === "reload") {
      wire.append(element("div", { class: "band" }, "the vendor's document was replaced"));
      return wire;
    }
    const [a, b] = [row.from, row.to].map((lane) => laneAt(recording.lanes, lane));
    const left = percent(Math.min(a, b));
    const width = percent(Math.abs(b - a));
    const way = b > a ? "right" : "left";
    const form = row.kind === "posted" ? "simulated" : row.request ? "answer" : "";
    const names = sideNames(recording);
    wire.append(
      element("span", { class: "said" }, ` ${names[row.from]} to ${names[row.to]}: `),
      element("div", { class: "label" }, ...label(row)),
      styled(element("div", { class: `arrow ${way} ${row.verdict} ${form}` }), { left, width }),
      element("div", { class: "sub" }, sub(row)));
    for (const text of wire.querySelectorAll(".label, .sub")) {
      text.style.setProperty("--left", left);
      // A text that is longer than its arrow goes on to the right.
      styled(text, { left, minWidth: width });
    }
    return wire;
  }

  /** Shows which row is chosen, and which is its other half. */
  function mark() {
    for (const [position, made] of drawn) {
      const row = shown[position];
      const is = row === chosen;
      made.classList.toggle("chosen", is);
      made.classList.toggle("joined", Boolean(chosen) && (row === chosen.request || row === chosen.answer));
      made.setAttribute("aria-selected", String(is));
      if (is) list.setAttribute("aria-activedescendant", made.id);
    }
    if (!chosen || !shown.includes(chosen)) list.removeAttribute("aria-activedescendant");
  }

  /** Chooses a row, and brings it into view. */
  function select(row) {
    chosen = row;
    const position = row ? shown.indexOf(row) : -1;
    if (position >= 0) {
      const [top, size, room] = [position * height(), height(), list.clientHeight];
      const [above, below] = [list.scrollTop - top, top + size - list.scrollTop - room];
      if (Math.max(above, below) > room / 2) list.scrollTop = top - (room - size) / 2;
      else if (above > 0) list.scrollTop = top;
      else if (below > 0) list.scrollTop += below;
    }
    draw();
  }

  /** Whether all rows are drawn, as a printer needs it. */
  function drawAll(all) {
    if (whole === all) return;
    whole = all;
    drawn.clear();
    list.replaceChildren(spacer);
    draw();
  }

  let due = false;
  const later = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw();
    });
  };
  list.addEventListener("scroll", later, { passive: true });
  new ResizeObserver(later).observe(list);
  return { show, select, drawAll, page: () => Math.max(1, Math.floor(list.clientHeight / height()) - 1) };
}

function styled(made, style) {
  Object.assign(made.style, style);
  return made;
}

/** What is wrong with a row, or special: the words beside its name. */
function labelWords(row) {
  const named = row.message === "" ? '""' : row.message;
  const gate = row.gate && `refused: ${row.gate.replace("_", " ")}`;
  const verdict = ["unknown", "drifted"].includes(row.verdict) ? row.verdict : undefined;
  const turn = row.turn === "out_of_turn" ? "out of turn" : undefined;
  const by = row.kind === "posted" ? (row.side === "vendor" ? "by the simulated phone" : "by the demo") : undefined;
  const away = row.turned_away ? "turned away" : undefined;
  return [named, by, gate, verdict, turn, away].filter((word) => word !== undefined);
}

function label(row) {
  const classes = { "out of turn": "tag turn", "turned away": "tag refused" };
  return labelWords(row).flatMap((word, index) => {
    if (index === 0 && row.message !== undefined) return [element("b", {}, word)];
    if (word.startsWith("by the ")) return [" ", element("span", { class: "by" }, word)];
    return [" ", element("span", { class: classes[word] ?? `tag ${row.verdict}` }, word)];
  });
}

/** What else is to be said of a row, in one line. */
function sub(row) {
  const said = [];
  if (row.why) said.push(row.why);
  if (row.verdict === "refused" && row.origin) said.push(row.origin);
  if (row.place?.path) said.push(`at ${row.place.path}`);
  if (row.turned_away) said.push(row.turned_away.why);
  (row.moved ?? []).forEach((step, index) => said.push(stepWords(step, row.calls?.[index])));
  if (row.request) said.push(`answers line ${row.request.line}, after ${span(row.at - row.request.at)}`);
  if (row.answer) said.push(`answered in line ${row.answer.line}`);
  return said.join(" · ");
}
