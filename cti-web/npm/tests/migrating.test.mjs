// The steps of docs/migrating.md: what each of them believes.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { blank, eventually } from "../../check/browser.mjs";

const SITE = new URL("../../check/build/npm/", import.meta.url);
const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";
const types = { js: "text/javascript", wasm: "application/wasm" };

/** Where nothing bundles, this says where the package is. */
const MAP = `<script type="importmap">{ "imports": {
  "cti-softphones/leaddesk-talk": "/node_modules/cti-softphones/leaddesk-talk/index.js",
  "cti-softphones/leaddesk-talk/guard": "/node_modules/cti-softphones/leaddesk-talk/guard.js"
} }</script>`;

/** A page that is at one of the steps, and its phone. */
async function open(t, step) {
  const file = (path) => readFile(new URL(path, SITE));
  const page = await blank(t, /^https:/, async ({ origin, pathname }) => {
    if (pathname.startsWith("/node_modules/")) {
      return { type: types[pathname.split(".").pop()], body: await file(`.${pathname}`) };
    }
    if (origin === TALK) return { type: "text/html", body: await file("test/phone.html") };
    if (pathname !== "/") return { type: types.js, body: await file(`compiled/migrating${pathname}`) };
    const html = String(await file("migrating/index.html"));
    const script = `<script type="module" src="${step}.js"></script>`;
    return { type: "text/html", body: html.replace("</head>", `${MAP}${script}</head>`) };
  });
  await page.goto(CRM);
  const phone = await eventually(async () => {
    const frame = page.frames().find((frame) => frame.url().startsWith(TALK));
    assert.ok(frame && (await frame.evaluate(() => "talk" in window)));
    return frame;
  });
  await page.waitForFunction(() => document.querySelector("#dial").onclick);
  await phone.evaluate(() => talk.agentLogsIn());
  return { page, phone };
}

const log = (page) => page.locator("#log li").allTextContents();

for (const [step, believed] of [
  ["listener", ["+12025550199 calls", "+12025550123 calls"]],
  ["guarded", ["+12025550123 calls"]],
  ["phone", ["+12025550123 calls"]],
]) {
  test(`${step}: ${believed.length === 1 ? "only the phone is believed" : "anybody is believed"}`, async (t) => {
    const { page, phone } = await open(t, step);
    // Another window of the page, this one, says what the phone could say.
    const forged = { action: "call", id: 1, number: "+12025550199", direction: "in", ringStart: "2026-01-31 09:30:00" };
    await page.evaluate((forged) => {
      window.postMessage(forged, "*");
    }, forged);
    await phone.evaluate(() => talk.ring("+12025550123"));
    await eventually(async () => assert.deepEqual(await log(page), believed));
    await phone.evaluate(() => (talk.agentAnswers(), talk.callerHangsUp(), talk.agentCompletes()));
    await page.getByRole("button", { name: "Call" }).click();
    const command = { action: "call", number: "+12025550101", autocall: true };
    await eventually(async () => assert.deepEqual(await phone.evaluate(() => talk.received), [command]));
  });
}

test("what the class forbids is said", async (t) => {
  const { page, phone } = await open(t, "phone");
  await phone.evaluate(() => talk.agentLogsOut());
  await eventually(async () => {
    await page.getByRole("button", { name: "Call" }).click();
    const forbidden = "Error: out of turn: Agent is LoggedOut, and LoggedIn is needed";
    assert.equal((await log(page)).at(-1), forbidden);
  });
});
