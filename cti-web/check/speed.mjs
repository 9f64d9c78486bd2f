// Measures listeners in Chromium: `speed.mjs ROUNDS`, after ./speed has built them.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const ROUNDS = Number(process.argv[2]);
const WARM = 10_000;
const MEASURED = 10_000;
const MANY = 30_000;
const SOME = 250;

const built = new URL("build/speed/", import.meta.url);
const ringing = await readFile(new URL("../../vendors/src/cloudtalk/ringing.json", import.meta.url), "utf8");

/** A message, and what isn't the protocol's but looks much like it. */
const protocols = {
  talk: {
    origin: "https://login-ce2.leaddesk.com",
    message: { action: "sms", sms: "Call me back, please", callId: 12345 },
    other: { type: "webpackOk", data: { hash: "d41d8cd98f00b204e980", warnings: [], errors: [] } },
  },
  cloudtalk: {
    origin: "https://phone.cloudtalk.io",
    message: JSON.stringify({ ...JSON.parse(ringing), event: "contact_info" }),
    other: JSON.stringify({ type: "webpackOk", data: { hash: "d41d8cd98f00b204e980", warnings: [] } }),
  },
};

/** By whom the page is written: the script that starts the listener, and its module. */
const contestants = [
  { title: "plain listener", script: "plain" },
  { title: "exported guard", script: "guard" },
  { title: "zod", script: "zod" },
  { title: "valibot", script: "valibot" },
  { title: "Rust by hand", script: "module", module: "hand" },
  { title: "cti-web, Rust handler", script: "module", module: "ours" },
  { title: "cti-web, JavaScript class", script: "class", module: "class" },
];
const EMPTY = { title: "empty", script: "empty" };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});

const PAGE = "https://crm.example";
const STRANGER = "https://widget.example";
// A page that is isolated has a clock of 5 µs, not of 100.
const headers = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "cross-origin",
};
const types = { mjs: "text/javascript", js: "text/javascript", wasm: "application/wasm" };

async function answer(route) {
  const { origin, pathname } = new URL(route.request().url());
  if (origin !== PAGE || pathname === "/") {
    return route.fulfill({ headers, contentType: "text/html", body: "<!doctype html><ul id=log></ul>" });
  }
  const name = pathname.replace(/^\/(build\/)?/, "");
  const body = await readFile(new URL(name, built));
  return route.fulfill({ headers, contentType: types[name.split(".").pop()], body });
}

/** A page with the vendor's frame and a stranger's. */
async function visit(origin) {
  const context = await browser.newContext();
  await context.route(/^https:/, answer);
  const page = await context.newPage();
  page.on("pageerror", (error) => assert.fail(error));
  await page.goto(`${PAGE}/`);
  await page.evaluate(
    async (sources) => {
      // The clock has to be there before whatever listens.
      await import("/page.mjs");
      for (const src of sources) {
        const frame = Object.assign(document.createElement("iframe"), { src });
        const loaded = new Promise((resolve) => (frame.onload = resolve));
        document.body.append(frame);
        await loaded;
      }
    },
    [`${origin}/`, `${STRANGER}/`],
  );
  const [vendor, stranger] = page.mainFrame().childFrames();
  return { context, page, vendor, stranger };
}

/**
 * Has a frame post so many messages, and waits until the page has heard them. Gives µs for each: of the
 * means of some at a time, which the clock's steps even out in, one that no other program has disturbed.
 */
