/** The token of a session, or what the service answered when it made one; nothing if signed out. */
export type Token = string | { token: string; expiresAt?: string } | null | undefined;
export type TokenSource = () => Token | Promise<Token>;

export interface Connection {
  /** Where the service is, without `/v1`; this site by default. */
  readonly baseUrl?: string;
  /** Asks the product's own backend for a token of the person who is signed in. */
  readonly token?: TokenSource;
  /** As `token`, for the pool that the person owns. Only `<credits-pool>` needs it. */
  readonly poolToken?: TokenSource;
  readonly fetch?: typeof fetch;
}

/** The service answered with this status, or not at all (0). */
export class ReadError extends Error {
  constructor(readonly status: number) {
    super(status === 0 ? "The service didn't answer." : `The service answered ${status}.`);
  }
}

/** Nobody is signed in, or the service accepts no token of theirs. */
export class SignedOut extends Error {}

const TIMEOUT_MILLIS = 10_000;
/** A token that expires this soon may be too old when it arrives. */
const MARGIN_MILLIS = 10_000;

export type Query = Readonly<Record<string, string | number | undefined>>;

/** Reads of the service from a browser. Tokens are kept until they expire or are refused. */
export class Reading {
  readonly #tokens: { readonly account: Tokens; readonly pool: Tokens };

  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#tokens = { account: new Tokens(connection.token), pool: new Tokens(connection.poolToken) };
  }

  /** Reads `/v1/session/<call>`. A refused token is replaced once. */
  async session(call: string, query: Query = {}, owner: "account" | "pool" = "account"): Promise<unknown> {
    const tokens = this.#tokens[owner];
    try {
      return await this.#read(`session/${call}`, query, await tokens.get());
    } catch (failure) {
      if (!(failure instanceof ReadError) || failure.status !== 401) {
        throw failure;
      }
      tokens.forget();
    }
    try {
      return await this.#read(`session/${call}`, query, await tokens.get());
    } catch (failure) {
      throw failure instanceof ReadError && failure.status === 401 ? new SignedOut() : failure;
    }
  }

  catalog(): Promise<unknown> {
    return this.#read("catalog", {});
  }

  async #read(path: string, query: Query, token?: string): Promise<unknown> {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        params.set(name, String(value));
      }
    }
    const base = (this.#connection.baseUrl ?? "").replace(/\/+$/, "");
    const address = `${base}/v1/${path}${params.size > 0 ? `?${params}` : ""}`;
    let response: Response;
    try {
      response = await (this.#connection.fetch ?? fetch)(address, {
        headers: token ? { authorization: `Bearer ${token}` } : {},
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
      if (response.ok) {
        return await response.json();
      }
    } catch {
      throw new ReadError(0);
    }
    throw new ReadError(response.status);
  }
}

/** One token at a time, asked for once also where several reads want it. */
class Tokens {
  #current: Promise<Token> | undefined;
  #expiresAt = Infinity;

  readonly #source: TokenSource | undefined;

  constructor(source: TokenSource | undefined) {
    this.#source = source;
  }

  async get(): Promise<string> {
    if (Date.now() > this.#expiresAt - MARGIN_MILLIS) {
      this.forget();
    }
    const asked = (this.#current ??= this.#ask());
    const token = await asked.catch((failure: unknown) => {
      this.forget();
      throw failure;
    });
    const value = typeof token === "string" ? token : token?.token;
    if (!value) {
      this.forget();
      throw new SignedOut();
    }
    return value;
  }

  forget(): void {
    this.#current = undefined;
    this.#expiresAt = Infinity;
  }

  async #ask(): Promise<Token> {
    const token = await this.#source?.();
    if (token && typeof token === "object" && token.expiresAt) {
      this.#expiresAt = Date.parse(token.expiresAt);
    }
    return token;
  }
}
