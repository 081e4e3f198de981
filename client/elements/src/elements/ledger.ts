import { h, type Child, type Markup } from "../dom.js";
import { time } from "../element.js";
import type { Snapshot } from "../store.js";
import type { Key, Texts } from "../text.js";
import type { Catalog, Entry, Page } from "../wire.js";
import { RecordsElement, table } from "./records.js";

const PAGE = 10;
const MOST = 100;

/**
 * `<credits-ledger>`: the entries of the ledger, newest first. `page-size` is 10 by default and 100
 * at most. `kind` limits it to one kind of entry. It reads again when the balance has changed.
 */
export class CreditsLedger extends RecordsElement<Page<Entry>> {
  static readonly observedAttributes = ["heading-level", "page-size", "kind"];

  override attributeChangedCallback(): void {
    this.restart();
  }

  protected override records({ data, nextCursor }: Page<Entry>, { catalog }: Snapshot, text: Texts): readonly Child[] {
    const older = () => void this.load(() => this.#readOlder(nextCursor));
    return [
      this.heading("heading", text.say("ledger")),
      data.length === 0 ? h("p.detail", {  }, text.say("nothing")) : history(data, catalog, text),
      nextCursor !== undefined && h("button.button", { onclick: older }, text.say("more")),
    ];
  }

  /** Keeps the older entries on the page, if the new ones follow them without a gap. */
  protected override async readNewest(): Promise<Page<Entry>> {
    const known = this.data;
    const page = await this.#page();
    const oldest = page.data.at(-1)?.number;
    return known?.data.some(({ number }) => number === oldest)
      ? { ...known, data: [...page.data, ...known.data.filter(({ number }) => number < Number(oldest))] }
      : page;
  }

  async #readOlder(cursor?: string): Promise<Page<Entry>> {
    const page = await this.#page(cursor);
    return { ...page, data: [...(this.data?.data ?? []), ...page.data] };
  }

  #page(cursor?: string): Promise<Page<Entry>> {
    const limit = Math.min(MOST, Math.max(1, Number(this.getAttribute("page-size")) || PAGE));
    const kind = this.getAttribute("kind") ?? undefined;
    return this.store.read("ledger", { kind, limit, cursor });
  }
}

function history(entries: readonly Entry[], catalog: Catalog | undefined, text: Texts): Markup {
  const rows = entries.map((entry) => {
    const moment = text.moment(entry.at, Date.now());
    const amount = moved(entry);
    return {
      key: entry.number,
      cells: [
        [what(entry, catalog, text), h("small", {}, time(moment, moment.utc))],
        [amount === 0 ? "–" : text.signed(amount)],
        [text.number(entry.balanceAfter)],
      ],
    };
  });
  return table(["what", "change", "after"], rows, text);
}

/** A member's draw on the pool isn't in the sum of its own buckets. */
const moved = ({ change, postings }: Entry): number =>
  change === 0 ? postings.reduce((sum, posting) => sum + posting.change, 0) : change;

/** Kinds, and kinds for a reason, whose words are the texts of other keys. */
const WORDS: Readonly<Record<string, Key>> = {
  capture: "kind:charge",
  release: "kind:refund",
  low: "warn",
  exhausted: "empty",
  "expiry unpaid": "due",
  "standing suspended": "due",
  "standing payment-failed": "due",
  "standing joined-pool": "from:pool",
  "standing left-pool": "from:pool",
};

/** The words of an entry's kind, or of its reason if a customer learns more from that. */
function words({ kind, reason }: Entry, text: Texts): string {
  const key = WORDS[`${kind} ${reason}`] ?? WORDS[kind] ?? `kind:${kind}`;
  return text.own(key) ?? kind;
}

function what(entry: Entry, catalog: Catalog | undefined, text: Texts): string {
  const { kind, action, reason, postings, change } = entry;
  const name = action && text.nameIn(catalog?.actions, action);
  const said = words(entry, text);
  const first = postings[0]?.kind;
  const from = first && (kind === "grant" || kind === "expiry") ? text.own(`from:${first}`) : undefined;
  const byHand = kind === "adjustment" || first === "promotional" ? reason : undefined;
  const via = change === 0 && first === "pool" ? text.say("from:pool") : undefined;
  const isPlain = name !== undefined && (kind === "charge" || kind === "capture");
  return [isPlain ? name : said, isPlain ? undefined : (name ?? from), via, byHand].filter(Boolean).join(" – ");
}
