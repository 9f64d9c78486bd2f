// A library calls functions that the page gave it, and they answer; and either of the two does as it likes.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, visit } from "../browser.mjs";

const ORIGIN = "https://acme.example";

/** A page that has given its functions to a library that the check makes up. */
async function adapter(t, change = "() => {}") {
  const page = await visit(t, ORIGIN);
  await page.evaluate(`(() => {
    window.on = {};
    window.kestrel = {
      EVENTS: { recordShown: "record-shown", dial: 7 },
      enable: async () => {},
      addHandler(name, handler) {
        if (this !== kestrel) throw new Error("addHandler has lost its object");
        on[name] = handler;
      },
      registerApi(api) {
        on.registered = (on.registered ?? 0) + 1;
        Object.assign(on, api);
      },
      log: {
        save({ handler }) {
          if (this !== kestrel.log) throw new Error("save has lost its object");
          on.save = handler;
        },
      },
    };
    (${change})();
  })()`);
  await page.evaluate(() => openRole("kestrel-app", undefined, []));
  return [page, new Part(page.mainFrame())];
}

test("functions are given to the library as the declaration says", async (t) => {
  const [page, app] = await adapter(t);
  const names = await page.evaluate(() => Object.keys(on).sort());
  assert.deepEqual(names, ["7", "height", "record-shown", "registered", "save", "search"]);
  assert.equal(await page.evaluate(() => on.registered), 1);
  await page.evaluate(() => on["record-shown"]("r-1"));
  await app.hears('recordShown "r-1"');
});

test("they answer by a promise, by callbacks and under keys", async (t) => {
  const [page, app] = await adapter(t);
  const told = await page.evaluate(async () => {
    const told = [];
    const tell = (name) => (value) => told.push([name, value]);
    told.push(["dialled", await on[7]("+12025550123", "r-1")]);
    told.push(["dialled", await on[7]("+12025550124")]);
    told.push(["busy", await on[7]("0").catch((why) => why)]);
    on.search({ text: "Ada", done: tell("found") });
    on.search({ text: "nobody", done: tell("lost") });
    on.height(tell("height"), tell("no height"));
    on.save({ id: "c-1" }, tell("saved"));
    told.push(["returned", on.search({ text: "Ada" })]);
    return told;
  });
  assert.deepEqual(told, [
    ["dialled", { id: "+12025550123" }],
    ["dialled", { id: "+12025550124" }],
    ["busy", "busy"],
    ["found", { found: true, customers: [{ name: "Ada" }] }],
    ["lost", { found: false, customers: null, why: { code: 7 } }],
    ["height", 300],
    ["returned", undefined],
  ]);
  await app.hears(
    'dial ["+12025550123","r-1"]',
    'dial ["+12025550124",null]',
    'dial ["0",null]',
    'search {"text":"Ada"}',
    'search {"text":"nobody"}',
    "height []",
    'log.save [{"id":"c-1"}]',
    'search {"text":"Ada"}',
  );
});

test("a library that misuses them costs its call, and no other", async (t) => {
  const [page, app] = await adapter(t);
  const told = await page.evaluate(async () => {
    const throws = () => {
      throw new Error("no");
    };
    const never = on[7](7n, new Proxy({}, { get: throws, ownKeys: throws }));
    on[7]();
    on[7](() => 1, Symbol("x"));
    on.search();
    on.search("Ada");
    on.search({ get text() { throw new Error("no"); } });
    on.search({ text: "Ada", done: throws });
    on.search({ text: "Ada", done: 7 });
    on.height(7, 8, 9);
    on[7].call(undefined, "+1", "a", "b", "c", "d", "e", "f", "g", "h");
    const later = Promise.race([never, on[7]("1"), new Promise((done) => setTimeout(done, 50, "waits"))]);
    return [await later, await on[7]("+12025550123")];
  });
  assert.deepEqual(told, ["waits", { id: "+12025550123" }]);
  await app.endsWith('dial ["+12025550123",null]');
});

