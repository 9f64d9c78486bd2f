// Chromium with the recorder's extension in it, and its panel in the developer tools.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { eventually } from "./browser.mjs";
import { file } from "./files.mjs";

const CTI = process.env.CTI ?? new URL("../../target/debug/cti", import.meta.url).pathname;
/** Puts the extension's panel to the front of the developer tools. */
const SHOW = `(async () => {
  const { InspectorView } = await import("./ui/legacy/legacy.js");
  const view = InspectorView.InspectorView.instance();
  const panel = [...view.tabbedPane.tabIds()].find((id) => id.startsWith("chrome-extension"));
  if (panel) await view.showPanel(panel);
  return Boolean(panel);
})()`;

/**
 * A page in a browser with the extension `cti recorder` writes for a protocol: `{ page, show }`, where `show`
 * opens the panel. Requests to https are answered with what `find` gives for a URL. An uncaught error in the page
 * fails the test.
 */
export async function recorded(test, protocol, find = (url) => file(url.pathname)) {
  const folder = mkdtempSync(join(tmpdir(), "cti-extension-"));
  const extension = join(folder, "extension");
  execFileSync(CTI, ["recorder", ...(protocol ? ["-p", protocol] : []), "--extension", extension]);
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: process.env.CHROMIUM,
    headless: true,
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      "--disable-features=DisableLoadExtensionCommandLineSwitch",
      "--auto-open-devtools-for-tabs",
    ],
  });
  await context.route(/^https:/, async (route) => {
    const found = await find(new URL(route.request().url()));
    await route.fulfill(found ? { contentType: found.type, body: found.body } : { status: 404 });
  });
  const [page] = context.pages();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  test.after(async () => {
    await context.close();
    rmSync(folder, { recursive: true, maxRetries: 5 });
    assert.deepEqual(errors, [], "uncaught errors in the page");
  });
  const targets = new Targets(await context.browser().newBrowserCDPSession());
  return { page, show: () => panel(targets, join(folder, "downloads")) };
}

/** Opens the panel: what can be done in it. */
async function panel(targets, downloads) {
  const tools = await targets.find(({ type, url }) => type === "page" && url.startsWith("devtools:"));
  await eventually(async () => assert.equal(await tools(SHOW), true));
  const evaluate = await targets.find(({ url }) => url.endsWith("/panel.html"));
  await targets.downloadTo(downloads);
  return {
    evaluate,
    /** The rows, each its cells. */
    rows: () => evaluate(`Array.from(document.querySelectorAll("#rows tr"), (row) => Array.from(row.cells, (cell) => cell.textContent))`),
    /** Waits for so many rows. */
    async holds(count) {
      await eventually(async () => {
        const lines = await evaluate("shown.map(({ line }) => line)");
        assert.equal(lines.length, count, lines.join("\n"));
      });
    },
    /** Saves the recording, as a person does; its text. */
    async save() {
      await evaluate(`document.querySelector("#save").click()`);
      return eventually(() => {
        const [name, ...others] = readdirSync(downloads);
        assert.ok(name?.endsWith(".jsonl") && !others.length, `downloaded: ${name} ${others}`);
        const text = readFileSync(join(downloads, name), "utf8");
        rmSync(join(downloads, name));
        return text;
      });
    },
  };
}

/** What a browser shows that is no page of a context. */
class Targets {
  #session;
  #count = 0;
  #waiting = new Map();

  constructor(session) {
    this.#session = session;
    session.on("Target.receivedMessageFromTarget", ({ message }) => {
      const answer = JSON.parse(message);
      this.#waiting.get(answer.id)?.(answer);
    });
  }

  downloadTo(folder) {
    return this.#session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  }

  /** Waits for a target; what evaluates an expression in it. */
  async find(is) {
    const { targetId } = await eventually(async () => {
      const { targetInfos } = await this.#session.send("Target.getTargets", { filter: [{}] });
      return targetInfos.find(is) ?? assert.fail(`targets: ${targetInfos.map(({ url }) => url)}`);
    });
    const { sessionId } = await this.#session.send("Target.attachToTarget", { targetId, flatten: false });
    return async (expression) => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const { result } = await this.#send(sessionId, "Runtime.evaluate", params);
      assert.equal(result.exceptionDetails, undefined, JSON.stringify(result));
      return result.result.value;
    };
  }

  #send(sessionId, method, params) {
    this.#count += 1;
    const id = this.#count;
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.#session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
    return answer;
  }
}
