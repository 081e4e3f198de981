/**
 * The bodies of the HTTP API, as the service reads and writes them.
 *
 * Instants are RFC 3339 texts in UTC, credits are whole numbers. A newer service may send more
 * members, and other texts where a type ends in `string & {}`.
 */

/** A text that has one of these values today. */
export type Open<T extends string> = T | (string & {});

export type ChargeStatus = Open<
  "charged" | "held" | "captured" | "released" | "expired" | "refunded"
>;
export type BucketKind = Open<"plan" | "starter" | "promotional" | "pool" | "top-up">;
export type Standing = Open<"active" | "grace" | "suspended">;

/** The credits to capture of a hold: all of them, or `credits` of them and no more after that. */
export type CaptureRequest =
  | { credits?: number }
  /**
   * A part: `captured` is the running total of all parts, so a repetition changes nothing. The
   * final part releases the rest.
   */
  | { captured: number; final: boolean };

/** A charge to make. */
export interface ChargeRequest {
  /** An action of the catalog. */
  action: string;
  /** The subject of the work. Required for actions that cost once per document. */
  document?: string;
  /** The number of runs of the action: 1 to 1,000, 1 by default. */
  quantity?: number;
  /** At most 8 names of up to 40 characters, with values of up to 100. */
  metadata?: Record<string, string>;
  /** The hold whose work used more credits than it held; part of the request that a key names. */
  continues?: string;
  /** Makes the charge a hold, for 15 minutes unless an ISO 8601 duration says otherwise. */
  hold?: { expiresIn?: string };
}

/** Credits that one bucket gave to a charge. */
export interface Draw {
  bucket: string;
  kind: BucketKind;
  credits: number;
}

export interface Charge {
  /** The charge's name in its account: its idempotency key. */
  id: string;
  action: string;
  document?: string;
  quantity: number;
  /** The hold whose work used more credits than it held. */
  continues?: string;
  /** The credits that parts of an open hold have captured so far. */
  captured?: number;
  cost: number;
  status: ChargeStatus;
  draws?: Draw[];
  at: string;
  /** When an open hold expires and its credits return. */
  expiresAt?: string;
}

/** The small credit note after an action, in words and in numbers. */
export interface Note {
  text: string;
  used: number;
  left: number;
}

export interface PlanPeriod {
  id: string;
  periodEnd?: string;
  cancelsAt?: string;
}

/** One source of credits. A frozen bucket isn't in `total` until the payment is up to date. */
export interface Bucket {
  id: string;
  kind: BucketKind;
  remaining: number;
  granted: number;
  expiresAt?: string;
  frozen?: boolean;
}

/** The used part of the allowance. */
export interface AllowanceUsage {
  used: number;
  granted: number;
  percent: number;
  level: Open<"ok" | "warn" | "critical">;
  resetsAt?: string;
}

interface WalletBalance {
  standing: Standing;
  plan?: PlanPeriod;
  plans?: PlanPeriod[];
  /** Credits that can be spent now, over all buckets. */
  total: number;
  /** Credits in open holds. */
  held: number;
  buckets: Bucket[];
  usage: AllowanceUsage;
  /** The number of the last entry. The larger of two balances is the newer. */
  version: number;
}

/** An account's balance: everything that a credit pill shows. */
export interface Balance extends WalletBalance {
  account: string;
  pool?: { id: string };
}

export interface PoolBalance extends WalletBalance {
  pool: string;
}

/** The answer to a charge, a hold and a capture. */
export interface Charged {
  charge: Charge;
  balance: Balance;
  note: Note;
}

export interface Refunded {
  charge: Charge;
  restored: number;
  /** Credits that expired with their bucket instead of returning. */
  expired: number;
  balance: Balance;
}

/** The effect of a charge now. */
export interface Quote {
  cost: number;
  draws?: Draw[];
  refusal?: { code: ProblemCode; detail?: string; actions?: NextStep[] };
}

export type EntryKind = Open<
  | "grant"
  | "charge"
  | "hold"
  | "capture"
  | "release"
  | "refund"
  | "expiry"
  | "clawback"
  | "adjustment"
  | "low"
  | "exhausted"
  | "standing"
>;

export interface Posting {
  bucket: string;
  kind: BucketKind;
  change: number;
}

