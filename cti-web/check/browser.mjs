// Drives Chromium: pages at any origin, without a network.
//
// Requests to https are answered from files, whatever the host: so vendors' real origins can be
// played. Loopback origins are real servers.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { file } from "./files.mjs";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
after(() => browser.close());

/** How long anything that must happen may take, on a machine that has much else to do. */
const PATIENCE = 30_000;

/**
 * A page in a browser of its own. Requests to these addresses are answered from files, with what
 * `find` gives for a URL. An uncaught error in the page, or a panic, fails the test.
 */
export async function blank(test, addresses, find) {
  const context = await browser.newContext();
  await context.route(addresses, async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === "/slow") await sleep(500);
    const found = await find(url);
    if (found) await route.fulfill({ contentType: found.type, body: found.body });
    else await route.fulfill({ status: 404 });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  test.after(async () => {
    await context.close();
    assert.deepEqual(errors, [], "uncaught errors in the page");
  });
  return page;
}

/**
 * Opens a page of the checks, and waits until it and its frames are ready. In each document a script
 * may come before all others.
 */
export async function visit(test, url, before) {
  const page = await blank(test, /^https:/, (url) => file(url.pathname));
  if (before) await page.addInitScript(before);
  await page.goto(url);
  await page.evaluate(() => ready);
  for (const frame of page.frames()) await frame.evaluate(() => ready);
  return page;
}

/** A server on a loopback port of its own: its origin. */
export async function loopback(test) {
  const server = createServer(async (request, response) => {
    const found = await file(new URL(request.url, "http://localhost").pathname);
    response.writeHead(found ? 200 : 404, found ? { "content-type": found.type } : {});
    response.end(found?.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  test.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

/** An address of a page: see web/page.mjs. */
export function at(origin, asked = {}) {
  const url = new URL(origin);
  for (const [key, values] of Object.entries(asked)) {
    for (const value of [values].flat()) url.searchParams.append(key, value);
  }
  return url.href;
}

/** The frames in a page or a frame, in document order. */
export const frames = (page) => page.childFrames?.() ?? page.mainFrame().childFrames();

/** A role in a page or a frame. */
export class Part {
  constructor(frame, index = 0) {
    this.frame = frame;
    this.index = index;
    this.heard = 0;
  }

  /** Does something; what came of it. */
  act(step) {
    return this.frame.evaluate(([index, step]) => parts[index].role.act(step), [this.index, step]);
  }

  /** Does something that must work. */
  async does(step) {
    assert.equal(await this.act(step), "done", step);
  }

  /** What it has heard. Times of the session's clock are all alike. */
  async seen() {
    const lines = await this.frame.evaluate((index) => parts[index].seen, this.index);
    return lines.map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "TIME"));
  }

  /** Waits until it has heard exactly this, since it was last asked. */
  async hears(...expected) {
    const start = this.heard;
    this.heard += expected.length;
    await eventually(async () => {
      assert.deepEqual((await this.seen()).slice(start), expected);
    });
  }

  /** Waits for the next thing that it hears. */
  async next() {
    const start = this.heard;
    this.heard += 1;
    return eventually(async () => (await this.seen())[start] ?? assert.fail("nothing is heard"));
  }

  /** Waits until this is the last thing that it has heard, after whatever else. */
  async endsWith(expected) {
    const last = (index) => parts[index].seen.at(-1);
    await eventually(async () => {
      assert.equal(await this.frame.evaluate(last, this.index), expected);
    });
  }

  /** What it has counted. */
  counted() {
    return this.frame.evaluate((index) => parts[index].role.counted(), this.index);
  }

  /** Drops it. */
  close() {
    return this.frame.evaluate((index) => parts[index].role.free(), this.index);
  }
}

/** Waits until a check holds. */
export async function eventually(check, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(10);
    }
  }
}

/** Waits until so many messages have arrived at a window, heard by a role or not. */
export async function arrived(frame, count) {
  await eventually(async () => {
    assert.equal(await frame.evaluate(() => window.count), count, "messages that arrived");
  });
}
