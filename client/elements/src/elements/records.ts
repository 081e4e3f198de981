import { h, type Child, type Markup } from "../dom.js";
import { CreditsElement, staleness, waiting } from "../element.js";
import type { Need, Snapshot } from "../store.js";
import type { Key, Texts } from "../text.js";
import { ownerOf } from "../view.js";
import type { Balance } from "../wire.js";

/**
 * An element with data of its own. It reads them again when their balance has changed. If that
 * fails, it keeps the old data and says so. Without a balance it has no data: they may be another
 * person's.
 */
export abstract class RecordsElement<T> extends CreditsElement {
  protected data: T | undefined;
  #turn = 0;
  #failed = false;
  /** The balance at the last read. After a failure, the element waits for another balance. */
  #tried: Balance | undefined;

  protected override needs(): readonly Need[] {
    return ["balance", "catalog"];
  }

  /** Forgets the data and their reads, because other data are requested. */
  protected restart(): void {
    this.data = undefined;
    this.#turn++;
    this.#failed = false;
    this.#tried = undefined;
    this.plan();
  }

  protected abstract readNewest(): Promise<T>;

  protected abstract records(data: T, snapshot: Snapshot, text: Texts): readonly Child[];

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const { state, stale } = this.view(snapshot);
    const { balance } = snapshot;
    if (ownerOf(balance) !== ownerOf(this.#tried)) {
      this.restart();
    }
    if (balance && this.#isNews(balance)) {
      this.#tried = balance;
      void this.load(() => this.readNewest());
    }
    if (!this.data) {
      return waiting(this.#failed ? "unavailable" : state === "ready" ? "loading" : state, text);
    }
    const old = stale ?? (this.#failed ? text.say("unavailable") : undefined);
    return [...this.records(this.data, snapshot, text), staleness(old, text)];
  }

  #isNews(balance: Balance): boolean {
    const tried = this.#tried;
    return (
      balance.version !== tried?.version ||
      balance.total !== tried.total ||
      (this.#failed && balance !== tried)
    );
  }

  /** Shows the result of `read`, unless other data were requested since. */
  protected async load(read: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    try {
      const data = await read();
      if (turn === this.#turn) {
        this.data = data;
        this.#failed = false;
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#failed = true;
        this.fire("credits-error", { error });
      }
    }
    this.plan();
  }
}

interface Row {
  readonly key: string | number;
  readonly cells: readonly (readonly Child[])[];
}

/** A table whose first column names the rows. */
export const table = (head: readonly Key[], rows: readonly Row[], text: Texts): Markup =>
  h(
    "table.table",
    {},
    h("thead", {}, h("tr", {}, ...head.map((key) => h("th", { scope: "col" }, text.say(key))))),
    h(
      "tbody",
      {},
      ...rows.map(({ key, cells: [name = [], ...others] }) =>
        h(
          "tr.row",
          { key },
          h("th", { scope: "row" }, ...name),
          ...others.map((cell) => h("td.amount", {}, ...cell)),
        ),
      ),
    ),
  );
