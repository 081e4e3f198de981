import { h, type Child, type Markup } from "../dom.js";
import { CreditsElement, staleness, waiting } from "../element.js";
import type { Need, Snapshot } from "../store.js";
import type { Texts } from "../text.js";
import type { Catalog, Page, UsageLine } from "../wire.js";

const DAY_MILLIS = 86_400_000;
const DAYS = 30;
const MOST_DAYS = 366;

interface Usage {
  readonly from: string;
  readonly to: string;
  readonly byAction: readonly UsageLine[];
  readonly byDay: readonly UsageLine[];
}

/**
 * `<credits-usage>`: what was used, by action in a table and by day in a chart with its table.
 *
 * It covers the last `days`, 30 by default and 366 at most, today included. Days are UTC days. It
 * reads anew when the balance has changed.
 */
export class CreditsUsage extends CreditsElement {
  static readonly observedAttributes = ["heading-level", "days"];

  #usage: Usage | undefined;
  #version = -1;
  #account: string | undefined;
  #failed = false;
  #reading = 0;

  protected override needs(): readonly Need[] {
    return ["balance", "catalog"];
  }

  override attributeChangedCallback(name?: string): void {
    if (name === "days") {
      this.#version = -1;
    }
    super.attributeChangedCallback();
  }

  protected override content(snapshot: Snapshot, text: Texts): readonly Child[] {
    const shown = this.view(snapshot);
    const { balance, catalog } = snapshot;
    if (balance && (balance.version > this.#version || balance.account !== this.#account)) {
      this.#usage = balance.account === this.#account ? this.#usage : undefined;
      this.#account = balance.account;
      this.#version = balance.version;
      void this.#readAll();
    }
    if (!this.#usage) {
      const state = this.#failed ? "unavailable" : shown.state === "ready" ? "loading" : shown.state;
      const summary = text.say(state === "unavailable" ? "unavailable" : "loading");
      return waiting({ ...shown, state, summary }, text);
    }
    const { from, to, byAction, byDay } = this.#usage;
    const sum = byAction.reduce((total, { credits }) => total + credits, 0);
    const range = { from: text.day(from), to: text.day(lastDay(to)) };
    return [
      this.heading("heading", text.say("usage", range)),
      staleness(this.#failed ? (shown.stale ?? text.say("unavailable")) : shown.stale, text),
      h("p", { part: "summary" }, sum === 0 ? text.say("usage:none") : text.say("usage:sum", { n: sum })),
      ...(sum === 0 ? [] : charted(days(from, to, byDay), text)),
      byAction.length > 0 && table("action", byAction, (key) => actionName(key, catalog, text), text),
      byDay.length > 0 &&
        h(
          "details",
          {},
          h("summary", {}, text.say("usage:days")),
          table("day", byDay, (key) => text.day(key), text),
        ),
    ];
  }

  async #readAll(): Promise<void> {
    const turn = ++this.#reading;
    const length = Math.min(MOST_DAYS, Math.max(1, Number(this.getAttribute("days")) || DAYS));
    const tomorrow = (Math.floor(Date.now() / DAY_MILLIS) + 1) * DAY_MILLIS;
    const from = new Date(tomorrow - length * DAY_MILLIS).toISOString();
    const to = new Date(tomorrow).toISOString();
    try {
      const [byAction, byDay] = await Promise.all([
        this.#lines(from, to, "action"),
        this.#lines(from, to, "day"),
      ]);
      if (turn === this.#reading) {
        this.#failed = false;
        this.#usage = { from, to, byAction, byDay };
      }
    } catch (error) {
      this.#failed = true;
      this.#version = -1;
      this.fire("credits-error", { error });
    }
    this.plan();
  }

  /** Pages cut through keys: what two pages say of one key adds up. */
  async #lines(from: string, to: string, by: string): Promise<UsageLine[]> {
    const sums = new Map<string, UsageLine>();
    let cursor: string | undefined;
    do {
      const query = { from, to, by, cursor };
      const page: Page<UsageLine> = await this.store.read("usage", query);
      for (const line of page.data) {
        const before = sums.get(line.key) ?? { charges: 0, quantity: 0, credits: 0 };
        sums.set(line.key, {
          key: line.key,
          charges: before.charges + line.charges,
          quantity: before.quantity + line.quantity,
          credits: before.credits + line.credits,
        });
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return [...sums.values()];
  }
}

const lastDay = (to: string): string => new Date(Date.parse(to) - DAY_MILLIS).toISOString();

/** Each day of the range with its credits; most days have no line. */
function days(from: string, to: string, byDay: readonly UsageLine[]): UsageLine[] {
  const lines = new Map(byDay.map((line) => [line.key, line]));
  const all: UsageLine[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += DAY_MILLIS) {
    const key = new Date(at).toISOString().slice(0, 10);
    all.push(lines.get(key) ?? { key, charges: 0, quantity: 0, credits: 0 });
  }
  return all;
}

/** A picture for the eye and a sentence for the ear; the numbers are in the table. */
function charted(all: readonly UsageLine[], text: Texts): Markup[] {
  const most = all.reduce((a, b) => (b.credits > a.credits ? b : a));
  const label = text.say("usage:chart", { n: most.credits, date: text.day(most.key) });
  const ends = [all[0], all.at(-1)].map((line) => h("span", {}, line ? text.day(line.key) : ""));
  return [
    h(
      "div",
      { part: "chart", role: "img", "aria-label": label },
      ...all.map(({ credits }) =>
        h("div", { part: "bar", blockSize: most.credits > 0 ? (100 * Math.max(0, credits)) / most.credits : 0 }),
      ),
    ),
    h("div", { part: "axis", "aria-hidden": "true" }, ...ends),
    h("p", { part: "detail", "aria-hidden": "true" }, label),
  ];
}

const actionName = (id: string, catalog: Catalog | undefined, text: Texts): string => {
  const known = catalog?.actions.find((action) => action.id === id);
  return known ? text.name(known) : id;
};

function table(
  first: "action" | "day",
  lines: readonly UsageLine[],
  name: (key: string) => string,
  text: Texts,
): Markup {
  const head = ([first, "runs", "change"] as const).map((key) => h("th", { scope: "col" }, text.say(key)));
  return h(
    "table",
    { part: "table" },
    h("thead", {}, h("tr", {}, ...head)),
    h(
      "tbody",
      {},
      ...lines.map(({ key, quantity, credits }) =>
        h(
          "tr",
          { key, part: "row" },
          h("th", { scope: "row" }, name(key)),
          h("td", {}, text.number(quantity)),
          h("td", { part: "amount" }, text.number(credits)),
        ),
      ),
    ),
  );
}
