// The recorder as a script and as a bookmarklet in a page: the command line gives its recording the verdicts that
// the page gave.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Part, at, blank, eventually, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const CTI = process.env.CTI ?? new URL("../../../target/debug/cti", import.meta.url).pathname;

const recorder = (...args) => execFileSync(CTI, ["recorder", ...args], { encoding: "utf8" });
const script = recorder("--protocol", "leaddesk-talk");

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
    window.recording = ctiRecord(frame);
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

const html = (body) => ({ type: "text/html", body: `<!doctype html><link rel="icon" href="data:,"><body>${body}` });
const clean = (recording) => {
  const ran = spawnSync(CTI, ["replay", "-", "--strict"], { input: recording, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr + ran.stdout);
};

/** A page with Talk's frame, which rings when it is told, with this bookmarklet as a link. */
async function bookmarked(t, url) {
  const page = await blank(t, /^https:/, ({ host }) => html(host === "crm.example" ? `<iframe src="${TALK}"></iframe>`
    : `<script>onmessage = ({ data, source }) => { 
      source.postMessage(data.ring ? { action: "call", id: 7, number: "+12025550142", direction: "in", ringStart: "2026-01-31 09:30:00" }
        : { action: "jwt", jwt: "hush" }, "*"); }</script>`));
  await page.goto(CRM);
  await page.evaluate((href) => document.body.append(Object.assign(document.createElement("a"), { href, textContent: "record" })), url);
  return page;
}

test("a bookmarklet records from its click on, and saves", async (t) => {
  const page = await bookmarked(t, recorder("--protocol", "leaddesk-talk", "--bookmarklet").trim());
  // What a link runs, it runs after the click.
  const box = page.locator("div[role=status]");
  await page.getByText("record").click();
  await box.waitFor();
  await page.evaluate(() => {
    const phone = document.querySelector("iframe").contentWindow;
    phone.postMessage({ ring: true }, "*");
    phone.postMessage({ action: "getJwt" }, "*");
  });
  await eventually(async () => assert.match(await box.innerText(), /^cti: 4 lines/));
  const saving = page.waitForEvent("download");
  // A second click saves, as the button does.
  await page.getByText("record").click();
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), "leaddesk-talk.jsonl");
  const recording = readFileSync(await saved.path(), "utf8");
  assert.ok(!/2025550142|hush/.test(recording), recording);
  const messages = recording.trim().split("\n").slice(1).map((line) => JSON.parse(line));
  assert.deepEqual(messages.map(({ side, data }) => [side, data.action]),
    [["app", undefined], ["app", "getJwt"], ["vendor", "call"], ["vendor", "jwt"]]);
  clean(recording.split("\n").filter((line) => !line.includes('"ring"')).join("\n"));
  await page.getByRole("button", { name: "Stop" }).click();
  assert.equal(await box.count(), 0);
  // The page is as it was.
  assert.match(await page.evaluate(() => String(Object.getOwnPropertyDescriptor(MessageEvent.prototype, "source").get)), /native code/);
});

test("a bookmarklet without a phone says so, and can be clicked again", async (t) => {
  const page = await bookmarked(t, recorder("--protocol", "cloudtalk", "--bookmarklet").trim());
  const said = [];
  page.on("dialog", async (dialog) => {
    said.push(dialog.message());
    await dialog.dismiss();
  });
  await page.getByText("record").click();
  await eventually(() => assert.match(said.join(), /there is no phone's frame in this page yet/));
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("iframe"), { src: "https://phone.cloudtalk.io" })));
  await page.getByText("record").click();
  assert.match(await page.locator("div[role=status]").innerText(), /^cti: 0 lines/);
  assert.equal(said.length, 1);
});

test("a library is recorded, whatever its callbacks are given", async (t) => {
  const page = await blank(t, /^https:/, () => html(""));
  await page.goto("https://acme.desk.com");
  await page.addScriptTag({ content: recorder("--protocol", "desk-open-cti") });
  const recording = await page.evaluate(async () => {
    const trap = { get result() { throw new Error("trap"); } };
    const cycle = {};
    cycle.cycle = cycle;
    window.desk = {
      ready: (listener) => listener(),
      interaction: {
        isVisible: (back) => back({ result: true }), setVisible: (_, back) => back(trap), screenPop: (...args) => args.at(-1)(cycle),
        getUserInfo: (back) => back("x".repeat(3 << 20)),
        cti: { enableClickToDial: (back) => back({ error: "no" }) },
      },
    };
    const recording = ctiRecordLibrary(desk);
    let answers = 0;
    const answered = () => { answers += 1; };
    desk.ready(answered);
    desk.interaction.isVisible(answered);
    desk.interaction.setVisible(true, answered);
    desk.interaction.screenPop("case", "1", answered);
    desk.interaction.getUserInfo(answered);
    desk.interaction.cti.enableClickToDial(answered);
    recording.stop();
    desk.interaction.isVisible(answered);
    return { text: recording.text(), answers, count: recording.count() };
  });
  assert.deepEqual([recording.answers, recording.count], [7, 11]);
  assert.ok(recording.text.length < 3000, recording.text);
  const ran = spawnSync(CTI, ["replay", "-", "--json"], { input: recording.text, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  const gates = ran.stdout.trim().split("\n").map((line) => JSON.parse(line)).filter(({ kind }) => kind === "message")
    .map(({ verdict, gate }) => gate ?? verdict);
  assert.equal(gates.filter((gate) => gate === "size").length, 1, gates.join());
});
