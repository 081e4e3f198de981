import { parseObject } from "./shapes.js";
import { MissingToken, type Settings } from "./settings.js";

/** The largest answer that the client reads, in bytes. */
export const MAX_ANSWER_BYTES = 1_048_576;
const FIRST_PAUSE_MILLIS = 50;
const LONGEST_PAUSE_MILLIS = 2_000;
/** Node.js's codes for a connection that couldn't be made. */
const UNCONNECTED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

/** One request of the API, without its token. */
export interface Call {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  body?: object;
  /** The idempotency key. */
  key?: string;
}

/**
 * The result of a call: an answer that a retry would not change, or none.
 *
 * `answerLost` means that the answer of a try was lost, and the service may have carried that try
 * out.
 */
export type Reply = Answered | NoAnswer;

export interface Answered {
  status: number;
  /** A proxy on the way may turn the service's 200 or 201 into another success. */
  isOk: boolean;
  isReplay: boolean;
  body: Record<string, unknown>;
  /** The stable code of a refusal, or an empty text. */
  code: string;
  detail: string;
  answerLost: boolean;
}

export interface NoAnswer {
  status: undefined;
  detail: string;
  answerLost: boolean;
}

/** The result of one try, and whether to retry. */
interface Tried {
  reply: Reply;
  isFinal: boolean;
  retryAfterMillis: number;
}

export interface SendOptions {
  /** Ends the call: it then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * The signal ends the call only while no try can have taken effect. After that, only an answer
   * shows what the caller must give back.
   */
  mustSettle?: boolean;
  /**
   * After the work, a missing token is a failed try, because an exception would lose the result.
   */
  afterWork?: boolean;
}

/**
 * Sends a call until it is answered or the retry budget is spent. Every try is the same request.
 *
 * Pauses have full jitter, which spreads callers that collided over the whole pause.
 */
export async function send(
  settings: Settings,
  call: Call,
  options: SendOptions = {},
): Promise<Reply> {
  const { clock, retryBudgetMillis, answerTimeoutMillis } = settings;
  const { signal, mustSettle = false } = options;
  const end = clock.now() + retryBudgetMillis;
  let answerLost = false;
  const ending = () => (mustSettle && answerLost ? undefined : signal);
  for (let bound = FIRST_PAUSE_MILLIS; ; bound = Math.min(2 * bound, LONGEST_PAUSE_MILLIS)) {
    ending()?.throwIfAborted();
    const timeout = Math.min(answerTimeoutMillis, end - clock.now());
    const tried = await once(settings, call, timeout, options);
    if (!mustSettle) {
      signal?.throwIfAborted();
    }
    answerLost ||= tried.reply.answerLost;
    const pause = tried.retryAfterMillis + clock.random() * bound;
    if (tried.isFinal || pause >= end - clock.now()) {
      return { ...tried.reply, answerLost };
    }
    await clock.pause(pause, ending());
    if (clock.now() >= end) {
      return { ...tried.reply, answerLost };
    }
  }
}

/** Sends a call once. Only a missing token is an exception, and not after work. */
async function once(
  settings: Settings,
  call: Call,
  timeoutMillis: number,
  { signal, mustSettle, afterWork }: SendOptions,
): Promise<Tried> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const cancelTimer = settings.clock.timer(timeoutMillis, end);
  signal?.addEventListener("abort", end);
  try {
    const init = await unlessAborted(prepared(settings, call), ending.signal);
    if (mustSettle) {
      signal?.removeEventListener("abort", end);
    }
    try {
      const exchange = exchanged(settings, call, init, ending.signal);
      return await unlessAborted(exchange, ending.signal);
    } catch (failure) {
      return ending.signal.aborted
        ? noAnswer(`The service gave no answer within ${Math.ceil(timeoutMillis)} ms.`, true)
        : failedExchange(failure);
    }
  } catch (failure) {
    if (failure instanceof MissingToken && !afterWork) {
      throw failure;
    }
    // The message could contain the token.
    return noAnswer(`There is no usable token: ${nameOf(failure)}`, false);
  } finally {
    cancelTimer();
    signal?.removeEventListener("abort", end);
  }
}

