import type { Database } from '@chitieu/persistence';
import { hashOf, type Entry } from '../journal.js';

export interface Fact {
  kind: string;
  id: string;
  period: string;
  ver: string;
  unit: string;
  retracted: string | null;
  body: Record<string, unknown>;
}

const AT_ONCE = 10_000;

/** Every fact in the order of its key, as intake keeps it. */
export async function* factsIn(database: Database): AsyncGenerator<Fact> {
  for (let last: Fact | undefined; ;) {
    const rows: Fact[] = await database.query<Fact>(
      `SELECT kind, id, period, ver::text, unit, retracted, body FROM intake.fact
        WHERE (kind, id, period) > ($1, $2, $3) ORDER BY kind, id, period LIMIT ${AT_ONCE}`,
      [last?.kind ?? '', last?.id ?? '', last?.period ?? ''],
    );
    yield* rows;
    if (rows.length < AT_ONCE) return;
    last = rows.at(-1);
  }
}

/** What the journal allows an entity to be: the newest acknowledged version, or a newer one that nobody answered for. */
interface Allowed {
  acknowledged: number;
  hashes: Map<number, (string | null)[]>;
}

export class ExpectedFacts {
  private readonly allowed = new Map<string, Allowed>();
  private readonly seen = new Set<string>();
  readonly lost: string[] = [];
  readonly foreign: string[] = [];

  constructor(entries: Entry[]) {
    for (const { key, ver, hash, outcome } of entries) {
      const one = this.allowed.get(key) ?? { acknowledged: 0, hashes: new Map() };
      this.allowed.set(key, one);
      if (outcome === 'refused') continue;
      if (outcome === 'acknowledged') one.acknowledged = Math.max(one.acknowledged, ver);
      one.hashes.set(ver, [...(one.hashes.get(ver) ?? []), hash]);
    }
  }

  get size(): number {
    return this.allowed.size;
  }

  /** Holds one stored fact against what was said. */
  see({ kind, id, period, ver, retracted, body }: Fact): void {
    const key = `${kind} ${id}${period && `/${period}`}`;
    const allowed = this.allowed.get(key);
    this.seen.add(key);
    const hashes = allowed?.hashes.get(Number(ver)) ?? [];
    if (!allowed || hashes.length === 0) this.foreign.push(`${key} version ${ver}: nobody sent it`);
    else if (Number(ver) < allowed.acknowledged)
      this.lost.push(`${key}: version ${allowed.acknowledged} was acknowledged, ${ver} is kept`);
    else if (!hashes.includes(retracted === null ? hashOf(body) : null))
      this.foreign.push(`${key} version ${ver}: another content`);
  }

  /** What was acknowledged and is not there at all. */
  end(): void {
    for (const [key, { acknowledged }] of this.allowed) {
      if (acknowledged > 0 && !this.seen.has(key))
        this.lost.push(`${key}: version ${acknowledged} was acknowledged, nothing is kept`);
    }
  }
}
