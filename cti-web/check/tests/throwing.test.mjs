// Values of a library that throw when they are looked at.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, visit } from "../browser.mjs";

/** Values that throw, each in another way. */
const throwing = () => {
  const fail = () => {
    throw new Error("looked at");
  };
  const proxy = (target, ...traps) =>
    new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, fail])));
  const tagged = {};
  Object.defineProperty(tagged, Symbol.toStringTag, { get: fail });
  const json = {};
  Object.defineProperty(json, "toJSON", { get: fail });
  const getter = {};
  Object.defineProperty(getter, "result", { get: fail, enumerable: true });
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const long = (length) =>
    new Proxy([1], {
      get: (target, key) => (key === "length" ? length() : Reflect.get(target, key)),
    });
  return [
    proxy([], "get"),
    proxy({}, "get"),
    proxy([], "ownKeys"),
    proxy({}, "ownKeys"),
    proxy({ a: 1 }, "getOwnPropertyDescriptor"),
    tagged,
    json,
    getter,
    revoked.proxy,
    long(fail.bind),
    long(() => ({ valueOf: fail })),
    long(() => Symbol("length")),
    long(() => 7n),
    new Proxy([1], { get: (target, key) => (key === "length" ? fail() : Reflect.get(target, key)) }),
  ];
};

test("ten thousand values that throw leave the page working", async (t) => {
  const page = await visit(t, "https://acme.desk.com");
  await page.evaluate(() => {
    const on = {};
    const subscribe = (name) => (listener) => {
      on[name] = listener;
    };
    const method =
      () =>
      (...args) => {
        window.answer = args.at(-1);
      };
    const made = (...names) => Object.fromEntries(names.map((name) => [name, method()]));
    const cti = {
      ...made("setSoftphoneHeight", "setSoftphoneWidth", "enableClickToDial", "disableClickToDial"),
      onClickToDial: subscribe("click"),
    };
    const interaction = {
      ...made("screenPop", "searchAndScreenPop", "setVisible", "isVisible", "getPageInfo", "onFocus"),
      cti,
    };
    Object.assign(window, { on, desk: { ready: subscribe("ready"), interaction } });
  });
  await page.evaluate(() => openRole("desk-app", undefined, []));
  const app = new Part(page.mainFrame());
  await page.evaluate(() => on.ready());
  await app.hears("ready []");

  // What escapes is thrown here, or is an uncaught error of the page.
  const escaped = await page.evaluate(`(() => {
    const values = (${throwing})();
    const escaped = [];
    for (let round = 0; round < 10_000; round += 1) {
      const value = values[round % values.length];
      for (const given of [value, { result: value }]) {
        try {
          on.click(given);
        } catch (error) {
          escaped.push(String(error));
        }
      }
    }
    return escaped;
  })()`);
  assert.deepEqual(escaped, []);
  const count = await page.evaluate(`(${throwing})().length`);
  for (let index = 0; index < count; index += 1) {
    await page.evaluate(() => void (window.answer = undefined));
    const answer = app.act("visible");
    await page.evaluate(`answer((${throwing})()[${index}])`);
    assert.match(await answer, /[Dd]rifted|isn't what was declared/, `value ${index}`);
  }

  await page.evaluate(() => void (window.answer = undefined));
  const answer = app.act("visible");
  await page.evaluate(() => answer({ result: true }));
  assert.equal(await answer, "true");
});
