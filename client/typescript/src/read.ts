import { accountPath, ask, get, type CallOptions } from "./api.js";
import { pages, readLedger, type PageOptions } from "./pages.js";
import { settings, type ClientOptions, type Settings } from "./settings.js";
import { list, object, reads, text, whole, type Read } from "./shapes.js";
import type { Catalog, Entry, LedgerPage } from "./wire.js";

/**
 * What a page about credits shows besides a balance. Needs the scope `credits/read`.
 *
 * It repeats calls and throws as `DrawdownClient` does.
 */
export class ReadClient {
  readonly #settings: Settings;

  constructor(options: ClientOptions) {
    this.#settings = settings(options);
  }

  /** A page of the ledger, newest first. */
  async ledger(
    account: string,
    { limit, cursor, ...options }: PageOptions & CallOptions = {},
  ): Promise<LedgerPage> {
    const path = `${accountPath(account)}/ledger`;
    return ask(this.#settings, readLedger, get(path, { limit, cursor }), options);
  }

  /** The whole ledger, newest first, read page by page as it is asked for. */
  entries(account: string, options: CallOptions = {}): AsyncGenerator<Entry, void, undefined> {
    return pages(async (cursor) => {
      const page = await this.ledger(account, { limit: 100, ...cursor, ...options });
      return [page.data, page.nextCursor];
    });
  }

  /** What the product sells, and what its actions cost. */
  async catalog(options?: CallOptions): Promise<Catalog> {
    return ask(this.#settings, readCatalog, get("/v1/catalog"), options);
  }
}

const readCatalog: Read<Catalog> = reads(
  object({
    product: text,
    drawOrder: list(text),
    actions: list(object({ id: text, name: text, cost: whole })),
    plans: list(object({ id: text, name: text })),
    packs: list(object({ id: text, name: text, credits: whole })),
  }),
);
