// Puts the parts together: filters, search, keys, the overview.

const byId = (id) => document.getElementById(id);
const recordings = readRecordings(byId("lines").textContent);
const list = byId("list");
const diagram = makeDiagram(list, byId("heads"), (row) => choose(row));
let recording, shown, chosen, pressed;

function openRecording(index) {
  recording = recordings[index];
  pressed = new Set();
  byId("search").value = "";
  document.title = `${recording.protocol}: replay`;
  byId("title").textContent = recording.protocol;
  byId("vendor").textContent = recording.vendor;
  byId("note").textContent = recording.note ?? "";
  byId("stopped").textContent = recording.stopped && `Not read to its end: ${recording.stopped}`;
  byId("stopped").hidden = !recording.stopped;
  const all = kinds(recording);
  byId("kinds").replaceChildren(...all.map((kind) => {
    const button = element("button", { type: "button", "aria-pressed": "false" }, `${kind.name} ${kind.count}`);
    button.addEventListener("click", () => {
      if (!pressed.delete(kind)) pressed.add(kind);
      button.setAttribute("aria-pressed", String(pressed.has(kind)));
      filter();
    });
    return button;
  }));
  byId("next").disabled = !recording.rows.some(isFinding);
  drawOverview();
  chosen = undefined;
  list.scrollTop = 0;
  filter();
  choose(undefined);
}

/** Shows what the filters and the search leave. */
function filter() {
  const wanted = byId("search").value.toLowerCase().split(/\s+/).filter((word) => word);
  const is = (row) => pressed.size === 0 || [...pressed].some((kind) => kind.has(row));
  shown = recording.rows.filter((row) => is(row) && wanted.every((word) => row.text.includes(word)));
  const all = recording.rows.length;
  byId("shown").textContent = shown.length === all ? `${all} in all` : `${shown.length} of ${all}`;
  byId("none").hidden = shown.length > 0;
  list.hidden = shown.length === 0;
  diagram.show(recording, shown);
  diagram.select(chosen);
}

function showAll() {
  pressed.clear();
  byId("search").value = "";
  for (const button of byId("kinds").children) button.setAttribute("aria-pressed", "false");
  filter();
}

function choose(row) {
  if (row && !shown.includes(row)) showAll();
  chosen = row;
  diagram.select(row);
  showDetails(byId("details"), recording, row, (other) => {
    choose(other);
    list.focus();
  });
  const hash = row?.line === undefined ? "" : `#line-${row.line}`;
  if (hash) history.replaceState(null, "", hash);
}

/** Chooses the row at a position, or the nearest that there is. */
function chooseAt(position) {
  if (shown.length > 0) choose(shown[Math.max(0, Math.min(shown.length - 1, position))]);
}

/** Chooses the row so many rows on from the one that is chosen. */
const step = (by) => chooseAt(shown.indexOf(chosen) + by);

/** Chooses the next finding, or the previous one; around the end. */
function finding(by) {
  const rows = recording.rows;
  const start = chosen ? chosen.index : by > 0 ? -1 : rows.length;
  for (let on = 1; on <= rows.length; on += 1) {
    const row = rows[(start + by * on + rows.length * 2) % rows.length];
    if (isFinding(row)) return choose(row);
  }
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  PageDown: () => step(diagram.page()),
  PageUp: () => step(-diagram.page()),
  Home: () => chooseAt(0),
  End: () => chooseAt(Infinity),
  a: () => choose(chosen?.request ?? chosen?.answer ?? chosen),
  n: () => finding(1),
  p: () => finding(-1),
};

list.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|SELECT)$/.test(event.target.tagName)) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.key === "Escape") {
    showAll();
    list.focus();
  }
});

byId("search").addEventListener("input", filter);
byId("next").addEventListener("click", () => finding(1));
byId("recording").addEventListener("change", (event) => openRecording(Number(event.target.value)));

// A printer gets every row.
const printing = matchMedia("print");
printing.addEventListener("change", () => diagram.drawAll(printing.matches));
addEventListener("beforeprint", () => diagram.drawAll(true));
addEventListener("afterprint", () => diagram.drawAll(false));

/** States as bars over the time, and messages as strokes under them: the worst of each moment. */
function drawOverview() {
  const { rows, columns, start, length } = recording;
  byId("overview").hidden = length <= 0;
  if (length <= 0) return;
  const strip = byId("strip");
  const at = (index) => ((rows[Math.min(index, rows.length - 1)].at - start) / length) * 1000;
  const made = [];
  const rect = (x, y, width, height, fill) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x, y, width, height })) shape.setAttribute(name, value);
    shape.style.fill = fill;
    made.push(shape);
  };
  const tall = 24 / Math.max(1, columns.length);
  columns.forEach((column, row) => {
    let last = -1;
    for (const segment of column.segments) {
      const [from, to] = [at(segment.start), at(segment.end)];
      // What is narrower than half a pixel isn't seen.
      if (to - last < 0.5) continue;
      last = to;
      rect(from, row * tall, Math.max(0.5, to - from), tall - 1, `var(--state-${segment.colour})`);
    }
  });
  const worst = new Map();
  const ranks = ["accepted", "unknown", "drifted", "refused"];
  const colours = ["var(--good)", "var(--new)", "var(--odd)", "var(--bad)"];
  for (const row of rows) {
    const rank = Math.max(0, ranks.indexOf(row.verdict), row.turn === "out_of_turn" ? 2 : 0);
    const bin = Math.round(at(row.index) / 2);
    worst.set(bin, Math.max(rank, worst.get(bin) ?? 0));
  }
  for (const [bin, rank] of worst) rect(Math.min(998, bin * 2), 26, 2, 14, colours[rank]);
  const title = strip.querySelector("title");
  title.textContent = `${rows.length} lines in ${span(length)}`;
  strip.replaceChildren(title, ...made);
  drawTicks(length);
}

function drawTicks(length) {
  const steps = [1, 2, 5].flatMap((of) => [of, of * 10, of * 100, of * 1e3]).sort((a, b) => a - b)
    .concat([1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 12e5, 18e5, 36e5, 72e5, 216e5, 432e5, 864e5]);
  const step = steps.find((step) => length / step <= 6) ?? length;
  const ticks = [];
  // The last has room for its text.
  for (let time = 0; time <= length * 0.92; time += step) {
    ticks.push(styled(element("span", {}, span(time)), { left: percent(time / length) }));
  }
  byId("ticks").replaceChildren(...ticks);
}

byId("strip").addEventListener("click", (event) => {
  const box = event.currentTarget.getBoundingClientRect();
  const time = recording.start + ((event.clientX - box.left) / box.width) * recording.length;
  const distance = (row) => Math.abs(row.at - time);
  const nearest = (shown.length > 0 ? shown : recording.rows)
    .reduce((best, row) => (distance(row) < distance(best) ? row : best));
  choose(nearest);
});

byId("recording").append(...recordings.map((of, index) => element("option", { value: index }, of.protocol)));
byId("recordings").hidden = recordings.length < 2;
openRecording(0);
const asked = /^#line-(\d+)$/.exec(location.hash);
if (asked) choose(recording.rows.find((row) => row.line === Number(asked[1])));
