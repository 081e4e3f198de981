import type { ServerResponse } from "node:http";
import type { Balance, Charge, ClientOptions, DrawdownClient } from "drawdown";
import { answer, TestClock, TestServer, type Received } from "./situation.js";

const START = Date.parse("2026-11-20T10:00:00Z");
const COSTS: Record<string, number> = { reply: 1, report: 5, ask: 0 };

interface Kept {
  request: string;
  charge: Charge;
  held: number;
  /** The credits that parts of an open hold have captured. */
  captured: number;
  expiresAt: number;
}

interface Account {
  granted: number;
  charges: Map<string, Kept>;
}

/**
 * A service in a few lines: accounts with credits, charges and holds by their keys, and the expiry
 * of holds. Its time is an argument.
 */
export class Service {
  readonly clock = new TestClock();
  /** The reasons that releases gave. */
  readonly reasons: (string | undefined)[] = [];
  /** Observes each request before it takes effect. */
  onRequest: (received: Received) => unknown = () => {};
  /** Handles a request differently if it returns true. */
  instead: (received: Received, response: ServerResponse) => boolean = () => false;
  #server!: TestServer;
  #now = START;
  readonly #accounts: Map<string, Account>;

  private constructor(credits: Record<string, number>) {
    this.#accounts = new Map(
      Object.entries(credits).map(([name, granted]) => [name, { granted, charges: new Map() }]),
    );
  }

  static async start(credits: Record<string, number>): Promise<Service> {
    const service = new Service(credits);
    service.#server = await TestServer.start((received, response) => {
      service.onRequest(received);
      if (!service.instead(received, response)) {
        service.#handle(received, response);
      }
    });
    return service;
  }

  get base(): string {
    return this.#server.base;
  }

  get received(): Received[] {
    return this.#server.received;
  }

  /** Method and last part of the path of each request: `POST charges`, `POST capture`. */
  get lines(): string[] {
    return this.received.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
  }

  client(options: Partial<ClientOptions> = {}): DrawdownClient {
    return this.#server.client({ clock: this.clock, ...options });
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  advance(millis: number): void {
    this.#now += millis;
  }

  wallet(name: string): { total: number; held: number } {
    const { total, held } = this.#balance(name);
    return { total, held };
  }

  charges(name: string): Charge[] {
    this.#expire(name);
    return [...this.#account(name).charges.values()].map(({ charge }) => charge);
  }

  #account(name: string): Account {
    const account = this.#accounts.get(name);
    if (account === undefined) {
      throw new Error(`no account ${name}`);
    }
    return account;
  }

  #expire(name: string): void {
    for (const kept of this.#account(name).charges.values()) {
      if (kept.charge.status === "held" && kept.expiresAt <= this.#now) {
        kept.charge.status = "expired";
        kept.held = 0;
      }
    }
  }

  #balance(name: string): Balance {
    this.#expire(name);
    const { granted, charges } = this.#account(name);
    let held = 0;
    let spent = 0;
    for (const kept of charges.values()) {
      held += kept.held;
      spent += kept.captured;
      spent += ["charged", "captured"].includes(kept.charge.status) ? kept.charge.cost : 0;
    }
    const total = granted - held - spent;
    const usage = { used: granted - total, granted, percent: 0, level: "ok" };
    const buckets = [{ id: "plan-1", kind: "plan", remaining: total, granted }];
    return { account: name, standing: "active", total, held, buckets, usage, version: 1 };
  }

  #handle({ method, path, body, headers }: Received, response: ServerResponse): void {
    const [, , , name = "", what, key = "", verb] = path.split("/");
    const fields = (body === "" ? {} : JSON.parse(body)) as Record<string, unknown>;
    if (method === "GET" && what === "balance") {
      return answer(response, 200, this.#balance(name));
    }
    this.#expire(name);
    if (key === "") {
      return this.#charge(name, String(headers["idempotency-key"]), body, fields, response);
    }
    const kept = this.#account(name).charges.get(key);
    if (kept === undefined) {
      return refuse(response, 404, "unknown-charge");
    }
    switch (`${method} ${verb ?? ""}`) {
      case "GET ":
        return answer(response, 200, kept.charge);
      case "POST capture":
        return this.#capture(name, kept, fields, response);
      case "POST extend":
        return this.#extend(name, kept, fields, response);
      case "POST refund":
        this.reasons.push(fields.reason as string | undefined);
        return this.#refund(name, kept, response);
      default:
        return refuse(response, 404, "invalid-request");
    }
  }

  #charge(
    name: string,
    key: string,
    request: string,
    fields: Record<string, unknown>,
    response: ServerResponse,
  ): void {
    const { charges } = this.#account(name);
    const first = charges.get(key);
    if (first !== undefined) {
      return first.request === request
        ? this.#charged(name, first.charge, response, 200, { "Idempotent-Replayed": "true" })
        : refuse(response, 422, "key-reused");
    }
    const { action = "", quantity = 1, hold } = fields as {
      action?: string;
      quantity?: number;
      hold?: { expiresIn: string };
    };
    const cost = (COSTS[action] ?? 0) * quantity;
    const balance = this.#balance(name);
    if (cost > balance.total) {
      const more = { cost, balance, actions: [] };
      return refuse(response, 402, "out-of-credits", more);
    }
    const at = new Date(this.#now).toISOString();
    const status = hold ? "held" : "charged";
    const expiresAt = this.#now + secondsOf(hold?.expiresIn) * 1_000;
    const charge: Charge = { id: key, action, quantity, cost, status, at };
    if (hold) {
      charge.expiresAt = new Date(expiresAt).toISOString();
    }
    if (cost > 0) {
      charges.set(key, { request, charge, held: hold ? cost : 0, captured: 0, expiresAt });
    }
    return this.#charged(name, charge, response, 201);
  }

  #capture(
    name: string,
    kept: Kept,
    fields: Record<string, unknown>,
    response: ServerResponse,
  ): void {
    const { charge } = kept;
    if (fields.final === false) {
      return this.#part(name, kept, fields.captured as number, response);
    }
    const total = (fields.captured ?? fields.credits) as number | undefined;
    const credits = total ?? charge.cost;
    if (charge.status === "captured" && credits === charge.cost) {
      return this.#charged(name, charge, response, 200);
    }
    if (charge.status !== "held") {
      const code = charge.status === "captured" ? "already-captured" : `hold-${charge.status}`;
      return refuse(response, 409, code);
    }
    if (credits > charge.cost || credits < kept.captured) {
      const code = credits < kept.captured ? "capture-below-part" : "capture-exceeds-hold";
      return refuse(response, 422, code);
    }
    kept.captured = 0;
    Object.assign(charge, { status: "captured", cost: credits });
    kept.held = 0;
    return this.#charged(name, charge, response, 200);
  }

  /** Totals are running, so the same total again changes nothing. */
  #part(name: string, kept: Kept, captured: number, response: ServerResponse): void {
    if (kept.charge.status !== "held") {
      return refuse(response, 409, `hold-${kept.charge.status}`);
    }
    if (captured < kept.captured || captured > kept.charge.cost) {
      const code = captured < kept.captured ? "capture-below-part" : "capture-exceeds-hold";
      return refuse(response, 422, code);
    }
    kept.held -= captured - kept.captured;
    kept.captured = captured;
    return this.#charged(name, kept.charge, response, 200);
  }

  #extend(
    name: string,
    kept: Kept,
    fields: Record<string, unknown>,
    response: ServerResponse,
  ): void {
    if (kept.charge.status !== "held") {
      return refuse(response, 409, `hold-${kept.charge.status}`);
    }
    kept.expiresAt = this.#now + secondsOf(fields.expiresIn as string) * 1_000;
    kept.charge.expiresAt = new Date(kept.expiresAt).toISOString();
    return this.#charged(name, kept.charge, response, 200);
  }

  #refund(name: string, kept: Kept, response: ServerResponse): void {
    const { charge } = kept;
    const wasOpen = ["held", "charged", "captured"].includes(charge.status);
    const restored = wasOpen ? charge.cost : 0;
    if (wasOpen) {
      charge.status = charge.status === "held" ? "released" : "refunded";
      kept.held = 0;
    }
    answer(response, 200, { charge, restored, expired: 0, balance: this.#balance(name) });
  }

  #charged(
    name: string,
    charge: Charge,
    response: ServerResponse,
    status: number,
    headers: Record<string, string> = {},
  ): void {
    const balance = this.#balance(name);
    const note = {
      text: `${charge.cost} used, ${balance.total} left.`,
      used: charge.cost,
      left: balance.total,
    };
    answer(response, status, { charge, balance, note }, headers);
  }
}

function refuse(response: ServerResponse, status: number, code: string, more: object = {}): void {
  answer(response, status, { code, detail: `Refused: ${code}.`, status, ...more });
}

function secondsOf(duration: string | undefined): number {
  return Number(/^PT([\d.]+)S$/.exec(duration ?? "PT900S")?.[1]);
}
