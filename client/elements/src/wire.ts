/**
 * The bodies that the elements read: the service's session calls, its catalog and its refusals.
 * Instants are RFC 3339 texts in UTC, credits are whole numbers. A newer service may send more
 * members, and other texts where a type ends in `string & {}`.
 */

type Open<T extends string> = T | (string & {});

export type BucketKind = Open<"plan" | "starter" | "promotional" | "pool" | "top-up">;

export interface PlanPeriod {
  id: string;
  periodEnd?: string;
  cancelsAt?: string;
}

export interface Bucket {
  id: string;
  kind: BucketKind;
  remaining: number;
  granted: number;
  expiresAt?: string;
  frozen?: boolean;
}

export interface AllowanceUsage {
  used: number;
  granted: number;
  percent: number;
  level: Open<"ok" | "warn" | "critical">;
  resetsAt?: string;
}

/** The balance of an account or a pool. */
export interface Balance {
  account?: string;
  standing: Open<"active" | "grace" | "suspended">;
  plan?: PlanPeriod;
  plans?: PlanPeriod[];
  /** For a member: the pool that it draws on. For a pool: its own name. */
  pool?: { id: string } | string;
  total: number;
  held: number;
  buckets: Bucket[];
  usage: AllowanceUsage;
  /** The number of the last entry. The larger of two balances is the newer. */
  version: number;
}

export type StepType = "wait" | "top-up" | "choose-plan" | "update-payment-method";

/** A step that would work now for a refused account. */
export interface NextStep {
  type: Open<StepType>;
  href?: string;
  at?: string;
}

/** A refusal: the body of a 402, or the refusal in a quote. */
export interface Problem {
  code?: Open<"out-of-credits" | "payment-required">;
  cost?: number;
  balance?: Balance;
  refreshesAt?: string;
  actions?: NextStep[];
  /** The member's allowance in its pool, if it blocked the charge. */
  limit?: number;
}

/** The answer to a charge or a capture. */
export interface Charged {
  charge?: { action?: string };
  balance?: Balance;
  note?: { used: number; left: number };
}

/** The answer to a refund or a release. */
export interface Refunded {
  charge?: { action?: string };
  balance: Balance;
  restored: number;
  expired: number;
}

export interface Price {
  /** In the smallest unit of the currency. */
  amount: number;
  currency: string;
}

export interface Plan {
  id: string;
  name: string;
  credits?: number;
  days?: number;
  renewalBonus?: number;
  period: Open<"calendar-month" | "billing-cycle" | "fixed">;
  pool?: boolean;
  price?: Price;
}

export interface Pack {
  id: string;
  name: string;
  credits: number;
  price?: Price;
}

export interface Action {
  id: string;
  name: string;
  cost: number;
  oncePerDocument?: boolean;
}

export interface Catalog {
  product?: string;
  actions: Action[];
  plans: Plan[];
  packs: Pack[];
}

export interface Entry {
  number: number;
  at: string;
  kind: string;
  reason?: string;
  action?: string;
  change: number;
  postings: { kind: BucketKind; change: number }[];
  balanceAfter: number;
}

export interface Page<T> {
  data: T[];
  nextCursor?: string;
}

export interface UsageLine {
  key: string;
  quantity: number;
  credits: number;
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