/**
 * Abandons a promise when the signal is aborted. Suppliers and some fetches ignore the signal.
 *
 * Leaves no listener, because Node.js keeps a combined signal in memory while it has one.
 */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    // The signal may be aborted already, because the token's supplier is the caller's code.
    const end = () => reject(signal.reason as Error);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) {
      end();
    }
    void promise.then(resolve, reject).then(() => signal.removeEventListener("abort", end));
  });
}

async function prepared(settings: Settings, call: Call): Promise<RequestInit> {
  const headers = new Headers({
    Authorization: `Bearer ${await settings.token()}`,
    Accept: "application/json, application/problem+json",
  });
  if (call.key !== undefined) {
    headers.set("Idempotency-Key", call.key);
  }
  const init: RequestInit = { method: call.method, headers, redirect: "manual" };
  if (call.body) {
    headers.set("Content-Type", "application/json");
    init.body = JSON.stringify(call.body);
  }
  return init;
}

async function exchanged(
  settings: Settings,
  call: Call,
  init: RequestInit,
  signal: AbortSignal,
): Promise<Tried> {
  const response = await settings.fetch(settings.base + call.path, { ...init, signal });
  const text = await boundedText(response);
  if (text === undefined) {
    // The service never sends such an answer, so a retry would not help.
    const detail = `The service's answer is larger than ${MAX_ANSWER_BYTES} bytes.`;
    return { ...noAnswer(detail, true), isFinal: true };
  }
  return tried(response, text);
}

/** Undefined if the body is too large. The rest is not read. */
async function boundedText(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) {
    return "";
  }
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > MAX_ANSWER_BYTES) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function tried(response: Response, text: string): Tried {
  const { status } = response;
  const body = parseObject(text);
  const code = textIn(body, "code") ?? "";
  if (status === 429 || status >= 500) {
    // A throttled or busy service has done nothing. Any other failure leaves the outcome unknown.
    const detail = `${`The service answered ${status} ${code}`.trim()}.`;
    return {
      ...noAnswer(detail, status !== 429 && code !== "busy"),
      retryAfterMillis: secondsIn(response.headers.get("Retry-After")) * 1_000,
    };
  }
  const isOk = status >= 200 && status < 300;
  if (isOk && body === undefined && status !== 204) {
    return noAnswer(`The answer ${status} can't be read.`, true);
  }
  const isReplay = response.headers.get("Idempotent-Replayed") === "true";
  const detail =
    textIn(body, "detail") ??
    textIn(body, "title") ??
    textIn(body, "message") ??
    `The service answered ${status}.`;
  return final({ status, isOk, isReplay, body: body ?? {}, code, detail, answerLost: false });
}

function final(reply: Reply): Tried {
  return { reply, isFinal: true, retryAfterMillis: 0 };
}

function noAnswer(detail: string, answerLost: boolean): Tried {
  const reply: NoAnswer = { status: undefined, detail, answerLost };
  return { reply, isFinal: false, retryAfterMillis: 0 };
}

/** Ignores a date, which would need a clock that agrees with the service's. */
function secondsIn(retryAfter: string | null): number {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : 0;
}

/** A member that is a text, and not a blank one. */
function textIn(body: Record<string, unknown> | undefined, name: string): string | undefined {
  const value = body?.[name];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A connection that could not be made sent nothing. Every other failure may come after sending. */
function failedExchange(failure: unknown): Tried {
  const code = (failure as { cause?: { code?: unknown } } | undefined)?.cause?.code;
  return typeof code === "string" && UNCONNECTED.includes(code)
    ? noAnswer(`The service can't be reached: ${code}`, false)
    : noAnswer(`The answer was lost: ${String(code ?? nameOf(failure))}`, true);
}

function nameOf(failure: unknown): string {
  return failure instanceof Error ? failure.constructor.name : typeof failure;
}