test("two calls in flight are answered one by one, and none once the page has gone", async (t) => {
  const [page, app] = await adapter(t);
  await page.evaluate(() => {
    window.settled = [];
    for (const number of ["1", "+12025550123"]) {
      on[7](number).then((call) => settled.push(call.id), (why) => settled.push(why));
    }
  });
  await page.waitForFunction(() => settled.length === 1);
  assert.deepEqual(await page.evaluate(() => settled), ["+12025550123"]);
  await app.close();
  assert.equal(await page.evaluate(() => on[7]("+12025550123")), undefined);
  assert.equal(await page.evaluate(() => on.search({ text: "Ada" })), undefined);
});

test("a library that can't be given them isn't attached to", async (t) => {
  const attached = async (change) => {
    try {
      await adapter(t, change);
    } catch (why) {
      return String(why);
    }
    return "attached";
  };
  assert.match(await attached("() => { delete kestrel.registerApi }"), /no function registerApi/);
  assert.match(await attached("() => { delete kestrel.EVENTS.dial }"), /no function dial/);
  assert.match(await attached("() => { delete kestrel.log }"), /no function log\.save/);
  const throws = "() => { kestrel.registerApi = () => { throw new Error('no') } }";
  assert.match(await attached(throws), /function registerApi has thrown/);
});

/** The library's side. */
async function library(t) {
  const page = await visit(t, ORIGIN);
  await page.evaluate(() => openRole("kestrel-phone", undefined, []));
  return [page, new Part(page.mainFrame(), 0)];
}

test("a provided library calls the page, and is answered", async (t) => {
  const [page, phone] = await library(t);
  await page.evaluate(() => openRole("kestrel-app", undefined, []));
  const app = new Part(page.mainFrame(), 1);
  assert.equal(await app.act("enable"), "enabled");
  const [late, dialled] = [phone.act("dial 1"), phone.act("dial +12025550123")];
  assert.equal(await dialled, "+12025550123");
  assert.match(await phone.act("dial 0"), /Refused\("busy"\)/);
  assert.equal(await phone.act("search Ada"), "Ada");
  assert.match(await phone.act("search nobody"), /Refused\(Problem/);
  assert.equal(await phone.act("height"), "300");
  await phone.act("show r-1");
  await app.endsWith('recordShown "r-1"');
  await phone.close();
  assert.match(await late, /Closed/);
});

test("a provided library calls scripts of others, which do as they like", async (t) => {
  const [page, phone] = await library(t);
  assert.match(await phone.act("height"), /Missing\("height"\)/);
  await page.evaluate(() => {
    kestrel.registerApi();
    kestrel.registerApi({ search: 7, height: null });
    kestrel.addHandler("nothing", () => 1);
    kestrel.addHandler(kestrel.EVENTS.dial, async (number, record) => {
      if (number === "0") throw new Error("busy");
      return { id: number + record };
    });
    const api = {
      size: 200,
      search({ text, done }) {
        done({ found: text === "Ada", customers: [], why: { code: 7 } });
        done({ found: true });
      },
      height(success, failure) {
        if (this !== api) failure("who calls?");
        success(this.size);
        failure("late");
      },
    };
    kestrel.registerApi(api);
    kestrel.log.save({ handler: () => { throw new Error("no"); } });
  });
  assert.equal(await phone.act("dial +1"), "+1null");
  assert.match(await phone.act("dial 0"), /Refused\("busy"\)/);
  assert.equal(await phone.act("search Ada"), "");
  assert.match(await phone.act("search x"), /Refused\(Problem/);
  assert.equal(await phone.act("height"), "200");
  assert.match(await phone.act("save c-1"), /Threw\("log\.save"\)/);
  await page.evaluate(() => kestrel.registerApi({ height: (success) => success("tall") }));
  assert.match(await phone.act("height"), /Drifted/);
});
