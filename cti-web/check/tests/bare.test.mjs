// Strings with nothing around them, beside objects; and a port that one of them hands over.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const LINNET = "https://phone.linnet.example";

const word = (text) => JSON.stringify({ " ": text });
const ring = (number) => `{"type":"ring","callId":7,"from":"${number}"}`;
const dial = (number) => `{"type":"dial","to":"${number}"}`;

/** The application's page around a phone that the check plays: `[page, app, phone]`. */
async function opened(t) {
  const page = await visit(t, at(CRM, { role: "linnet-app", frame: at(LINNET) }));
  return [page, new Part(page.mainFrame()), frames(page)[0]];
}

const post = (phone, ...data) =>
  phone.evaluate(([data, crm]) => data.forEach((one) => parent.postMessage(one, crm)), [data, CRM]);

test("strings, JSON text and objects are read on one channel", async (t) => {
  const [, app, phone] = await opened(t);
  await post(phone, "ready", { type: "ring", callId: 7, from: "+12025550101" }, ring("+12025550102"));
  await app.hears(word("ready"), ring("+12025550101"), ring("+12025550102"));
  // Of no family, and no bare string.
  await post(phone, { " ": "ready" }, '{" ":"ready"}', 7, ["ready"], "half \ud800 of a character");
  await app.hears(
    "! refused, not ours: no tag of this protocol",
    "! refused, not ours: no tag of this protocol",
    "! refused, not ours: neither an object nor a string",
    "! refused, not ours: no tag of this protocol",
    "! refused, not ours: neither an object nor a string",
  );
});

test("a bare string is posted as a string, and the rest as objects", async (t) => {
  const [page, app, phone] = await opened(t);
  await phone.evaluate(() => {
    window.got = [];
    addEventListener("message", ({ data }) => got.push(data));
  });
  const ping = app.act("ping");
  await app.does("dial +12025550101");
  await phone.waitForFunction(() => got.length === 2);
  assert.deepEqual(await phone.evaluate(() => got), ["__ping__", { type: "dial", to: "+12025550101" }]);
  await post(phone, "__pong__");
  assert.equal(await ping, "pong");
  await app.hears(word("__pong__"));
});

test("a session goes on through the port that a string hands over", async (t) => {
  const phone = at(LINNET, { role: "linnet-phone", origin: CRM });
  const page = await visit(t, at(CRM, { role: "linnet-app", frame: phone }));
  const [app, linnet] = [new Part(page.mainFrame()), new Part(frames(page)[0])];
  await linnet.does("ready");
  await linnet.does("init w-7");
  await app.hears(word("ready"), word("linnet.init:w-7"));
  // What the handler of that string sends goes there already.
  await linnet.hears(dial("+12025550100"));
  await linnet.does("ring +12025550101");
  await app.hears(ring("+12025550101"));
  assert.equal(await app.act("ping"), "pong");
  assert.equal(await page.evaluate(() => count), 2, "nothing more was posted to the window");
  // Another one takes its place.
  await linnet.does("init w-8");
  await app.hears(word("__pong__"), word("linnet.init:w-8"));
  await linnet.hears(word("__ping__"), dial("+12025550100"));
  assert.equal(await page.evaluate(() => count), 2, "it came through the port");
});

test("a string that comes without its port leaves the session where it is", async (t) => {
  const [, app, phone] = await opened(t);
  await post(phone, "linnet.init:w-7", "ready");
  await app.hears("! NoPort", word("linnet.init:w-7"), word("ready"));
});
