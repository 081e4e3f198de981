import { AfterBuying } from "./buying.js";
import { ReadError, Reading, type Connection, type Query } from "./reading.js";
import { ownerOf, type Links, type Purchase, type ViewOptions } from "./view.js";
import type { Action, Balance, Catalog, Charged, NextStep, Problem, Refunded } from "./wire.js";

/** A purchase, and the addresses for its end. */
export interface Choice {
  readonly kind: "pack" | "plan";
  readonly id: string;
  readonly returnUrl: string;
  /** For an abandoned checkout: the elements then don't wait for credits. */
  readonly cancelUrl: string;
}

export interface Settings extends Connection {
  readonly links?: Links;
  /** Opens a checkout at the product's own backend, and returns its address. */
  readonly checkout?: (choice: Choice) => string | Promise<string>;
  /** For pages with their own router: goes to the checkout. The default is `location.assign`. */
  readonly navigate?: (address: string) => void;
}

/** The credits that a charge took, or a refund gave back. */
export interface NoteNumbers {
  readonly kind: "used" | "returned";
  readonly credits: number;
  readonly left: number;
  readonly action?: string | undefined;
}

/** The page's current facts. A new object for each change. */
export interface Snapshot {
  readonly status: NonNullable<ViewOptions["status"]>;
  readonly busy: boolean;
  readonly balance?: Balance | undefined;
  readonly staleSince?: number | undefined;
  /** The last refusal, while it is valid, and the refused action. */
  readonly problem?: (Problem & { action?: string | undefined }) | undefined;
  /** The refusal that a charge would get, if nobody tried one. */
  readonly advice?: Problem | undefined;
  /**
   * The way to buy a top-up, or `false` if none works now. Undefined until the service was asked.
   */
  readonly topUp?: NextStep | false | undefined;
  readonly note?: NoteNumbers | undefined;
  readonly purchase?: Purchase | undefined;
  readonly catalog?: Catalog | undefined;
  readonly links?: Links | undefined;
}

/** The data of an element. The store reads only the data that an element on the page needs. */
export type Need = "balance" | "catalog" | "advice" | "top-up";

const REFUSALS = ["out-of-credits", "payment-required"];
const FOCUS_MILLIS = 1_000;
/** The largest number of runs in one charge. Few accounts have credits for so many. */
const MOST_RUNS = 1_000;
const PAGE_EVENTS = ["focus", "online", "pageshow"];

/** The only place that reads the service and stores the facts. All elements of a page share it. */
export class Store {
  /** Each `configure` sets a new object. So `creditsFetch` knows an answer for an earlier person. */
  settings: Settings = {};
  /** The call that it reads: `balance` of an account, or `pool`. */
  readonly balanceCall: string;
  #state: Snapshot = { status: "loading", busy: false };
  #reading: Reading | undefined;
  readonly #listeners = new Map<() => void, () => readonly Need[]>();
  readonly #buying: AfterBuying;
  #lastRead = 0;
  #lastGood = 0;
  #running: Promise<void> | undefined;
  #again = false;
  #planned = false;
  readonly #covered = new Set<Need>();

  constructor(balanceCall = "balance") {
    this.balanceCall = balanceCall;
    this.#buying = new AfterBuying(this);
  }

  /** Sets the service's address and the person. Call it again when another person has signed in. */
  configure(settings: Settings): void {
    this.settings = { ...settings };
    this.#reading = new Reading(settings);
    this.#running = undefined;
    this.#again = false;
    this.#covered.clear();
    this.#buying.stop();
    this.#state = { status: "loading", busy: false };
    this.change({ links: settings.links });
    this.plan();
  }

  /**
   * Calls `listener` after each change, until the returned function is called. It is bound like
   * [snapshot], because `useSyncExternalStore` calls both without the store.
   */
  readonly subscribe = (
    listener: () => void,
    needs: () => readonly Need[] = () => ["balance"],
  ): (() => void) => {
    this.#listeners.set(listener, needs);
    for (const event of PAGE_EVENTS) {
      globalThis.addEventListener?.(event, this.#onPage);
    }
    this.plan();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        for (const event of PAGE_EVENTS) {
          globalThis.removeEventListener?.(event, this.#onPage);
        }
        this.#buying.stop();
      }
    };
  };

  readonly snapshot = (): Snapshot => this.#state;

