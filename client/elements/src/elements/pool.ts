import { h, type Child, type Markup } from "../dom.js";
import { CreditsElement, staleness, time, upgrade, waiting } from "../element.js";
import type { Need, Snapshot } from "../store.js";
import type { Texts } from "../text.js";
import type { View } from "../view.js";
import type { Balance, Member, MembersPage } from "../wire.js";
import { actions } from "./notice.js";
import { meter } from "./panel.js";

const PAGE = 50;

/**
 * `<credits-pool>`: what the owner of a pool sees: what is left, who has drawn how much, and each
 * member's limit. It only reads, with the pool's own token (`poolToken`).
 *
 * Members are shown by their account's name, or as `names` says, a property:
 * `{"user-17": "Dr. Ada Hill"}`.
 */
export class CreditsPool extends CreditsElement {
  static readonly observedAttributes = ["heading-level"];

  #members: readonly Member[] | undefined;
  #cursor: string | undefined;
  #shownBalance: Balance | undefined;
  #failed = false;
  #reading = 0;
  #shownNames: Readonly<Record<string, string>> = {};

  get names(): Readonly<Record<string, string>> {
    return this.#shownNames;
  }

  set names(names: Readonly<Record<string, string>> | null | undefined) {
    this.#shownNames = names ?? {};
    this.plan();
  }

  override connectedCallback(): void {
    upgrade(this, "names");
    super.connectedCallback();
  }

  protected override needs(): readonly Need[] {
    return ["pool", "catalog"];
  }

  protected override view(snapshot: Snapshot): View {
    const { status, balance, staleSince } = snapshot.pool ?? { status: "loading" };
    return super.view({ busy: snapshot.busy, catalog: snapshot.catalog, links: snapshot.links, status, balance, staleSince });
  }

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const shown = this.view(snapshot);
    const balance = snapshot.pool?.balance;
    if (balance && balance !== this.#shownBalance) {
      this.#shownBalance = balance;
      void this.#readMembers();
    }
    if (shown.state !== "ready") {
      return waiting(shown, text);
    }
    const title = text.say("pool");
    const bar = shown.meter && [
      meter(shown.meter, title),
      h("p", { part: "detail", "aria-hidden": "true" }, shown.meter.text),
    ];
    return [
      h(
        "div",
        { part: "card" },
        this.heading("heading", title),
        h("p", { part: "summary" }, shown.summary),
        ...(bar ?? []),
        shown.reset && h("p", { part: "reset" }, time(shown.reset, shown.reset.text)),
        shown.held !== undefined && h("p", { part: "held" }, shown.held),
        shown.notice && h("p", { part: "error" }, shown.notice.title),
        staleness(shown.stale ?? (this.#failed ? text.say("unavailable") : undefined), text),
        this.#members && this.#table(this.#members, text),
        this.#cursor !== undefined &&
          h("button", { part: "button", type: "button", onclick: () => void this.#readMembers(this.#cursor) }, text.say("more:members")),
        actions(this, shown.actions),
      ),
    ];
  }

  /** The first page anew, or the page after those that are shown. */
  async #readMembers(cursor?: string): Promise<void> {
    const turn = ++this.#reading;
    try {
      const query = { limit: PAGE, cursor };
      const page = await this.store.read<MembersPage>("members", query, "pool");
      if (turn === this.#reading) {
        this.#failed = false;
        this.#members = [...(cursor === undefined ? [] : (this.#members ?? [])), ...page.members];
        this.#cursor = page.nextCursor;
      }
    } catch (error) {
      this.#failed = true;
      this.fire("credits-error", { error });
    }
    this.plan();
  }

  #table(members: readonly Member[], text: Texts): Markup {
    const head = (["member", "drawn"] as const).map((key) => h("th", { scope: "col" }, text.say(key)));
    return h(
      "table",
      { key: "members", part: "table" },
      h("caption", { class: "hidden" }, text.say("members")),
      h("thead", {}, h("tr", {}, ...head)),
      h("tbody", {}, ...members.map((member) => this.#row(member, text))),
    );
  }

  #row({ account, drawn, limitPerPeriod: cap }: Member, text: Texts): Markup {
    const name = this.#shownNames[account] ?? account;
    const percent = cap ? (100 * drawn) / cap : 0;
    const level = percent > 90 ? "critical" : percent > 70 ? "warn" : "ok";
    const words = cap === undefined ? text.say("noCap") : text.say("capped", { used: drawn, n: cap });
    return h(
      "tr",
      { key: account, part: "row" },
      h("th", { scope: "row" }, name),
      h(
        "td",
        {},
        cap === undefined ? h("span", { part: "amount" }, text.number(drawn)) : "",
        h("small", {}, cap === undefined ? ` ${words}` : words),
        cap !== undefined && cap > 0 && meter({ used: Math.min(drawn, cap), granted: cap, level, text: words }, name),
      ),
    );
  }
}
