import { h, type Child, type Markup } from "../dom.js";
import { CreditsElement, upgrade } from "../element.js";
import type { Need, Snapshot } from "../store.js";
import type { Texts } from "../text.js";
import { view, type Notice, type View } from "../view.js";
import type { Problem } from "../wire.js";
import { concerns } from "./note.js";

/**
 * `<credits-notice>`: the calm notice when credits are out, a payment is due or a top-up is on its
 * way. It shows the cause, the date of the refresh, and buttons for the steps that work now. It is
 * announced politely and never takes the focus.
 *
 * With `for-action` it stays empty until that action is refused. Without, it also shows the
 * account's standing before a refusal. A `problem` that a page sets replaces the store's.
 */
export class CreditsNotice extends CreditsElement {
  static readonly observedAttributes = ["for-action", "heading-level"];

  #own: Problem | undefined;

  get problem(): Problem | undefined {
    return this.#own;
  }

  set problem(problem: Problem | null | undefined) {
    this.#own = problem ?? undefined;
    this.plan();
  }

  override connectedCallback(): void {
    upgrade(this, "problem");
    super.connectedCallback();
  }

  protected override needs(): readonly Need[] {
    return this.hasAttribute("for-action") ? ["balance"] : ["balance", "advice"];
  }

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const notice = this.#notice(snapshot, text);
    return [
      h(
        "div",
        { role: "status" },
        notice &&
          h("div.notice", { "data-kind": notice.kind },
            this.heading("title", notice.title),
            ...notice.body.map((sentence) => h("p.body", {  }, sentence)),
            actions(this, notice.actions, h("slot", { name: "actions" })),
          ),
      ),
    ];
  }

  #notice(snapshot: Snapshot, { lang }: Texts): Notice | undefined {
    if (this.#own) {
      const balance = this.#own.balance ?? snapshot.balance;
      return view(balance, this.#own, { links: snapshot.links, lang }).notice;
    }
    const action = this.getAttribute("for-action");
    if (action === null) {
      return this.#isSaidElsewhere(snapshot) ? undefined : this.view(snapshot, { advised: true }).notice;
    }
    const { problem } = snapshot;
    return problem && concerns(action, problem.action)
      ? this.view({ ...snapshot, purchase: undefined }).notice
      : undefined;
  }

  /** A refusal is shown and announced once: beside the pressed button. */
  #isSaidElsewhere({ problem, purchase }: Snapshot): boolean {
    return (
      !purchase &&
      problem?.action !== undefined &&
      [...document.querySelectorAll("credits-notice")].some(
        (other) => other.getAttribute("for-action") === problem.action,
      )
    );
  }
}

/** Links to the pages of the next steps. A page may route them itself. */
export function actions(
  element: CreditsElement,
  ways: View["actions"],
  ...more: readonly Child[]
): Markup {
  return h("div.actions", {  },
    ...ways.map(({ type, label, href }) => {
      const onclick = (event: Event) => {
        if (!element.fire("credits-action", { type, href })) {
          event.preventDefault();
        }
      };
      return h("a.action", { key: type, href, onclick }, label);
    }),
    ...more,
  );
}
