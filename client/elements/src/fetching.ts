import { isCharged, isObject, isProblem, jsonIn } from "./shapes.js";
import { store, type Store } from "./store.js";
import type { Charged, Problem } from "./wire.js";

type Init = RequestInit & {
  /** The action that the request runs, so that the notice beside its button shows a refusal. */
  action?: string;
};

/** The type of one JSON value. A stream of values, such as `application/x-ndjson`, has another. */
const JSON_TYPE = /[/+]json *(;|$)/i;

/**
 * Fetches like `fetch`, and passes the answer's facts about credits to the store. Those are the
 * body of a 402, or the service's answer to the charge in a JSON body, at the top or as `credits`.
 * After any other answer the store reads the balance again. The response is returned unread.
 * If `configure` was called since, the answer may be another person's, and the store ignores it.
 */
export const creditsFetch = (input: RequestInfo | URL, init?: Init): Promise<Response> =>
  fetchFor(store, input, init);

export async function fetchFor(to: Store, input: RequestInfo | URL, init: Init = {}): Promise<Response> {
  const { action, ...rest } = init;
  const { settings } = to;
  const response = await (settings.fetch ?? fetch)(input, rest);
  void jsonOf(response).then((body) => {
    if (to.settings === settings) {
      tell(to, response, body, action);
    }
  });
  return response;
}

/**
 * The JSON body, read from a copy. Other bodies are not copied: while a copy is open, the page
 * can't cancel a stream.
 */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    const isJson = JSON_TYPE.test(response.headers.get("content-type") ?? "");
    return isJson ? await jsonIn(response.clone()) : undefined;
  } catch {
    return undefined;
  }
}

function tell(to: Store, response: Response, body: unknown, action?: string): void {
  if (response.status === 402 && isProblem(body)) {
    to.blocked(body as Problem, action);
    return;
  }
  const charged = [body, isObject(body) && body.credits].find(isCharged) as Charged | undefined;
  if (response.ok && charged) {
    to.charged({ ...charged, charge: charged.charge ?? (action ? { action } : {}) });
  } else {
    void to.refresh();
  }
}
