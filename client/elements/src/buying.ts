import { isLeft } from "./shapes.js";
import type { Choice, Store } from "./store.js";
import { ownerOf } from "./view.js";
import type { Balance, Entry, Page } from "./wire.js";

const LONGEST_MILLIS = 5 * 60_000;
const PAUSE_MILLIS = 3_000;
/** A mark in a page's address: the person left the checkout without paying. */
const RETURN = "credits-return";
const ABANDONED = "abandoned";

interface Left {
  readonly kind: Choice["kind"];
  /** The buyer. Another person may sign in within the same tab. */
  readonly owner: Balance["pool"];
  /** The ledger's last entry when the person left the page. The purchase has a later one. */
  readonly version: number;
  /** The first return of the person, in epoch milliseconds. */
  readonly back?: number;
}

/**
 * Waits for the credits of a purchase. A person often returns from the checkout before the payment
 * provider's event arrives at the service. So this reads the ledger until it has the grant, five
 * minutes at most.
 */
export class AfterBuying {
  #timer: ReturnType<typeof setTimeout> | undefined;
  isWaiting = false;

  readonly #store: Store;
  readonly #key: string;

  constructor(store: Store) {
    this.#store = store;
    this.#key = `drawdown-${store.balanceCall}`;
  }

  leave(kind: Choice["kind"], balance: Balance): void {
    this.#remember({ kind, owner: ownerOf(balance), version: balance.version });
  }

  /**
   * Waits, if the person whose balance is shown left the page for a checkout and didn't abandon it.
   */
  resume(): void {
    const left = this.#recall();
    const { balance } = this.#store.snapshot();
    if (this.isWaiting || !left || !balance || left.owner !== ownerOf(balance)) {
      return;
    }
    if (new URL(location.href).searchParams.get(RETURN) === ABANDONED) {
      this.#remember();
      return;
    }
    const since = left.back ?? Date.now();
    this.#remember({ ...left, back: since });
    this.isWaiting = true;
    this.#store.change({ purchase: { state: "waiting" } });
    void this.#look(left, since);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.isWaiting = false;
  }

  async #look(left: Left, since: number): Promise<void> {
    const credits = await this.#granted(left).catch(() => 0);
    const waited = Date.now() - since;
    if (this.#store.snapshot().status === "signed-out") {
      this.stop();
    }
    if (!this.isWaiting) {
      return;
    }
    if (credits > 0) {
      this.#end();
      this.#store.change({ purchase: { state: "added", credits }, problem: undefined });
      void this.#store.refresh();
    } else if (waited >= LONGEST_MILLIS) {
      this.#end();
      this.#store.change({ purchase: { state: "late" } });
    } else {
      this.#timer = setTimeout(() => void this.#look(left, since), PAUSE_MILLIS);
    }
  }

  #end(): void {
    this.stop();
    this.#remember();
  }

  #recall(): Left | undefined {
    try {
      const left: unknown = JSON.parse(sessionStorage[this.#key] ?? "null");
      return isLeft(left) ? (left as Left) : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * If the browser stores nothing for the page, this doesn't wait. The balance is read at return
   * anyway.
   */
  #remember(left?: Left): void {
    try {
      if (left) {
        sessionStorage[this.#key] = JSON.stringify(left);
      } else {
        delete sessionStorage[this.#key];
      }
    } catch {
      return;
    }
  }

  /** The credits of all later entries: two purchases count both. */
  async #granted({ kind, version }: Left): Promise<number> {
    const page = await this.#store.read<Page<Entry>>("ledger", { kind: "grant", limit: 20 });
    const bucket = kind === "pack" ? "top-up" : "plan";
    return page.data
      .filter(({ number }) => number > version)
      .flatMap(({ postings }) => postings)
      .filter((posting) => posting.kind === bucket)
      .reduce((sum, { change }) => sum + change, 0);
  }
}

/** The two addresses that a checkout gets for a purchase on this page. */
export function returnAddresses(page: string): Pick<Choice, "returnUrl" | "cancelUrl"> {
  const returnUrl = new URL(page, location.href);
  returnUrl.searchParams.delete(RETURN);
  const cancelUrl = new URL(returnUrl);
  cancelUrl.searchParams.set(RETURN, ABANDONED);
  return { returnUrl: returnUrl.href, cancelUrl: cancelUrl.href };
}
