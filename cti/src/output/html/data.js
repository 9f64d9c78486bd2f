// Reads the lines of the file: what happened, and what follows from it for the picture.

/** The sides of a conversation, from left to right. */
const PAGE = 0, PHONE = 1, OTHER = 2;

/** Columns that the calls of one machine have at most; more calls at once aren't drawn. */
const CALL_COLUMNS = 3;

/** The recordings in the lines. */
function readRecordings(text) {
  const recordings = [];
  for (const line of text.split("\n")) {
    if (!line.trim()) continue;
    const item = JSON.parse(line);
    const last = recordings.at(-1);
    if (item.kind === "begin") recordings.push({ ...item, rows: [], summary: null, stopped: "" });
    else if (item.kind === "summary") last.summary = item;
    else if (item.kind === "stopped") last.stopped = item.why;
    else last.rows.push(item);
  }
  recordings.forEach(prepare);
  return recordings;
}

function prepare(recording) {
  const { rows } = recording;
  recording.start = rows[0]?.at ?? 0;
  recording.length = (rows.at(-1)?.at ?? 0) - recording.start;
  recording.lanes = 2;
  const byLine = new Map();
  rows.forEach((row, index) => {
    row.index = index;
    row.since = row.at - recording.start;
    if (row.line !== undefined) byLine.set(row.line, row);
    if (row.kind === "reload") return;
    row.from = row.side === "app" ? PAGE : (row.source ?? 1) === 1 ? PHONE : OTHER;
    row.to = row.from === PAGE ? PHONE : PAGE;
    if (row.from === OTHER) recording.lanes = 3;
  });
  for (const row of rows) {
    row.request = byLine.get(row.answers);
    if (row.request) row.request.answer = row;
  }
  recording.columns = columns(recording);
  recording.busy = busy(recording);
  for (const row of rows) row.text = words(row).join(" ").toLowerCase();
}

/** Everything that a search finds a row by. */
function words(row) {
  const { message, handler, verdict, gate, why, origin, shape, turn, target } = row;
  const moved = (row.moved ?? []).map((step) => `${step.machine}: ${step.to}`);
  const fields = row.fields === undefined ? "" : JSON.stringify(row.fields);
  const turned = turn === "out_of_turn" ? "out of turn" : "";
  return [row.kind, message, handler, verdict, gate, why, origin, target, shape, fields, turned, ...moved]
    .filter((word) => word);
}

/** For each side, in which rows it is busy with a request. */
function busy({ rows }) {
  const steps = [0, 1, 2].map(() => new Int32Array(rows.length + 1));
  for (const row of rows) {
    if (!row.request) continue;
    steps[row.request.to][row.request.index] += 1;
    steps[row.request.to][row.index + 1] -= 1;
  }
  for (const lane of steps) lane.forEach((step, index) => { if (index) lane[index] += lane[index - 1]; });
  return steps;
}

/** The columns of states: one for a machine, several for one that has a state for each call. */
function columns(recording) {
  const machines = new Map(recording.machines.map((machine) => [machine.name, { ...machine, columns: [] }]));
  let base = 0;
  for (const row of recording.rows) {
    if (row.kind === "reload") {
      for (const machine of machines.values()) machine.columns.forEach((column) => close(column, row.index));
      base = row.index + 1;
    }
    (row.moved ?? []).forEach((step, index) => {
      const machine = machines.get(step.machine);
      const call = row.calls?.[index] ?? null;
      const column = machine && columnOf(machine, call, row.index);
      if (column) move(machine, column, step, call, row.index, base);
    });
  }
  const all = [...machines.values()].flatMap((machine) => machine.columns);
  all.forEach((column) => close(column, recording.rows.length));
  return all;
}

/** The column of a call: its own, a free one, or a new one. */
function columnOf(machine, call, index) {
  const own = machine.columns.find((column) => column.open && column.open.call === call);
  if (own) return own;
  const free = machine.columns.find((column) => !column.open && (column.segments.at(-1)?.end ?? 0) <= index);
  if (free) return free;
  if (machine.columns.length >= (machine.keyed ? CALL_COLUMNS : 1)) return undefined;
  const column = { machine: machine.name, segments: [], open: null };
  machine.columns.push(column);
  return column;
}

function move(machine, column, step, call, index, base) {
  // What it was in before the first step that the recording has.
  if (!column.open && step.from && !machine.keyed) open(machine, column, step.from, call, base);
  if (column.open?.state === step.to) return;
  close(column, index);
  open(machine, column, step.to, call, index);
  if (machine.ends.includes(step.to)) close(column, index + 1);
}

function open(machine, column, state, call, start) {
  const colour = machine.states.indexOf(state) % 6;
  column.open = { machine: machine.name, state, call, colour, start, end: Infinity };
  column.segments.push(column.open);
}

function close(column, end) {
  if (!column.open) return;
  column.open.end = end;
  if (column.open.start >= end) column.segments.pop();
  column.open = null;
}

/** The state that a column shows in a row. */
function stateAt(column, index) {
  let [low, high] = [0, column.segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column.segments[middle].start <= index) low = middle + 1;
    else high = middle;
  }
  const segment = column.segments[low - 1];
  return segment && index < segment.end ? segment : undefined;
}

/** Whether something is not as declared; what other windows and origins post is noise. */
function isFinding(row) {
  return row.verdict === "unknown" || row.verdict === "drifted" || row.turn === "out_of_turn" ||
    row.gate === "malformed" || row.gate === "size" || Boolean(row.turned_away);
}

/** What a reader can choose to see: each with how many rows are of it. */
function kinds({ rows }) {
  const gates = { source: "source", origin: "origin", size: "size", not_ours: "not ours", malformed: "malformed" };
  const all = [
    ["accepted", (row) => row.kind === "message" && (row.verdict === "accepted" || row.verdict === "answered")],
    ["unknown", (row) => row.verdict === "unknown"],
    ["drifted", (row) => row.verdict === "drifted"],
    ["out of turn", (row) => row.turn === "out_of_turn"],
    ["simulated", (row) => row.kind === "posted"],
    ["refused", (row) => row.verdict === "refused"],
    ...Object.entries(gates).map(([gate, name]) => [`refused: ${name}`, (row) => row.gate === gate]),
  ];
  return all
    .map(([name, has]) => ({ name, has, count: rows.filter(has).length }))
    .filter(({ count }) => count > 0);
}

/** A time in seconds, or a span of it: `1.250`. */
function seconds(ms) {
  return (ms / 1000).toFixed(3);
}

/** A span of time for people: `240 ms`, `3.8 s`, `2 min 5 s`. */
function span(ms) {
  if (ms === 0) return "0 s";
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  const minutes = Math.floor(ms / 60_000);
  const [large, small] = minutes < 60
    ? [`${minutes} min`, [Math.floor(ms / 1000) % 60, "s"]]
    : [`${Math.floor(minutes / 60)} h`, [minutes % 60, "min"]];
  return small[0] === 0 ? large : `${large} ${small.join(" ")}`;
}

/** A step of a machine, in words. */
function stepWords(step, call) {
  const from = step.from === step.to ? "still" : step.from === null ? "→" : `${step.from} →`;
  return `${step.machine}${call ? ` ${call}` : ""}: ${from} ${step.to}`;
}
