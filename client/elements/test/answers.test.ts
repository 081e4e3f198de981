import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { page } from "./page.js";
import type * as Elements from "drawdown-elements";
import { balance, BY_ACTION, CATALOG, HISTORY, MEMBERS, NOW, OUT, PAST_DUE, RESET, rendered, suspended } from "./service.js";

const { mutations } = (await import(new URL("../../../mutations.mjs", import.meta.url).href)) as {
  mutations: (texts: string[], seed: number, count: number) => Iterable<string>;
};

/** The number of changed answers for each call, for the store and for a page. */
const INPUTS = 200;
const PAGES = 30;
/** Words that a person never sees. */
const INTERNAL = /undefined|NaN|\[object|Invalid Date|null|=>/g;
/** The elements that show the answer to a call. */
const SHOWING: Record<string, string[]> = {
  balance: ["pill", "panel", "notice"],
  pool: ["pool"],
  quote: ["notice", "panel"],
  catalog: ["plans", "packs"],
  members: ["pool"],
  ledger: ["ledger"],
  usage: ["usage"],
};

const CHARGED = { charge: { action: "reply" }, balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } };
const SEEDS: Record<string, object[]> = {
  balance: [balance(63), suspended(), balance(100, { plans: [{ id: "starter", cancelsAt: RESET }], pool: { id: "office" } })],
  pool: [balance(40, { account: undefined as never, pool: "office" })],
  quote: [{ cost: 1, refusal: OUT }, { cost: 1, refusal: PAST_DUE }],
  catalog: [CATALOG],
  members: [{ members: MEMBERS, nextCursor: "cyn" }],
  ledger: [{ data: HISTORY, nextCursor: "1" }],
  usage: [{ from: "2026-11-01T00:00:00Z", to: RESET, data: BY_ACTION, nextCursor: "2" }],
};

let elements: typeof Elements;

before(async () => {
  page.open();
  elements = await import("drawdown-elements");
});
after(() => page.close());

/** A service that gives `text` as the answer to one call, and a valid answer to all others. */
const answering =
  (call: string, text: string): typeof fetch =>
  async (input) => {
    const name = new URL(String(input), "https://credits.example").pathname.split("/").at(-1) ?? "";
    return new Response(name === call ? text : JSON.stringify(SEEDS[name]?.[0]));
  };

const texts = (call: string) => (SEEDS[call] ?? []).map((answer) => JSON.stringify(answer));

for (const call of ["balance", "catalog", "quote"]) {
  test(`a changed answer to ${call} can be put into words, or counts as no answer`, async () => {
    for (const text of mutations(texts(call), 1, INPUTS)) {
      const store = new elements.Store();
      store.configure({ token: () => "t-1", fetch: answering(call, text) });
      const stop = store.subscribe(() => {}, () => ["balance", "catalog", "advice", "top-up"]);

      await store.refresh();

      assert.match(store.snapshot().status, /^(ready|unavailable)$/, shown(text));
      requireWords(store, text);
      stop();
    }
  });
}

for (const [status, body] of [[200, CHARGED], [200, { credits: CHARGED }], [402, { ...OUT, balance: balance(100) }]] as const) {
  test(`a changed answer ${status} of a page's own service is shown, or is ignored: ${Object.keys(body)[0]}`, async () => {
    for (const text of mutations([JSON.stringify(body)], 1, INPUTS)) {
      const own = () => Promise.resolve(new Response(text, { status, headers: { "content-type": "application/json" } }));
      elements.configure({ token: () => "t-1", fetch: own });

      await elements.creditsFetch("/ai/draft", { action: "reply" });
      await rendered();

      requireWords(elements.store, text);
    }
  });
}

for (const [call, tags] of Object.entries(SHOWING)) {
  test(`a page shows a changed answer to ${call}, or none: ${tags}`, async () => {
    document.body.replaceChildren(...tags.map((tag) => document.createElement(`credits-${tag}`)));
    for (const text of mutations(texts(call), 1, PAGES)) {
      elements.configure({ token: () => "t-1", poolToken: () => "p-1", fetch: answering(call, text) });

      await rendered();

      for (const element of document.body.children) {
        requireNothingInternal(element.shadowRoot?.textContent ?? "", text);
      }
    }
    document.body.replaceChildren();
  });
}

test("a member whose account has the name of a property of every object is shown", async () => {
  const text = JSON.stringify({ members: [{ account: "constructor", drawn: 1 }] });
  document.body.replaceChildren(document.createElement("credits-pool"));

  elements.configure({ poolToken: () => "p-1", fetch: answering("members", text) });
  await rendered();

  assert.match(document.body.firstElementChild?.shadowRoot?.textContent ?? "", /constructor/);
});

test("a page doesn't wait for a purchase if its note about the purchase is unreadable", async () => {
  const text = JSON.stringify(balance(63));
  for (const note of ["{", "5", '"x"', '{"owner":"anna"}', '{"owner":"anna","kind":"pack","version":1,"back":"x"}']) {
    sessionStorage.setItem("drawdown-balance", note);
    const store = new elements.Store();
    store.configure({ token: () => "t-1", fetch: answering("balance", text) });
    const stop = store.subscribe(() => {});
    await rendered();

    assert.equal(store.snapshot().purchase, undefined, note);
    stop();
    sessionStorage.clear();
  }
});

function requireWords(store: Elements.Store, text: string): void {
  const snapshot = store.snapshot();
  const problem = snapshot.problem ?? snapshot.advice;
  const words = elements.view(snapshot.balance, problem, { ...snapshot, now: NOW, action: "reply" });
  requireNothingInternal(JSON.stringify(words), text);
}

function requireNothingInternal(words: string, text: string): void {
  for (const [internal] of words.matchAll(INTERNAL)) {
    assert.ok(text.includes(internal), `"${internal}" in ${words} after ${shown(text)}`);
  }
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 2_000));
