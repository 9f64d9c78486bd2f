// The recorder as an extension: what its panel shows and saves of real windows.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Part, at, eventually, frames } from "../browser.mjs";
import { recorded } from "../extension.mjs";

const CTI = process.env.CTI ?? new URL("../../../target/debug/cti", import.meta.url).pathname;
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";

const run = (args, input) => spawnSync(CTI, args, { input, encoding: "utf8" });
const read = (text) => text.trim().split("\n").map((line) => JSON.parse(line));

/** The recording replays without anything unknown, drifted or out of turn, and is as declared. */
function fits(recording) {
  const replayed = run(["replay", "-", "--strict", "--json"], recording);
  assert.equal(replayed.status, 0, replayed.stderr + replayed.stdout);
  const checked = run(["check", "-"], recording);
  assert.equal(checked.status, 0, checked.stderr + checked.stdout);
  return read(replayed.stdout);
}

async function open(page, url) {
  await page.goto(url);
  await page.evaluate(() => ready);
  for (const frame of page.frames()) await frame.evaluate(() => ready);
}

/** A page of one script, and frames of others. */
const html = (script) => ({ type: "text/html", body: `<!doctype html><link rel="icon" href="data:,"><body><script>${script}</script>` });

test("a simulated phone is recorded, and what was recorded replays", async (t) => {
  const { page, show } = await recorded(t, "leaddesk-talk");
  await open(page, at(CRM, { role: "talk-app", frame: at(TALK, { role: "talk-phone", origin: CRM }) }));
  const app = new Part(page.mainFrame());
  const phone = new Part(frames(page)[0]);
  await phone.does("log in");
  await eventually(async () => assert.match((await app.seen()).join(), /"action":"login"/));
  // What came before the panel is there, too.
  const panel = await show();
  const token = await app.act("token");
  await phone.does("ring +12025550142");
  await app.does("hang up");
  await eventually(async () => assert.match((await app.seen()).join(), /disconnected/));
  await eventually(async () => assert.match((await panel.rows()).join("\n"), /disconnected,accepted/));

  const rows = await panel.rows();
  assert.ok(rows.every(([, , , verdict]) => verdict === "accepted"), JSON.stringify(rows));
  assert.deepEqual(rows.slice(0, 1).map((row) => row.slice(1)), [["← phone", "login", "accepted"]]);
  const recording = await panel.save();
  const lines = fits(recording);
  const messages = lines.filter(({ kind }) => kind === "message");
  assert.ok(messages.some(({ side, message }) => side === "app" && message === "hangup"), recording);
  assert.ok(messages.some(({ moved }) => moved?.some(({ to }) => to === "Ringing")), recording);
  // What is personal or secret was replaced, by the same each time.
  assert.ok(!recording.includes("2025550142") && !recording.includes(token), recording);
  assert.match(recording, /"jwt":"\[blanked\]"/);
});

