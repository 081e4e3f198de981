import { accountPath, ask, get, post, type CallOptions } from "./api.js";
import type { Call } from "./calls.js";
import { segment } from "./names.js";
import { pages, readLedger, type PageOptions } from "./pages.js";
import { settings, type ClientOptions, type Settings } from "./settings.js";
import {
  balance,
  flag,
  list,
  object,
  optional,
  reads,
  text,
  wallet,
  whole,
  type Read,
} from "./shapes.js";
import type { Audit, LedgerPage, Member, MembersPage, PoolBalance, TopUp } from "./wire.js";

/**
 * What a backend with the scope `credits/manage` does: top-ups, pools and audits.
 *
 * It repeats calls and throws as `DrawdownClient` does.
 */
export class ManageClient {
  readonly #settings: Settings;

  constructor(options: ClientOptions) {
    this.#settings = settings(options);
  }

  /** Credits a pack once for each payment. */
  async topUp(
    account: string,
    body: { pack: string; payment: string },
    options?: CallOptions,
  ): Promise<TopUp> {
    return this.#ask(readTopUp, post(`${accountPath(account)}/top-ups`, body), options);
  }

  async audit(account: string, options?: CallOptions): Promise<Audit> {
    return this.#ask(readAudit, get(`${accountPath(account)}/audit`), options);
  }

  async pool(pool: string, options?: CallOptions): Promise<PoolBalance> {
    return this.#ask(readPool, get(poolPath(pool)), options);
  }

  /** A page of the pool's ledger, newest first. */
  async poolLedger(
    pool: string,
    { limit, cursor, ...options }: PageOptions & CallOptions = {},
  ): Promise<LedgerPage> {
    return this.#ask(readLedger, get(`${poolPath(pool)}/ledger`, { limit, cursor }), options);
  }

  async poolAudit(pool: string, options?: CallOptions): Promise<Audit> {
    return this.#ask(readAudit, get(`${poolPath(pool)}/audit`), options);
  }

  /** A page of the pool's members, by account. */
  async poolMembers(
    pool: string,
    { limit, cursor, ...options }: PageOptions & CallOptions = {},
  ): Promise<MembersPage> {
    return this.#ask(readMembers, get(`${poolPath(pool)}/members`, { limit, cursor }), options);
  }

  /** All members of the pool, read page by page as they are asked for. */
  members(pool: string, options: CallOptions = {}): AsyncGenerator<Member, void, undefined> {
    return pages(async (cursor) => {
      const page = await this.poolMembers(pool, { limit: 100, ...cursor, ...options });
      return [page.members, page.nextCursor];
    });
  }

  /** Makes the account a member, or sets what it may draw in a period. */
  async putMember(
    pool: string,
    account: string,
    body: { limitPerPeriod?: number } = {},
    options?: CallOptions,
  ): Promise<void> {
    const path = memberPath(pool, account);
    return this.#ask(readNothing, { method: "PUT", path, body }, options);
  }

  async removeMember(pool: string, account: string, options?: CallOptions): Promise<void> {
    return this.#ask(readNothing, { method: "DELETE", path: memberPath(pool, account) }, options);
  }

  #ask<T>(read: Read<T>, call: Call, options?: CallOptions): Promise<T> {
    return ask(this.#settings, read, call, options);
  }
}

const poolPath = (pool: string): string => `/v1/pools/${segment("pool", pool)}`;
const memberPath = (pool: string, account: string): string =>
  `${poolPath(pool)}/members/${segment("account", account)}`;

const readNothing: Read<void> = () => {};
const readTopUp: Read<TopUp> = reads(object({ payment: text, pack: text, balance }));
const readAudit: Read<Audit> = reads(
  object({ entries: whole, ledgerTotal: whole, balanceTotal: whole, consistent: flag }),
);
const readPool: Read<PoolBalance> = reads(object({ ...wallet, pool: text }));
const readMembers: Read<MembersPage> = reads(
  object({
    members: list(object({ account: text, drawn: whole, limitPerPeriod: optional(whole) })),
    nextCursor: optional(text),
  }),
);
