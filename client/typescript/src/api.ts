import { send, type Call } from "./calls.js";
import { requireName, segment } from "./names.js";
import { DrawdownProblem, problemOf } from "./problem.js";
import type { Settings } from "./settings.js";
import { Unreadable, type Read } from "./shapes.js";

/** Options of every call. */
export interface CallOptions {
  /** Ends the call, which then throws the signal's reason. */
  signal?: AbortSignal;
}

/** Sends a call and reads its answer. Throws a [DrawdownProblem] if no answer can be read. */
export async function ask<T>(
  settings: Settings,
  read: Read<T>,
  call: Call,
  options?: CallOptions,
): Promise<T> {
  const reply = await send(settings, call, { signal: options?.signal });
  if (reply.status === undefined || !reply.isOk) {
    throw problemOf(reply);
  }
  try {
    return read(reply.body);
  } catch (failure) {
    if (!(failure instanceof Unreadable)) {
      throw failure;
    }
    const message = `The answer can't be read: ${failure.message}`;
    const mayHaveChanged = call.method !== "GET";
    throw new DrawdownProblem(message, "unreadable-answer", mayHaveChanged, reply.status);
  }
}

export const accountPath = (account: string): string =>
  `/v1/accounts/${segment("account", account)}`;
export const chargePath = (account: string, charge: string): string =>
  `${accountPath(account)}/charges/${segment("charge", charge)}`;

export function post(path: string, body: object, key?: string): Call {
  if (key === undefined) {
    return { method: "POST", path, body };
  }
  requireName("key", key);
  return { method: "POST", path, body, key };
}

export function get(path: string, query: Record<string, string | number | undefined> = {}): Call {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return { method: "GET", path: text === "" ? path : `${path}?${text}` };
}
