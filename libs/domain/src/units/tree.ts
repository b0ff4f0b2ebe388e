import { foldAccents } from '../written/fold-accents.js';
import { successionsOf, type Successions } from './successions.js';
import { LEVELS, NATION, type Level } from '../vocabulary.js';

/** One validity of an administrative unit. Codes are reused: identity is (code, validFrom). */
export interface OrgUnitRow {
  code: string;
  name: string;
  level: Level;
  parent: string | null;
  /** ISO dates, both inclusive. */
  validFrom: string;
  validTo: string | null;
  /** Codes, as they were meant on the day before `validFrom`: what was merged into it, or split to make it. */
  predecessors: string[];
  /** Of each predecessor, the share of its households that came here, a decimal 0…1; empty or absent: not declared. */
  predecessorShares?: string[];
}

/** The units that stand on one day. Unknown codes give empty lists. */
export interface Tree {
  readonly day: string;
  /** Units whose named parent does not stand on the day; they hang under what it became, or its nearest ancestor that stands. */
  readonly orphans: readonly OrgUnitRow[];
  units(): readonly OrgUnitRow[];
  has(code: string): boolean;
  unit(code: string): OrgUnitRow | null;
  levelOf(code: string): Level | null;
  /** Code of the unit it hangs under; null for the nation and for an unknown code. */
  parentOf(code: string): string | null;
  /** Directly below, by code. */
  children(code: string): readonly OrgUnitRow[];
  /** Nation first, down to the parent. */
  ancestors(code: string): readonly OrgUnitRow[];
  /** Itself, when it is one. */
  communesUnder(code: string): readonly OrgUnitRow[];
  /** Those of the level at or below the unit. */
  unitsOf(level: Level, code: string): readonly OrgUnitRow[];
  /** Accents and đ/d ignored; code first, then names that begin so, then words that begin so, then the rest. */
  search(text: string, limit: number): readonly OrgUnitRow[];
}

/** Stands whether it is stated or not. */
export const NATION_ROW: OrgUnitRow = {
  code: NATION,
  name: 'Việt Nam',
  level: 'nation',
  parent: null,
  validFrom: '1900-01-01',
  validTo: null,
  predecessors: [],
};

const standsOn = (row: OrgUnitRow, day: string): boolean => row.validFrom <= day && (row.validTo === null || day <= row.validTo);

/** The unit that the code meant on the day. */
export function validAt(units: readonly OrgUnitRow[], code: string, day: string): OrgUnitRow | null {
  let found: OrgUnitRow | null = code === NATION ? NATION_ROW : null;
  for (const row of units) {
    if (row.code === code && standsOn(row, day) && (found === null || row.validFrom > found.validFrom)) found = row;
  }
  return found;
}

/** Builds the tree of one day; callers keep it until the units change. Successions are made where they are needed and not given. */
export function treeAt(units: readonly OrgUnitRow[], day: string, known?: Successions): Tree {
  let successions = known;
  const standing = new Map<string, OrgUnitRow>([[NATION, NATION_ROW]]);
  const parentEver = new Map<string, OrgUnitRow>();
  for (const row of units) {
    const latest = parentEver.get(row.code);
    if (!latest || row.validFrom > latest.validFrom) parentEver.set(row.code, row);
    const known = standing.get(row.code);
    if (standsOn(row, day) && (!known || row.validFrom > known.validFrom)) standing.set(row.code, row);
  }
  const parents = new Map<string, string>();
  const orphans: OrgUnitRow[] = [];
  for (const row of standing.values()) {
    if (row.code === NATION) continue;
    const parent = isPlain(row, standing)
      ? row.parent!
      : parentOf(row, standing, parentEver, (successions ??= successionsOf(units)), day);
    parents.set(row.code, parent);
    if (parent !== (row.parent ?? (row.level === 'province' ? NATION : null))) orphans.push(row);
  }
  return new StandingTree(day, standing, parents, orphans);
}

type Standing = ReadonlyMap<string, OrgUnitRow>;

const isAbove = (upper: OrgUnitRow, lower: OrgUnitRow): boolean => LEVELS.indexOf(upper.level) < LEVELS.indexOf(lower.level);

/** The parent that the row names stands as it did when the row began. */
function isPlain(row: OrgUnitRow, standing: Standing): boolean {
  const named = row.parent === null ? undefined : standing.get(row.parent);
  return named !== undefined && named.validFrom <= row.validFrom && isAbove(named, row);
}

/**
 * What the named parent became; where it was parted, what stands above all its parts. Where nothing is known of it, the
 * first of its ancestors (of any time) that stands and is above the unit; at last the nation.
 */
