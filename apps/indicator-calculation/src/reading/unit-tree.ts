import { successionsOf, treeAt, type OrgUnitRow, type Successions, type Tree } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { carryFor, type Carry } from './carry.js';

/** A handful of days is asked for; more would only hold memory. */
const KEPT = 24;

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

  /** How the numbers of a period come into the tree of a day; null: as they are stored. */
  async carry(period: string, day: string): Promise<Carry | null> {
    const tree = await this.at(day);
    const { units: rows, successions } = this;
    return kept(this.carries, `${period} ${day}`, () =>
      carryFor(period, tree, { rows, successions, treeOf: (of) => this.treeOf(of) }),
    );
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
