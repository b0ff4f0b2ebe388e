import { treeAt, type OrgUnitRow, type Tree } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';

/** The dated tree, cached while `tree_version` stands still: one small query a read, whoever changed it. */
export class UnitTree {
  private version = '';
  private units: OrgUnitRow[] = [];
  private readonly byDay = new Map<string, Tree>();

  constructor(private readonly database: Database) {}

  async at(day: string): Promise<Tree> {
    await this.refresh();
    let tree = this.byDay.get(day);
    if (!tree) {
      if (this.byDay.size >= 24) this.byDay.clear(); // a handful of days is asked for; more would only hold memory
      tree = treeAt(this.units, day);
      this.byDay.set(day, tree);
    }
    return tree;
  }

  async all(): Promise<readonly OrgUnitRow[]> {
    await this.refresh();
    return this.units;
  }

  private async refresh(): Promise<void> {
    const [row] = await this.database.query<{ version: string }>({
      name: 'tree-version',
      text: 'SELECT version FROM calculation.tree_version',
    });
    if (row!.version === this.version) return;
    this.units = await this.database.query<OrgUnitRow>(
      `SELECT code, name, level, parent, valid_from AS "validFrom", valid_to AS "validTo", predecessors
         FROM calculation.org_unit WHERE NOT retracted ORDER BY code, valid_from`,
    );
    this.byDay.clear();
    this.version = row!.version;
  }
}
