import init from "./example_phones.js";

await init();

// What the declaration doesn't let a phone say is posted past it.
addEventListener("click", (event) => {
  const { post } = event.target.dataset;
  if (post !== undefined) parent.postMessage(JSON.parse(post), "http://localhost:8080");
});
