// Requests that are answered many times: streams of their answers.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const ACME = "https://phone.acme.example";

/** The application's page, and the phone in it. */
async function otter(t) {
  const page = await visit(t, at(CRM, {
    role: "otter-app",
    frame: at(ACME, { role: "otter-phone", origin: CRM }),
  }));
  const [frame] = frames(page);
  return { page, frame, app: new Part(page.mainFrame()), phone: new Part(frame) };
}

/** Begins to watch; the id that the phone is asked with. */
async function watch(app, phone, name) {
  await app.does(`watch ${name}`);
  return JSON.parse(await phone.next()).watch;
}

const level = (watch, db) => `{"type":"level","watch":"${watch}","db":${db}}`;
const item = (name, watch, db) => `${name}: Level(Level ${JSON.stringify({ watch, db })})`;

test("two streams in flight get each its own, and one ends while the other goes on", async (t) => {
  const { app, phone } = await otter(t);
  const [a, b] = [await watch(app, phone, "a"), await watch(app, phone, "b")];
  assert.notEqual(a, b);
  await phone.does(`level ${b} -7`);
  await app.hears(level(b, -7), item("b", b, -7));
  await phone.does(`level ${a} -3`);
  await app.hears(level(a, -3), item("a", a, -3));
  await phone.does(`over ${a}`);
  await app.hears(`{"type":"over","watch":"${a}"}`, "a: End(Finished)", "a: over");
  await phone.does(`level ${b} -8`);
  await app.hears(level(b, -8), item("b", b, -8));
  // What comes late is heard, and is no stream's.
  await phone.does(`level ${a} -4`);
  await app.hears(level(a, -4));
  await phone.does(`failed ${b}`);
  const failed = `{"type":"failed","watch":"${b}","why":"lost"}`;
  const why = `Failed {"watch":"${b}","why":"lost"}`;
  await app.hears(failed, `b: End(Failed(Refused(${why})))`, "b: over");
});

test("cancelling posts the declared message, and what comes then is nobody's", async (t) => {
  const { app, phone } = await otter(t);
  const a = await watch(app, phone, "a");
  await phone.does(`level ${a} -3`);
  await app.hears(level(a, -3), item("a", a, -3));
  await app.does("cancel a");
  await app.hears("a: End(Cancelled)", "a: over");
  await phone.hears(`{"type":"stop","watch":"${a}"}`);
  await phone.does(`level ${a} -4`);
  await app.hears(level(a, -4));
});

test("answers under the keys of a request are a stream, until it is cancelled", async (t) => {
  const { app, phone, frame } = await otter(t);
  await app.does("contacts c");
  await phone.hears('{"ask":"contacts","prefix":"A"}');
  const { id } = await frame.evaluate(() => window.arrived.at(-1).data);
  for (const name of ["Ada", "Bob"]) {
    await phone.does(`contact ${name}`);
    assert.match(await app.next(), /^null/);
    await app.hears(`c: Contact {"name":"${name}"}`);
  }
  await app.does("cancel c");
  await app.hears("c: End(Cancelled)", "c: over");
  await phone.hears(`{"type":"unsubscribe","id":"${id}"}`);
  assert.equal(await phone.act("contact Cleo"), "no such request waits for an answer");
});

test("a new document ends the streams of the one before", async (t) => {
  const { app, phone, frame } = await otter(t);
  const a = await watch(app, phone, "a");
  await frame.goto(at(ACME, { role: "otter-phone", origin: CRM, again: "" }));
  await app.hears("a: End(Failed(Reloaded))", "a: over");
  const again = new Part(frame);
  await frame.evaluate(() => ready);
  await again.does(`level ${a} -4`);
  await app.hears(level(a, -4));
});
