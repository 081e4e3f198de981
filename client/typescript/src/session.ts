import { ask, get, type CallOptions } from "./api.js";
import type { Call } from "./calls.js";
import {
  pages,
  readLedger,
  readUsage,
  wholeUsage,
  type PageOptions,
  type Period,
  type PoolLedgerOptions,
} from "./pages.js";
import { readMembers, readPool } from "./pool.js";
import { settings, type ClientOptions, type Settings } from "./settings.js";
import { readBalance, readQuote, type Read } from "./shapes.js";
import type {
  Balance,
  ChargeRequest,
  Entry,
  LedgerPage,
  Member,
  MembersPage,
  PeriodUsage,
  PoolBalance,
  Quote,
} from "./wire.js";

/**
 * Reads credits in a browser, with the token of a session that a backend opened. Only the token
 * names the account or the pool. A pool's token can't read an account.
 *
 * Pass `token` as a function that asks your backend for a new session when the last one is over.
 * This client retries calls and throws like `DrawdownClient`.
 */
export class SessionClient {
  readonly #settings: Settings;

  constructor(options: ClientOptions) {
    this.#settings = settings(options);
  }

  async balance(options?: CallOptions): Promise<Balance> {
    return this.#ask(readBalance, get("/v1/session/balance"), options);
  }

  /** The effect of a charge now, without making it. */
  async quote(
    { action, document, quantity }: Pick<ChargeRequest, "action" | "document" | "quantity">,
    options?: CallOptions,
  ): Promise<Quote> {
    const query = { action, document, quantity };
    return this.#ask(readQuote, get("/v1/session/quote", query), options);
  }

  /** A page of the ledger, newest first. With a pool's token, of one shard. */
  async ledger({
    kind,
    limit,
    cursor,
    shard,
    ...options
  }: PoolLedgerOptions & CallOptions = {}): Promise<LedgerPage> {
    const query = { kind, limit, cursor, shard };
    return this.#ask(readLedger, get("/v1/session/ledger", query), options);
  }

  /** The whole ledger, newest first. Reads a page when its first entry is needed. */
  entries(options: CallOptions = {}): AsyncGenerator<Entry, void, undefined> {
    return pages(async (cursor) => {
      const page = await this.ledger({ limit: 100, ...cursor, ...options });
      return [page.data, page.nextCursor];
    });
  }

  /** The usage of a period: the sum of all pages. By member only with a pool's token. */
  usage(
    { from, to, by }: Period<"action" | "day" | "member">,
    options?: CallOptions,
  ): Promise<PeriodUsage> {
    return wholeUsage(({ cursor }) =>
      this.#ask(readUsage, get("/v1/session/usage", { from, to, by, cursor }), options),
    );
  }

  async pool(options?: CallOptions): Promise<PoolBalance> {
    return this.#ask(readPool, get("/v1/session/pool"), options);
  }

  /** A page of the pool's members, by account. */
  async poolMembers({
    limit,
    cursor,
    ...options
  }: PageOptions & CallOptions = {}): Promise<MembersPage> {
    return this.#ask(readMembers, get("/v1/session/members", { limit, cursor }), options);
  }

  /** All members of the pool. Reads a page when its first member is needed. */
  members(options: CallOptions = {}): AsyncGenerator<Member, void, undefined> {
    return pages(async (cursor) => {
      const page = await this.poolMembers({ limit: 100, ...cursor, ...options });
      return [page.members, page.nextCursor];
    });
  }

  #ask<T>(read: Read<T>, call: Call, options?: CallOptions): Promise<T> {
    return ask(this.#settings, read, call, options);
  }
}
