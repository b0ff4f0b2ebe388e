import { dayAfter, dayBefore } from '../civil-day.js';
import { add, fromDecimal, multiply, ratio, subtract, type Ratio } from '../ratio.js';
import type { OrgUnitRow } from './tree.js';
import { LEVELS, NATION } from '../vocabulary.js';

/** A unit of another day that holds the whole, or a part, of what one held. */
export interface Part {
  code: string;
  /** Of the unit, 0…1; 1: it went there whole. Null: it was parted, and nobody has declared in which shares. */
  share: Ratio | null;
}

/** What units became, and what they came from: the edges between dated rows. A code means the unit that bears it on the day. */
export interface Successions {
  /** Where what the unit held on `from` stands on `to`, before or after it. Never empty; the nation holds what went nowhere else. */
  partsOf(code: string, from: string, to: string): readonly Part[];
  /** True where a unit was merged, split or closed on a day behind `from`, up to `to`. */
  isChanged(from: string, to: string): boolean;
  /** Such days, in order. */
  readonly days: readonly string[];
  /** The row that the code meant on the day; null where it meant none. */
  rowAt(code: string, day: string): OrgUnitRow | null;
  /** The first day behind `from`, up to `to`, on which the code meant a unit. */
  firstWithin(code: string, from: string, to: string): string | null;
  /** The row of a code that stood last in the days given, both inclusive, and that last day. */
  lastWithin(code: string, from: string, to: string): { row: OrgUnitRow; day: string } | null;
}

const FOR_EVER = '9999-12-31';
const WHOLE = ratio(1n);
/** Declared shares are decimals: three thirds of 0.333 are a whole. */
const TOLERANCE = ratio(1n, 100n);

export const successionsOf = (rows: readonly OrgUnitRow[]): Successions => new DatedSuccessions(rows);

/** A validity as it counts: until its last day, or the day before the code's next one. */
interface Version {
  row: OrgUnitRow;
  from: string;
  to: string;
}

class DatedSuccessions implements Successions {
  private readonly versions = new Map<string, Version[]>();
  /** Code → day → what bears its predecessors' name from that day on. */
  private readonly heirs = new Map<string, Map<string, Part[]>>();
  private readonly turns = new Map<string, string[]>();
  readonly days: readonly string[];

  constructor(rows: readonly OrgUnitRow[]) {
    for (const row of rows) into(this.versions, row.code, []).push({ row, from: row.validFrom, to: row.validTo ?? FOR_EVER });
    for (const line of this.versions.values()) cutAtNext(line);
    // A validity of no day is no unit, and inherits nothing.
    for (const version of [...this.versions.values()].flat()) if (version.from <= version.to) this.noteHeirs(version.row);
    for (const code of new Set([...this.versions.keys(), ...this.heirs.keys()])) {
      const days = this.turnsOf(code);
      if (days.length > 0) this.turns.set(code, days);
    }
    this.days = [...new Set([...this.turns.values()].flat())].sort();
  }

  isChanged = (from: string, to: string): boolean => this.days.some((day) => from < day && day <= to);

  partsOf(code: string, from: string, to: string): readonly Part[] {
    const parts = from <= to ? this.later(code, from, to) : this.earlier(code, from, to);
    return parts.length === 1 ? parts : parts.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }

  rowAt = (code: string, day: string): OrgUnitRow | null => this.versionAt(code, day)?.row ?? null;

  firstWithin = (code: string, from: string, to: string): string | null =>
    this.versions.get(code)?.find((version) => from < version.from && version.from <= to && version.from <= version.to)?.from ??
    null;

  lastWithin(code: string, from: string, to: string): { row: OrgUnitRow; day: string } | null {
    const last = this.versions
      .get(code)
      ?.findLast((version) => version.from <= to && from <= version.to && version.from <= version.to);
    return last ? { row: last.row, day: last.to < to ? last.to : to } : null;
  }

  private versionAt = (code: string, day: string): Version | undefined =>
    this.versions.get(code)?.findLast((version) => version.from <= day && day <= version.to);

  private noteHeirs(row: OrgUnitRow): void {
    row.predecessors.forEach((code, i) => {
      const share = row.predecessorShares?.[i];
      const heirs = into(into(this.heirs, code, new Map<string, Part[]>()), row.validFrom, []);
      heirs.push({ code: row.code, share: share ? fromDecimal(share) : null });
    });
  }

  /** Days on which the unit that bears the code becomes another, several, or none. */
  private turnsOf(code: string): string[] {
    const named = [...(this.heirs.get(code)?.keys() ?? [])].filter((day) => this.versionAt(code, dayBefore(day)));
    const closed = (this.versions.get(code) ?? [])
      .filter((version) => version.to < FOR_EVER && !this.goesOn(code, dayAfter(version.to)))
      .map((version) => dayAfter(version.to));
    return [...new Set([...named, ...closed])].sort();
  }

