// Which of a tab's documents are the page and the phone, and what they said to each other, in its order.
//
// Each document tells what arrives there. What arrives at the page is the phone's part of the conversation,
// and noise; what arrives at the phone from the page is the page's part.

/** The documents of a tab, as they tell of themselves. */
class Documents {
  #all = new Map();
  #count = 0;

  /** A document began, or tells all again. */
  hello(frame, { id, at, origin, href }) {
    this.#all.set(id, { id, frame, at, origin, href, entries: [], full: false });
    // Another page: what began before it is over.
    if (frame === 0) for (const other of this.all()) if (other.at < at) this.#all.delete(other.id);
  }

  /** A line of a document. What isn't one is passed over: pages can tell what they like. */
  line(id, line) {
    const document = this.#all.get(id);
    if (!document) return;
    document.full ||= line === "full";
    const told = parsed(line);
    if (!isObject(told) || typeof told.at !== "number" || !(isPost(told) || isSignal(told.signal))) return;
    this.#count += 1;
    document.entries.push({ ...told, order: this.#count });
  }

  /** Forgets what was told. */
  clear() {
    for (const document of this.#all.values()) Object.assign(document, { entries: [], full: false });
  }

  all() {
    return [...this.#all.values()];
  }
}

const isText = (value) => typeof value === "string";
const isPost = ({ origin, window, data, pad = 0 }) =>
  isText(origin) && Number.isInteger(window) && Number.isInteger(pad) && isText(data) && parsed(data) !== undefined;
const isSignal = (signal) => isObject(signal) && isObject(signal.members) && ["call", "reply", "fire"].includes(signal.kind)
  && (signal.id === undefined || Number.isInteger(signal.id)) && isText(signal.name)
  && Object.values(signal.members).every((json) => isText(json) && parsed(json) !== undefined);

/** What is counted most often: `[what, how often]`. */
function mostOften(all) {
  const counts = new Map();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].reduce((most, other) => (other[1] > most[1] ? other : most), [undefined, 0]);
}

const said = new WeakMap();

/** Whether what arrived may be a message that a side sent. */
function isSaid(table, side, post) {
  const known = said.get(post) ?? {};
  said.set(post, known);
  if (known[side] !== undefined) return known[side];
  if (table) {
    const { verdict } = new Judge(table).posted({ ...post, side, source: 1 });
    known[side] = !["refused", "not read"].includes(verdict);
  } else {
    const value = parsed(post.data);
    known[side] = isObject(value) || (isText(value) && isObject(parsed(value)));
  }
  return known[side];
}

/** The conversation in some documents: `{ page, entries }`; `chosen` is the page's id, if it was chosen. */
function conversation(documents, table, chosen) {
  const posts = (document) => document.entries.filter(({ signal }) => !signal);
  const foreign = (document) => posts(document).filter((post) => post.origin !== document.origin && isSaid(table, "vendor", post));
  const signals = (document) => document.entries.filter(({ signal }) => signal).length;
  const judge = new Judge(table);
  const score = (document) => signals(document) + (table && judge.knows(document.origin) ? 0 : foreign(document).length);
  const page = documents.find(({ id }) => id === chosen) ??
    documents.reduce((one, other) => (one && score(one) >= score(other) ? one : other), undefined);
  if (!page) return { page: undefined, entries: [] };

  const [phoneWindow] = mostOften(foreign(page).map(({ window }) => window));
  const [phoneOrigin] = mostOften(foreign(page).map(({ origin }) => origin));
  const isPhone = (document) => document !== page && (table ? judge.knows(document.origin) : document.origin === phoneOrigin);
  const phones = documents.filter(isPhone);
  const fromPage = (document) => posts(document).filter(({ origin }) => origin === page.origin);
  const heard = (document) => fromPage(document).filter((post) => isSaid(table, "app", post));
  const best = phones.reduce((one, other) => (one && heard(one).length >= heard(other).length ? one : other), undefined);
  const sameFrame = phones.filter((document) => document.frame === best?.frame);

  const numbers = new Map([[phoneWindow, 1], [0, 0]]);
  const number = (window) => {
    if (!numbers.has(window)) numbers.set(window, numbers.size);
    return numbers.get(window);
  };
  const entries = page.entries.map((entry) =>
    (entry.signal ? entry : { ...entry, side: "vendor", source: number(entry.window) }));
  for (const document of sameFrame) {
    const [window] = mostOften(heard(document).map(({ window }) => window));
    const posted = fromPage(document).filter((entry) => window === undefined || entry.window === window);
    entries.push(...posted.map((entry) => ({ ...entry, side: "app", source: 1 })));
  }
  entries.sort((one, other) => one.at - other.at || one.order - other.order);
  // The phone's document was replaced, once it had begun to talk.
  const began = entries[0]?.at ?? Infinity;
  for (const { at } of sameFrame.slice(1).filter(({ at }) => at > began)) {
    const index = entries.findIndex((entry) => entry.at >= at);
    entries.splice(index < 0 ? entries.length : index, 0, { at, reload: true });
  }
  return { page, entries };
}

/** Judges and blanks entries, one after the other. */
class Lines {
  constructor(table) {
    this.judge = new Judge(table);
    this.blanker = new Blanker(table);
  }

  /** What is shown of an entry, and its line of a recording, `start` being the time of the first. */
  add(entry, start) {
    const at = quoted(Math.max(0, Math.round(entry.at - start)));
    if (entry.reload) return { entry, verdict: "", name: "the phone was reloaded", line: object({ at, reload: "true" }) };
    if (entry.signal) {
      const judged = this.judge.signalled(entry.signal);
      const line = object({ at, ...signalLine(entry.signal, this.blanker, judged.marks) });
      return { ...judged, entry, name: judged.name ?? entry.signal.name, line };
    }
    const judged = this.judge.posted(entry);
    const data = this.blanker.json(entry.data, judged.marks);
    const members = { at, side: quoted(entry.side), origin: quoted(entry.origin) };
    if (entry.source !== 1) members.source = quoted(entry.source);
    if (entry.pad) members.pad = quoted(entry.pad);
    return { ...judged, entry, line: object({ ...members, data }) };
  }
}
