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

/** The settings of a client, for the other metering parts of this package. */
export let settingsOf: (client: DrawdownClient) => Settings;

/**
 * Meters work against a Drawdown service, charges, refunds and reads.
 *
 * The client retries a call after a lost answer, `busy`, `outcome-unknown` or throttling: with the
 * same key and full jitter, not before `Retry-After`. Every method except [metered] and [hold]
 * throws a [DrawdownProblem] if the service refuses or gives no usable answer. It throws a
 * TypeError or RangeError for an invalid argument.
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
   * Holds credits, runs `work`, and captures them. Gives them back when the work throws or takes
   * too long. Without an answer of the service, work is refused unless the client may fail open.
   *
   * Throws the work's error, or the reason of the call's signal.
   */
  metered<T>(call: MeteredCall, work: Work<T>): Promise<Metered<T>> {
    return metered(this.#settings, call, work);
  }

  /**
   * Opens a hold for work that isn't one function: the caller captures or releases it, also if the
   * call's signal was aborted meanwhile. Throws the signal's reason if certainly nothing is held.
   */
  hold(call: MeteredCall): Promise<Opening> {
    return open(this.#settings, call);
  }

  /** Charges, or holds if `request.hold` is set. */
  async charge(
    account: string,
    request: ChargeRequest,
    options: Keyed & CallOptions,
  ): Promise<Charged> {
    const path = `${accountPath(account)}/charges`;
    return this.#ask(shapes.readCharged, post(path, request, options.key), options);
  }

  /** Captures a hold, whole or in parts by running totals. The final capture releases the rest. */
  async capture(
    account: string,
    charge: string,
    body: CaptureRequest = {},
    options?: CallOptions,
  ): Promise<Charged> {
    const path = `${chargePath(account, charge)}/capture`;
    return this.#ask(shapes.readCharged, post(path, body), options);
  }

  /** Sets a new expiry of a hold, at most 24 hours after it was opened: `"PT30M"` from now. */
  async extend(
    account: string,
    charge: string,
    body: { expiresIn: string },
    options?: CallOptions,
  ): Promise<Charged> {
    const path = `${chargePath(account, charge)}/extend`;
    return this.#ask(shapes.readCharged, post(path, body), options);
  }

  /** Refunds a charge or releases a hold. A second refund changes nothing. */
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

  /** The effect of a charge now, without making it. */
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
