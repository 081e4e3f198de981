import { accountPath, ask, chargePath, get, post, type CallOptions } from "./api.js";
import type { Call } from "./calls.js";
import { metered, type Metered, type Work } from "./metered.js";
import { open, type MeteredCall, type Opening } from "./opening.js";
import { settings, type ClientOptions, type Settings } from "./settings.js";
import * as shapes from "./shapes.js";
import type {
  Balance,
  CaptureRequest,
  Charge,
  Charged,
  ChargeRequest,
  Quote,
  Refunded,
} from "./wire.js";

/** Names a request among all of the account. A retry has the same key and is carried out once. */
export interface Keyed {
  key: string;
}

/** The settings of a client, for what else this package meters. */
export let settingsOf: (client: DrawdownClient) => Settings;

/**
 * Meters work against a Drawdown service, charges, refunds and reads.
 *
 * The client repeats a call after a lost answer, `busy`, `outcome-unknown` or throttling: with the
 * same key and full jitter, not before `Retry-After`. Every method but [metered] and [hold] throws
 * a [DrawdownProblem] where the service refuses or gives no usable answer, and a TypeError or
 * RangeError where an argument can't be right.
 */
export class DrawdownClient {
  readonly #settings: Settings;

  static {
    settingsOf = (client) => client.#settings;
  }

  constructor(options: ClientOptions) {
    this.#settings = settings(options);
  }

  /**
   * Holds credits, runs `work`, and captures them; gives them back when it throws or takes too
   * long. Without an answer of the service, work is refused unless the client may fail open.
   *
   * Throws what the work threw, or the reason of the call's signal.
   */
  metered<T>(call: MeteredCall, work: Work<T>): Promise<Metered<T>> {
    return metered(this.#settings, call, work);
  }

  /** Opens a hold for work that can't be one function: the caller captures or releases it. */
  hold(call: MeteredCall): Promise<Opening> {
    return open(this.#settings, call);
  }

  /** Charges, or holds where `request.hold` says so. */
  async charge(
    account: string,
    request: ChargeRequest,
    options: Keyed & CallOptions,
  ): Promise<Charged> {
    const path = `${accountPath(account)}/charges`;
    return this.#ask(shapes.readCharged, post(path, request, options.key), options);
  }

  /** Captures a hold, whole or in parts by running totals; the rest goes back at the end. */
  async capture(
    account: string,
    charge: string,
    body: CaptureRequest = {},
    options?: CallOptions,
  ): Promise<Charged> {
    const path = `${chargePath(account, charge)}/capture`;
    return this.#ask(shapes.readCharged, post(path, body), options);
  }

  /** Sets anew when a hold expires, at most 24 hours after it was opened: `"PT30M"` from now. */
  async extend(
    account: string,
    charge: string,
    body: { expiresIn: string },
    options?: CallOptions,
  ): Promise<Charged> {
    const path = `${chargePath(account, charge)}/extend`;
    return this.#ask(shapes.readCharged, post(path, body), options);
  }

  /** Gives back a charge or releases a hold. A second refund changes nothing. */
  async refund(
    account: string,
    charge: string,
    body: { reason?: string } = {},
    options?: CallOptions,
  ): Promise<Refunded> {
    const path = `${chargePath(account, charge)}/refund`;
    return this.#ask(shapes.readRefunded, post(path, body), options);
  }

  async getCharge(account: string, charge: string, options?: CallOptions): Promise<Charge> {
    return this.#ask(shapes.readCharge, get(chargePath(account, charge)), options);
  }

  /** What a charge would do now, without doing it. */
  async quote(
    account: string,
    request: Pick<ChargeRequest, "action" | "document" | "quantity">,
    options?: CallOptions,
  ): Promise<Quote> {
    const { action, document, quantity } = request;
    const query = { action, document, quantity };
    return this.#ask(shapes.readQuote, get(`${accountPath(account)}/quote`, query), options);
  }

  async balance(account: string, options?: CallOptions): Promise<Balance> {
    return this.#ask(shapes.readBalance, get(`${accountPath(account)}/balance`), options);
  }

  #ask<T>(read: shapes.Read<T>, call: Call, options?: CallOptions): Promise<T> {
    return ask(this.#settings, read, call, options);
  }
}
