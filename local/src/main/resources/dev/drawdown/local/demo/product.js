// The credits on a product's page. It shows the signed-in person, runs AI actions at the product's
// own back end, and passes on the answers. Elements show all credits.

import { configure, creditsFetch, setStrings, store } from "/elements.js";
import { openStage } from "./stage.js";

/** The product's path, such as `/demo/outsmart`. */
export const base = location.pathname.split("/").slice(0, 3).join("/");

const headers = { "Content-Type": "application/json" };

/** Asks the product's own back end. */
export async function ask(call, body) {
  const response = await fetch(`${base}/${call}`, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
  if (!response.ok) {
    throw new Error(`${call}: ${response.status}`);
  }
  return response.status === 204 ? undefined : response.json();
}

/** Opens the page for the signed-in person, and returns that person. */
export async function open({ links, strings = {} }) {
  const me = await (await fetch(`${base}/me`)).json();
  setStrings("en", strings);
  configure({
    baseUrl: base,
    token: () => ask("session"),
    poolToken: () => ask("pool-session"),
    checkout: async choice => (await ask("buy", choice)).url,
    links,
  });
  for (const place of document.querySelectorAll("[data-me]")) {
    place.textContent = me.person?.name ?? "Signed out";
  }
  await openStage(me, ask);
  return me;
}

/** Whether the next AI action must fail, by the demo's bar. */
const failing = () => document.querySelector(".stage [aria-pressed]")?.getAttribute("aria-pressed") === "true";

/** The result of a click that may have been carried out. */
const NO_ANSWER = { answered: false, words: "There was no answer. Please click again: you pay only once." };

/**
 * Makes a button run an AI action. A click has an id until it is answered. So the next click after
 * a lost answer repeats it, and is charged once. `show` receives the text and its document, because
 * the page may show another document by then.
 */
export function aiButton(button, action, documentId, show) {
  const failed = button.closest(".ai, .import").querySelector(".failed");
  const unanswered = new Map();
  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true") {
      return;
    }
    button.ariaBusy = "true";
    failed.textContent = "";
    const id = documentId();
    const click = unanswered.get(id) ?? crypto.randomUUID();
    unanswered.set(id, click);
    const { answered = true, text, words = "" } = await run(action, id, click).catch(() => NO_ANSWER);
    if (answered) {
      unanswered.delete(id);
    }
    if (text !== undefined) {
      show(text, id);
    }
    failed.textContent = words;
    button.ariaBusy = "false";
  });
}

/** The text of a click, or the words that say why there is none. */
async function run(action, document, click) {
  const response = await creditsFetch(`${base}/ai`, {
    method: "POST",
    headers,
    body: JSON.stringify({ action, document, click, fail: failing() }),
    action,
  });
  const body = await response.json();
  if (response.ok) {
    return { text: body.text };
  }
  if (body.failed) {
    store.refunded(body.credits);
    return { words: "That didn’t work, and cost nothing. Please try again." };
  }
  if (response.status === 429 || response.status >= 500) {
    return NO_ANSWER;
  }
  // The notice beside the button shows a 402.
  return { words: response.status === 402 ? "" : body.detail };
}
