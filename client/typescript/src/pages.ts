import { DrawdownProblem } from "./problem.js";
import {
  instant,
  list,
  object,
  optional,
  reads,
  text,
  texts,
  whole,
  type Check,
  type Read,
} from "./shapes.js";
import type { EntryKind, LedgerPage, PeriodUsage, UsagePage, UsageRow } from "./wire.js";

export interface PageOptions {
  /** The largest number of elements: 1 to 100, 50 by default. */
  limit?: number;
  /** The `nextCursor` of the previous page. */
  cursor?: string;
}

/** Options for the entries of a ledger. */
export interface LedgerOptions extends PageOptions {
  kind?: EntryKind;
}

/** Options for the entries of a pool. Each shard has its own ledger. */
export interface PoolLedgerOptions extends LedgerOptions {
  /** The shard: 0 by default, and the only one in most pools. */
  shard?: number;
}

/** A period of at most 366 days. */
export interface Period<By extends string> {
  /** RFC 3339, in UTC. */
  from: string;
  to: string;
  by: By;
}

/** Reads all pages of a usage and sums them, by key in order. */
export async function wholeUsage(
  page: (cursor: { cursor?: string }) => Promise<UsagePage>,
): Promise<PeriodUsage> {
  const rows = new Map<string, UsageRow>();
  let { from, to, data, nextCursor } = await page({});
  for (;;) {
    for (const { key, charges, quantity, credits } of data) {
      const sum = rows.get(key) ?? { key, charges: 0, quantity: 0, credits: 0 };
      sum.charges += charges;
      sum.quantity += quantity;
      sum.credits += credits;
      requireExact(sum);
      rows.set(key, sum);
    }
    if (nextCursor === undefined) {
      const inOrder = [...rows.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
      return { from, to, data: inOrder };
    }
    const cursor: string = nextCursor;
    ({ data, nextCursor } = await page({ cursor }));
    if (nextCursor === cursor) {
      throw unreadable("The page after the cursor names the same cursor.");
    }
  }
}

function requireExact({ key, charges, quantity, credits }: UsageRow): void {
  if (![charges, quantity, credits].every(Number.isSafeInteger)) {
    throw unreadable(`The sum of ${key} is too large for a number of JavaScript.`);
  }
}

const unreadable = (message: string) => new DrawdownProblem(message, "unreadable-answer", false);

export const readUsage: Read<UsagePage> = reads(
  object({
    from: instant,
    to: instant,
    data: list(object({ key: text, charges: whole, quantity: whole, credits: whole })),
    nextCursor: optional(text),
  }),
);

/** All elements of all pages. Reads a page when its first element is needed. */
export async function* pages<T>(
  page: (cursor: { cursor?: string }) => Promise<[T[], string | undefined]>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const [elements, next] = await page(cursor === undefined ? {} : { cursor });
    yield* elements;
    cursor = next;
  } while (cursor !== undefined);
}

export const postings: Check = list(object({ bucket: text, kind: text, change: whole }));

export const readLedger: Read<LedgerPage> = reads(
  object({
    data: list(
      object({
        number: whole,
        at: instant,
        kind: text,
        reason: optional(text),
        account: optional(text),
        charge: optional(text),
        action: optional(text),
        document: optional(text),
        quantity: optional(whole),
        metadata: optional(texts),
        captured: optional(whole),
        actor: optional(text),
        payment: optional(text),
        change: whole,
        postings,
        balanceAfter: whole,
      }),
    ),
    nextCursor: optional(text),
  }),
);
