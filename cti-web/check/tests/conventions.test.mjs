// A library is called, answers and is subscribed to as its declaration says; and does as it likes.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, visit } from "../browser.mjs";

const ORIGIN = "https://acme.example";

/** An adapter in a page with a library that the check makes up: each function does what `does` says. */
async function adapter(t, change = "() => {}") {
  const page = await visit(t, ORIGIN);
  await page.evaluate(`(() => {
    window.calls = [];
    window.does = {};
    window.on = {};
    const names = ["setHeight", "find", "who", "count", "log", "blink", "version", "current"];
    const method = (name) => function (...given) {
      if (this !== bell) throw new Error(name + " has lost its object");
      const shown = (key, value) => (typeof value === "function" ? "ƒ" : value);
      calls.push(name + " " + JSON.stringify(given, shown));
      return does[name]?.(...given);
    };
    window.bell = Object.fromEntries(names.map((name) => [name, method(name)]));
    bell.screen = { pop() {} };
    bell.EVENTS = { PAGE_SHOWN: "page-shown", CLOSED: 7 };
    bell.events = {
      subscribe(name, { listener }) {
        if (this !== bell.events) throw new Error("subscribe has lost its object");
        on[name] = listener;
      },
    };
    bell.onDial = (name, listener) => void (on[name] = listener);
    bell.THEME = (listener) => void (on.theme = listener);
    (${change})();
  })()`);
  await page.evaluate(() => openRole("bell-app", undefined, []));
  return [page, new Part(page.mainFrame())];
}

/** What an act comes to when the function does this. */
async function acted(page, app, act, name, does) {
  await page.evaluate(`does.${name} = ${does}`);
  return app.act(act);
}

const calls = (page) => page.evaluate(() => window.calls.splice(0));

test("arguments and callbacks go where the convention says", async (t) => {
  const [page, app] = await adapter(t);
  const says = "({ callback }) => callback({ success: true, returnValue: null, errors: [] })";
  assert.equal(await acted(page, app, "height 300", "setHeight", says), "set");
  const found = "(text, most, done) => done([{ id: text }])";
  assert.equal(await acted(page, app, "find Ada", "find", found), "Ada");
  assert.equal(await acted(page, app, "who", "who", "async () => ({ id: 'u-7' })"), "u-7");
  assert.equal(await acted(page, app, "count x", "count", "() => ({ data: 3 })"), "3");
  assert.equal(await acted(page, app, "log x", "log", "({ done }) => done()"), "logged");
  assert.equal(await acted(page, app, "version", "version", "(of, done) => done('2.1')"), "2.1");
  const none = "(of, done) => done({ ok: true, why: 'x' })";
  assert.equal(await acted(page, app, "current", "current", none), "none");
  assert.equal(await app.act("blink"), "done");
  assert.deepEqual(await calls(page), [
    'setHeight [{"heightPX":300,"callback":"ƒ"}]',
    'find ["Ada",null,"ƒ","ƒ"]',
    "who [{}]",
    'count ["x"]',
    'log [{"text":"x","done":"ƒ","failed":"ƒ"}]',
    'version [{},"ƒ"]',
    'current [{},"ƒ"]',
    'blink [{"on":true}]',
  ]);
});

