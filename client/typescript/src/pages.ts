import { instant, list, object, optional, reads, text, whole, type Read } from "./shapes.js";
import type { LedgerPage } from "./wire.js";

export interface PageOptions {
  /** How many of them: 1 to 100, 50 by default. */
  limit?: number;
  /** The `nextCursor` of the page before. */
  cursor?: string;
}

/** All elements of all pages; the next page is read when it is asked for. */
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

export const readLedger: Read<LedgerPage> = reads(
  object({
    data: list(
      object({
        number: whole,
        at: instant,
        kind: text,
        change: whole,
        postings: list(object({ bucket: text, kind: text, change: whole })),
        balanceAfter: whole,
      }),
    ),
    nextCursor: optional(text),
  }),
);
