// What all steps have: the page.

export const frame = document.querySelector<HTMLIFrameElement>("#phone")!;
export const dial = document.querySelector<HTMLButtonElement>("#dial")!;

/** Adds a line to the log. */
export function note(text: string): void {
  const line = document.createElement("li");
  line.textContent = text;
  document.querySelector("#log")!.append(line);
}
