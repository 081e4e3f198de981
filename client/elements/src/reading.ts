import { ANSWERS, jsonIn, type Check } from "./shapes.js";

/** The token of a session, or the service's answer that contains it. Nothing if signed out. */
export type Token = string | { token: string; expiresAt?: string } | null | undefined;
export type TokenSource = () => Token | Promise<Token>;

export interface Connection {
  /** The service's address, without `/v1`. This site by default. */
  readonly baseUrl?: string;
  /** Requests a token of the signed-in person from the product's own backend. */
  readonly token?: TokenSource;
  /** Like `token`, for the pool that the person owns. Only `<credits-pool>` needs it. */
  readonly poolToken?: TokenSource;
  readonly fetch?: typeof fetch;
}

/**
 * The service refused with this status: 401 if nobody is signed in, 0 if it gave no answer that can
 * be read.
 */
export class ReadError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

const TIMEOUT_MILLIS = 10_000;
const UNAUTHENTICATED = 401;

export type Query = Readonly<Record<string, string | number | undefined>>;

/** Reads of the service from a browser. A token is kept until it is refused. */
export class Reading {
  readonly #connection: Connection;
  #token: Promise<Token> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Reads `/v1/session/<call>`. A refused token is replaced once. */
  async session(call: string, query: Query = {}): Promise<unknown> {
    const ask = async () => this.#get(`session/${call}`, query, await this.#current());
    let response = await ask();
    if (response.status === UNAUTHENTICATED) {
      this.#token = undefined;
      response = await ask();
    }
    return body(response, ANSWERS[call]);
  }

  async catalog(): Promise<unknown> {
    return body(await this.#get("catalog", {}), ANSWERS.catalog);
  }

  async #get(path: string, query: Query, token?: string): Promise<Response> {
    const { baseUrl = "", fetch: own = fetch } = this.#connection;
    const known = Object.entries(query).filter(([, value]) => value !== undefined);
    const params = new URLSearchParams(known.map(([name, value]) => [name, String(value)]));
    const address = `${baseUrl.replace(/\/+$/, "")}/v1/${path}?${params}`.replace(/\?$/, "");
    try {
      return await own(address, {
        headers: token ? { authorization: `Bearer ${token}` } : {},
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
    } catch {
      throw new ReadError(0);
    }
  }

  async #current(): Promise<string> {
    this.#token ??= (async () => this.#connection.token?.())();
    const token = await this.#token.catch(() => {
      this.#token = undefined;
      throw new ReadError(0);
    });
    const value = typeof token === "string" ? token : token?.token;
    if (!value) {
      this.#token = undefined;
      throw new ReadError(UNAUTHENTICATED);
    }
    return value;
  }
}

async function body(response: Response, isReadable: Check = () => true): Promise<unknown> {
  if (!response.ok) {
    throw new ReadError(response.status);
  }
  const answer = await jsonIn(response).catch(() => undefined);
  if (!isReadable(answer)) {
    throw new ReadError(0);
  }
  return answer;
}
