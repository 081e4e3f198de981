import { list, object, optional, reads, text, wallet, whole, type Read } from "./shapes.js";
import type { MembersPage, PoolBalance } from "./wire.js";

export const readPool: Read<PoolBalance> = reads(object({ ...wallet, pool: text }));

export const readMembers: Read<MembersPage> = reads(
  object({
    members: list(object({ account: text, drawn: whole, limitPerPeriod: optional(whole) })),
    nextCursor: optional(text),
  }),
);
