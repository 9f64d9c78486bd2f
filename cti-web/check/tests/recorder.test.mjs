// The recorder of docs/recording.md in a page: the command line gives its recording the verdicts that the
// page gave.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Part, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const CTI = process.env.CTI ?? new URL("../../../target/debug/cti", import.meta.url).pathname;

/** The script, as a reader copies it. */
const document = readFileSync(new URL("../../../docs/recording.md", import.meta.url), "utf8");
const script = /```js\n(\/\/ Records a conversation[^]*?)```/.exec(document)[1];

/** What a phone may post, as source text that only its frame can evaluate. */
const VALUES = [
  "new Date(0)",
  "new Date(NaN)",
  'new Map([["a", 1n], ["b", undefined]])',
  "new Map([[1, 1]])",
  "7n",
  "2n ** 70n",
  "NaN",
  "-Infinity",
  "-0",
  "1e21",
  "undefined",
  "[undefined, 1]",
  "[1, , 2]",
  "[1, ,]",
  "Object.assign([1], { more: 1 })",
  "new Set([1])",
  "new Uint8Array(2)",
  "new Error('x')",
  "/x/",
  "Object('x')",
  "(() => { const cycle = {}; cycle.self = [cycle]; return cycle; })()",
  "'half \\ud83d'",
  "'\\udc00NaN'",
  "JSON.parse('{\"__proto__\": 1}')",
  "({ deep: [new Set(), 7n] })",
];
const PLACES = [
  (value) => value,
  (value) => `({ action: ${value}, sms: "Hello" })`,
  (value) => `({ action: "sms", sms: ${value} })`,
  (value) => `({ action: "sms", sms: "Hello", callId: ${value} })`,
  (value) => `({ action: "sms", sms: "Hello", more: ${value} })`,
  (value) => `({ action: "sms", sms: "Hello", "half \\udc00": ${value} })`,
  (value) => `({ action: "new", more: ${value} })`,
];

/** The verdict of a line that the page has heard, in the words of `cti replay --json`. */
function verdict(line) {
  const [, what, rest] = /^! (refused|drifted), (.*)$/.exec(line) ?? [];
  if (what === "refused") return ["refused", rest.split(":")[0]];
  if (what === "drifted") return ["drifted", rest.slice(rest.indexOf(": ") + 2)];
  return ["taken"];
}

test("a recording gets the verdicts that the page gave", async (t) => {
  const page = await visit(t, at(CRM, { frame: at(TALK) }));
  await page.addScriptTag({ content: script });
  await page.evaluate(async () => {
    const frame = window.document.querySelector("iframe");
    window.recording = ctiRecord(frame, "leaddesk-talk");
    await openRole("talk-app", frame, []);
  });
  const [app, phone] = [new Part(page.mainFrame()), frames(page)[0]];
  const posted = PLACES.flatMap((place) => VALUES.map(place));
  const live = [];
  for (const value of posted) {
    await phone.evaluate(`parent.postMessage(${value}, "${CRM}")`);
    live.push(verdict(await app.next()));
  }
  const recorded = await page.evaluate(() => recording.text());
  const output = execFileSync(CTI, ["replay", "--json", "-"], { input: recorded, encoding: "utf8" });
  const lines = output.trim().split("\n").map((line) => JSON.parse(line));
  const replayed = lines.filter((line) => line.kind === "message" && line.side === "vendor");
  assert.equal(replayed.length, posted.length);
  replayed.forEach((line, index) => {
    const told = {
      refused: () => ["refused", line.gate.replace("_", " ")],
      drifted: () => ["drifted", line.why],
    }[line.verdict]?.() ?? ["taken"];
    assert.deepEqual(told, live[index], posted[index]);
  });
  // All three happened.
  assert.deepEqual(new Set(live.map(([what]) => what)), new Set(["taken", "refused", "drifted"]));
});
