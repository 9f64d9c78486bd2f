// Hears and does nothing: what is subtracted from the others.
export function start() {
  window.addEventListener("message", () => {});
}
