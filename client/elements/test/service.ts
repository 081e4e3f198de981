import type { Balance, Catalog, Entry, Member, Problem, UsageLine } from "drawdown-elements/core";

export const NOW = Date.parse("2026-11-20T14:02:00Z");
export const RESET = "2026-12-01T00:00:00Z";

export const CATALOG: Catalog = {
  product: "ai-employee",
  actions: [
    { id: "reply", name: "AI reply", cost: 1 },
    { id: "command", name: "AI command", cost: 1 },
    { id: "website.sync", name: "Website knowledge sync", cost: 25 },
    { id: "saved.open", name: "Re-open a saved analysis", cost: 0 },
  ],
  plans: [
    { id: "trial", name: "Free trial", period: "fixed", days: 14, credits: 100 },
    { id: "starter", name: "Starter", period: "billing-cycle", credits: 500, renewalBonus: 5, price: { amount: 6500, currency: "usd" } },
    { id: "scale", name: "Scale", period: "billing-cycle", credits: 5000, price: { amount: 39950, currency: "usd" } },
    { id: "enterprise", name: "Enterprise", period: "billing-cycle" },
    { id: "office", name: "Office", period: "billing-cycle", credits: 500, pool: true, price: { amount: 9900, currency: "usd" } },
  ],
  packs: [
    { id: "pack-250", name: "250 credits", credits: 250, price: { amount: 2900, currency: "usd" } },
    { id: "pack-10", name: "Small pack", credits: 10, price: { amount: 200, currency: "jpy" } },
  ],
};

type Change = Partial<Omit<Balance, "usage">> & { usage?: Partial<Balance["usage"]> };

/** A plan of 100 credits with `used` used, and the test's other changes of the balance. */
export function balance(used: number, { usage, ...others }: Change = {}): Balance {
  const level = used > 90 ? "critical" : used > 70 ? "warn" : "ok";
  return {
    account: "anna",
    standing: "active",
    plan: { id: "starter", periodEnd: RESET },
    total: 100 - used,
    held: 0,
    buckets: [{ id: "plan-1", kind: "plan", remaining: 100 - used, granted: 100, expiresAt: RESET }],
    usage: { used, granted: 100, percent: used, level, resetsAt: RESET, ...usage },
    version: 7,
    ...others,
  };
}

export const OUT: Problem = {
  code: "out-of-credits",
  cost: 1,
  refreshesAt: RESET,
  actions: [
    { type: "wait", at: RESET },
    { type: "top-up", href: "https://shop.example/top-ups" },
    { type: "choose-plan", href: "https://shop.example/plans" },
  ],
};

export const PAST_DUE: Problem = {
  code: "payment-required",
  actions: [{ type: "update-payment-method", href: "https://shop.example/billing" }],
};

export const suspended = (): Balance =>
  balance(63, {
    standing: "suspended",
    usage: { resetsAt: undefined as never },
    total: 0,
    buckets: [{ id: "plan-1", kind: "plan", remaining: 37, granted: 100, frozen: true }],
  });

export function entry(number: number, kind: string, change: number, more: Partial<Entry> = {}): Entry {
  const at = new Date(NOW - 3_600_000 * (100 - number)).toISOString();
  return { number, at, kind, change, postings: [{ kind: "plan", change }], balanceAfter: 50, ...more };
}

export const HISTORY: Entry[] = [
  entry(7, "refund", 1, { action: "reply" }),
  entry(6, "charge", -25, { action: "website.sync" }),
  entry(5, "charge", 0, { action: "reply", postings: [{ kind: "pool", change: -1 }] }),
  entry(4, "charge", -1, { action: "reply" }),
  entry(3, "grant", 500, { postings: [{ kind: "top-up", change: 500 }] }),
  entry(2, "exhausted", 0, { postings: [] }),
  entry(1, "grant", 100),
];

export const BY_ACTION: UsageLine[] = [
  { key: "reply", quantity: 17, credits: 17 },
  { key: "website.sync", quantity: 1, credits: 25 },
];
export const BY_DAY: UsageLine[] = [
  { key: "2026-11-03", quantity: 4, credits: 4 },
  { key: "2026-11-11", quantity: 1, credits: 25 },
  { key: "2026-11-19", quantity: 13, credits: 13 },
];
export const MEMBERS: Member[] = [
  { account: "ada", drawn: 63, limitPerPeriod: 80 },
  { account: "ben", drawn: 12 },
  { account: "cyn", drawn: 50, limitPerPeriod: 50 },
];

/** The service as a browser sees it. A test sets its answers, and it records the requests. */
export class Service {
  balance: Balance = balance(63);
  pool: Balance = balance(40, { account: undefined as never, pool: "office" });
  refusal: Problem | undefined;
  ledger: Entry[] = [...HISTORY];
  members: Member[] = MEMBERS;
  token: string | undefined = "t-1";
  poolToken: string | undefined = "p-1";
  /** Replaces an answer: a status, or 0 for none. */
  failing: number | undefined;
  /** The end of the day on the service's clock. */
  tomorrow = "2026-11-21T00:00:00.000Z";
  /** A call that answers 503, while all others work. */
  broken: string | undefined;
  readonly asked: string[] = [];

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const { pathname, searchParams } = new URL(String(input), "https://credits.example");
    this.asked.push(pathname + (searchParams.size > 0 ? `?${searchParams}` : ""));
    if (this.failing !== undefined) {
      if (this.failing === 0) {
        throw new TypeError("network");
      }
      return new Response("{}", { status: this.failing });
    }
    const given = new Headers(init.headers).get("authorization");
    if (pathname === "/v1/catalog") {
      return Response.json(CATALOG);
    }
    const call = pathname.replace("/v1/session/", "");
    if (call === this.broken) {
      return new Response("{}", { status: 503 });
    }
    const token = call === "pool" || call === "members" ? this.poolToken : this.token;
    return given === `Bearer ${token}`
      ? Response.json(this.answer(call, searchParams))
      : Response.json({ code: "unauthenticated" }, { status: 401 });
  };

  count(path: string): number {
    return this.asked.filter((call) => call.startsWith(path)).length;
  }

  private answer(call: string, params: URLSearchParams): unknown {
    const limit = Number(params.get("limit") ?? 50);
    const before = Number(params.get("cursor") ?? Infinity);
    const kind = params.get("kind");
    switch (call) {
      case "balance":
        return this.balance;
      case "pool":
        return this.pool;
      case "members":
        return { members: this.members };
      case "quote":
        return { cost: 1, ...(this.refusal && { refusal: this.refusal }) };
      case "usage": {
        const to = params.get("to") ?? this.tomorrow;
        const from = params.get("from") ?? new Date(Date.parse(to) - 30 * 86_400_000).toISOString();
        return { from, to, data: params.get("by") === "day" ? BY_DAY : BY_ACTION };
      }
      default: {
        const all = this.ledger.filter((line) => line.number < before && (!kind || line.kind === kind));
        const data = all.slice(0, limit);
        return { data, ...(all.length > limit && { nextCursor: String(data.at(-1)?.number) }) };
      }
    }
  }
}

/** Runs pending promises and microtasks, so that elements are rendered. */
export async function rendered(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    await Promise.resolve();
    if (turn % 10 === 9) {
      await new Promise((done) => setImmediate(done));
    }
  }
}
