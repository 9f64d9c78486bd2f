// What the pages of `../speed` share: the clock of the window's listeners, and what a handler does.

/** What listeners to the window's messages have taken for each that they were given, in ms. */
export const clock = { spent: [] };

const listen = window.addEventListener;
// Whatever listens, by hand or in a module, is timed alike.
window.addEventListener = function (type, listener, ...rest) {
  if (type !== "message") return listen.call(this, type, listener, ...rest);
  const timed = (event) => {
    const start = performance.now();
    listener.call(window, event);
    clock.spent.push(performance.now() - start);
  };
  return listen.call(this, type, timed, ...rest);
};

/** Notes what has happened, where the page has an element for it: the pages of `../sizes` do the same. */
export function note(line) {
  const log = document.getElementById("log");
  if (log) log.append(Object.assign(document.createElement("li"), { textContent: line }));
}
