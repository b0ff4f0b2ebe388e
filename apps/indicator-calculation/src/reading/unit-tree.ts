import { lastDay, successionsOf, treeAt, type OrgUnitRow, type Successions, type Tree } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { carryFor, type Carry } from './carry.js';
import { inScopeOf, unseenUnit, type Scope, type Viewer } from '@chitieu/runtime';
import { unknownUnit } from './unknown-unit.js';

/** A handful of days is asked for; more would only hold memory. */
const KEPT = 24;

/** Where numbers of a period are read: the tree of a day, and how they come into it; null: as they are stored. */
export interface Place {
  tree: Tree;
  carry: Carry | null;
}

/** The dated tree, cached while `tree_version` stands still: one small query a read, whoever changed it. */
export class UnitTree {
  private version = '';
  private units: OrgUnitRow[] = [];
  private successions: Successions = successionsOf([]);
  private readonly byDay = new Map<string, Tree>();
  private readonly carries = new Map<string, Carry | null>();

  constructor(private readonly database: Database) {}

  async at(day: string): Promise<Tree> {
    await this.refresh();
    return this.treeOf(day);
  }

  async all(): Promise<readonly OrgUnitRow[]> {
    await this.refresh();
    return this.units;
  }

  /** What units became, for the rows of the last call of another method. */
  get became(): Successions {
    return this.successions;
  }

  /** `day`: where it is not the last of the period. */
  async place(period: string, day = lastDay(period)): Promise<Place> {
    const tree = await this.at(day);
    const { units: rows, successions } = this;
    const carry = kept(this.carries, `${period} ${day}`, () =>
      carryFor(period, tree, { rows, successions, treeOf: (of) => this.treeOf(of) }),
    );
    return { tree, carry };
  }

  /** The same, where the unit stands there; else throws the problem that says what became of it. */
  async placeOf(unit: string, period: string, day?: string): Promise<Place> {
    const place = await this.place(period, day);
    if (place.tree.has(unit)) return place;
    throw unknownUnit(unit, place.tree, this.successions);
  }

  /**
   * The unit in the tree of today, of the days named, or, of one that has ended, of its last day: it or one above it is in the scope.
   * Asks for no tree where everything is.
   */
  async isWithin(scope: Scope, unit: string, today: string, days: readonly string[] = []): Promise<boolean> {
    if (scope === 'everything') return true;
    const now = await this.at(today);
    const last = now.has(unit) ? undefined : this.units.findLast(({ code }) => code === unit)?.validTo;
    return inScopeOf(scope, unit, [now, ...[...days, ...(last ? [last] : [])].map((day) => this.treeOf(day))]);
  }

  /** Throws what an unknown unit throws where the viewer does not see it. */
  async mustSee({ view }: Viewer, unit: string, today: string, days: readonly string[] = []): Promise<void> {
    if (!(await this.isWithin(view, unit, today, days))) throw unseenUnit();
  }

  private treeOf(day: string): Tree {
    return kept(this.byDay, day, () => treeAt(this.units, day, this.successions));
  }

  private async refresh(): Promise<void> {
    const [row] = await this.database.query<{ version: string }>({
      name: 'tree-version',
      text: 'SELECT version FROM calculation.tree_version',
    });
    if (row!.version === this.version) return;
    this.units = await this.database.query<OrgUnitRow>(
      `SELECT code, name, level, parent, valid_from AS "validFrom", valid_to AS "validTo", predecessors,
              predecessor_shares AS "predecessorShares"
         FROM calculation.org_unit WHERE NOT retracted ORDER BY code, valid_from`,
    );
    this.successions = successionsOf(this.units);
    this.byDay.clear();
    this.carries.clear();
    this.version = row!.version;
  }
}

function kept<V>(cache: Map<string, V>, key: string, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= KEPT) cache.clear();
  const made = make();
  cache.set(key, made);
  return made;
}
