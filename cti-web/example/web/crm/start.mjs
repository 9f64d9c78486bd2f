// Everything else is in the module, which begins by itself.
const state = document.getElementById("start");
try {
  const { default: init } = await import("./example_crm.js");
  await init();
  state.remove();
} catch (why) {
  console.error(why);
  state.textContent =
    `This page doesn't work: its module doesn't load or start (${why.message ?? why}). No phone is ` +
    "connected. Reload the page; if that doesn't help, tell whoever looks after the CRM.";
  state.className = "broken";
}
