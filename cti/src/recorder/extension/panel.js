// The panel: messages as they come, with the declaration's verdict, and what is saved of them.
//
// All that is shown comes from pages: it is only ever text.

/** How many rows are shown; all are saved. */
const MOST_ROWS = 1000;
const asked = Number(new URLSearchParams(location.search).get("tab"));
const tab = chrome.devtools?.inspectedWindow?.tabId ?? asked;
const element = (id) => document.getElementById(id);
const documents = new Documents();
let chosenPage;
let shown = [];
let lines = new Lines(DECLARATION);
let rowOf = new Map();
let selected;
let waits = false;

element("protocol").textContent = DECLARATION?.name ?? "no declaration";

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== "cti-recorder" || port.sender?.tab?.id !== tab) return;
  let id;
  port.onMessage.addListener(({ hello, line }) => {
    if (hello) {
      id = hello.id;
      documents.hello(port.sender.frameId, hello);
    } else if (id !== undefined) {
      documents.line(id, line);
    }
    update();
  });
});
chrome.tabs.sendMessage(tab, "cti-recorder: connect").catch(() => {
  element("note").textContent = "Reload the page: it was there before the recorder.";
});

/** Shows what is new, a little later. */
function update() {
  if (waits) return;
  waits = true;
  setTimeout(() => {
    waits = false;
    show();
  }, 50);
}

function show() {
  const all = documents.all();
  const { page, entries } = conversation(all, DECLARATION, chosenPage);
  showPages(all, page);
  const goesOn = shown.every(({ entry }, index) => same(entry, entries[index]));
  if (!goesOn) start();
  const first = entries[0]?.at ?? 0;
  for (const entry of entries.slice(shown.length)) addRow(lines.add(entry, first));
  const count = entries.length;
  element("count").textContent = `${count} ${count === 1 ? "line" : "lines"}`;
  const full = all.some(({ full }) => full);
  element("note").textContent = full ? "Too much came before this panel was open: reload the page to record it all." : "";
}

const same = (one, other) => other !== undefined && one.order === other.order && one.at === other.at &&
  one.side === other.side && one.source === other.source;

/** Nothing is shown. */
function start() {
  shown = [];
  lines = new Lines(DECLARATION);
  rowOf = new Map();
  element("rows").replaceChildren();
}

function showPages(all, page) {
  const select = element("page");
  const options = all.filter(({ entries }) => entries.length > 0);
  const key = options.map(({ id }) => id).join() + page?.id;
  if (select.dataset.key === key) return;
  select.dataset.key = key;
  select.replaceChildren(...options.map(({ id, href, frame }) => {
    const option = document.createElement("option");
    option.value = id;
    option.textContent = `${href.slice(0, 80)} (frame ${frame})`;
    option.selected = id === page?.id;
    return option;
  }));
}

function addRow(row) {
  shown.push(row);
  const { entry, verdict, gate, why, path } = row;
  const line = document.createElement("tr");
  line.tabIndex = 0;
  const time = ((entry.at - shown[0].entry.at) / 1000).toFixed(3);
  const from = { vendor: entry.source === 1 ? "← phone" : "← other", app: "→ page" }[entry.side] ??
    { call: "→ call", reply: "← answer", fire: "← event" }[entry.signal?.kind] ?? "";
  const said = [gate ?? "", path ? `${path}: ${why}` : why ?? ""].filter((part) => part).join(": ");
  for (const text of [time, from, row.name ?? "", [verdict, said].filter((part) => part).join(" · ")]) {
    const cell = document.createElement("td");
    cell.textContent = text.slice(0, 200);
    line.append(cell);
  }
  line.lastChild.className = verdict;
  line.addEventListener("click", () => choose(row));
  line.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") choose(row);
    if (key === "ArrowDown") line.nextElementSibling?.focus();
    if (key === "ArrowUp") line.previousElementSibling?.focus();
  });
  rowOf.set(row, line);
  const rows = element("rows");
  const table = rows.parentElement;
  const follows = table.scrollTop + table.clientHeight > table.scrollHeight - 40;
  rows.append(line);
  while (rows.childElementCount > MOST_ROWS) rows.firstElementChild.remove();
  if (follows) table.scrollTop = table.scrollHeight;
}

function choose(row) {
  rowOf.get(selected)?.removeAttribute("aria-current");
  selected = row;
  rowOf.get(row)?.setAttribute("aria-current", "true");
  const text = document.createElement("pre");
  const line = parsed(row.line);
  // Of a large message the beginning is shown.
  const pretty = JSON.stringify(line, (_, value) => (typeof value === "bigint" ? String(value) : value), 2);
  text.textContent = pretty.length > 20_000 ? `${pretty.slice(0, 20_000)} …` : pretty;
  element("details").replaceChildren(text);
}

/** The recording as it is saved. */
function recording() {
  const header = JSON.stringify({ cti: 1, protocol: DECLARATION?.name });
  return [header, ...shown.map(({ line }) => line)].join("\n") + "\n";
}

element("page").addEventListener("change", ({ target }) => {
  chosenPage = target.value;
  show();
});
element("clear").addEventListener("click", () => {
  documents.clear();
  show();
  chrome.tabs.sendMessage(tab, "cti-recorder: clear").catch(() => {});
});
element("save").addEventListener("click", () => {
  const url = URL.createObjectURL(new Blob([recording()], { type: "application/jsonl" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${DECLARATION?.name ?? "recording"}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
});
