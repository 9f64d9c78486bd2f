// What every origin of the checks serves.
import { readFile } from "node:fs/promises";

const types = {
  html: "text/html; charset=utf-8",
  mjs: "text/javascript",
  js: "text/javascript",
  wasm: "application/wasm",
};

const names = new Map([
  ["/", "web/index.html"],
  ["/page.mjs", "web/page.mjs"],
  ["/build/check_pages.js", "build/pages/check_pages.js"],
  ["/build/check_pages_bg.wasm", "build/pages/check_pages_bg.wasm"],
]);

/** The file at a path: `{ type, body }`, or nothing. */
export async function file(path) {
  const name = names.get(path);
  if (!name) return undefined;
  const body = await readFile(new URL(name, import.meta.url));
  return { type: types[name.split(".").pop()], body };
}
