import { accountPath, ask, get, post, type CallOptions } from "./api.js";
import type { Call } from "./calls.js";
import type { Keyed } from "./client.js";
import { segment } from "./names.js";
import {
  pages,
  postings,
  readLedger,
  readUsage,
  wholeUsage,
  type PageOptions,
  type PoolLedgerOptions,
  type Period,
} from "./pages.js";
import { readMembers, readPool } from "./pool.js";
import { settings, type ClientOptions, type Settings } from "./settings.js";
import {
  balance,
  bucket,
  flag,
  instant,
  object,
  optional,
  reads,
  text,
  whole,
  type Read,
} from "./shapes.js";
import type {
  AdjustmentRequest,
  Audit,
  Balance,
  GrantRequest,
  LedgerPage,
  ManualChange,
  Member,
  MembersPage,
  PeriodUsage,
  PoolBalance,
  Session,
  TopUp,
} from "./wire.js";

/**
 * The calls of a backend with the scope `credits/manage`: top-ups, grants, adjustments, pools,
 * audits and sessions.
 *
 * It retries calls and throws like `DrawdownClient`.
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

  /** Grants credits by hand, once per key. */
  async grant(
    account: string,
    body: GrantRequest,
    options: Keyed & CallOptions,
  ): Promise<{ grant: ManualChange; balance: Balance }> {
    const path = `${accountPath(account)}/grants`;
    return this.#ask(readGranted, post(path, body, options.key), options);
  }

  /** Corrects a balance by hand, once per key. The balance never falls below zero. */
  async adjust(
    account: string,
    body: AdjustmentRequest,
    options: Keyed & CallOptions,
  ): Promise<{ adjustment: ManualChange; balance: Balance }> {
    const path = `${accountPath(account)}/adjustments`;
    return this.#ask(readAdjusted, post(path, body, options.key), options);
  }

  /** A page of the ledger of one shard of the pool, newest first. */
  async poolLedger(
    pool: string,
    { kind, limit, cursor, shard, ...options }: PoolLedgerOptions & CallOptions = {},
  ): Promise<LedgerPage> {
    const query = { kind, limit, cursor, shard };
    return this.#ask(readLedger, get(`${poolPath(pool)}/ledger`, query), options);
  }

  /** What the pool's members spent credits on in a period: the sum of all pages. */
  poolUsage(
    pool: string,
    { from, to, by }: Period<"action" | "day" | "member">,
    options?: CallOptions,
  ): Promise<PeriodUsage> {
    return wholeUsage(async ({ cursor }) => {
      const query = { from, to, by, cursor };
      return this.#ask(readUsage, get(`${poolPath(pool)}/usage`, query), options);
    });
  }

  /**
   * A token with which a browser reads the account by `drawdown/session`, for 15 minutes at most.
   * Needs the scope `credits/session`.
   */
  async session(
    account: string,
    body: { expiresIn?: string } = {},
    options?: CallOptions,
  ): Promise<Session> {
    return this.#ask(readSession, post(`${accountPath(account)}/sessions`, body), options);
  }

  /** The same for a pool. */
  async poolSession(
    pool: string,
    body: { expiresIn?: string } = {},
    options?: CallOptions,
  ): Promise<Session> {
    return this.#ask(readSession, post(`${poolPath(pool)}/sessions`, body), options);
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

  /** All members of the pool. Reads a page when its first member is needed. */
  members(pool: string, options: CallOptions = {}): AsyncGenerator<Member, void, undefined> {
    return pages(async (cursor) => {
      const page = await this.poolMembers(pool, { limit: 100, ...cursor, ...options });
      return [page.members, page.nextCursor];
    });
  }

  /** Makes the account a member, or sets its cap for a period. */
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
const readTopUp: Read<TopUp> = reads(
  object({ payment: text, pack: text, bucket: optional(bucket), balance }),
);
const readAudit: Read<Audit> = reads(
  object({ entries: whole, ledgerTotal: whole, balanceTotal: whole, consistent: flag }),
);
const change = object({
  id: text,
  credits: whole,
  reason: text,
  expiresAt: optional(instant),
  actor: optional(text),
  at: instant,
  entry: whole,
  change: whole,
  postings,
});
const readGranted: Read<{ grant: ManualChange; balance: Balance }> = reads(
  object({ grant: change, balance }),
);
const readAdjusted: Read<{ adjustment: ManualChange; balance: Balance }> = reads(
  object({ adjustment: change, balance }),
);
const readSession: Read<Session> = reads(object({ token: text, expiresAt: instant }));
