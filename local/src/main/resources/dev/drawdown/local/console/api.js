// Calls the service as a product's back end does. Each call has the curl command that does the
// same.

const TOKEN = "dev-service";
const page = Date.now().toString(36);
let made = 0;

/** A new idempotency key. */
export const newKey = () => `console-${page}-${++made}`;

/** Dispatches each request that a person made, and its answer. */
export const told = new EventTarget();

/**
 * Calls and shows it as the last request. The answer is `{status, body, ok}`. Status 0 means no
 * answer.
 */
export async function act(method, path, body, { key, says } = {}) {
  const request = { method, path, body, key };
  const answer = await send(request);
  told.dispatchEvent(new CustomEvent("answer", { detail: { request, answer, says: says?.(answer) } }));
  return answer;
}

/** Reads without showing the request. */
export const read = path => send({ method: "GET", path });

async function send({ method, path, body, key }) {
  const headers = {};
  if (path.startsWith("/v1/")) {
    headers.Authorization = `Bearer ${TOKEN}`;
  }
  if (key) {
    headers["Idempotency-Key"] = key;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  try {
    const response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    return { status: response.status, ok: response.ok, body: parsed(await response.text()) };
  } catch {
    return { status: 0, ok: false, body: { detail: "The service does not answer. Is ./dev still running?" } };
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return { detail: text };
  }
}

/** The command that makes a request. `body` is an object or the text of one. */
export function curl({ method, path, body, key }) {
  const parts = ["curl -s"];
  if (method !== "GET") {
    parts.push(`-X ${method}`);
  }
  parts.push(quoted(location.origin + path));
  if (path.startsWith("/v1/")) {
    parts.push(`-H 'Authorization: Bearer ${TOKEN}'`);
  }
  if (key) {
    parts.push(`-H ${quoted(`Idempotency-Key: ${key}`)}`);
  }
  if (body !== undefined) {
    if (path.startsWith("/v1/")) {
      parts.push("-H 'Content-Type: application/json'");
    }
    parts.push(`-d ${quoted(typeof body === "string" ? body : JSON.stringify(body))}`);
  }
  return parts.join(" ");
}

const quoted = text => (/^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

/** The error, in the service's words. */
export const reason = answer => answer.body.detail ?? answer.body.message ?? `status ${answer.status}`;
