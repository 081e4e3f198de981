const NAME = /^(?!\.\.?$)[A-Za-z0-9._:@|+=~-]{1,128}$/;
const DOCUMENT = /^[!-~]{1,128}$/;

/** Throws a TypeError where `text` is no id or key of the service; `what` names it. */
export function requireName(what: string, text: unknown): void {
  require(what, NAME, text);
}

/** Throws a TypeError where `text` is no name of a document. */
export function requireDocument(text: unknown): void {
  require("document", DOCUMENT, text);
}

/** A segment of a path. Throws a TypeError where `text` is no name of the service. */
export function segment(what: string, text: string): string {
  requireName(what, text);
  // The only character of a name that a path must not have.
  return text.replaceAll("|", "%7C");
}

/** Throws a RangeError where `millis` isn't a duration up to `most`. */
export function requireWithin(what: string, millis: number, most: number): number {
  if (!(millis > 0 && millis <= most)) {
    throw new RangeError(`${what} must be above 0 and at most ${most}: ${millis}`);
  }
  return millis;
}

function require(what: string, pattern: RegExp, text: unknown): void {
  if (typeof text !== "string" || !pattern.test(text)) {
    throw new TypeError(`${what} must match ${pattern}: ${String(text)}`);
  }
}
