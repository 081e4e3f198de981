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

/**
 * Makes a button run an AI action. One click has one idempotency key. So a retry after a lost
 * answer is charged once. `show` receives the text and its document, because the page may show
 * another document by then.
 */
export function aiButton(button, action, documentId, show) {
  const failed = button.closest(".ai, .import").querySelector(".failed");
  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true") {
      return;
    }
    button.ariaBusy = "true";
    failed.textContent = "";
    try {
      const id = documentId();
      const text = await run(action, id, crypto.randomUUID());
      if (text !== undefined) {
        show(text, id);
      }
    } catch {
      failed.textContent = "That didn’t work, and cost nothing. Please try again.";
    }
    button.ariaBusy = "false";
  });
}

async function run(action, document, key) {
  const response = await creditsFetch(`${base}/ai`, {
    method: "POST",
    headers: { ...headers, "Idempotency-Key": key },
    body: JSON.stringify({ action, document, fail: failing() }),
    action,
  });
  if (response.status === 402) {
    return undefined;
  }
  const body = await response.json();
  if (!response.ok) {
    if (body.credits) {
      store.refunded(body.credits);
    }
    throw new Error(`${action}: ${response.status}`);
  }
  return body.text;
}
