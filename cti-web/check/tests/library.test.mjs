// An in-page library hands over live values and calls back as it likes.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, at, visit } from "../browser.mjs";

/** An adapter in a page with a library that the check makes up; `answer` has the last callback. */
async function adapter(t) {
  const page = await visit(t, "https://acme.desk.com");
  await page.evaluate(() => {
    const on = {};
    const subscribe = (name) => (listener) => {
      on[name] = listener;
    };
    const method =
      (name) =>
      (...args) => {
        calls.push([name, ...args.slice(0, -1)]);
        window.answer = args.at(-1);
      };
    // As in Desk's own library: on three objects, each function with its object as `this`.
    const put = (object, ...names) => {
      for (const name of names) {
        const called = method(name);
        object[name] = function (...args) {
          if (this !== object) throw new Error(`${name} has lost its object`);
          called(...args);
        };
      }
      return object;
    };
    const cti = put(
      { onClickToDial: subscribe("click") },
      "setSoftphoneHeight",
      "setSoftphoneWidth",
      "enableClickToDial",
      "disableClickToDial",
    );
    const interaction = put(
      { cti, onFocus: subscribe("focus") },
      "screenPop",
      "searchAndScreenPop",
      "setVisible",
      "isVisible",
      "getUserInfo",
      "getPageInfo",
    );
    Object.assign(window, {
      on,
      calls: [],
      desk: { ready: subscribe("ready"), interaction },
    });
  });
  await page.evaluate(() => openRole("desk-app", undefined, []));
  const app = new Part(page.mainFrame());
  await page.evaluate(() => on.ready());
  await app.hears("ready []");
  return [page, app];
}

const calls = (page) => page.evaluate(() => window.calls.splice(0));

/** Asks, and has the library call back with what this makes. */
async function asked(page, app, make, what = "visible") {
  await page.evaluate(() => void (window.answer = undefined));
  const answer = app.act(what);
  await page.evaluate(`answer((${make})())`);
  return answer;
}

test("the library is called as its document says", async (t) => {
  const [page, app] = await adapter(t);
  assert.deepEqual(await calls(page), [
    ["setSoftphoneHeight", 300],
    ["setSoftphoneWidth", 420],
    ["enableClickToDial"],
  ]);
  await page.evaluate(() =>
    on.click({ result: { number: "+12025550101", objectId: "4", object: "case" } }),
  );
  await app.hears(
    'interaction.cti.onClickToDial {"result":{"number":"+12025550101","objectId":"4","object":"case"}}',
  );
  assert.deepEqual(await calls(page), [["screenPop", "4", "object=case"]]);
});

test("success and failure, with undefined, null or nothing beside them", async (t) => {
  const [page, app] = await adapter(t);
  assert.equal(await asked(page, app, () => ({ result: true })), "true");
  assert.equal(await asked(page, app, () => ({ result: true, error: undefined })), "true");
  assert.equal(await asked(page, app, () => ({ result: true, error: null })), "true");
  assert.equal(await asked(page, app, () => new Map([["result", true]])), "true");
  assert.match(await asked(page, app, () => ({ error: "no" })), /Refused\("no"\)/);
  assert.match(await asked(page, app, () => ({ result: null, error: "no" })), /Refused\("no"\)/);
  assert.match(
    await asked(page, app, () => ({ result: undefined, error: "no" })),
    /Refused\("no"\)/,
  );
});

test("answers that no JSON can hold are refused, and throw nothing", async (t) => {
  const [page, app] = await adapter(t);
  const bad = [
    () => undefined,
    () => 7n,
    () => Symbol("x"),
    () => new Map([[1, true]]),
    () => ({ result: 7n }),
    () => ({ result: new Date(0) }),
    () => ({ result: () => true }),
    () => ({ result: Object(true) }),
    () => ({
      get result() {
        throw new Error("no");
      },
    }),
    () =>
      new Proxy(
        {},
        {
          get: () => {
            throw new Error("no");
          },
          ownKeys: () => {
            throw new Error("no");
          },
        },
      ),
    () => Object.create({ result: true }),
    () => ({ result: { toJSON: () => true } }),
  ];
  for (const make of bad) {
    assert.match(await asked(page, app, make), /Drifted/, String(make));
    assert.equal(await asked(page, app, () => ({ result: true })), "true");
  }
});