export interface Entry {
  number: number;
  at: string;
  kind: EntryKind;
  reason?: string;
  account?: string;
  charge?: string;
  action?: string;
  document?: string;
  quantity?: number;
  metadata?: Record<string, string>;
  /** The credits that a capture spent of the wallet's own buckets, by the hold's draws on them. */
  captured?: number;
  /** The person who granted or corrected credits by hand. */
  actor?: string;
  payment?: string;
  /** The sum of the postings in the wallet's own buckets. */
  change: number;
  postings: Posting[];
  balanceAfter: number;
}

export interface LedgerPage {
  data: Entry[];
  nextCursor?: string;
}

/** The usage of a period, from the ledger alone. Refunds and releases count on their own day. */
export interface PeriodUsage {
  from: string;
  to: string;
  data: UsageRow[];
}

/** A page of [PeriodUsage]. Rows of one key on several pages must be summed. */
export interface UsagePage extends PeriodUsage {
  nextCursor?: string;
}

/** `key` is an action, a day or a member. */
export interface UsageRow {
  key: string;
  charges: number;
  quantity: number;
  credits: number;
}

/** A token for a browser: it reads one account or one pool, for 15 minutes at most. */
export interface Session {
  token: string;
  expiresAt: string;
}

/** Credits to grant: 1 to 10^12, until an instant or for ever. */
export interface GrantRequest {
  credits: number;
  reason: string;
  expiresAt?: string;
}

/** A correction of a balance: adds credits, or takes them if the number is negative. */
export interface AdjustmentRequest {
  credits: number;
  reason: string;
}

/** Credits that an operator granted or corrected by hand. */
export interface ManualChange {
  /** The key that made it. */
  id: string;
  credits: number;
  reason: string;
  expiresAt?: string;
  actor?: string;
  at: string;
  /** The number of its entry in the ledger. */
  entry: number;
  /** The credits that moved, which may be fewer than it should take. */
  change: number;
  postings: Posting[];
}

/** Whether the sum of the ledger is the balance. */
export interface Audit {
  entries: number;
  ledgerTotal: number;
  balanceTotal: number;
  consistent: boolean;
}

export interface TopUp {
  payment: string;
  pack: string;
  bucket?: Bucket;
  balance: Balance;
}

export interface Member {
  account: string;
  drawn: number;
  limitPerPeriod?: number;
}

export interface MembersPage {
  members: Member[];
  nextCursor?: string;
}

/** An amount in minor units of its currency. */
export interface Price {
  amount: number;
  currency: string;
}

export interface Catalog {
  product: string;
  drawOrder: BucketKind[];
  actions: { id: string; name: string; cost: number; oncePerDocument?: boolean }[];
  plans: {
    id: string;
    name: string;
    credits?: number;
    days?: number;
    renewalBonus?: number;
    period: Open<"calendar-month" | "billing-cycle" | "fixed">;
    pool?: boolean;
    price?: Price;
  }[];
  packs: { id: string; name: string; credits: number; price?: Price }[];
}

/** A next step for an account that has too few credits. */
export interface NextStep {
  type: Open<"wait" | "top-up" | "choose-plan" | "update-payment-method">;
  href?: string;
  at?: string;
}

/** A problem of RFC 9457. The members of each code are in [ProblemMembers]. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
}

/** The members of each code's problem besides [ProblemBody]. */
export interface ProblemMembers {
  "invalid-request": object;
  unauthenticated: object;
  forbidden: object;
  "out-of-credits": {
    cost: number;
    balance: Balance;
    refreshesAt?: string;
    actions: NextStep[];
    /** The account's member allowance in its pool, if it blocked the charge. */
    limit?: number;
  };
  "payment-required": { balance: Balance; actions: NextStep[] };
  "unknown-action": object;
  "unknown-charge": object;
  "unknown-pack": object;
  "unknown-pool": object;
  "hold-expired": object;
  "hold-released": object;
  "already-captured": object;
  "not-a-hold": object;
  "in-progress": { expiresAt: string };
  "too-many-holds": object;
  "pool-holds-full": object;
  "too-many-expiries": object;
  "too-many-packs": object;
  "plan-required": { balance: Balance; actions: NextStep[] };
  "already-in-a-pool": object;
  "key-reused": object;
  "capture-exceeds-hold": object;
  "capture-below-part": object;
  busy: object;
  "outcome-unknown": object;
}

export type KnownProblemCode = keyof ProblemMembers;
export type ProblemCode = Open<KnownProblemCode>;
