// Values that only a live object can hold, and messages that are too much.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";

const HEARD = '{"action":"sms","sms":"Hello"}';

/** What JSON can't hold, as functions, since only the frame can make them. */
const UNHOLDABLE = {
  "a BigInt": () => 7n,
  "a Map": () => new Map([["a", 1]]),
  "a Set": () => new Set([1]),
  "a Date": () => new Date(0),
  "a typed array": () => new Uint8Array([1, 2]),
  "an ArrayBuffer": () => new ArrayBuffer(8),
  "a RegExp": () => /x/,
  "an Error": () => new Error("x"),
  "a Blob": () => new Blob(["x"]),
  "a cycle": () => {
    const cycle = {};
    cycle.self = cycle;
    return cycle;
  },
  "a boxed text": () => Object("x"),
  "not a number": () => NaN,
  "an infinite number": () => -Infinity,
};

/** Posts to the page around a frame what a function with these arguments makes. */
const post = (frame, make, value) =>
  frame.evaluate(`parent.postMessage((${make})(${value}), '${CRM}')`);

async function talk(t) {
  const page = await visit(t, at(CRM, { role: "talk-app", frame: at(TALK) }));
  return [new Part(page.mainFrame()), frames(page)[0]];
}

test("what JSON cannot hold is refused, wherever it stands", async (t) => {
  const [app, phone] = await talk(t);
  const malformed = /^! refused, malformed: /;
  const places = [
    [(value) => value, /^! refused, not ours: /],
    [(value) => ({ action: "sms", sms: value }), malformed],
    [(value) => ({ action: "sms", sms: "Hello", callId: value }), malformed],
    [(value) => ({ action: "sms", sms: "Hello", beside: value }), malformed],
    [(value) => ({ action: "new", deep: [{ value }] }), malformed],
  ];
  for (const [name, make] of Object.entries(UNHOLDABLE)) {
    for (const [place, refused] of places) {
      await post(phone, place, `(${make})()`);
      assert.match(await app.next(), refused, `${name} in ${place}`);
    }
  }
  await post(phone, () => ({ action: "sms", sms: "Hello" }));
  assert.equal(await app.next(), HEARD);
});

test("undefined, null and nothing are all nothing, where nothing may be", async (t) => {
  const [app, phone] = await talk(t);
  for (const value of ["undefined", "null"]) {
    await post(phone, (value) => ({ action: "sms", sms: "Hello", callId: value }), value);
    assert.equal(await app.next(), HEARD);
    await post(phone, (value) => ({ action: "sms", sms: value }), value);
    assert.match(await app.next(), /^! drifted, sms: /);
  }
});

test("numbers keep their digits, and texts their characters", async (t) => {
  const [app, phone] = await talk(t);
  await post(phone, () => ({
    action: "sms",
    sms: 'a"\\\n\u2028\ud83d\ude00',
    callId: 2 ** 53 - 1,
  }));
  assert.equal(
    await app.next(),
    '{"action":"sms","sms":"a\\"\\\\\\n\u2028\u{1f600}","callId":9007199254740991}',
  );
  // Half a character can't be kept, and isn't made into another one without a word.
  await post(phone, () => ({ action: "sms", sms: "half \ud83d" }));
  assert.match(await app.next(), /^! (refused|drifted), /);
  for (const id of ["1.5", "-1", "2 ** 64", "'7'"]) {
    await post(phone, (id) => ({ action: "sms", sms: "Hello", callId: id }), id);
    assert.match(await app.next(), /^! drifted, sms: /, id);
  }
});

test("names that every object has are no fields", async (t) => {
  const [app, phone] = await talk(t);
  await post(phone, () => ({ action: "constructor" }));
  assert.match(await app.next(), /^\{"action":"constructor"\}$/);
  await post(phone, () => JSON.parse('{"__proto__": {"action": "sms", "sms": "Hello"}}'));
  assert.match(await app.next(), /^! refused, not ours/);
  await post(phone, () => ({ action: "sms", toString: 1 }));
  assert.match(await app.next(), /^! drifted, sms: /);
});

test("what is too large or too deep is refused", async (t) => {
  const [app, phone] = await talk(t);
  await post(phone, () => ({ action: "sms", sms: "x".repeat(300 * 1024) }));
  assert.match(await app.next(), /^! refused, size/);
  await post(phone, () => ({ action: "new", list: Array(300 * 1024).fill(0) }));
  assert.match(await app.next(), /^! refused, size/);
  await post(phone, () => {
    let deep = 1;
    for (let level = 0; level < 1_000; level += 1) deep = [deep];
    return { action: "new", deep };
  });
  assert.match(await app.next(), /^! refused, /);
  await post(phone, () => ({ action: "sms", sms: "Hello" }));
  assert.equal(await app.next(), HEARD);
});

test("a text where an object is due, and the reverse", async (t) => {
  const [app, phone] = await talk(t);
  await post(phone, () => '{"action":"sms","sms":"Hello"}');
  assert.match(await app.next(), /^! refused, not ours/);

  const cloudtalk = "https://phone.cloudtalk.io";
  const page = await visit(t, at(CRM, { role: "cloudtalk-app", frame: at(cloudtalk) }));
  const crm = new Part(page.mainFrame());
  const ended = {
    event: "ended",
    properties: {
      call_uuid: "12345678-1234-1234-123a-012345a6789b",
      external_number: "+442079460101",
      internal_number: "+12025550101",
    },
  };
  const send = (message) =>
    frames(page)[0].evaluate(
      ([message, target]) => parent.postMessage(message, target),
      [message, CRM],
    );
  await send(ended);
  assert.match(await crm.next(), /^! refused, not ours/);
  await send(JSON.stringify(ended));
  assert.equal(await crm.next(), JSON.stringify(ended));
  // Text is scanned as text: a key twice means two things to two readers.
  await send(JSON.stringify(ended).replace('{"event"', '{"event":"ringing","event"'));
  assert.match(await crm.next(), /^! refused, malformed/);
});
