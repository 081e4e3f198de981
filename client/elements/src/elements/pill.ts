import { h, type Child } from "../dom.js";
import { CreditsElement } from "../element.js";
import type { Need } from "../store.js";
import type { View } from "../view.js";

/**
 * `<credits-pill>`: the credits that are left, on or beside an AI button.
 *
 * With `action` it shows the action's cost, and whether the credits suffice. `compact` shows the
 * number alone. `button` makes it a button that fires `credits-open`. It never announces anything.
 */
export class CreditsPill extends CreditsElement {
  static readonly observedAttributes = ["action", "compact", "button"];

  protected override needs(): readonly Need[] {
    return this.hasAttribute("action") ? ["balance", "catalog"] : ["balance"];
  }

  protected override level(shown: View): string | undefined {
    return this.#shown().enough === false ? "empty" : shown.level;
  }

  protected override content(): readonly Child[] {
    const shown = this.#shown();
    const { left, cost, summary } = shown;
    const isReady = left !== undefined;
    const compact = this.hasAttribute("compact");
    const children = [
      isReady && h("span.dot", { "aria-hidden": "true" }),
      h("slot"),
      !compact && cost !== undefined && h("span.cost", {}, `${cost} ·`),
      h("span.text", {}, compact && isReady ? this.text().number(left) : shown.short),
    ];
    const label = isReady ? compact && shown.short : summary;
    const props = { title: label, "aria-label": label };
    return [
      this.hasAttribute("button")
        ? h("button.pill", { ...props, onclick: () => void this.fire("credits-open") }, ...children)
        : h("span.pill", { ...props, role: label && "img" }, ...children),
    ];
  }

  #shown(): View {
    return this.view(this.store.snapshot(), {
      action: this.getAttribute("action") ?? undefined,
    });
  }
}