  /** Reads again. Calls during a read share one more read after it. */
  refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    const run = this.#readAll(this.#reading).finally(() => {
      if (this.#running === run) {
        this.#running = undefined;
        if (this.#again) {
          this.#again = false;
          return this.refresh();
        }
      }
      return undefined;
    });
    this.#running = run;
    return run;
  }

  /** Applies the service's answer to a charge or a capture. The page's own API passes it on. */
  charged({ balance, note, charge }: Charged): void {
    this.#took(balance, note && { kind: "used", credits: note.used, left: note.left, action: charge?.action });
  }

  /** Applies the service's answer to a refund or a release. */
  refunded({ balance, restored, charge }: Refunded): void {
    this.#took(balance, { kind: "returned", credits: restored, left: balance.total, action: charge?.action });
  }

  #took(balance: Balance | undefined, note: NoteNumbers | undefined): void {
    this.#adopt(balance);
    this.change({
      problem: undefined,
      purchase: this.#buying.isWaiting ? this.#state.purchase : undefined,
      ...(note && { note }),
    });
    void this.refresh();
  }

  /**
   * Applies a refusal of a charge, the body of a 402. Returns whether it was one. `action` is the
   * refused action, so that the notice beside its button shows it.
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
   * Records that the person leaves the page to buy something. The elements wait for the credits
   * when the person returns. Without a balance this records nothing, because older grants can't be
   * told from the purchase.
   */
  leaving(kind: Choice["kind"] = "pack"): void {
    const { balance } = this.#state;
    if (balance) {
      this.#buying.leave(kind, balance);
    }
  }

  /** A read of the session with this store's token, for an element with data of its own. */
  async read<T>(call: string, query?: Query): Promise<T> {
    return (await this.#reading?.session(call, query)) as T;
  }

  /** Notifies listeners of a change. */
  change(changes: Partial<Snapshot>): void {
    this.#state = { ...this.#state, ...changes };
    [...this.#listeners.keys()].forEach((listener) => listener());
  }

  /** The person returns to the page, from another window or from a checkout. */
  readonly #onPage = (event: Event): void => {
    const isLoad = event.type === "pageshow" && !(event as PageTransitionEvent).persisted;
    if (this.#reading && !isLoad) {
      if (Date.now() - this.#lastRead > FOCUS_MILLIS) {
        void this.refresh();
      }
      this.#buying.resume();
    }
  };

  /** Reads once for all new subscriptions and needs, if they need more than was read already. */
  plan(): void {
    if (this.#reading && !this.#planned) {
      this.#planned = true;
      queueMicrotask(() => {
        this.#planned = false;
        if ([...this.#needs()].some((need) => !this.#covered.has(need))) {
          void this.refresh();
        }
        this.#buying.resume();
      });
    }
  }

  #needs(): Set<Need> {
    return new Set([...this.#listeners.values()].flatMap((needs) => needs()));
  }

  async #readAll(reading: Reading | undefined): Promise<void> {
    const needs = this.#needs();
    const change = (changes: Partial<Snapshot>) => {
      if (reading === this.#reading) {
        this.change(changes);
      }
    };
    if (!reading) {
      return;
    }
    needs.forEach((need) => this.#covered.add(need));
    this.#lastRead = Date.now();
    change({ busy: true });
    try {
      const wantsCatalog = [...needs].some((need) => need !== "balance");
      const [balance, catalog] = await Promise.all([
        needs.has("balance") ? (reading.session(this.balanceCall) as Promise<Balance>) : undefined,
        this.#state.catalog ??
          (wantsCatalog ? (reading.catalog() as Promise<Catalog>).catch(() => undefined) : undefined),
      ]);
      change({ catalog });
      if (balance && reading === this.#reading) {
        this.#adopt(balance, true);
        change(await this.#advice(balance, reading).catch(() => ({})));
      }
      change({ busy: false });
    } catch (failure) {
      const { balance, staleSince = this.#lastGood } = this.#state;
      if (failure instanceof ReadError && failure.status === 401) {
        change(SIGNED_OUT);
      } else {
        change(balance ? { busy: false, staleSince } : { busy: false, status: "unavailable" });
      }
    }
  }

  /**
   * Applies a balance, unless a newer one is there, because answers of parallel calls can overtake
   * each other.
   */
  #adopt(balance: Balance | undefined, isRead = false): void {
    const { balance: current, problem } = this.#state;
    const isSame = ownerOf(current) === ownerOf(balance);
    if (!balance || (current && !isSame && !isRead)) {
      return;
    }
    this.#lastGood = Date.now();
    if (current && isSame && balance.version < current.version) {
      this.change({ staleSince: undefined });
      return;
    }
    this.change({
      status: "ready",
      balance,
      staleSince: undefined,
      ...(problem && !stillHolds(problem, balance) && { problem: undefined }),
      ...(!isShort(balance) && { advice: undefined }),
    });
    if (!isSame) {
      this.#buying.resume();
    }
  }

  /**
   * The next steps of an account that can't spend, and whether it may top up, from a quote: the
   * service refuses it like a charge. For an account that can spend, the quote asks for more than
   * almost any account has.
   */
  async #advice(balance: Balance, reading: Reading): Promise<Partial<Snapshot>> {
    const short = isShort(balance);
    const needs = this.#needs();
    const paid = this.#state.catalog?.actions.filter(({ cost }) => cost > 0) ?? [];
    const [cheapest] = paid.sort((a, b) => a.cost - b.cost);
    const action: Action | undefined = short ? cheapest : paid.at(-1);
    if (!action || !(needs.has("top-up") || (short && needs.has("advice")))) {
      return {};
    }
    const { refusal } = (await reading.session("quote", {
      action: action.id,
      document: action.oncePerDocument ? "none" : undefined,
      quantity: short ? 1 : MOST_RUNS,
    })) as { refusal?: Problem };
    const topUp: NextStep | undefined = refusal
      ? refusal.actions?.find(({ type }) => type === "top-up")
      : { type: "top-up" };
    return { advice: short ? refusal : undefined, topUp: topUp ?? false };
  }
}

const SIGNED_OUT: Snapshot = {
  status: "signed-out",
  busy: false,
  balance: undefined,
  staleSince: undefined,
  problem: undefined,
  note: undefined,
  purchase: undefined,
};

const isShort = ({ total, standing }: Balance) => total <= 0 || standing === "suspended";

/** A refusal ends once the credits suffice and the account may spend them. */
const stillHolds = (problem: Problem, balance: Balance) =>
  problem.code === "payment-required"
    ? balance.standing === "suspended"
    : balance.total < (problem.cost ?? 1);

/** The store that all elements of a page share, and the store of the person's pool. */
export const store: Store = new Store();
export const poolStore: Store = new Store("pool");

/** Sets the service's address and the person for the page. */
export function configure(settings: Settings): void {
  store.configure(settings);
  poolStore.configure({ ...settings, token: () => settings.poolToken?.() });
}

/** Draws all elements again, because the page's language or a text has changed. */
export function redraw(): void {
  store.change({});
  poolStore.change({});
}
