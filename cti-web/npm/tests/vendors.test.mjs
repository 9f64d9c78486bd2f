// Every vendor that was packed: its class opens a phone in a frame of a page, with its simulated phone there.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { blank } from "../../check/browser.mjs";

const PACKAGE = new URL("../../check/build/npm/node_modules/cti-softphones/", import.meta.url);
const CRM = "https://crm.example";
const PHONE = "https://phone.example";
const types = { js: "text/javascript", wasm: "application/wasm" };

const { exports } = JSON.parse(await readFile(new URL("package.json", PACKAGE)));
const simulated = (await readdir(new URL("simulated/", PACKAGE))).filter((name) => name.endsWith(".js"));
const vendors = simulated.map((name) => name.replace(/\.js$/, "")).filter((name) => `./${name}` in exports);

/** A page of nothing, with the package to be imported by its paths. */
async function bare(t) {
  const page = await blank(t, /^https:/, async ({ pathname }) => {
    const path = pathname.replace("/node_modules/cti-softphones/", "");
    const body = await readFile(new URL(path, PACKAGE)).catch(() => undefined);
    return body ? { type: types[path.split(".").pop()], body } : { type: "text/html", body: "<!doctype html>" };
  });
  await page.goto(CRM);
  return page;
}

test("there are vendors", () => assert.ok(vendors.length > 1, `${vendors}`));

for (const vendor of vendors) {
  test(`${vendor}: a phone is opened, and closed`, async (t) => {
    const page = await bare(t);
    const opened = await page.evaluate(
      async ([vendor, src]) => {
        const module = await import(`/node_modules/cti-softphones/${vendor}/index.js`);
        const [Phone] = Object.values(module).filter((it) => typeof it === "function" && it.EVENTS);
        const frame = document.body.appendChild(document.createElement("iframe"));
        const phone = await Phone.connect(frame, {});
        const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
        frame.src = src;
        await loaded;
        window.phone = phone;
        return [Object.keys(Phone.EVENTS).length > 0, phone.closed];
      },
      [vendor, PHONE],
    );
    assert.deepEqual(opened, [true, false]);
    const methods = await page.frames().at(-1).evaluate(
      async ([vendor, page]) => {
        const { phone } = await import(`/node_modules/cti-softphones/simulated/${vendor}.js`);
        const opened = await phone(page);
        return Object.getOwnPropertyNames(Object.getPrototypeOf(opened)).length + opened.received.length;
      },
      [vendor, CRM],
    );
    assert.ok(methods > 1, "a simulated phone does something");
    assert.equal(await page.evaluate(() => (phone.close(), phone.closed)), true);
  });
}
