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

/** Notes a call of CloudTalk's whose contact is known, and the contact. */
export function noteCall({ call_uuid, external_number, internal_number, contact }) {
  note(`call ${call_uuid} from ${external_number} to ${internal_number ?? ""} has a contact`);
  if (!contact) return;
  const { id, name, company, contact_emails, contact_numbers, external_urls, tags } = contact;
  const urls = external_urls?.map(({ external_system, external_url }) => `${external_system}: ${external_url}`);
  const more = [contact_emails, contact_numbers, tags, urls].flatMap((texts) => texts ?? []);
  note([`${id ?? ""} ${name}`, ...(company ? [company] : []), ...more].join(", "));
}