test("a panel shows what a declaration lacks, and a person reads it", async (t) => {
  const { page, show } = await recorded(t, "leaddesk-talk", ({ host }) => host === "crm.example"
    ? html(`document.body.append(Object.assign(document.createElement("iframe"), { src: "${TALK}" }));`)
    : html(`parent.postMessage({ action: "login", language: "en", origin: "${TALK}/" }, "*");
      parent.postMessage({ action: "voicemail", from: "+12025550142" }, "*");
      parent.postMessage({ action: "sms", sms: 7 }, "*");
      parent.postMessage("hello", "*");`));
  await page.goto(CRM);
  const panel = await show();
  await panel.holds(4);
  assert.deepEqual((await panel.rows()).map((row) => row.slice(1)), [
    ["← phone", "login", "accepted"],
    ["← phone", "voicemail", "unknown"],
    ["← phone", "sms", "drifted · sms: expected string"],
    ["← phone", "", "refused · not ours: a string, and no object"],
  ]);
  await panel.evaluate(`document.querySelectorAll("#rows tr")[2].dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }))`);
  assert.match(await panel.evaluate(`document.querySelector("#details").innerText`), /"action": "sms"/);
  await panel.evaluate(`${AXE};0`);
  const violations = await panel.evaluate(`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
  assert.deepEqual(violations, []);
});

test("a page may post what it likes", async (t) => {
  const HOSTILE = `</script><img src=x onerror="alert(1)"><script>alert(2)</script>`;
  const { page, show } = await recorded(t, "leaddesk-talk", ({ host }) => host === "crm.example"
    ? html(`window.got = 0; addEventListener("message", () => { got += 1; });
      addEventListener("message", (event) => { if (event.isTrusted && event.data?.poison) JSON.stringify = Object.entries = () => { throw 1; }; });
      document.body.append(Object.assign(document.createElement("iframe"), { src: "${TALK}" }));`)
    : html(`const hostile = ${JSON.stringify(HOSTILE).replaceAll("<", "\\u003c")};
      const cycle = { action: "login" }; cycle.self = cycle;
      let deep = 1; for (let i = 0; i < 1000; i += 1) deep = { deep };
      let wide = ["x".repeat(9)]; for (let i = 0; i < 24; i += 1) wide = [wide, wide];
      const { port1 } = new MessageChannel();
      const post = (value, more) => parent.postMessage(value, "*", more);
      post({ action: hostile, [hostile]: hostile });
      post(cycle); post({ action: "sms", sms: deep }); post({ action: "sms", sms: wide });
      post("x".repeat(3 << 20)); post({ action: "sms", sms: "y".repeat(3 << 20) });
      post({ action: "login", port: port1 }, [port1]);
      post(new Map([[{}, 1]])); post(undefined); post(null); post([1, , 2]); post(new Error(hostile));
      post({ "cti-recorder": 1, at: "x", line: "full" });
      post({ action: "sms", sms: hostile, callId: 2n ** 70n });`));
  await page.goto(CRM);
  await eventually(async () => assert.equal(await page.evaluate(() => got), 14));
  // What only a script in the page can do.
  await page.evaluate((hostile) => {
    const trap = new Proxy({}, { get() { throw new Error("trap"); }, ownKeys() { throw new Error("trap"); } });
    window.dispatchEvent(new MessageEvent("message", { data: trap, origin: "https://login-ce2.leaddesk.com" }));
    for (const detail of [hostile, "full!", "{", '{"at":1,"origin":1}', '{"at":1,"signal":{"kind":"x"}}', trap, 7]) {
      window.dispatchEvent(new CustomEvent("cti-recorder", { detail }));
    }
  }, HOSTILE);
  const panel = await show();
  await panel.holds(14);
  assert.equal(await panel.evaluate(`document.querySelectorAll("img, #rows script").length`), 0);
  assert.ok((await panel.rows()).some(([, , name]) => name.startsWith("</script><img")));
  for (let row = 0; row < 14; row += 1) {
    await panel.evaluate(`document.querySelectorAll("#rows tr")[${row}].click()`);
    assert.ok(await panel.evaluate(`document.querySelector("#details").innerText.length > 0`));
  }
  const recording = await panel.save();
  assert.ok(recording.length < 20_000, `${recording.length} characters`);
  const replayed = run(["replay", "-", "--json"], recording);
  assert.equal(replayed.status, 0, replayed.stderr);
  const gates = read(replayed.stdout).filter(({ kind }) => kind === "message").map(({ verdict, gate }) => gate ?? verdict);
  assert.deepEqual(gates.slice(3, 6), ["size", "not_ours", "size"]);
  // The verdicts in the panel are those of the replay.
  const shown = (await panel.rows()).map(([, , , verdict]) => /^(?:refused · ([a-z ]+):|(\w+))/.exec(verdict));
  assert.deepEqual(shown.map(([, gate, verdict]) => gate?.replace(" ", "_") ?? verdict), gates);
  // A page that breaks its own objects breaks no recorder's page.
  await page.frames()[1].evaluate(() => parent.postMessage({ poison: 1 }, "*"));
  await page.frames()[1].evaluate(() => parent.postMessage({ action: "logout" }, "*"));
  await eventually(async () => assert.equal(await page.evaluate(() => got), 17));
});

test("a phone's new document is a reload, and a page's new document a new recording", async (t) => {
  const phone = `addEventListener("message", ({ source }) => source.postMessage({ action: "jwt", jwt: "eyJhbGciOi.secret" }, "*"));
    parent.postMessage({ action: "login", language: "en", origin: "${TALK}/" }, "*");`;
  const crm = `document.body.append(Object.assign(document.createElement("iframe"), { src: "${TALK}" }));
    addEventListener("message", ({ data, source }) => data.action === "login" && source.postMessage({ action: "getJwt" }, "*"));`;
  const { page, show } = await recorded(t, "leaddesk-talk", ({ host }) => html(host === "crm.example" ? crm : phone));
  await page.goto(CRM);
  const panel = await show();
  await panel.holds(3);
  await page.frames()[1].evaluate(() => location.reload());
  await panel.holds(7);
  const names = (await panel.rows()).map(([, , name]) => name);
  assert.deepEqual(names, ["login", "getJwt", "jwt", "the phone was reloaded", "login", "getJwt", "jwt"]);
  const recording = await panel.save();
  assert.deepEqual(read(recording).filter(({ reload }) => reload).length, 1);
  assert.equal(run(["replay", "-", "--strict"], recording).status, 0);
  await page.reload();
  await panel.holds(3);
  await panel.evaluate(`document.querySelector("#clear").click()`);
  await panel.holds(0);
});

test("a library is recorded from its first call on", async (t) => {
  const { page, show } = await recorded(t, "desk-open-cti", () => html(`
    var desk = { ready(listener) { setTimeout(listener); } };
    desk.interaction = { cti: {
        onClickToDial(listener) { setTimeout(listener, 20, { result: { number: "+12025550142", objectId: "1", object: "case" } }); },
        setSoftphoneHeight(height, back) { if (this !== desk.interaction.cti) throw new Error("this is lost"); back?.({ result: true }); } },
      onFocus() {}, isVisible(back) { setTimeout(back, 1, { result: false }); } };
    </script><script>
    window.heard = [];
    desk.ready(() => heard.push("ready"));
    desk.interaction.isVisible(({ result }) => heard.push(result));
    desk.interaction.cti.setSoftphoneHeight(300, ({ result }) => heard.push(result));
    desk.interaction.cti.onClickToDial(({ result }) => heard.push(result.number));`));
  await page.goto("https://acme.desk.com");
  await eventually(async () => assert.equal(await page.evaluate(() => heard.length), 4));
  const panel = await show();
  await panel.holds(6);
  const recording = await panel.save();
  fits(recording);
  assert.ok(!recording.includes("2025550142"), recording);
  assert.deepEqual((await panel.rows()).map(([, from, name]) => `${from} ${name}`).toSorted(), [
    "→ call interaction.cti.setSoftphoneHeight", "→ call interaction.isVisible", "← answer interaction.cti.setSoftphoneHeight",
    "← answer interaction.isVisible", "← event interaction.cti.onClickToDial", "← event ready",
  ].toSorted());
});

test("without a declaration, the most talkative phone is recorded, to infer one from", async (t) => {
  const { page, show } = await recorded(t, undefined, ({ host }) => host === "crm.example"
    ? html(`for (const src of ["https://widget.example", "https://phone.acme.example"]) {
        document.body.append(Object.assign(document.createElement("iframe"), { src })); }
      addEventListener("message", ({ data, source }) => data.type === "ring" && source.postMessage({ type: "answer", sessionId: data.sessionId }, "*"));`)
    : html(host === "widget.example" ? `parent.postMessage("noise", "*")`
      : `for (const sessionId of ["s-41c1", "s-42c2"]) {
          parent.postMessage({ type: "ring", sessionId, token: "hush", from: "+12025550142" }, "*");
          parent.postMessage({ type: "end", sessionId }, "*"); }`));
  await page.goto(CRM);
  const panel = await show();
  await panel.holds(7);
  const recording = await panel.save();
  assert.ok(!recording.includes("hush"), recording);
  // Calls stay apart, under other ids.
  assert.ok(!recording.includes("s-41c1"));
  const ids = read(recording).map(({ data }) => data?.sessionId).filter((id) => id);
  assert.deepEqual([ids.length, new Set(ids).size], [6, 2], recording);
  const inferred = run(["infer", "-", "--name", "acme-phone"], recording);
  assert.equal(inferred.status, 0, inferred.stderr);
  assert.match(inferred.stdout, /https:\/\/phone\.acme\.example/);
  assert.match(inferred.stdout, /Answer/);
});
