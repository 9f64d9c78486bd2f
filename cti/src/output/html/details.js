// Tells all that is known of one message.

/** Fills the pane. `go` is called with a row that the reader wants to see. */
function showDetails(pane, recording, row, go) {
  if (!row) {
    pane.replaceChildren(element("p", {}, "Choose a message to see all of it."), summary(recording), ...pictures(recording));
    return;
  }
  if (row.kind === "reload") {
    pane.replaceChildren(
      element("h2", {}, "Reloaded"),
      element("p", {}, "The vendor's document was replaced: the rules start again."),
      facts([["line", row.line], ["time", `${seconds(row.since)} s`]]));
    return;
  }
  pane.replaceChildren(
    element("h2", {}, ...label(row)),
    facts(factsOf(recording, row)),
    ...joins(row, go),
    ...content(row),
    ...declared(recording, row));
}

function factsOf(recording, row) {
  const names = sideNames(recording);
  const { violation, place, turned_away: away } = row;
  const moved = (row.moved ?? []).map((step, index) => stepWords(step, row.calls?.[index]));
  const states = { in_turn: "in turn", out_of_turn: "out of turn", unsynced: "not known yet" };
  return [
    ["verdict", row.verdict],
    ["gate", row.gate?.replace("_", " ")],
    ["why", row.why],
    ["where", place && `line ${place.line}, column ${place.column}${place.path ? `, at ${place.path}` : ""}`],
    ["from, to", `${names[row.from]} → ${names[row.to]}`],
    ["origin", row.origin],
    ["window", row.source],
    ["posted to", row.target],
    ["call", row.call],
    ["handler", row.handler],
    ["time", `${seconds(row.since)} s`],
    ["line", row.line],
    ["order", states[row.turn]],
    ["moved", moved.join("; ") || undefined],
    ["broken rule", violation && broken(violation)],
    ["answer", row.reply],
    ["turned away", away && `${away.gate.replace("_", " ")}: ${away.why}`],
  ];
}

function broken({ machine, state, allowed }) {
  const needed = allowed.length > 0 ? `${allowed.join(" or ")} is needed` : "a new call is needed";
  return `${machine} is ${state ?? "not known"}, and ${needed}`;
}

function facts(pairs) {
  const list = element("dl");
  for (const [name, value] of pairs) {
    if (value === undefined || value === null || value === "") continue;
    list.append(element("dt", {}, name), element("dd", {}, String(value)));
  }
  return list;
}

/** Ways to the other half of a request and its answer. */
function joins(row, go) {
  const button = (text, other) => {
    const made = element("button", { type: "button" }, text);
    made.addEventListener("click", () => go(other));
    return made;
  };
  const made = [];
  if (row.request) made.push(button(`To its request, line ${row.request.line}`, row.request));
  if (row.answer) {
    const after = span(row.answer.at - row.at);
    made.push(button(`To its answer, line ${row.answer.line}, after ${after}`, row.answer));
  }
  return made;
}

function content(row) {
  if (row.fields !== undefined) {
    return [element("h2", {}, "Fields"), element("pre", {}, JSON.stringify(row.fields, null, 2))];
  }
  if (row.shape) return [element("h2", {}, "Shape"), element("pre", {}, row.shape)];
  return [];
}

/** An image of SVG that the page has as text. */
const drawn = (svg) => document.adoptNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);

/** What the declaration says that such a message looks like. */
function declared({ shapes }, row) {
  const shape = shapes[`${row.side} ${row.message}`];
  return shape ? [element("details", {}, element("summary", {}, "As declared"), drawn(shape))] : [];
}

/** The rules of each machine: what leads from which state to which. */
function pictures({ machines }) {
  return machines.flatMap(({ name, picture }) => [element("h2", {}, `Rules of ${name}`), drawn(picture)]);
}

/** What the recording has come to. */
function summary({ summary: sum }) {
  if (!sum) return "";
  const states = (sum.states ?? []).map((now) =>
    `${now.machine}${now.call === null ? "" : ` ${now.call}`}: ${now.state ?? "not known"}`);
  const waiting = (sum.unanswered ?? []).map((call) => `${call.message} (call ${call.call})`);
  const some = (all) => all.slice(0, 12).join("; ") + (all.length > 12 ? `; and ${all.length - 12} more` : "");
  const made = element("div", {}, element("h2", {}, "In all"));
  made.append(facts([
    ["received", sum.received],
    ["sent", sum.sent],
    ["accepted", sum.accepted],
    ["unknown", sum.unknown],
    ["drifted", sum.drifted],
    ["refused", sum.refused],
    ["out of turn", sum.out_of_turn],
    ["posted", sum.posted || undefined],
    ["at the end", some(states)],
    ["unanswered", some(waiting)],
  ]));
  return made;
}
