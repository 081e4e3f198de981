import { requireWithin } from "./names.js";
import type { Unconfirmed } from "./hold.js";

/** The bearer token, or a function that returns it. The client calls it before every try. */
export type Token = string | (() => string | PromiseLike<string>);

/** A client's options. Only the address and the token have no default. */
export interface ClientOptions {
  /** An https address, or an http one of this machine; no user info, query or fragment. */
  base: string | URL;
  /** With the scopes `credits/charge` and `credits/read` for metered work. */
  token: Token;
  /** How long the client keeps trying one call: 20,000 by default, one hour at most. */
  retryBudgetMillis?: number;
  /** How long one try waits for its answer: 10,000 by default, one hour at most. */
  answerTimeoutMillis?: number;
  /** Runs work unpaid if the service gives no answer. By default the client refuses such work. */
  failOpen?: boolean;
  /**
   * Receives each unconfirmed release of failed work: credits that are still held return when the
   * hold expires. `failure` is the work's error.
   */
  onUnconfirmedRelease?: (release: Unconfirmed, failure: unknown) => void;
  /** Sends requests. The default is the global `fetch`. */
  fetch?: typeof globalThis.fetch;
  /** The source of time and randomness, for tests. */
  clock?: Clock;
}

/** Time and randomness. */
export interface Clock {
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /** Calls `then` after a time. The returned function cancels that. */
  timer(millis: number, then: () => void): () => void;
  /** Spends the time between two tries, or less if the signal is aborted. */
  pause(millis: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 to below 1 that no other process draws too. */
  random(): number;
}

/** [ClientOptions], checked and complete. */
export interface Settings {
  base: string;
  token: () => Promise<string>;
  retryBudgetMillis: number;
  answerTimeoutMillis: number;
  failOpen: boolean;
  onUnconfirmedRelease: (release: Unconfirmed, failure: unknown) => void;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

const LONGEST_MILLIS = 3_600_000;
const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Throws a TypeError or RangeError that names the option and its limit. */
export function settings(options: ClientOptions): Settings {
  return {
    base: checkedBase(options.base),
    token: supplier(options.token),
    retryBudgetMillis: duration(options, "retryBudgetMillis", 20_000),
    answerTimeoutMillis: duration(options, "answerTimeoutMillis", 10_000),
    failOpen: options.failOpen ?? false,
    onUnconfirmedRelease: options.onUnconfirmedRelease ?? (() => {}),
    // Browsers refuse a fetch whose `this` isn't the global object.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? realClock,
  };
}

function duration(
  options: ClientOptions,
  name: "retryBudgetMillis" | "answerTimeoutMillis",
  usual: number,
): number {
  return requireWithin(name, options[name] ?? usual, LONGEST_MILLIS);
}

/** The address of a service. Nobody on the way may read the token that goes there. */
function checkedBase(base: unknown): string {
  const text = String(base);
  // A URL accepts many typing errors, so this reads the text first.
  const [, scheme, authority = "", rest = ""] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\\s]+)(\S*)$/i.exec(text) ?? [];
  const url = scheme !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const fault = !url
    ? "be an address with a scheme and a host"
    : authority.includes("@")
      ? "not carry user info"
      : /[?#\\]/.test(rest)
        ? "have neither query nor fragment"
        : !/^https?:$/.test(url.protocol)
          ? "be an http or https address"
          : url.protocol === "http:" && !THIS_MACHINE.test(url.hostname)
            ? "be an https address, as its host isn't this machine"
            : undefined;
  if (fault !== undefined) {
    // An address with a password is not quoted.
    throw new TypeError(`base must ${fault}: ${authority.includes("@") ? url?.hostname : text}`);
  }
  return text.replace(/\/+$/, "");
}

function supplier(token: unknown): () => Promise<string> {
  if (typeof token === "function") {
    return async () => checkedToken(await (token as () => unknown)());
  }
  const checked = checkedToken(token);
  return () => Promise.resolve(checked);
}

/** The token is empty: a mistake of the program, not of the service. */
export class MissingToken extends TypeError {}

function checkedToken(token: unknown): string {
  if (typeof token !== "string" || token.trim() === "") {
    const said = typeof token === "string" ? `"${token}"` : String(token);
    throw new MissingToken(`token must not be empty: ${said}`);
  }
  return token;
}

const realClock: Clock = {
  now: () => performance.now(),
  timer(millis, then) {
    const timer = setTimeout(then, millis);
    return () => clearTimeout(timer);
  },
  pause: (millis, signal) =>
    new Promise((resolve) => {
      const end = () => {
        cancel();
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const cancel = realClock.timer(millis, end);
      signal?.addEventListener("abort", end);
      if (signal?.aborted) {
        end();
      }
    }),
  random: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
};
