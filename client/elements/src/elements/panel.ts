import { h, type Child, type Markup } from "../dom.js";
import { CreditsElement, staleness, time, waiting } from "../element.js";
import type { Need, Snapshot } from "../store.js";
import type { Texts } from "../text.js";
import { overall, type Meter, type Source, type View } from "../view.js";
import { actions } from "./notice.js";

/**
 * `<credits-panel>`: the used part of the allowance, its reset, and with `show-sources` every
 * source of credits. When credits are short, it has buttons for the steps that work now.
 */
export class CreditsPanel extends CreditsElement {
  static readonly observedAttributes = ["heading-level", "show-sources"];

  protected override needs(): readonly Need[] {
    const { balance } = this.store.snapshot();
    const isLow = balance && overall(balance) !== "ok";
    return ["balance", "catalog", "advice", ...(isLow ? (["top-up"] as const) : [])];
  }

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const shown = this.view(snapshot, { advised: true });
    if (shown.state !== "ready") {
      return waiting(shown.state, text);
    }
    const heading = text.say("heading");
    return [
      h("div.card", {  },
        this.heading("heading", heading),
        ...facts(shown, heading),
        staleness(shown.stale, text),
        this.hasAttribute("show-sources") && sources(shown.sources, text),
        actions(this, this.#ways(snapshot, shown)),
      ),
    ];
  }

  /** The next steps of a refusal, or a top-up before there is one. */
  #ways(snapshot: Snapshot, shown: View): View["actions"] {
    const { topUp } = snapshot;
    if (shown.notice || !topUp || shown.level === "ok") {
      return shown.actions;
    }
    return this.view({ ...snapshot, problem: { actions: [topUp] } }).actions;
  }
}

/** The common facts in the panels of an account and of a pool. */
export const facts = ({ left, summary, meter: bar, reset, held, notice }: View, name: string): Child[] => [
  h("p.summary", {  }, summary),
  bar && meter(bar, name),
  bar && h("p.detail", { "aria-hidden": "true" }, bar.text),
  reset && h("p.reset", {}, time(reset, reset.text)),
  held !== undefined && h("p.held", {}, held),
  notice && left !== 0 && h("p.error", {}, notice.title),
];

/**
 * A bar with the role of a meter. Its value is a sentence, because a percentage doesn't show how
 * many credits are left.
 */
export function meter({ used, granted, level, text }: Meter, name: string): Markup {
  return h(
    "div",
    {
      part: "meter",
      role: "meter",
      "data-level": level,
      "aria-label": name,
      "aria-valuemin": 0,
      "aria-valuemax": granted,
      "aria-valuenow": used,
      "aria-valuetext": text,
    },
    h("div.fill", { inlineSize: (100 * used) / granted }),
  );
}

function sources(list: readonly Source[], text: Texts): Child {
  return (
    list.length > 0 &&
    h("ul.sources", {  },
      ...list.map(({ label, left, detail }) =>
        h(
          "li.source",
          {},
          h("span", {}, label, detail !== "" && h("small", {}, detail)),
          h("span.amount", {  }, text.number(left)),
        ),
      ),
    )
  );
}