test("a call without an answer is something to throw", async (t) => {
  const [page, app] = await adapter(t);
  assert.equal(await asked(page, app, () => ({ error: "no such page" }), "page"), "no such page");
  assert.equal(
    await asked(page, app, () => ({ result: 7 }), "page"),
    "Error: the answer isn't what was declared: expected an object",
  );
});

test("a callback that is called twice, and one of a call that is over", async (t) => {
  const [page, app] = await adapter(t);
  const first = app.act("visible");
  await page.evaluate(() => {
    window.first = answer;
    answer({ result: true });
    answer({ result: false });
  });
  assert.equal(await first, "true");
  const second = app.act("visible");
  await page.evaluate(() => first({ result: true }));
  await page.evaluate(() => answer({ result: false }));
  assert.equal(await second, "false");
});

test("a library that throws, or lacks a function", async (t) => {
  const [page, app] = await adapter(t);
  await page.evaluate(() => {
    desk.interaction.isVisible = () => {
      throw new Error("no");
    };
    delete desk.interaction.getUserInfo;
  });
  assert.match(await app.act("visible"), /Threw\("interaction\.isVisible"\)/);
  assert.match(await app.act("who"), /Missing\("interaction\.getUserInfo"\)/);
  await app.hears("! undelivered", "! undelivered");
  assert.equal(await page.evaluate(() => typeof desk.interaction.getPageInfo), "function");
});

test("dropping the adapter makes its listeners and callbacks deaf", async (t) => {
  const [page, app] = await adapter(t);
  const waiting = app.act("visible");
  await app.close();
  assert.match(await waiting, /Closed/);
  await page.evaluate(() => {
    answer({ result: true });
    on.focus({ result: null });
    on.ready();
  });
  await app.hears();
});

test("a library whose calls are taken out of a stream", async (t) => {
  const page = await visit(t, at("https://acme.desk.com", { role: "desk-stream" }));
  await page.evaluate(() => openRole("desk-app", undefined, []));
  const [desk, app] = [new Part(page.mainFrame(), 0), new Part(page.mainFrame(), 1)];
  await desk.does("load");
  await app.hears("ready []");
  await desk.hears(
    "interaction.cti.setSoftphoneHeight [300]",
    "interaction.cti.setSoftphoneWidth [420]",
    "interaction.cti.enableClickToDial []",
  );
  assert.equal(await app.act("visible"), "true");
  await desk.hears("interaction.isVisible []");
  const waiting = app.act("who");
  await desk.hears("interaction.getUserInfo []");
  assert.equal(await app.act("visible"), "true", "the one before waits");
  await desk.hears("interaction.isVisible []");
  await desk.close();
  await desk.hears("over");
  await app.close();
  assert.match(await waiting, /Closed/);
});

test("a library that lacks a function isn't attached to, and is told by name", async (t) => {
  const page = await visit(t, "https://acme.desk.com");
  const attach = (make) =>
    page.evaluate(`(async () => {
      window.desk = (${make})();
      try {
        await openRole("desk-app", undefined, []);
      } catch (why) {
        return String(why);
      }
      return "attached";
    })()`);
  // Where the declaration once looked: all functions on one object.
  const flat = () => {
    const cti = {};
    for (const name of ["ready", "onFocus", "onClickToDial", "screenPop"]) cti[name] = () => {};
    return { interaction: { cti } };
  };
  assert.match(await attach(flat), /no function interaction\.cti\.setSoftphoneHeight/);
  assert.match(
    await attach(() => ({})),
    /no function interaction\.cti\.setSoftphoneHeight/,
  );
  const whole = (without) => `() => {
    const names = {
      ready: ["ready"],
      interaction: ["screenPop", "searchAndScreenPop", "setVisible", "isVisible", "getPageInfo", "onFocus"],
      cti: ["setSoftphoneHeight", "setSoftphoneWidth", "enableClickToDial", "disableClickToDial", "onClickToDial"],
    };
    const made = (names) => Object.fromEntries(
      names.filter((name) => name !== "${without}").map((name) => [name, () => {}]));
    return { ...made(names.ready), interaction: { ...made(names.interaction), cti: made(names.cti) } };
  }`;
  assert.match(await attach(whole("ready")), /no function ready/);
  assert.match(await attach(whole("onFocus")), /no function interaction\.onFocus/);
  // An early library has neither `getUserInfo` nor `ajax`.
  assert.equal(await attach(whole("")), "attached");
});