function parentOf(row: OrgUnitRow, standing: Standing, ever: Standing, successions: Successions, day: string): string {
  const heirs = row.parent === null ? [] : heirsOf(row, row.parent, successions, day).map((code) => standing.get(code));
  if (heirs.length > 0 && heirs.every((heir) => heir !== undefined && isAbove(heir, row))) {
    const [first] = heirs as OrgUnitRow[];
    if (heirs.length === 1) return first!.code;
    return heirs.every((heir) => heir!.parent === first!.parent) && standing.has(first!.parent ?? '') ? first!.parent! : NATION;
  }
  return nearestEver(row, standing, ever);
}

/** The parent is meant as the code stood when the row began; where it began later, as it stood first. */
function heirsOf(row: OrgUnitRow, parent: string, successions: Successions, day: string): string[] {
  const since = successions.rowAt(parent, row.validFrom) ? row.validFrom : successions.firstWithin(parent, row.validFrom, day);
  return since === null ? [] : successions.partsOf(parent, since, day).map(({ code }) => code);
}

function nearestEver(row: OrgUnitRow, standing: Standing, ever: Standing): string {
  let code = row.parent;
  // A line of parents is never longer than the levels; the count also ends a circle.
  for (let step = 0; code !== null && step < LEVELS.length; step++) {
    const candidate = standing.get(code);
    if (candidate && isAbove(candidate, row)) return code;
    code = ever.get(code)?.parent ?? null;
  }
  return NATION;
}

const byCode = (a: OrgUnitRow, b: OrgUnitRow): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
const NO_ROWS: readonly OrgUnitRow[] = [];

class StandingTree implements Tree {
  private readonly below = new Map<string, OrgUnitRow[]>();
  /** Of `unitsOf`, once asked for. */
  private readonly ofLevel = new Map<string, OrgUnitRow[]>();
  private folded: { row: OrgUnitRow; name: string }[] | null = null;

  constructor(
    readonly day: string,
    private readonly standing: ReadonlyMap<string, OrgUnitRow>,
    private readonly parents: ReadonlyMap<string, string>,
    readonly orphans: readonly OrgUnitRow[],
  ) {
    for (const [code, parent] of parents) {
      const rows = this.below.get(parent);
      if (rows) rows.push(standing.get(code)!);
      else this.below.set(parent, [standing.get(code)!]);
    }
    for (const rows of this.below.values()) rows.sort(byCode);
  }

  units = (): readonly OrgUnitRow[] => [...this.standing.values()];
  has = (code: string): boolean => this.standing.has(code);
  unit = (code: string): OrgUnitRow | null => this.standing.get(code) ?? null;
  levelOf = (code: string): Level | null => this.standing.get(code)?.level ?? null;
  parentOf = (code: string): string | null => this.parents.get(code) ?? null;
  children = (code: string): readonly OrgUnitRow[] => this.below.get(code) ?? NO_ROWS;

  ancestors(code: string): readonly OrgUnitRow[] {
    const line: OrgUnitRow[] = [];
    for (let above = this.parents.get(code); above !== undefined; above = this.parents.get(above))
      line.unshift(this.standing.get(above)!);
    return line;
  }

  communesUnder = (code: string): readonly OrgUnitRow[] => this.unitsOf('commune', code);

  unitsOf(level: Level, code: string): readonly OrgUnitRow[] {
    const row = this.standing.get(code);
    if (!row) return NO_ROWS;
    if (LEVELS.indexOf(row.level) >= LEVELS.indexOf(level)) return row.level === level ? [row] : NO_ROWS;
    const key = `${level} ${code}`;
    let rows = this.ofLevel.get(key);
    if (!rows) {
      rows = this.children(code).flatMap((child) => this.unitsOf(level, child.code));
      this.ofLevel.set(key, rows);
    }
    return rows;
  }

  search(text: string, limit: number): readonly OrgUnitRow[] {
    const wanted = foldAccents(text);
    if (wanted === '') return NO_ROWS;
    this.folded ??= this.units().map((row) => ({ row, name: foldAccents(row.name) }));
    return this.folded
      .map(({ row, name }) => ({ row, name, rank: rankOf(wanted, row.code.toLowerCase(), name) }))
      .filter(({ rank }) => rank < NO_MATCH)
      .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : byCode(a.row, b.row)))
      .slice(0, limit)
      .map(({ row }) => row);
  }
}

export const NO_MATCH = 5;

/** How well a search finds a unit: the less the better. */
export function rankOf(wanted: string, code: string, name: string): number {
  if (code === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  if (code.startsWith(wanted)) return 3;
  return name.includes(wanted) ? 4 : NO_MATCH;
}
