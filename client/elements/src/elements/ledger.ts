import { h, type Child, type Markup } from "../dom.js";
import { CreditsElement, staleness, time, waiting } from "../element.js";
import type { Need, Snapshot } from "../store.js";
import type { Texts } from "../text.js";
import type { Catalog, Entry, Page } from "../wire.js";

const PAGE = 10;
const MOST = 100;

/**
 * `<credits-ledger>`: what came and went, newest first. `page-size` is 10 by default and 100 at most;
 * `kind` limits it to one kind of entry. It reads anew when the balance has changed.
 */
export class CreditsLedger extends CreditsElement {
  static readonly observedAttributes = ["heading-level", "page-size", "kind"];

  #entries: readonly Entry[] | undefined;
  #cursor: string | undefined;
  #version = -1;
  #account: string | undefined;
  #failed = false;
  #reading = 0;

  protected override needs(): readonly Need[] {
    return ["balance", "catalog"];
  }

  override attributeChangedCallback(name?: string): void {
    if (name !== "heading-level") {
      this.#version = -1;
      this.#entries = undefined;
    }
    super.attributeChangedCallback();
  }

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const shown = this.view(snapshot);
    const { balance, catalog } = snapshot;
    if (balance && (balance.version > this.#version || balance.account !== this.#account)) {
      this.#entries = balance.account === this.#account ? this.#entries : undefined;
      this.#account = balance.account;
      this.#version = balance.version;
      void this.#readNewest();
    }
    if (!this.#entries) {
      const state = this.#failed ? "unavailable" : shown.state === "ready" ? "loading" : shown.state;
      const summary = text.say(state === "unavailable" ? "unavailable" : "loading");
      return waiting({ ...shown, state, summary }, text);
    }
    return [
      this.heading("heading", text.say("ledger")),
      staleness(this.#failed ? (shown.stale ?? text.say("unavailable")) : shown.stale, text),
      this.#entries.length === 0 ? h("p", { part: "detail" }, text.say("nothing")) : table(this.#entries, catalog, text),
      this.#cursor !== undefined &&
        h("button", { part: "button", type: "button", onclick: () => void this.#readOlder() }, text.say("more")),
    ];
  }

  /** Keeps the older entries that are shown, if what is new joins on to them. */
  async #readNewest(): Promise<void> {
    const page = await this.#page();
    if (!page) {
      return;
    }
    const oldest = page.data.at(-1)?.number ?? 0;
    const known = this.#entries ?? [];
    const joins = known.some(({ number }) => number === oldest);
    this.#entries = joins
      ? [...page.data, ...known.filter(({ number }) => number < oldest)]
      : page.data;
    this.#cursor = joins ? this.#cursor : page.nextCursor;
    this.plan();
  }

  async #readOlder(): Promise<void> {
    const page = await this.#page(this.#cursor);
    if (page) {
      const numbers = new Set(this.#entries?.map(({ number }) => number));
      this.#entries = [...(this.#entries ?? []), ...page.data.filter(({ number }) => !numbers.has(number))];
      this.#cursor = page.nextCursor;
      this.plan();
    }
  }

  async #page(cursor?: string): Promise<Page<Entry> | undefined> {
    const turn = ++this.#reading;
    const limit = Math.min(MOST, Math.max(1, Number(this.getAttribute("page-size")) || PAGE));
    const kind = this.getAttribute("kind") ?? undefined;
    try {
      const page = await this.store.read<Page<Entry>>("ledger", { kind, limit, cursor });
      this.#failed = false;
      return turn === this.#reading ? page : undefined;
    } catch (error) {
      this.#failed = true;
      this.#version = -1;
      this.fire("credits-error", { error });
      return undefined;
    }
  }
}

function table(entries: readonly Entry[], catalog: Catalog | undefined, text: Texts): Markup {
  const head = (["what", "change", "after"] as const).map((key) => h("th", { scope: "col" }, text.say(key)));
  const now = Date.now();
  return h(
    "table",
    { part: "table" },
    h("caption", { class: "hidden" }, text.say("ledger")),
    h("thead", {}, h("tr", {}, ...head)),
    h(
      "tbody",
      {},
      ...entries.map((entry) => {
        const moment = text.moment(entry.at, now);
        const amount = moved(entry);
        return h(
          "tr",
          { key: entry.number, part: "row" },
          h("th", { scope: "row", part: "what" }, what(entry, catalog, text), h("small", {}, time(moment, moment.utc))),
          h("td", { part: "amount" }, amount === 0 ? "–" : text.signed(amount)),
          h("td", {}, text.number(entry.balanceAfter)),
        );
      }),
    ),
  );
}

/** A member's draw on the pool is outside the sum of its own buckets. */
const moved = ({ change, postings }: Entry): number =>
  change === 0 ? postings.reduce((sum, posting) => sum + posting.change, 0) : change;

function what(entry: Entry, catalog: Catalog | undefined, text: Texts): string {
  const { kind, action, reason, postings, change } = entry;
  const known = catalog?.actions.find(({ id }) => id === action);
  const name = known ? text.name(known) : action;
  const said = text.own(`kind:${kind}`) ?? kind;
  const first = postings[0]?.kind;
  const from = first && (kind === "grant" || kind === "expiry") ? text.own(`from:${first}`) : undefined;
  const byHand = kind === "adjustment" || first === "promotional" ? reason : undefined;
  const via = change === 0 && first === "pool" ? text.say("via") : undefined;
  const isPlain = name !== undefined && (kind === "charge" || kind === "capture");
  return [isPlain ? name : said, isPlain ? undefined : (name ?? from), via, byHand].filter(Boolean).join(" – ");
}
