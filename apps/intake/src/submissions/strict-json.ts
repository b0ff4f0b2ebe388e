import type { Finding } from '@chitieu/contracts';
import { finding } from './findings.js';
import { HALF_A_CHARACTER, readPlainJson } from './plain-json.js';

/** Deeper than any body of ours; what is deeper is an attack on the reader. */
const MAX_DEPTH = 32;

export type StrictJson =
  | { ok: true; value: unknown; findings: Finding[] }
  | { ok: false; code: 'json-malformed' | 'json-too-deep' | 'json-not-a-number'; at: number };

/**
 * JSON as a careful clerk reads it: keys given twice and numbers that no computer would keep as written are findings,
 * everything else wrong is a position. Text that is plainly in order is read the fast way.
 */
export function readStrictJson(text: string): StrictJson {
  const plain = readPlainJson(text, MAX_DEPTH);
  return plain === undefined ? readCarefully(text) : { ok: true, value: plain, findings: [] };
}

export function readCarefully(text: string): StrictJson {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { ok: true, value, findings: reader.findings };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, code: error.code, at: error.at };
    throw error;
  }
}

/** Line and column (both from 1) of a position. */
export function placeIn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

class Stop extends Error {
  constructor(
    readonly code: 'json-malformed' | 'json-too-deep' | 'json-not-a-number',
    readonly at: number,
  ) {
    super(code);
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y; // eslint-disable-line no-control-regex
const SPACE = /[ \t\n\r]*/y;
const LITERALS: [string, unknown][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Reader {
  readonly findings: Finding[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value('', 0);
    this.skip();
    if (this.at < this.text.length) throw new Stop('json-malformed', this.at);
    return value;
  }

  private value(pointer: string, depth: number): unknown {
    if (depth > MAX_DEPTH) throw new Stop('json-too-deep', this.at);
    this.skip();
    const first = this.text[this.at];
    if (first === '{') return this.object(pointer, depth);
    if (first === '[') return this.array(pointer, depth);
    if (first === '"') return this.string(pointer);
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    if (/^[+-]?(NaN|Infinity)/i.test(this.text.slice(this.at, this.at + 9))) throw new Stop('json-not-a-number', this.at);
    return this.number(pointer);
  }

  private object(pointer: string, depth: number): Record<string, unknown> {
    const found = new Map<string, unknown>();
    this.at++;
    for (let more = !this.closes('}'); more; more = this.continues('}')) {
      this.skip();
      const key = this.string(pointer);
      const inside = `${pointer}/${escapePointer(key)}`;
      this.expect(':');
      const value = this.value(inside, depth + 1);
      if (found.has(key)) this.findings.push(finding('json-duplicate-key', inside, { key }));
      found.set(key, value);
    }
    return Object.fromEntries(found); // defines own properties: `__proto__` stays a name like any other
  }

  private array(pointer: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    for (let more = !this.closes(']'); more; more = this.continues(']')) {
      items.push(this.value(`${pointer}/${items.length}`, depth + 1));
    }
    return items;
  }

  private string(pointer: string): string {
    const text = JSON.parse(this.match(STRING)) as string;
    if (HALF_A_CHARACTER.test(text)) this.findings.push(finding('text-not-unicode', pointer));
    return text;
  }

  private number(pointer: string): number {
    const raw = this.match(NUMBER);
    const value = Number(raw);
    if (Object.is(value, -0)) this.findings.push(finding('number-negative-zero', pointer, { given: raw }));
    else if (!isKept(raw, value)) this.findings.push(finding('number-not-exact', pointer, { given: raw.slice(0, 60) }));
    return value;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) throw new Stop('json-malformed', this.at);
    this.at += found[0].length;
    return found[0];
  }

  private closes(mark: string): boolean {
    this.skip();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private continues(end: string): boolean {
    if (this.closes(end)) return false;
    this.expect(',');
    return true;
  }

  private expect(mark: string): void {
    this.skip();
    if (this.text[this.at] !== mark) throw new Stop('json-malformed', this.at);
    this.at++;
  }

  private skip(): void {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }
}

/** True when the double holds the number as it was written: finite, an integer below 2^53, or at most 15 digits. */
function isKept(raw: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isInteger(value)) return Number.isSafeInteger(value);
  return raw.replace(/^-|[eE].*$|\./g, '').replace(/^0+/, '').length <= 15;
}

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
