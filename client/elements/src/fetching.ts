import { store, type Store } from "./store.js";
import type { Charged, Problem } from "./wire.js";

type Init = RequestInit & {
  /** The action that the request runs, so that the notice beside its button shows a refusal. */
  action?: string;
};

/**
 * Fetches like `fetch`, and passes the answer's facts about credits to the store. Those are the
 * body of a 402, or the service's answer to the charge in a JSON body, at the top or as `credits`.
 * After any other answer the store reads the balance again. The response is returned unread.
 */
export const creditsFetch = (input: RequestInfo | URL, init?: Init): Promise<Response> =>
  fetchFor(store, input, init);

export async function fetchFor(to: Store, input: RequestInfo | URL, init: Init = {}): Promise<Response> {
  const { action, ...rest } = init;
  const response = await (to.settings.fetch ?? fetch)(input, rest);
  void tell(to, response.clone(), action);
  return response;
}

async function tell(to: Store, response: Response, action?: string): Promise<void> {
  const isJson = response.headers.get("content-type")?.includes("json");
  const body: unknown = isJson ? await response.json().catch(() => undefined) : undefined;
  if (response.status === 402 && isObject(body)) {
    to.blocked(body as Problem, action);
    return;
  }
  const charged = [body, isObject(body) ? body.credits : undefined].find(
    (part): part is Charged => isObject(part) && isObject(part.note) && isObject(part.balance),
  );
  if (response.ok && charged) {
    to.charged({ ...charged, charge: charged.charge ?? (action ? { action } : {}) });
  } else {
    void to.refresh();
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
