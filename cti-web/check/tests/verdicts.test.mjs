// The recorder's scripts without a browser: their verdicts are those of `cti replay`, and what they blank still
// replays.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";

const CTI = process.env.CTI ?? new URL("../../../target/debug/cti", import.meta.url).pathname;
const RECORDINGS = new URL("../../../cti/recordings/", import.meta.url);
const PROTOCOLS = JSON.parse(execFileSync(CTI, ["list", "--json"], { encoding: "utf8" })).map(({ name }) => name);

/** The scripts of the extension's panel, with a protocol's declaration. */
function scripts(protocol) {
  const folder = mkdtempSync(join(tmpdir(), "cti-recorder-"));
  try {
    const extension = join(folder, "extension");
    execFileSync(CTI, ["recorder", ...(protocol ? ["--protocol", protocol] : []), "--extension", extension]);
    const files = ["declaration.js", "value.js", "judge.js", "blank.js", "conversation.js"];
    const source = files.map((file) => readFileSync(join(extension, file), "utf8")).join("\n");
    const context = vm.createContext({ crypto, TextEncoder });
    return vm.runInContext(`${source}\n({ DECLARATION, Judge, Blanker, Marks, Lines, Documents, conversation, posted, keep })`, context);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The line of a recording, as the extension's documents tell it. */
function entry(line) {
  for (const kind of ["call", "reply", "fire"]) {
    if (!line[kind]) continue;
    const { id, name, ...members } = line[kind];
    const texts = Object.fromEntries(Object.entries(members).map(([key, value]) => [key, JSON.stringify(value)]));
    return { at: line.at, signal: { kind, id, name, members: texts, pad: line.pad } };
  }
  if (line.reload) return { at: line.at, reload: true };
  const { at, side, origin, source = 1, pad } = line;
  return { at, side, origin, source, pad, data: JSON.stringify(line.data) };
}

const read = (text) => text.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
const replay = (recording, ...args) => read(spawnSync(CTI, ["replay", "-", "--json", ...args],
  { input: recording, encoding: "utf8", maxBuffer: 1 << 28 }).stdout);

/** What is judged of a recording, and what is recorded of it again. */
function recorded(protocol, recording) {
  const { DECLARATION, Lines } = scripts(protocol);
  const [header, ...lines] = read(recording);
  const all = new Lines(DECLARATION);
  const judged = lines.map((line) => all.add(entry(line), lines[0].at));
  const text = [JSON.stringify(header), ...judged.map(({ line }) => line)].join("\n") + "\n";
  return { judged, text };
}

for (const protocol of PROTOCOLS) {
  // As a page could have posted it: without keys that stand twice in an object.
  const bundled = readFileSync(new URL(`${protocol}.jsonl`, RECORDINGS), "utf8");
  const recording = read(bundled).map((line) => JSON.stringify(line)).join("\n");

  test(`${protocol}: verdicts are those of a replay`, () => {
    const { judged } = recorded(protocol, recording);
    const replayed = replay(recording).filter(({ kind }) => kind === "message");
    const live = judged.filter(({ entry }) => !entry.reload);
    assert.equal(live.length, replayed.length);
    live.forEach(({ verdict, gate, name, line }, index) => {
      const told = replayed[index];
      // What only a session knows, which has a clock and one origin to talk to.
      if (/deadline|the session is with another origin/.test(told.why)) return;
      const expected = told.verdict === "answered" ? "accepted" : told.verdict;
      assert.deepEqual([verdict, gate?.replace(" ", "_")], [expected, told.gate], `${line}\n${JSON.stringify(told)}`);
    });
  });

  test(`${protocol}: what was blanked replays as before`, () => {
    const { text } = recorded(protocol, recording);
    const kept = ({ kind, verdict, message, gate, turn, moved, reply }) => ({ kind, verdict, message, gate, turn, moved, reply });
    const before = replay(recording);
    const after = replay(text);
    assert.equal(after.length, before.length);
    before.forEach((line, index) => assert.deepEqual(kept(after[index]), kept(line), text.split("\n")[line.line - 1]));
  });
}
