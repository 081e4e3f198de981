import { accountPath, ask, get, type CallOptions } from "./api.js";
import {
  pages,
  readLedger,
  readUsage,
  wholeUsage,
  type LedgerOptions,
  type Period,
} from "./pages.js";
import { settings, type ClientOptions, type Settings } from "./settings.js";
import { flag, list, object, optional, reads, text, whole, type Read } from "./shapes.js";
import type { Catalog, Entry, LedgerPage, PeriodUsage } from "./wire.js";

/**
 * The data of a page about credits besides a balance. Needs the scope `credits/read`.
 *
 * It retries calls and throws like `DrawdownClient`.
 */
export class ReadClient {
  readonly #settings: Settings;

  constructor(options: ClientOptions) {
    this.#settings = settings(options);
  }

  /** A page of the ledger, newest first. */
  async ledger(
    account: string,
    { kind, limit, cursor, ...options }: LedgerOptions & CallOptions = {},
  ): Promise<LedgerPage> {
    const path = `${accountPath(account)}/ledger`;
    return ask(this.#settings, readLedger, get(path, { kind, limit, cursor }), options);
  }

  /** The whole ledger, newest first. Reads a page when its first entry is needed. */
  entries(account: string, options: CallOptions = {}): AsyncGenerator<Entry, void, undefined> {
    return pages(async (cursor) => {
      const page = await this.ledger(account, { limit: 100, ...cursor, ...options });
      return [page.data, page.nextCursor];
    });
  }

  /** What the account spent credits on in a period: the sum of all pages. */
  usage(
    account: string,
    { from, to, by }: Period<"action" | "day">,
    options?: CallOptions,
  ): Promise<PeriodUsage> {
    return wholeUsage(async ({ cursor }) => {
      const path = get(`${accountPath(account)}/usage`, { from, to, by, cursor });
      return ask(this.#settings, readUsage, path, options);
    });
  }

  /** The product's plans and packs, and the costs of its actions. */
  async catalog(options?: CallOptions): Promise<Catalog> {
    return ask(this.#settings, readCatalog, get("/v1/catalog"), options);
  }
}

const price = optional(object({ amount: whole, currency: text }));
const readCatalog: Read<Catalog> = reads(
  object({
    product: text,
    drawOrder: list(text),
    actions: list(object({ id: text, name: text, cost: whole, oncePerDocument: optional(flag) })),
    plans: list(
      object({
        id: text,
        name: text,
        credits: optional(whole),
        days: optional(whole),
        renewalBonus: optional(whole),
        period: text,
        pool: optional(flag),
        price,
      }),
    ),
    packs: list(object({ id: text, name: text, credits: whole, price })),
  }),
);
