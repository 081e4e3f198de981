import { h, type Child } from "../dom.js";
import { CreditsElement } from "../element.js";
import type { Need, Snapshot } from "../store.js";
import type { View } from "../view.js";

/**
 * `<credits-pill>`: what is left, for a place on or beside an AI button.
 *
 * With `action` it says what that costs, and whether the credits do. `compact` shows the number
 * alone; `button` makes it a button that fires `credits-open`. It never announces anything.
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
    const compact = this.hasAttribute("compact");
    const left =
      compact && shown.left !== undefined ? this.text().number(shown.left) : shown.short;
    const children = [
      shown.state === "ready" && h("span", { part: "dot", "aria-hidden": "true" }),
      h("slot"),
      !compact && shown.cost !== undefined && h("span", { part: "cost", "aria-hidden": "true" }, `${shown.cost} ·`),
      h("span", { part: "text", "aria-hidden": "true" }, left),
      h("span", { class: "hidden" }, shown.summary),
    ];
    const props = { part: "pill", title: compact && shown.summary };
    return [
      this.hasAttribute("button")
        ? h("button", { ...props, type: "button", onclick: () => void this.fire("credits-open") }, ...children)
        : h("span", props, ...children),
    ];
  }

  #shown(): View {
    return this.view(this.store.snapshot() satisfies Snapshot, {
      action: this.getAttribute("action") ?? undefined,
    });
  }
}
