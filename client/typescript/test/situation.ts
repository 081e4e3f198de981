import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DrawdownClient, type ClientOptions, type Clock } from "drawdown";

/** A clock that only pauses move. Its timers fire on a test's command. */
export class TestClock implements Clock {
  readonly pausesMillis: number[] = [];
  readonly #timers = new Set<() => void>();
  #now = 0;
  #random = 7;

  now(): number {
    return this.#now;
  }

  timer(_millis: number, then: () => void): () => void {
    this.#timers.add(then);
    return () => void this.#timers.delete(then);
  }

  pause(millis: number): Promise<void> {
    this.pausesMillis.push(millis);
    this.#now += millis;
    return Promise.resolve();
  }

  /** Lehmer's generator: the same numbers in each run. */
  random(): number {
    this.#random = (this.#random * 48_271) % 2_147_483_647;
    return this.#random / 2_147_483_647;
  }

  /** The number of running timers. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Fires every running timer. */
  timeIsUp(): void {
    const due = [...this.#timers];
    this.#timers.clear();
    due.forEach((then) => then());
  }
}

/** A request as it arrived. */
export interface Received {
  method: string;
  /** Decoded, without the query. */
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A server's handling of one request. */
export type Handling = (received: Received, response: ServerResponse) => void;

/** An HTTP server on a port of its own, which records its requests. */
export class TestServer {
  readonly received: Received[] = [];
  readonly #server: Server;

  private constructor(handling: Handling) {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const url = new URL(request.url ?? "", "http://stub");
        const received = {
          method: request.method ?? "",
          path: decodeURIComponent(url.pathname),
          query: Object.fromEntries(url.searchParams),
          headers: request.headers,
          body: Buffer.concat(parts).toString(),
        };
        this.received.push(received);
        handling(received, response);
      });
    });
  }

  static async start(handling: Handling): Promise<TestServer> {
    const server = new TestServer(handling);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  client(options: Partial<ClientOptions> = {}): DrawdownClient {
    return new DrawdownClient({ base: this.base, token: "secret", ...options });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Answers with a JSON body, or with a text unchanged. */
export function answer(
  response: ServerResponse,
  status: number,
  body: object | string = {},
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
