/**
 * What the elements read: the bodies of the service's session calls, of its catalog and its
 * refusals. Instants are RFC 3339 texts in UTC, credits are whole numbers. A newer service may send
 * more members, and other texts where a type ends in `string & {}`.
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

/** What an account has, or a pool. */
export interface Balance {
  account?: string;
  standing: Open<"active" | "grace" | "suspended">;
  plan?: PlanPeriod;
  plans?: PlanPeriod[];
  /** Of a member: the pool it draws on. Of a pool: its own name. */
  pool?: { id: string } | string;
  total: number;
  held: number;
  buckets: Bucket[];
  usage: AllowanceUsage;
  /** The number of the last entry; the larger of two is the newer. */
  version: number;
}

export type StepType = "wait" | "top-up" | "choose-plan" | "update-payment-method";

/** What would work now for an account that was refused. */
export interface NextStep {
  type: Open<StepType>;
  href?: string;
  at?: string;
}

/** A refusal: the body of a 402, or of a quote that says what a charge would answer. */
export interface Problem {
  code?: Open<"out-of-credits" | "payment-required">;
  cost?: number;
  balance?: Balance;
  refreshesAt?: string;
  actions?: NextStep[];
  /** The most that the member may draw of its pool, if that blocked the charge. */
  limit?: number;
}

/** What a charge or a capture answers. */
export interface Charged {
  charge?: { action?: string };
  balance?: Balance;
  note?: { used: number; left: number };
}

/** What a refund or a release answers. */
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
