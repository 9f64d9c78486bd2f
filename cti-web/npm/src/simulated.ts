// What the simulated phones of all vendors share.
import { keep } from "./kept.js";
import type { Notice } from "./notice.js";
import type { Module } from "./phone.js";

type CompiledClass<P> = new (page: string, notice?: ((notice: Notice) => void) | null) => P;

/** Makes this document a phone. What the page posts while the module loads is handed over then. */
export async function simulate<P>(
  module: Module<CompiledClass<P>>,
  page: string,
  notice: ((notice: Notice) => void) | undefined,
): Promise<P> {
  const kept = keep(() => parent);
  try {
    const Class = await module.load();
    return kept.handOver(() => new Class(page, notice));
  } finally {
    kept.stop();
  }
}
