// What happens in which order: handlers, notices, timers, what waits and what is over.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Part, arrived, at, eventually, frames, visit } from "../browser.mjs";

const CRM = "https://crm.example";
const TALK = "https://login-ce2.leaddesk.com";

const LOGIN = { action: "login", language: "en", origin: TALK };
const SMS = { action: "sms", sms: "Hello", callId: 7 };
const SCRIPT = "! refused, source: an event that a script made";

const post = (frame, message) =>
  frame.evaluate(([message, crm]) => parent.postMessage(message, crm), [message, CRM]);

/** The page around Talk; `heard` is called with each line, inside of the handler. */
async function talk(t, heard, role = "talk-app", before) {
  const page = await visit(t, at(CRM), before);
  await page.evaluate(
    async ([src, role, heard]) => {
      await loadRoles();
      const { frame, loaded } = addFrame(src);
      await openRole(role, frame, [], eval(heard));
      await loaded;
    },
    [at(TALK), role, `(${heard})`],
  );
  return [page, new Part(page.mainFrame()), frames(page)[0]];
}

test("what arrives while a notice is told waits until that has returned", async (t) => {
  const [page, app] = await talk(t, (line) => {
    const log = (window.log ??= []);
    const made = () => dispatchEvent(new MessageEvent("message", { data: log.length }));
    log.push("begins");
    if (log.length < 5) made();
    log.push("ends");
  });
  await page.evaluate(() => dispatchEvent(new MessageEvent("message", {})));
  await app.hears(SCRIPT, SCRIPT, SCRIPT);
  const log = await page.evaluate(() => log);
  assert.deepEqual(log, ["begins", "ends", "begins", "ends", "begins", "ends"]);
});

test("what arrives while a handler runs is bounded, and each that is dropped is told", async (t) => {
  const [page, app, phone] = await talk(t, (line) => {
    if (!line.startsWith("{")) return;
    for (let made = 0; made < 5_000; made += 1) dispatchEvent(new MessageEvent("message", {}));
  });
  await post(phone, SMS);
  await eventually(async () => assert.equal((await app.seen()).length, 5_001));
  const seen = await app.seen();
  const dropped = seen.filter((line) => line.startsWith("! Overrun"));
  assert.equal(seen.filter((line) => line === SCRIPT).length, 4_096);
  assert.equal(dropped.length, 904);
  assert.match(dropped.at(-1), /queue: Inbox, waiting: 4096, bytes: 0, dropped: 904 /);
  // There is room again.
  await page.evaluate(() => dispatchEvent(new MessageEvent("message", {})));
  await app.endsWith(SCRIPT);
});

/** In each document: notes the timers that were set and neither rang nor were cleared. */
const watchTimers = () => {
  const alive = (window.alive = new Set());
  const { setTimeout: set, clearTimeout: clear } = window;
  window.setTimeout = (ring, wait, ...rest) => {
    const id = set(() => {
      alive.delete(id);
      if (typeof ring === "function") ring(...rest);
    }, wait);
    // Those of the check itself are short.
    if (wait > 1_000) alive.add(id);
    return id;
  };
  window.clearTimeout = (id) => {
    alive.delete(id);
    clear(id);
  };
};

test("one timer at a time, and none after closing", async (t) => {
  const [page, app, phone] = await talk(t, () => {}, "talk-app", watchTimers);
  const alive = () => page.evaluate(() => window.alive.size);
  await post(phone, LOGIN);
  await arrived(phone, 2);
  assert.equal(await alive(), 1, "the token that was asked for at the login");
  await post(phone, { action: "jwt", jwt: "secret" });
  // Long before it would ring.
  await eventually(
    async () => assert.equal(await alive(), 0, "nothing waits any more"),
    3_000,
  );
  const waiting = [9_000, 7_000, 8_000].map((ms) => app.act(`token within ${ms}`));
  await eventually(async () => assert.equal(await alive(), 1, "the earliest deadline"));
  await app.close();
  for (const call of waiting) assert.match(await call, /Closed/);
  assert.equal(await alive(), 0);
});

