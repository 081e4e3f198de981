import { AfterBuying } from "./buying.js";
import { Reading, SignedOut, type Connection, type Query } from "./reading.js";
import type { Links, Purchase, ViewOptions } from "./view.js";
import type { Balance, Catalog, Charged, NextStep, Problem, Refunded } from "./wire.js";

/** What a person wants to buy, and where the checkout leads when it is over. */
export interface Choice {
  readonly kind: "pack" | "plan";
  readonly id: string;
  readonly returnUrl: string;
  /** For a checkout that was given up: the elements then don't wait for credits. */
  readonly cancelUrl: string;
}

export interface Settings extends Connection {
  readonly links?: Links;
  /** Opens a checkout at the product's own backend, and says its address. */
  readonly checkout?: (choice: Choice) => string | Promise<string>;
  /** For pages that route by themselves: goes to the checkout; `location.assign` by default. */
  readonly navigate?: (address: string) => void;
}

/** What a charge or a refund did. */
export interface NoteNumbers {
  readonly kind: "used" | "returned";
  readonly credits: number;
  /** Refunded credits of a period that is over, which nobody gets back. */
  readonly expired: number;
  readonly left: number;
  readonly action?: string | undefined;
}

/** What the page knows now. A new object each time something changes. */
export interface Snapshot {
  readonly status: NonNullable<ViewOptions["status"]>;
  readonly busy: boolean;
  readonly balance?: Balance | undefined;
  readonly staleSince?: number | undefined;
  /** The last refusal, while it holds, and the action that was refused. */
  readonly problem?: (Problem & { action?: string | undefined }) | undefined;
  /** What a charge would be refused with, where nobody tried. */
  readonly advice?: Problem | undefined;
  /** How a top-up is bought, `false` where none would work now; unknown until it was asked for. */
  readonly topUp?: NextStep | false | undefined;
  readonly note?: NoteNumbers | undefined;
  readonly purchase?: Purchase | undefined;
  readonly catalog?: Catalog | undefined;
  readonly links?: Links | undefined;
  /** The pool that the person owns, read with its own token. */
  readonly pool?: PoolSnapshot | undefined;
}

export type PoolSnapshot = Pick<Snapshot, "status" | "balance" | "staleSince">;

/** What an element shows: the store reads only what somebody on the page needs. */
export type Need = "balance" | "catalog" | "advice" | "top-up" | "pool";

const REFUSALS = ["out-of-credits", "payment-required"];
/** So that not every open page reads at the very instant of a reset. */
const RESET_SPREAD_MILLIS = 30_000;
const LONGEST_WAIT_MILLIS = 86_400_000;
/** The most runs that one charge may be for: few accounts have credits for that. */
const MOST_RUNS = 1_000;
const TOP_UP: NextStep = { type: "top-up" };

/** The one place that asks the service and remembers; all elements of a page share it. */
export class Store {
  settings: Settings = {};
  #state: Snapshot = { status: "loading", busy: false };
  #reading: Reading | undefined;
  readonly #listeners = new Map<() => void, () => readonly Need[]>();
  readonly #buying = new AfterBuying(this);
  #generation = 0;
  #reads = 0;
  #lastRead = 0;
  #lastGood = 0;
  #running: Promise<void> | undefined;
  #again = false;
  #planned = false;
  #reset: ReturnType<typeof setTimeout> | undefined;

  /** Says where the service is and who asks; again when another person has signed in. */
  configure(settings: Settings): void {
    this.settings = settings;
    this.#reading = new Reading(settings);
    this.#generation++;
    this.#running = undefined;
    this.#again = false;
    this.#buying.stop();
    this.#state = { status: "loading", busy: false, links: settings.links };
    this.change({});
    this.#plan();
  }

