import { de } from "./strings/de.js";
import { en, type Key, type Message, type Strings } from "./strings/en.js";
import { es } from "./strings/es.js";
import { fr } from "./strings/fr.js";
import type { Price } from "./wire.js";

export type { Key, Message, Strings } from "./strings/en.js";

/** Own texts: some of the elements', and `action:<id>` or `plan:<id>` for names of the catalog. */
export type OwnStrings = {
  readonly [key in Key | `action:${string}` | `name:${string}`]?: Message;
};

type Values = Readonly<Record<string, string | number>>;

const languages = new Map<string, Partial<Record<string, Message>>>(
  Object.entries({ en, de, es, fr } satisfies Record<string, Strings>),
);
const cache = new Map<string, Texts>();

export function addStrings(lang: string, strings: OwnStrings): void {
  const tag = lang.toLowerCase();
  languages.set(tag, { ...languages.get(tag), ...strings });
  cache.clear();
}

/** The texts and formats of a language tag. An unknown language has English texts. */
export function texts(lang: string): Texts {
  let found = cache.get(lang);
  if (!found) {
    found = new Texts(lang);
    cache.set(lang, found);
  }
  return found;
}

/** A moment in words: in UTC, and in the reader's own time for a tooltip. */
export interface Moment {
  readonly iso: string;
  readonly utc: string;
  readonly local: string;
}

const UTC = { timeZone: "UTC" } as const;
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
const HALF_A_YEAR_MILLIS = 183 * 86_400_000;

export class Texts {
  readonly lang: string;
  readonly #strings: Partial<Record<string, Message>>[];
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;

  constructor(lang: string) {
    this.lang = known(lang);
    const tags = this.lang.toLowerCase().split("-");
    this.#strings = tags
      .map((_, index) => tags.slice(0, tags.length - index).join("-"))
      .concat("en")
      .map((tag) => languages.get(tag) ?? {});
    this.#plurals = new Intl.PluralRules(this.lang);
    this.#numbers = new Intl.NumberFormat(this.lang);
  }

  /** A text with its values. Numbers have the language's format. */
  say(key: Key, values: Values = {}): string {
    return this.own(key, values) ?? key;
  }

  /** Like [say], if there is such a text. */
  own(key: string, values: Values = {}): string | undefined {
    const message = this.#strings.find((strings) => key in strings)?.[key];
    if (message === undefined) {
      return undefined;
    }
    const category = this.#plurals.select(Number(values.n ?? 0));
    const template = typeof message === "string" ? message : (message[category] ?? message.other);
    return template
      .replace(/\[(.*?)\|(.*?)\]/g, category === "one" ? "$1" : "$2")
      .replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values[name] ?? whole;
        return typeof value === "number" ? this.number(value) : value;
      });
  }

  /** The name of something in the catalog. */
  name(item: { id: string; name: string }): string {
    return this.own(`name:${item.id}`) ?? item.name;
  }

  /** The name of one of these, or its id. */
  nameIn(items: readonly { id: string; name: string }[] | undefined, id: string): string {
    return this.name(items?.find((item) => item.id === id) ?? { id, name: id });
  }

  number(value: number): string {
    return this.#numbers.format(value);
  }

  /** A change of a balance, with its sign. */
  signed(value: number): string {
    return (value > 0 ? "+" : "") + this.number(value);
  }

  price({ amount, currency }: Price): string {
    const format = new Intl.NumberFormat(this.lang, {
      style: "currency",
      currency,
      trailingZeroDisplay: "stripIfInteger",
    });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  }

  /** A choice: "a, b or c". */
  either(items: readonly string[]): string {
    return new Intl.ListFormat(this.lang, { type: "disjunction" }).format(items);
  }

  /** The text includes the year if `at` isn't near `now`. */
  moment(at: string, now: number): Moment {
    const date = new Date(at);
    const far = Math.abs(date.getTime() - now) > HALF_A_YEAR_MILLIS;
    const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
    if (far) {
      day.year = "numeric";
    }
    return {
      iso: date.toISOString(),
      utc: this.#format(date, { ...day, ...TIME, ...UTC }),
      local: this.#format(date, { ...day, ...TIME }),
    };
  }

  /** A UTC day such as `2026-11-28`, or the day of an instant. */
  day(at: string | number): string {
    return this.#format(new Date(at), { day: "numeric", month: "short", year: "numeric", ...UTC });
  }

  /** The reader's own time of day. */
  time(millis: number): string {
    return this.#format(new Date(millis), { hour: "2-digit", minute: "2-digit" });
  }

  #format(date: Date, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.lang, options).format(date);
  }
}

/** A tag that `Intl` accepts: the page's tag, or English. */
function known(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? "en";
  } catch {
    return "en";
  }
}