test("nothing is called after closing, whatever was on its way", async (t) => {
  const errors = [];
  const [page, app, phone] = await talk(t, (line) => {
    // Closed inside of its own handler, with more on the way.
    if (!window.closing && line.startsWith("{")) {
      window.closing = true;
      dispatchEvent(new MessageEvent("message", {}));
      parts[0].role.free();
    }
  });
  page.on("pageerror", (error) => errors.push(error));
  await phone.evaluate(
    ([message, crm]) => {
      for (let sent = 0; sent < 3; sent += 1) parent.postMessage(message, crm);
    },
    [SMS, CRM],
  );
  await arrived(page, 4);
  await post(phone, SMS);
  await arrived(page, 5);
  await app.hears(JSON.stringify(SMS));
  assert.deepEqual(errors, []);
});

test("a request to a frame that is gone ends at once, and so does one that waits for it", async (t) => {
  const [page, app, phone] = await talk(t, () => {});
  await post(phone, LOGIN);
  await arrived(phone, 2);
  await post(phone, { action: "jwt", jwt: "secret" });
  const waiting = app.act("token within 60000");
  await arrived(phone, 3);
  const start = performance.now();
  await page.evaluate(() => void (window.gone = document.querySelector("iframe")).remove());
  assert.match(await waiting, /Reloaded/);
  assert.match(await app.act("token within 60000"), /NotPosted/);
  assert.ok(performance.now() - start < 50_000, "not at the deadline");
  await eventually(async () => {
    assert.deepEqual((await app.seen()).slice(2), ["! removed", "! undelivered"]);
  });
});

test("a frame that is moved in the page is no frame that is gone", async (t) => {
  const [page, app, phone] = await talk(t, () => {});
  await post(phone, LOGIN);
  await arrived(phone, 2);
  const waiting = app.act("token within 60000");
  await page.evaluate(() => document.body.append(document.createElement("p")));
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.querySelector("iframe");
        frame.addEventListener("load", resolve, { once: true });
        document.body.append(frame);
      }),
  );
  assert.match(await waiting, /Reloaded/);
  assert.deepEqual((await app.seen()).slice(1), []);
});

/** Posts 100,000 messages, and waits until all have arrived at the page's window. */
async function hundredThousand(page, phone) {
  const heap = () => page.evaluate(() => performance.memory.usedJSHeapSize / 1e6);
  const before = await heap();
  const start = performance.now();
  await phone.evaluate(
    ([message, crm]) => {
      for (let sent = 0; sent < 100_000; sent += 1) parent.postMessage(message, crm);
    },
    [SMS, CRM],
  );
  await eventually(async () => {
    assert.equal(await page.evaluate(() => count), 100_000);
  }, 180_000);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  return `${seconds} s, ${(await heap() - before).toFixed(1)} MB more`;
}

test("100,000 messages at a slow handler: none is lost", async (t) => {
  // Each takes a tenth of a millisecond.
  const [page, app, phone] = await talk(t, () => {
    const end = performance.now() + 0.1;
    while (performance.now() < end);
  });
  t.diagnostic(await hundredThousand(page, phone));
  assert.match(await app.counted(), /^100000 accepted/);
  assert.equal((await app.seen()).length, 100_000);
});

test("100,000 messages at a stream that nobody reads: as many wait as may, the rest is told", async (t) => {
  const [page, app, phone] = await talk(t, () => {}, "talk-stream");
  t.diagnostic(await hundredThousand(page, phone));
  const seen = await app.seen();
  assert.equal(seen.length, 100_000 - 4_096);
  assert.match(seen.at(-1), /queue: Stream, waiting: 4096, bytes: \d+, dropped: 95904 /);
  await app.does("read");
  await eventually(async () => assert.equal(await app.act("count"), "4096"));
});
