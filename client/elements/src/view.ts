import { texts, type Key, type Moment, type Texts } from "./text.js";
import type { Action, Balance, Bucket, Catalog, NextStep, Problem, StepType } from "./wire.js";

export type Level = "ok" | "warn" | "critical" | "empty";

/** The state of a purchase for which the person left the page. */
export type Purchase =
  | { readonly state: "waiting" | "late" }
  | { readonly state: "added"; readonly credits: number };

/** Pages of the product for next steps. They replace those that the service names. */
export type Links = { readonly [type in StepType]?: string };

export interface ViewOptions {
  /** A language tag; English by default. */
  readonly lang?: string;
  /** Epoch milliseconds. A date far from it includes its year. */
  readonly now?: number;
  /** The state without a balance: loading by default. */
  readonly status?: "loading" | "unavailable" | "signed-out" | "ready";
  /** When a balance was read whose next read failed, in epoch milliseconds. */
  readonly staleSince?: number | undefined;
  readonly catalog?: Catalog | undefined;
  readonly links?: Links | undefined;
  readonly purchase?: Purchase | undefined;
  /** The action to describe: its cost, and whether the credits suffice. */
  readonly action?: string | undefined;
}

/** A next step that works now, with its page. */
export interface ViewAction {
  readonly type: StepType;
  readonly label: string;
  readonly href: string;
}

export interface Notice {
  readonly kind: "empty" | "lacking" | "limit" | "due" | "grace" | Purchase["state"];
  readonly title: string;
  readonly body: readonly string[];
  readonly actions: readonly ViewAction[];
}

export interface Meter {
  readonly used: number;
  readonly granted: number;
  readonly level: "ok" | "warn" | "critical";
  /** The sentence that a screen reader speaks instead of a percentage. */
  readonly text: string;
}

export interface Source {
  readonly kind: string;
  readonly label: string;
  readonly left: number;
  readonly detail: string;
}

/** All texts about a balance, in one language. */
export interface View {
  readonly state: "loading" | "unavailable" | "signed-out" | "ready";
  /** The level of all credits, top-ups and pool included. */
  readonly level?: Level;
  readonly left?: number;
  /** A few words: `9 left – running low`. */
  readonly short: string;
  /** A whole sentence, for people who can't see colours or the place. */
  readonly summary: string;
  /** The action's cost: `1 credit`. */
  readonly cost?: string;
  /** Whether the action could run now. */
  readonly enough?: boolean;
  /** The used part of the plan's or the starter's allowance. */
  readonly meter?: Meter;
  readonly reset?: Moment & { readonly text: string };
  readonly sources: readonly Source[];
  readonly held?: string;
  readonly stale?: string;
  /** The most important fact now. */
  readonly notice?: Notice;
  /** The steps that work now, if credits are short. */
  readonly actions: readonly ViewAction[];
}

const WARN_PERCENT = 70;
const CRITICAL_PERCENT = 90;
const LEVELS = ["ok", "warn", "critical"] as const;

/**
 * Turns the service's facts into texts for a person. It is pure. A page with own markup for credits
 * shows these texts and nothing else.
 *
 * `problem` is the last refusal that is still valid. Texts are made from numbers, never from the
 * service's own sentences.
 */
export function view(balance?: Balance, problem?: Problem, options: ViewOptions = {}): View {
  const text = texts(options.lang ?? "en");
  if (!balance) {
    return without(text, options.status ?? "loading");
  }
  const now = options.now ?? Date.now();
  const action = options.catalog?.actions.find(({ id }) => id === options.action);
  const level = overall(balance);
  const { staleSince } = options;
  const stale = staleSince && text.say("stale", { time: text.time(staleSince) });
  const notice = noticeOf(balance, problem, options, text, now);
  return {
    state: "ready",
    level,
    left: balance.total,
    ...words(balance, level, action, stale, text),
    ...(action && { enough: action.cost <= balance.total || action.cost === 0 }),
    ...(action && action.cost > 0 && { cost: text.say("cost", { n: action.cost }) }),
    ...meterOf(balance, text),
    ...resetOf(balance, options.catalog, text, now),
    sources: balance.buckets.map((bucket) => source(bucket, text, now)),
    ...(balance.held > 0 && { held: text.say("held", { n: balance.held }) }),
    ...(stale && { stale }),
    ...(notice && { notice }),
    actions: notice?.actions ?? actionsOf(problem, options, text),
  };
}

const SHORT = { loading: "…", unavailable: "–", "signed-out": "" };

function without(text: Texts, status: NonNullable<ViewOptions["status"]>): View {
  const state = status === "ready" ? "loading" : status;
  const summary = state === "signed-out" ? "" : text.say(state);
  return { state, short: SHORT[state], summary, sources: [], actions: [] };
}

/** The account or the pool whose balance it is. */
export const ownerOf = (balance: Balance | undefined): Balance["pool"] =>
  balance?.account ?? balance?.pool;

/**
 * The service's level of the allowance, or a calmer one if there are other credits. A person who
 * has used 95 of 100 and has 500 in a top-up isn't running low.
 */
export function overall({ total, usage }: Balance): Level {
  if (total <= 0) {
    return "empty";
  }
  const said = Math.max(0, LEVELS.indexOf(usage.level as "ok"));
  const others = total - Math.max(0, usage.granted - usage.used);
  if (others <= 0) {
    return LEVELS[said] ?? "ok";
  }
  const mixed = levelAt((100 * usage.used) / (usage.used + total));
  return LEVELS[Math.min(said, LEVELS.indexOf(mixed))] ?? "ok";
}