async function post(page, frame, data, count) {
  await page.evaluate(async () => {
    const { clock } = await import("/page.mjs");
    clock.spent.length = 0;
  });
  await frame.evaluate(
    async ([data, count, page]) => {
      for (let posted = 0; posted < count; posted += 1) {
        parent.postMessage(data, page);
        if (posted % 100 === 99) await new Promise((resolve) => setTimeout(resolve));
      }
    },
    [data, count, PAGE],
  );
  const spent = await page.evaluate(async (count) => {
    const { clock } = await import("/page.mjs");
    while (clock.spent.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    return clock.spent;
  }, count);
  const means = [];
  for (let at = 0; at < count; at += SOME) means.push(mean(spent.slice(at, at + SOME)) * 1000);
  return quantile(means, 0.25);
}

/** One page of a contestant, from its start to its last message. */
async function run({ script, module }, name, { origin, message, other }) {
  const { context, page, vendor, stranger } = await visit(origin);
  const started = await page.evaluate(
    async ([script, origin, name, module]) => {
      const frame = document.querySelector("iframe");
      const before = performance.now();
      const { start } = await import(`/${script}.mjs`);
      await start(frame, origin, name, `${module}_${name}`);
      return performance.now() - before;
    },
    [script, origin, name, module],
  );
  const first = await post(page, vendor, message, 1);
  // What is measured has to be what works: the message is noted, and no other one. CloudTalk's is noted with
  // its contact, in two lines.
  await post(page, stranger, message, 1);
  await post(page, vendor, other, 1);
  const noted = await page.evaluate(() => {
    const log = document.getElementById("log");
    log.remove();
    return log.children.length;
  });
  const lines = { talk: 1, cloudtalk: 2 }[name];
  assert.equal(noted, script === "empty" ? 0 : lines, `${script} ${module}: lines noted`);
  const timed = {};
  for (const [kind, frame, data] of [
    ["message", vendor, message],
    ["stranger", stranger, message],
    ["other", vendor, other],
  ]) {
    await post(page, frame, data, WARM);
    timed[kind] = await post(page, frame, data, MEASURED);
  }
  await context.close();
  return { ...timed, start: started + first / 1000 };
}

/** What a page takes more after many messages, in kB, and its longest task while they arrive, in ms. */
async function endure({ script, module }, name, { origin, message }) {
  const { context, page, vendor } = await visit(origin);
  await page.evaluate(
    async ([script, origin, name, module]) => {
      document.getElementById("log").remove();
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      }).observe({ type: "longtask" });
      const { start } = await import(`/${script}.mjs`);
      await start(document.querySelector("iframe"), origin, name, `${module}_${name}`);
    },
    [script, origin, name, module],
  );
  const devtools = await context.newCDPSession(page);
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = await devtools.send("Runtime.getHeapUsage");
    return usedSize + backingStorageSize;
  };
  await post(page, vendor, message, WARM);
  const before = await heap();
  await post(page, vendor, message, MANY);
  const after = await heap();
  const longest = await page.evaluate(() => longest);
  await context.close();
  return { grown: (after - before) / 1000, longest };
}

/** What a page loads, gzipped, in kB: the script, the module and all that lies beside it. */
async function bytes({ script, module }, name) {
  const files = [new URL(`${script}.mjs`, built)];
  if (module) {
    const folder = new URL(`${module}_${name}/`, built);
    for (const file of await readdir(folder, { recursive: true })) {
      if (/(\.opt\.wasm|\.js)$/.test(file)) files.push(new URL(file, folder));
    }
  }
  let sum = 0;
  for (const file of files) sum += gzipSync(await readFile(file), { level: 9 }).length;
  return sum / 1000;
}

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)];
}

for (const [name, protocol] of Object.entries(protocols)) {
  const runs = new Map([EMPTY, ...contestants].map((contestant) => [contestant, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [contestant, results] of runs) results.push(await run(contestant, name, protocol));
  }
  const of = (contestant, kind) =>
    quantile(
      runs.get(contestant).map((result) => result[kind]),
      0.5,
    );
  const spent = (contestant, kind) => of(contestant, kind) - of(EMPTY, kind);
  const zod = contestants.find(({ script }) => script === "zod");
  console.log(`\n${name}, ${JSON.stringify(protocol.message).length} bytes; µs less an empty listener's`);
  console.log(
    "                           message  of zod   stranger  not ours  start ms    kB   grown kB  longest ms",
  );
  for (const contestant of contestants) {
    const { grown, longest } = await endure(contestant, name, protocol);
    const numbers = [
      [spent(contestant, "message"), 7, 1],
      [spent(contestant, "message") / spent(zod, "message"), 7, 2],
      [spent(contestant, "stranger"), 10, 2],
      [spent(contestant, "other"), 9, 1],
      [of(contestant, "start"), 9, 1],
      [await bytes(contestant, name), 6, 1],
      [grown, 10, 0],
      [longest, 11, 0],
    ];
    const row = numbers.map(([number, width, digits]) => number.toFixed(digits).padStart(width));
    console.log(`${contestant.title.padEnd(26)} ${row.join(" ")}`);
  }
}
await browser.close();