test("failures come under keys, by a second callback, or by a rejected promise", async (t) => {
  const [page, app] = await adapter(t);
  const failed = "({ callback }) => callback({ success: false, returnValue: 1, errors: [{ code: 7 }] })";
  assert.match(await acted(page, app, "height 0", "setHeight", failed), /Refused\(\[Problem/);
  const refused = async (name, act, does) => acted(page, app, act, name, does);
  const no = "(text, most, done, failed) => failed('no')";
  assert.match(await refused("find", "find x", no), /Refused\("no"\)/);
  const error = "(text, most, done, failed) => failed(new TypeError('no'))";
  assert.match(await refused("find", "find x", error), /Refused\("no"\)/);
  const made = "async () => { throw Object.assign(new Error('gone'), { code: 4 }) }";
  assert.match(await refused("who", "who", made), /"message":"gone","code":4/);
  const exception = "async () => { throw new DOMException('gone', 'AbortError') }";
  assert.match(await refused("who", "who", exception), /"message":"gone"/);
  assert.match(await refused("count", "count x", "() => Promise.reject('no')"), /Refused\("no"\)/);
  assert.match(await refused("log", "log x", "({ failed }) => failed(undefined)"), /Refused\(\(\)\)/);
  assert.match(await refused("log", "log x", "({ failed }) => failed()"), /Refused\(\(\)\)/);
});

test("a library that misbehaves costs its call, and no other", async (t) => {
  const [page, app] = await adapter(t);
  const throws = "() => { throw new Error('no') }";
  const bad = [
    ["find x", "find", throws, /Threw\("find"\)/],
    ["who", "who", throws, /Threw\("who"\)/],
    ["who", "who", "() => Promise.reject()", /Drifted/],
    ["who", "who", "() => Promise.reject('a text')", /Drifted/],
    ["who", "who", "() => {}", /Drifted/],
    ["who", "who", "async () => ({ id: 7 })", /Drifted/],
    ["who", "who", "() => ({ get then() { throw new Error('no') } })", /"message":"no"/],
    ["who", "who", "() => ({ then() { throw 'no' } })", /Drifted/],
    ["who", "who", "async () => ({ get id() { throw new Error('no') } })", /Drifted/],
    ["who", "who", "() => Promise.reject(new Proxy({}, { getPrototypeOf() { throw 1 } }))", /Drifted/],
    ["find x", "find", "(text, most, done, failed) => failed()", /Drifted/],
    ["find x", "find", "(text, most, done, failed) => failed(Symbol('x'))", /Drifted/],
    ["find x", "find", "(text, most, done) => done(() => 1)", /Drifted/],
    ["height 1", "setHeight", "({ callback }) => callback()", /Drifted/],
    ["height 1", "setHeight", "({ callback }) => callback({ returnValue: 1 })", /Drifted/],
    ["height 1", "setHeight", "({ callback }) => callback({ get success() { throw 1 } })", /Drifted/],
    ["version", "version", "(of, done) => done(7n)", /Drifted/],
  ];
  for (const [act, name, does, outcome] of bad) {
    assert.match(await acted(page, app, act, name, does), outcome, does);
    assert.equal(await acted(page, app, "count x", "count", "() => ({ data: 3 })"), "3");
  }
  await page.evaluate(() => delete bell.blink);
  assert.equal(await app.act("blink"), "done");
  await app.endsWith("! undelivered");
});

test("two requests in flight, answered twice and in another order", async (t) => {
  const [page, app] = await adapter(t);
  await page.evaluate(() => {
    window.open = [];
    does.find = (text, most, done, failed) => void open.push({ done, failed });
    does.who = () => new Promise((resolve, reject) => open.push({ resolve, reject }));
  });
  const [first, second] = [app.act("find a"), app.act("find b")];
  const [third, fourth] = [app.act("who"), app.act("who")];
  await page.waitForFunction(() => open.length === 4);
  await page.evaluate(() => {
    open[1].failed("b");
    open[1].done([{ id: "late" }]);
    open[0].done([{ id: "a" }]);
    open[0].done([{ id: "twice" }]);
    open[0].failed("late");
    open[3].reject(new Error("fourth"));
    open[3].resolve({ id: "late" });
    open[2].resolve({ id: "third" });
  });
  assert.match(await second, /Refused\("b"\)/);
  assert.equal(await first, "a");
  assert.equal(await third, "third");
  assert.match(await fourth, /"message":"fourth"/);
});

test("what never answers ends with the connection", async (t) => {
  const [page, app] = await adapter(t);
  await page.evaluate(() => {
    does.who = () => new Promise((resolve, reject) => Object.assign(window, { resolve, reject }));
  });
  const waiting = app.act("who");
  await page.waitForFunction(() => window.reject);
  await app.close();
  assert.match(await waiting, /Closed/);
  await page.evaluate(() => {
    reject("late");
    on["page-shown"]({ id: "p" });
  });
});

test("events are subscribed to by name, and listeners receive what the convention says", async (t) => {
  const [page, app] = await adapter(t);
  assert.deepEqual(await page.evaluate(() => Object.keys(on).sort()), [
    "7",
    "page-shown",
    "theme",
    "voice.dial",
  ]);
  await page.evaluate(() => {
    on["page-shown"]({ id: "p-1", more: () => 1 });
    on[7]("anything");
    on["voice.dial"]({ success: true, returnValue: { id: "p-2" }, errors: null });
    on["voice.dial"]({ success: false, errors: [{ code: 7 }] });
    on.theme({ data: "dark" });
    on["page-shown"]({ id: 7 });
    on.theme(undefined);
  });
  await app.hears(
    'PAGE_SHOWN {"id":"p-1"}',
    "CLOSED []",
    'voice.dial {"result":{"id":"p-2"}}',
    'voice.dial {"result":null,"error":[{"code":7}]}',
    'THEME "dark"',
    "! drifted, PAGE_SHOWN: expected a string",
    "! drifted, THEME: expected an object",
  );
});

test("a library that lacks what is declared isn't attached to, and is told by name", async (t) => {
  const attached = async (change) => {
    try {
      await adapter(t, change);
    } catch (why) {
      return String(why);
    }
    return "attached";
  };
  assert.match(await attached("() => { delete bell.blink }"), /no function blink/);
  assert.match(await attached("() => { bell.find = 7 }"), /no function find/);
  assert.match(await attached("() => { delete bell.events }"), /no function events\.subscribe/);
  assert.match(await attached("() => { delete bell.EVENTS.CLOSED }"), /no function CLOSED/);
  assert.match(await attached("() => { delete bell.onDial }"), /no function onDial/);
  const getter = "() => Object.defineProperty(bell, 'who', { get() { throw new Error('no') } })";
  assert.match(await attached(getter), /no function who/);
  const throws = "() => { bell.onDial = () => { throw new Error('no') } }";
  assert.match(await attached(throws), /function onDial has thrown/);
});

/** The library's side, and an adapter that calls it. */
async function both(t) {
  const page = await visit(t, ORIGIN);
  await page.evaluate(() => openRole("bell-phone", undefined, []));
  await page.evaluate(() => openRole("bell-app", undefined, []));
  return [page, new Part(page.mainFrame(), 0), new Part(page.mainFrame(), 1)];
}

test("a provided library keeps to the convention", async (t) => {
  const [, library, app] = await both(t);
  const [high, low] = [app.act("height 300"), app.act("height 0")];
  assert.equal(await high, "set");
  assert.match(await low, /Refused\(\[Problem/);
  assert.equal(await app.act("find Ada"), "Ada");
  assert.match(await app.act("who"), /"message":"nobody","code":4/);
  assert.equal(await app.act("count x"), "3");
  assert.equal(await app.act("log x"), "logged");
  assert.equal(await app.act("version"), "2.1");
  assert.equal(await app.act("blink"), "done");
  await library.hears(
    'setHeight {"heightPX":300}',
    'setHeight {"heightPX":0}',
    'find ["Ada",null]',
    "who {}",
    'count ["x"]',
    'log {"text":"x"}',
    "version {}",
    'blink {"on":true}',
  );
  for (const act of ["show p-1", "close", "dial p-2", "dial", "theme dark"]) {
    assert.equal(await library.act(act), "done");
  }
  await app.hears(
    'PAGE_SHOWN {"id":"p-1"}',
    "CLOSED []",
    'voice.dial {"result":{"id":"p-2"}}',
    'voice.dial {"result":null,"error":[{"code":7}]}',
    'THEME "dark"',
  );
});

test("a provided library is called by scripts of others", async (t) => {
  const page = await visit(t, ORIGIN);
  await page.evaluate(() => openRole("bell-phone", undefined, []));
  const told = await page.evaluate(async () => {
    const told = [];
    const tell = (name) => (value) => told.push([name, value]);
    bell.setHeight({ heightPX: 3, callback: tell("height") });
    bell.setHeight({ heightPX: 0, callback: tell("height") });
    bell.setHeight({ heightPX: 3 });
    bell.find("Ada", tell("found"));
    bell.find("", undefined, tell("found"), tell("lost"));
    bell.log({ text: "", done: tell("done"), failed: tell("failed") });
    bell.version(undefined, tell("version"));
    bell.version(tell("version"));
    told.push(["count", await bell.count("x")]);
    told.push(["who", await bell.who().catch((why) => why)]);
    told.push(["blink", bell.blink({ on: true })]);
    bell.current({}, tell("current"));
    bell.pop?.();
    bell.screen.pop({ record: "r-1", callback: tell("pop") });
    bell.events.subscribe(bell.EVENTS.PAGE_SHOWN, { listener: tell("shown") });
    bell.events.subscribe("PAGE_SHOWN", {});
    bell.events.subscribe("nothing", { listener: tell("nothing") });
    bell.events.subscribe(Symbol("x"), 7);
    bell.onDial("voice.dial", tell("dial"));
    return told;
  });
  assert.deepEqual(told, [
    ["height", { success: true, returnValue: null }],
    ["height", { success: false, returnValue: null, errors: [{ code: 7 }] }],
    ["found", [{ id: "Ada" }]],
    ["lost", "what?"],
    ["failed", undefined],
    ["version", "2.1"],
    ["version", "2.1"],
    ["count", { data: 3 }],
    ["who", { message: "nobody", code: 4 }],
    ["blink", undefined],
    ["current", { ok: false, page: null, why: "current is not supported" }],
    ["pop", { success: false, returnValue: null, errors: "screen.pop is not supported" }],
  ]);
});
