import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type {} from "drawdown-elements/react";
import { page } from "./page.js";
import { balance, OUT, Service, rendered } from "./service.js";

before(() => page.open());
after(() => page.close());

test("React 19 needs no wrapper: attributes, properties and events", async () => {
  const { createElement, useSyncExternalStore } = await import("react");
  const { createRoot } = await import("react-dom/client");
  const { flushSync } = await import("react-dom");
  const { configure, store, view } = await import("drawdown-elements");
  const service = new Service();
  configure({ token: () => service.token, fetch: service.fetch });
  const heard: unknown[] = [];
  const hear = (event: Event) => {
    event.preventDefault();
    heard.push((event as CustomEvent).detail);
  };
  const events = { "oncredits-action": hear };

  /** Own markup of the same facts. */
  function Left() {
    const { balance: of, problem } = useSyncExternalStore(store.subscribe, store.snapshot);
    return <b>{view(of, problem).short}</b>;
  }

  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const draw = (problem: typeof OUT | null) =>
    flushSync(() =>
      root.render(
        <main>
          <credits-pill action="reply" compact />
          <credits-panel heading-level={3} show-sources />
          <credits-notice for-action="none" problem={problem} {...events} />
          <Left />
          {createElement("credits-note", { "for-action": "reply" })}
        </main>,
      ),
    );

  draw({ ...OUT, balance: balance(100) });
  await rendered();

  const within = (tag: string, selector: string) =>
    place.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(selector);
  assert.equal(within("credits-pill", "[part=pill]")?.textContent, "37");
  assert.equal(within("credits-panel", "h3")?.textContent, "AI credits");
  assert.equal(within("credits-notice", "[part=title]")?.textContent, "You have no credits left");
  assert.equal(place.querySelector("b")?.textContent, "37 left");

  within("credits-notice", "a")?.dispatchEvent(new MouseEvent("click", { cancelable: true }));
  assert.deepEqual(heard, [{ type: "top-up", href: "https://shop.example/top-ups" }]);

  draw(null);
  store.charged({ charge: { action: "reply" }, balance: balance(64, { version: 8 }), note: { used: 1, left: 36 } });
  await rendered();
  assert.equal(within("credits-notice", "[part=title]"), null);
  assert.equal(within("credits-note", "[role=status]")?.textContent, "1 credit used, 36 left");
  assert.equal(place.querySelector("b")?.textContent, "36 left");

  flushSync(() => root.unmount());
});
