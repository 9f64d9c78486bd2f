// Values that only a live object can hold, and messages that are too much.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, at, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";

const HEARD = '{"action":"sms","sms":"Hello"}';

/** What JSON can't hold, as functions, since only the frame can make them. */
const UNHOLDABLE = {
  "a Map with other keys": () => new Map([[1, 1]]),
  "a Set": () => new Set([1]),
  "an invalid Date": () => new Date(NaN),
  "half a surrogate pair": () => "half \ud83d",
  "an array with a hole": () => [1, , 2],
  "an array with a hole at its end": () => [1, ,],
  "an array with a member": () => Object.assign([1], { more: 1 }),
  "an array with a hole and a member": () => Object.assign([1, ,], { more: 1 }),
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

test("what JSON cannot hold costs its member, and a declared one drifts", async (t) => {
  const [app, phone] = await talk(t);
  const drifted = /^! drifted, sms: JSON can't hold /;
  const places = [
    [(value) => value, /^! refused, not ours: /],
    [(value) => ({ action: value, sms: "Hello" }), /^! refused, malformed: JSON can't hold /],
    [(value) => ({ action: "sms", sms: value }), drifted],
    [(value) => ({ action: "sms", sms: "Hello", callId: value }), drifted],
    [(value) => ({ action: "sms", sms: "Hello", beside: value }), /^\{"action":"sms","sms":"Hello"\}$/],
    [(value) => ({ action: "sms", sms: "Hello", deep: [{ value }, 1] }), /^\{"action":"sms"/],
    [(value) => ({ action: "new", deep: [{ value }] }), /^\{"action":"new"/],
  ];
  // A cycle is held but for the member that closes it.
  const cycle = [
    [places[1][0], /^! refused, not ours: /],
    [places[2][0], /^! drifted, sms: expected a string/],
    [places[3][0], /^! drifted, sms: expected a whole number/],
    [places[4][0], places[4][1]],
  ];
  for (const [name, make] of Object.entries(UNHOLDABLE)) {
    for (const [place, expected] of name === "a cycle" ? cycle : places) {
      await post(phone, place, `(${make})()`);
      assert.match(await app.next(), expected, `${name} in ${place}`);
    }
  }
  await post(phone, () => ({ action: "sms", sms: "Hello", "half \ud83d": 1 }));
  assert.equal(await app.next(), HEARD);
});

test("dates, maps and large numbers are read as what JSON has for them", async (t) => {
  const [app, phone] = await talk(t);
  await post(phone, () => ({ action: "sms", sms: new Date(0) }));
  assert.equal(await app.next(), '{"action":"sms","sms":"1970-01-01T00:00:00.000Z"}');
  await post(phone, () => ({ action: "sms", sms: "Hello", callId: 2n ** 64n - 1n }));
  assert.equal(await app.next(), '{"action":"sms","sms":"Hello","callId":18446744073709551615}');
  await post(phone, () => ({ action: "sms", sms: "Hello", callId: 2n ** 64n }));
  assert.match(await app.next(), /^! drifted, sms: expected a whole number from 0 to /);
  await post(phone, () => new Map(Object.entries({ action: "sms", sms: "Hello", x: undefined })));
  assert.equal(await app.next(), HEARD);
  await post(phone, () => ({ action: "new", map: new Map([["a", new Map([["b", 1n]])]]) }));
  assert.match(await app.next(), /^\{"action":"new","map":\{"a":\{"b":1\}\}\}$/);
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

test("a text where an object is due, and either where either is", async (t) => {
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
  assert.equal(await crm.next(), JSON.stringify(ended));
  await send(JSON.stringify(ended));
  assert.equal(await crm.next(), JSON.stringify(ended));
  // Half of a surrogate pair costs its member, also where it isn't escaped.
  const half = (key) => JSON.stringify({ ...ended, [key]: "half" }).replace("half", "half \ud83d");
  await send(half("more"));
  assert.equal(await crm.next(), JSON.stringify(ended));
  await send(half("properties"));
  assert.match(await crm.next(), /^! drifted, ended: JSON can't hold half of a surrogate pair/);
  // Text is scanned as text: a key twice means two things to two readers.
  await send(JSON.stringify(ended).replace('{"event"', '{"event":"ringing","event"'));
  assert.match(await crm.next(), /^! refused, malformed/);
});
