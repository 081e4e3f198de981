import { h, type Child, type Markup } from "../dom.js";
import type { Query } from "../reading.js";
import type { Snapshot } from "../store.js";
import type { Texts } from "../text.js";
import type { Page, UsageLine } from "../wire.js";
import { RecordsElement, table } from "./records.js";

const DAY_MILLIS = 86_400_000;
const DAYS = 30;
const MOST_DAYS = 366;

interface Period {
  readonly from: string;
  readonly to: string;
}

type UsagePage = Page<UsageLine> & Period;

interface Usage extends Period {
  readonly byAction: readonly UsageLine[];
  readonly byDay: readonly UsageLine[];
}

/**
 * `<credits-usage>`: the used credits, by action in a table and by day in a chart with its table.
 *
 * It covers the last `days`, 30 by default and 366 at most, today included. Days are UTC days by
 * the service's clock. It reads again when the balance has changed.
 */
export class CreditsUsage extends RecordsElement<Usage> {
  static readonly observedAttributes = ["heading-level", "days"];

  override attributeChangedCallback(): void {
    this.restart();
  }

  protected override records(usage: Usage, { catalog }: Snapshot, text: Texts): readonly Child[] {
    const { from, to, byAction, byDay } = usage;
    const sum = byAction.reduce((total, { credits }) => total + credits, 0);
    const range = { from: text.day(from), to: text.day(Date.parse(to) - DAY_MILLIS) };
    return [
      this.heading("heading", text.say("usage", range)),
      h("p.summary", {  }, text.say("cost", { n: sum })),
      ...(sum > 0 ? charted(days(from, to, byDay), byDay, text) : []),
      byAction.length > 0 && used("what", byAction, (key) => text.nameIn(catalog?.actions, key), text),
    ];
  }

  /** The service's clock decides the current day: its period without `from` and `to` ends today. */
  protected override async readNewest(): Promise<Usage> {
    const length = Math.min(MOST_DAYS, Math.max(1, Number(this.getAttribute("days")) || DAYS));
    let [period, byDay] = await this.#lines({ by: "day" });
    if (length !== DAYS) {
      const from = new Date(Date.parse(period.to) - length * DAY_MILLIS).toISOString();
      [period, byDay] = await this.#lines({ ...period, from, by: "day" });
    }
    const [, byAction] = await this.#lines({ ...period, by: "action" });
    return { ...period, byAction, byDay };
  }

  /** Pages may split a key, so the lines of one key on two pages are summed. */
  async #lines(query: Query): Promise<[Period, UsageLine[]]> {
    const sums = new Map<string, UsageLine>();
    for (;;) {
      const { from, to, data, nextCursor }: UsagePage = await this.store.read("usage", query);
      for (const { key, quantity, credits } of data) {
        const before = sums.get(key);
        const quantities = quantity + (before?.quantity ?? 0);
        sums.set(key, { key, quantity: quantities, credits: credits + (before?.credits ?? 0) });
      }
      if (nextCursor === undefined || nextCursor === query.cursor) {
        return [{ from, to }, [...sums.values()]];
      }
      query = { ...query, from, to, cursor: nextCursor };
    }
  }
}

/** Each day of the range with its credits. Most days have no line. */
function days(from: string, to: string, byDay: readonly UsageLine[]): UsageLine[] {
  const lines = new Map(byDay.map((line) => [line.key, line]));
  const all: UsageLine[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += DAY_MILLIS) {
    const key = new Date(at).toISOString().slice(0, 10);
    all.push(lines.get(key) ?? { key, quantity: 0, credits: 0 });
  }
  return all;
}

/** A chart to see, a sentence to hear, and a table of the numbers that opens on demand. */
function charted(all: readonly UsageLine[], lines: readonly UsageLine[], text: Texts): Markup[] {
  const some = all.filter((line) => lines.includes(line));
  const most = all.reduce((a, b) => (b.credits > a.credits ? b : a));
  const bars = all.map(({ credits }) =>
    h("div.bar", { blockSize: most.credits > 0 ? (100 * Math.max(0, credits)) / most.credits : 0 }),
  );
  const sentence = text.say("usage:chart", { n: most.credits, date: text.day(most.key) });
  return [
    h("div.chart", { "aria-hidden": "true" }, ...bars),
    h("details", {}, h("summary", {}, sentence), used("day", some, (key) => text.day(key), text)),
  ];
}

const used = (
  first: "what" | "day",
  lines: readonly UsageLine[],
  name: (key: string) => string,
  text: Texts,
): Markup =>
  table(
    [first, "runs", "change"],
    lines.map(({ key, quantity, credits }) => ({
      key,
      cells: [[name(key)], [text.number(quantity)], [text.number(credits)]],
    })),
    text,
  );
