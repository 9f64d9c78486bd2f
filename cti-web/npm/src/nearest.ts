// The name that was probably meant.

/** The known name that is nearest to this one, if one is near: up to a third of it differs. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const meant = plain(name);
  let [best, least] = [undefined as string | undefined, Infinity];
  for (const other of known) {
    const distance = edits(meant, plain(other));
    if (distance < least) [best, least] = [other, distance];
  }
  return least <= Math.ceil(meant.length / 3) ? best : undefined;
}

/** A name without what its case and its separators say. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** How many letters are to be added, removed or replaced (Levenshtein). */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