  /** Calls `listener` after each change, until the function it returns is called. */
  subscribe(listener: () => void, needs: () => readonly Need[] = () => ["balance"]): () => void {
    if (this.#listeners.size === 0) {
      watchPage(this, true);
    }
    this.#listeners.set(listener, needs);
    this.#plan();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        watchPage(this, false);
        clearTimeout(this.#reset);
        this.#buying.stop();
      }
    };
  }

  snapshot(): Snapshot {
    return this.#state;
  }

  /** Reads anew. Calls while a read is under way share one more read after it. */
  refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    const generation = this.#generation;
    const run = this.#readAll().finally(() => {
      if (this.#running === run) {
        this.#running = undefined;
      }
      if (this.#again && generation === this.#generation) {
        this.#again = false;
        return this.refresh();
      }
      return undefined;
    });
    this.#running = run;
    return run;
  }

  /** Takes what the service answered to a charge or a capture; the page's own API passes it on. */
  charged(body: Charged): void {
    this.#adopt(body.balance);
    const { note } = body;
    this.change({
      problem: undefined,
      ...(this.#state.purchase?.state !== "waiting" && { purchase: undefined }),
      ...(note && {
        note: { kind: "used", credits: note.used, expired: 0, left: note.left, action: body.charge?.action },
      }),
    });
    void this.refresh();
  }

  /** Takes what the service answered to a refund or a release. */
  refunded(body: Refunded): void {
    this.#adopt(body.balance);
    const left = body.balance?.total ?? this.#state.balance?.total;
    if (left !== undefined) {
      const { restored, expired } = body;
      this.change({
        note: { kind: "returned", credits: restored, expired, left, action: body.charge?.action },
      });
    }
    void this.refresh();
  }

  /**
   * Takes a refusal of a charge, the body of a 402, and says whether it was one. `action` is what
   * was refused, so that the notice beside its button shows it.
   */
  blocked(problem: Problem, action?: string): boolean {
    if (!REFUSALS.includes(problem.code ?? "")) {
      return false;
    }
    this.#adopt(problem.balance);
    this.change({ problem: { ...problem, action }, note: undefined });
    void this.refresh();
    return true;
  }

  /**
   * Remembers that the page leaves to buy something: the elements wait for the credits when the
   * person is back.
   */
  leaving(kind: Choice["kind"] = "pack"): void {
    this.#buying.leave(kind, this.#state.balance?.version ?? 0);
  }

  /** A read of the session with this store's token, for an element with data of its own. */
  async read<T>(call: string, query?: Query, owner?: "account" | "pool"): Promise<T> {
    if (!this.#reading) {
      throw new SignedOut();
    }
    return (await this.#reading.session(call, query, owner)) as T;
  }

  /** Tells listeners of what has changed. */
  change(changes: Partial<Snapshot>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of [...this.#listeners.keys()]) {
      listener();
    }
  }

  /** The person is back at the page, from another window or from a checkout. */
  back(): void {
    if (Date.now() - this.#lastRead > 1_000) {
      void this.refresh();
    }
    this.#buying.resume();
  }

  /** One read for all that was subscribed at once. */
  #plan(): void {
    if (this.#reading && !this.#planned) {
      this.#planned = true;
      queueMicrotask(() => {
        this.#planned = false;
        if (this.#listeners.size > 0 && this.#isIncomplete()) {
          void this.refresh();
          this.#buying.resume();
        }
      });
    }
  }

  #isIncomplete(): boolean {
    const { balance, catalog, advice, topUp, status, pool } = this.#state;
    return (
      (this.#needs("pool") && !pool) ||
      (status !== "signed-out" &&
        ((this.#needs("balance") && !balance) ||
          (this.#needs("catalog") && !catalog) ||
          (this.#needs("advice") && !advice && balance !== undefined && isShort(balance)) ||
          (this.#needs("top-up") && topUp === undefined)))
    );
  }

  #needs(need: Need): boolean {
    return [...this.#listeners.values()].some((needs) => needs().includes(need));
  }

  async #readAll(): Promise<void> {
    const reading = this.#reading;
    const generation = this.#generation;
    if (!reading) {
      return;
    }
    this.#lastRead = Date.now();
    this.change({ busy: true });
    const ifCurrent = (changes: Partial<Snapshot>) =>
      generation === this.#generation ? this.change(changes) : undefined;
    try {
      const [balance, catalog] = await Promise.all([
        this.#needs("balance") ? this.#readBalance(reading) : undefined,
        this.#state.catalog ?? (this.#wantsCatalog() ? reading.catalog().catch(() => undefined) : undefined),
        this.#needs("pool") ? this.#readPool(reading) : undefined,
      ]);
      ifCurrent({ catalog: catalog as Catalog | undefined });
      if (generation === this.#generation && balance) {
        await this.#readAdvice(reading, ifCurrent);
      }
      ifCurrent({ busy: false });
    } catch (failure) {
      ifCurrent(failure instanceof SignedOut ? SIGNED_OUT : this.#failed());
    }
  }

  /** Quotes need an action, and a balance of nothing needs quotes. */
  #wantsCatalog(): boolean {
    return this.#needs("catalog") || this.#needs("top-up") || this.#needs("advice");
  }

  async #readBalance(reading: Reading): Promise<Balance | undefined> {
    const generation = this.#generation;
    const read = ++this.#reads;
    const balance = (await reading.session("balance")) as Balance;
    if (generation === this.#generation && read === this.#reads) {
      this.#adopt(balance, true);
    }
    return balance;
  }

  /** A pool that can't be read leaves the account's own balance alone. */
  async #readPool(reading: Reading): Promise<void> {
    const generation = this.#generation;
    const before = this.#state.pool;
    const pool = await reading.session("pool", {}, "pool").then(
      (body): PoolSnapshot => {
        const balance = body as Balance;
        const isOlder = before?.balance !== undefined && before.balance.version > balance.version;
        return { status: "ready", balance: isOlder ? before.balance : balance };
      },
      (failure: unknown): PoolSnapshot =>
        failure instanceof SignedOut
          ? { status: "signed-out" }
          : before?.balance
            ? { ...before, staleSince: before.staleSince ?? this.#lastRead }
            : { status: "unavailable" },
    );
    if (generation === this.#generation) {
      this.change({ pool });
    }
  }

  #failed(): Partial<Snapshot> {
    const { balance, staleSince } = this.#state;
    return balance
      ? { busy: false, staleSince: staleSince ?? this.#lastGood }
      : { busy: false, status: "unavailable" };
  }

  /** Takes a balance, unless a newer one is there: answers of parallel calls overtake each other. */
  #adopt(balance: Balance | undefined, isRead = false): void {
    const current = this.#state.balance;
    const isOthers = !isRead && current && current.account !== balance?.account;
    const isOlder = current?.account === balance?.account && (balance?.version ?? 0) < (current?.version ?? 0);
    if (!balance || isOthers) {
      return;
    }
    this.#lastGood = Date.now();
    if (isOlder) {
      this.change({ staleSince: undefined });
      return;
    }
    const { problem } = this.#state;
    const holds = problem && stillHolds(problem, balance);
    this.change({
      status: "ready",
      balance,
      staleSince: undefined,
      ...(!holds && { problem: undefined }),
      ...(!isShort(balance) && { advice: undefined }),
    });
    this.#readAtReset(balance);
  }

  /** What an account that can't spend may do, asked of a quote: it answers as a charge would. */
  async #readAdvice(
    reading: Reading,
    ifCurrent: (changes: Partial<Snapshot>) => void,
  ): Promise<void> {
    const { balance, catalog } = this.#state;
    const paid = (catalog?.actions ?? []).filter(({ cost }) => cost > 0).sort((a, b) => a.cost - b.cost);
    const [cheapest, dearest] = [paid[0], paid.at(-1)];
    if (!balance || !cheapest || !dearest) {
      return;
    }
    const quote = async ({ id, oncePerDocument }: Catalog["actions"][number], quantity: number) => {
      const document = oncePerDocument ? "none" : undefined;
      const answer = await reading.session("quote", { action: id, document, quantity });
      return (answer as { cost: number; refusal?: Problem }).refusal;
    };
    const [advice, most] = await Promise.all([
      isShort(balance) && this.#needs("advice") ? quote(cheapest, 1) : undefined,
      this.#needs("top-up") ? quote(dearest, MOST_RUNS) : undefined,
    ]);
    const way = most ? (most.actions ?? []).find(({ type }) => type === "top-up") : TOP_UP;
    ifCurrent({ advice, ...(this.#needs("top-up") && { topUp: way ?? false }) });
  }

  /** A page that stays open shows the fresh allowance soon after its reset. */
  #readAtReset({ usage }: Balance): void {
    clearTimeout(this.#reset);
    const millis = usage.resetsAt ? Date.parse(usage.resetsAt) - Date.now() : NaN;
    if (millis > 0 && millis < LONGEST_WAIT_MILLIS && this.#listeners.size > 0) {
      const spread = Math.random() * RESET_SPREAD_MILLIS;
      this.#reset = setTimeout(() => void this.refresh(), millis + 1_000 + spread);
    }
  }
}

const SIGNED_OUT: Snapshot = {
  status: "signed-out",
  busy: false,
  balance: undefined,
  staleSince: undefined,
  problem: undefined,
  advice: undefined,
  note: undefined,
  purchase: undefined,
};

const isShort = ({ total, standing }: Balance) => total <= 0 || standing === "suspended";

/** A refusal is over once the credits would do and the account may spend them. */
function stillHolds(problem: Problem, balance: Balance): boolean {
  return problem.code === "payment-required"
    ? balance.standing === "suspended"
    : balance.total < (problem.cost ?? 1);
}

const PAGE_EVENTS = ["focus", "online", "pageshow"] as const;
const handlers = new WeakMap<Store, (event: Event) => void>();

function watchPage(store: Store, on: boolean): void {
  if (typeof window === "undefined") {
    return;
  }
  const handler =
    handlers.get(store) ??
    ((event: Event) => {
      const isLoad = event.type === "pageshow" && !(event as PageTransitionEvent).persisted;
      if (!isLoad) {
        store.back();
      }
    });
  handlers.set(store, handler);
  const change = on ? "addEventListener" : "removeEventListener";
  for (const event of PAGE_EVENTS) {
    window[change](event, handler);
  }
}

/** The store that all elements of a page share. */
export const store: Store = new Store();

/** Tells the page's store where the service is and who asks. */
export function configure(settings: Settings): void {
  store.configure(settings);
}
