// What the origins of the checks serve.
import { readFile } from "node:fs/promises";

const types = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  mjs: "text/javascript",
  js: "text/javascript",
  wasm: "application/wasm",
};

const names = new Map([
  ["/", "web/index.html"],
  ["/early", "web/early.html"],
  ["/early.js", "../early.js"],
  ["/page.mjs", "web/page.mjs"],
]);

/** The file at a path of any origin of the checks: `{ type, body }`, or nothing. */
export async function file(path) {
  const built = path.startsWith("/build/") && path.replace("/build/", "build/pages/");
  const name = names.get(path) || built;
  return name && read(name);
}

/** A file of a page of the example, as it was built. */
export async function example(folder, path) {
  const name = path === "/" ? "index.html" : path.slice(1);
  return read(`../example/build/${folder}/${name}`);
}

async function read(name) {
  const body = await readFile(new URL(name, import.meta.url));
  return { type: types[name.split(".").pop()], body };
}