  /** True where the code means the same unit on the day as on the day before: renamed or moved at most. */
  private goesOn(code: string, day: string): boolean {
    const [before, now] = [this.versionAt(code, dayBefore(day)), this.versionAt(code, day)];
    if (!before || !now) return false;
    return now === before || (now.row.predecessors.length === 0 && now.row.level === before.row.level);
  }

  private later(code: string, from: string, to: string): Part[] {
    const day = this.turns.get(code)?.find((turn) => from < turn && turn <= to);
    if (day === undefined) return [{ code, share: WHOLE }];
    return together(this.turn(code, day).map((part) => [part, this.later(part.code, day, to)]));
  }

  /** What the unit of the day before is on the day. */
  private turn(code: string, day: string): Part[] {
    const heirs = this.heirs.get(code)?.get(day) ?? [];
    const stays = this.goesOn(code, day) && !heirs.some((heir) => heir.code === code);
    if (heirs.length > 0) return settled(stays ? [...heirs, { code, share: restOf(heirs) }] : heirs);
    return stays ? [{ code, share: WHOLE }] : this.fallen(code, dayBefore(day), (above) => this.turn(above, day));
  }

  private earlier(code: string, from: string, to: string): Part[] {
    const version = this.versionAt(code, from);
    if (code === NATION || !version || version.from <= to) return [{ code, share: WHOLE }];
    const before = dayBefore(version.from);
    const sources = this.sources(version, before);
    if (sources.length > 0) return together(sources.map((part) => [part, this.earlier(part.code, before, to)]));
    return this.fallen(code, version.from, (above) => this.earlier(above, version.from, to));
  }

  private sources({ row }: Version, before: string): Part[] {
    const named = row.predecessors.filter((code) => this.versionAt(code, before));
    if (named.length > 0) return settled(named.map((code) => ({ code, share: null })));
    return this.goesOn(row.code, row.validFrom) ? [{ code: row.code, share: WHOLE }] : [];
  }

  /** What nobody is named for falls to the unit above: there its numbers counted before. */
  private fallen(code: string, day: string, next: (above: string) => Part[]): Part[] {
    const own = this.versionAt(code, day)?.row;
    const above = own?.parent ? this.versionAt(own.parent, day)?.row : undefined;
    const isAbove = own && above && LEVELS.indexOf(above.level) < LEVELS.indexOf(own.level);
    return isAbove && above.code !== NATION ? next(above.code) : [{ code: NATION, share: WHOLE }];
  }
}

/** One part is all of it. Several have shares that make a whole, or none. */
function settled(parts: Part[]): Part[] {
  const [only] = parts;
  if (parts.length === 1 && only!.share === null) return [{ code: only!.code, share: WHOLE }];
  const sum = sumOf(parts);
  if (sum === null || !isWhole(sum)) return parts.map(({ code }) => ({ code, share: null }));
  return parts.map(({ code, share }) => ({ code, share: ratio(share!.num * sum.den, share!.den * sum.num) }));
}

function sumOf(parts: readonly Part[]): Ratio | null {
  let sum = ratio(0n);
  for (const { share } of parts) {
    if (share === null) return null;
    sum = add(sum, share);
  }
  return sum;
}

function restOf(parts: readonly Part[]): Ratio | null {
  const sum = sumOf(parts);
  const rest = sum && subtract(WHOLE, sum);
  return rest && rest.num >= 0n ? rest : null;
}

function isWhole(sum: Ratio): boolean {
  const gap = subtract(sum, WHOLE);
  const size = gap.num < 0n ? -gap.num : gap.num;
  return size * TOLERANCE.den <= TOLERANCE.num * gap.den;
}

/** Parts of parts, by unit. What was parted and came together again is whole. */
function together(steps: [Part, Part[]][]): Part[] {
  if (steps.length === 1 && steps[0]![0].share?.num === steps[0]![0].share?.den) return steps[0]![1];
  const sums = new Map<string, Ratio | null>();
  for (const [{ share }, parts] of steps) {
    for (const part of parts) {
      const own = share && part.share && multiply(share, part.share);
      const known = sums.get(part.code);
      sums.set(part.code, known === undefined ? own : known && own && add(known, own));
    }
  }
  if (sums.size === 1 && steps.length > 1) return [{ code: [...sums.keys()][0]!, share: WHOLE }];
  return [...sums].map(([code, share]) => ({ code, share }));
}

function cutAtNext(line: Version[]): void {
  line.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  line.forEach((version, i) => {
    const next = line[i + 1];
    if (next && next.from <= version.to) version.to = dayBefore(next.from);
  });
}

function into<K, V>(map: Map<K, V>, key: K, empty: V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, empty);
  return empty;
}
