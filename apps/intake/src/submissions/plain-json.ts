const QUOTE = 0x22;
const SPACE = 0x20;
export const HALF_A_CHARACTER = /\p{Surrogate}/u;

/**
 * The value of a text in which nothing can be hidden from JSON.parse; undefined where something may be, and the strict
 * reader has to look. Without an escape every quote begins or ends a string, and one before a colon ends a key: there are
 * as many as the value has keys, unless one was given twice.
 */
export function readPlainJson(text: string, maxDepth: number): unknown {
  if (text.includes('\\') || text.includes('__proto__') || HALF_A_CHARACTER.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return keysIn(value, maxDepth) === keysWritten(text) ? value : undefined;
  } catch {
    return undefined; // the careful way says where
  }
}

/** Keys of a value and of all within it; NaN where a number may not be what was written, or where it is too deep. */
function keysIn(value: unknown, deeper: number): number {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? 0 : NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (deeper === 0) return NaN;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += keysIn(item, deeper - 1);
  } else {
    for (const key in value) keys += 1 + keysIn((value as Record<string, unknown>)[key], deeper - 1);
  }
  return keys;
}

/** Colons behind a quote; NaN where one stands behind a space, which may hide a key. A string that begins with a colon only counts too many. */
function keysWritten(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === QUOTE) count++;
    else if (before <= SPACE) return NaN;
  }
  return count;
}
