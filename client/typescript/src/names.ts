const NAME = /^(?!\.\.?$)[A-Za-z0-9._:@|+=~-]{1,128}$/;
const DOCUMENT = /^[!-~]{1,128}$/;
const METADATA_NAME = /^.{1,40}$/su;
const METADATA_TEXT = /^.{0,100}$/su;

/** Throws a TypeError if `text` isn't a valid id or key of the service. `what` names it. */
export function requireName(what: string, text: unknown): void {
  require(what, NAME, text);
}

/** Throws a TypeError if `text` isn't a valid name of a document. */
export function requireDocument(text: unknown): void {
  require("document", DOCUMENT, text);
}

/** Throws a TypeError or RangeError if the service would refuse `metadata`. */
export function requireMetadata(metadata: Record<string, unknown>): void {
  const pairs = Object.entries(metadata);
  for (const [name, text] of pairs) {
    require("metadata's name", METADATA_NAME, name);
    require("metadata's text", METADATA_TEXT, text);
  }
  if (pairs.length > 8) {
    throw new RangeError(`metadata must be at most 8 pairs: ${pairs.length}`);
  }
}

/** A segment of a path. Throws a TypeError if `text` isn't a valid name of the service. */
export function segment(what: string, text: string): string {
  requireName(what, text);
  // This is the only character of a name that a path must not contain.
  return text.replaceAll("|", "%7C");
}

/** Throws a RangeError if `millis` isn't a duration up to `most`. */
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