/** The level at an exact percentage, by the default thresholds of a catalog. */
export const levelAt = (percent: number): Meter["level"] =>
  percent > CRITICAL_PERCENT ? "critical" : percent > WARN_PERCENT ? "warn" : "ok";

function words(
  { total, standing }: Balance,
  level: Level,
  action: Action | undefined,
  stale: string | number | undefined,
  text: Texts,
): Pick<View, "short" | "summary"> {
  const suspended = standing === "suspended";
  const lacking = action !== undefined && action.cost > total && total > 0;
  const warning: Key | undefined =
    suspended ? "due" : lacking ? "lacking" : level === "ok" ? undefined : level;
  const join = (words: readonly unknown[], by: string) => words.filter(Boolean).join(by);
  const said = (left: string) => join([left, warning && text.say(warning)], " – ");
  return {
    short: join([said(suspended && total === 0 ? "" : text.say("short", { n: total })), stale], ", "),
    summary: said(text.say("left", { n: total })),
  };
}

export function meterOf({ usage }: Pick<Balance, "usage">, text: Texts): { meter?: Meter } {
  if (usage.granted <= 0) {
    return {};
  }
  const { granted } = usage;
  const used = Math.min(granted, Math.max(0, usage.used));
  const level = usage.level as Meter["level"];
  const short = text.say("short", { n: granted - used });
  return { meter: { used, granted, level, text: text.say("used", { used, n: granted, short }) } };
}

function resetOf(
  { plan, usage }: Balance,
  catalog: Catalog | undefined,
  text: Texts,
  now: number,
): Pick<View, "reset"> {
  const at = plan?.cancelsAt ?? usage.resetsAt;
  if (!at) {
    return {};
  }
  const period = catalog?.plans.find(({ id }) => id === plan?.id)?.period;
  const key: Key = plan?.cancelsAt || !period || period === "fixed" ? "until" : "resets";
  const moment = text.moment(at, now);
  return { reset: { ...moment, text: text.say(key, { date: moment.utc }) } };
}

function source(bucket: Bucket, text: Texts, now: number): Source {
  const { kind, remaining, expiresAt, frozen } = bucket;
  const detail = frozen
    ? text.say("frozen")
    : expiresAt
      ? text.say("until", { date: text.moment(expiresAt, now).utc })
      : kind === "top-up" || kind === "starter"
        ? text.say("never")
        : "";
  return { kind, label: text.own(`from:${kind}`) ?? kind, left: remaining, detail };
}

function noticeOf(
  { total, standing, usage }: Balance,
  problem: Problem | undefined,
  options: ViewOptions,
  text: Texts,
  now: number,
): Notice | undefined {
  const { purchase } = options;
  const { limit, cost = 0, refreshesAt, actions: steps = [] } = problem ?? {};
  const left = total > 0 ? [text.say("left", { n: total })] : [];
  const notice = (kind: Notice["kind"], title: string, body: readonly string[]): Notice => {
    const asked = problem || (kind !== "due" && kind !== "grace");
    const actions = asked ? actionsOf(problem, options, text) : linked("update-payment-method", options, text);
    return { kind, title, body, actions: purchase ? [] : actions };
  };
  if (purchase) {
    const n = purchase.state === "added" ? purchase.credits : 0;
    return notice(purchase.state, text.say(`buy:${purchase.state}`, { n }), n > 0 ? left : []);
  }
  if (standing === "suspended" || problem?.code === "payment-required") {
    return notice("due", text.say("due"), [`${text.say("frozen")}.`, ...left]);
  }
  if (problem || total <= 0) {
    const at = steps.find(({ type }) => type === "wait")?.at ?? refreshesAt ?? usage.resetsAt;
    const isCapped = limit !== undefined;
    const body = [
      isCapped && text.say("limit:body", { n: limit }),
      total > 0 && cost > 0 && text.say("lack:body", { n: cost, left: total }),
      at && `${text.say("resets", { date: text.moment(at, now).utc })}.`,
      text.say("calm"),
    ].filter((sentence) => typeof sentence === "string");
    const kind = isCapped ? "limit" : total > 0 ? "lacking" : "empty";
    return notice(kind, text.say(kind === "empty" ? "out:title" : "lack:title"), body);
  }
  return standing === "grace"
    ? notice("grace", text.say("grace:title"), [text.say("grace:body")])
    : undefined;
}

/** The problem's next steps that lead to a page. Waiting needs no button. */
function actionsOf(
  problem: Problem | undefined,
  options: ViewOptions,
  text: Texts,
): ViewAction[] {
  return (problem?.actions ?? []).flatMap((step) => linked(step.type, options, text, step));
}

function linked(
  type: NextStep["type"],
  { links }: ViewOptions,
  text: Texts,
  step?: NextStep,
): ViewAction[] {
  const href = links?.[type as StepType] ?? step?.href;
  const label = text.own(`do:${type}`);
  return type !== "wait" && label && href && leadsToAPage(href)
    ? [{ type: type as StepType, label, href }]
    : [];
}

/** Whether it is an http address or one inside this site, and not a script. */
export function leadsToAPage(href: string): boolean {
  try {
    return /^https?:$/.test(new URL(href, "https://this.site").protocol);
  } catch {
    return false;
  }
}
