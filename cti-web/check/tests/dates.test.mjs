// `Date`s and `Map`s: what is posted has them where the declaration says so, and both are read.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const ACME = "https://phone.acme.example";
const TIME = "2026-01-31T09:30:00.000Z";

/** The application's page, and the phone in it. */
async function acme(t) {
  const page = await visit(t, at(CRM, {
    role: "dates-app",
    frame: at(ACME, { role: "dates-phone", origin: CRM }),
  }));
  const [frame] = frames(page);
  return { page, frame, app: new Part(page.mainFrame()), phone: new Part(frame) };
}

/** What arrived last at a window, in words that say of which kind each value is. */
const arrived = (window) =>
  window.evaluate(() => {
    const told = (value) => {
      if (value instanceof Date) return `Date ${value.toISOString()}`;
      if (value instanceof Map) return ["Map", ...[...value].map(([key, value]) => [key, told(value)])];
      if (Array.isArray(value)) return value.map(told);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, value]) => [key, told(value)]));
    };
    return told(window.arrived.at(-1).data);
  });

const call = (ended) => ({
  type: "call",
  data: {
    at: `Date ${TIME}`,
    attributes: ["Map", ["__proto__", { value: "gold", set: `Date ${TIME}` }]],
    states: [{ name: "open", times: [`Date ${TIME}`, "yesterday"] }],
    ...ended,
  },
  sent: `Date ${TIME}`,
});

test("a field is posted as a Date or a Map, and read back", async (t) => {
  const { page, app, phone } = await acme(t);
  await phone.does("call");
  const heard = await app.next();
  assert.deepEqual(await arrived(page), call({ why: "missed", ended: `Date ${TIME}` }));
  assert.match(heard, /^\{"type":"call","data":\{"at":"2026-01-31T09:30:00.000Z"/);
  assert.match(heard, /"times":\["2026-01-31T09:30:00.000Z","yesterday"\]/);
  assert.match(heard, /"attributes":\{"__proto__":\{"value":"gold","set":"2026-01-31/);
});

test("of a field with one key in two variants, that of the other stays text", async (t) => {
  const { page, app, phone } = await acme(t);
  await phone.does("call lost");
  await app.next();
  assert.deepEqual(await arrived(page), call({ why: "lost", ended: TIME }));
});

test("the whole content is a Map, whatever its keys", async (t) => {
  const { page, app, phone } = await acme(t);
  await phone.does("tags");
  assert.equal(await app.next(), '{"type":"tags","data":{"__proto__":"x"}}');
  assert.deepEqual(await arrived(page), { type: "tags", data: ["Map", ["__proto__", "x"]] });
});

test("a whole message is a Map, with a Date that can be read, or the text", async (t) => {
  const { frame, app, phone } = await acme(t);
  for (const [text, date] of [[TIME, `Date ${TIME}`], ["soon", "soon"]]) {
    await app.does(`remind ${text}`);
    const data = { at: text, made: text };
    assert.equal(await phone.next(), JSON.stringify({ action: "remind", data }));
    const posted = ["Map", ["action", "remind"], ["data", { at: date, made: text }]];
    assert.deepEqual(await arrived(frame), posted);
  }
});

test("a request and its answer have them, too", async (t) => {
  const { page, frame, app } = await acme(t);
  assert.equal(await app.act("last"), "open");
  const { id, ...asked } = await arrived(frame);
  assert.deepEqual(asked, { ask: "last", before: `Date ${TIME}` });
  const found = { name: "open", times: [`Date ${TIME}`, "yesterday"] };
  assert.deepEqual(await arrived(page), { to: id, good: true, found });
});
