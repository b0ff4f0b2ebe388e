import { NATION, treeAt, type OrgUnitRow, type Tree } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

const TREES_KEPT = 8;

/** Every validity of every unit, by code; a search tree of a day is built when a suggestion needs one. */
export class UnitIndex {
  private readonly byCode = new Map<string, OrgUnitRow[]>();
  private readonly trees = new Map<string, Tree>();

  constructor(rows: Iterable<OrgUnitRow>) {
    for (const row of rows) this.put(row);
  }

  /** Adds a validity, or replaces the one of the same (code, validFrom). */
  put(row: OrgUnitRow): void {
    const others = (this.byCode.get(row.code) ?? []).filter(({ validFrom }) => validFrom !== row.validFrom);
    this.byCode.set(row.code, [...others, row]);
    this.trees.clear();
  }

  validities(code: string): readonly OrgUnitRow[] {
    return this.byCode.get(code) ?? [];
  }

  at(code: string, day: string): OrgUnitRow | null {
    if (code === NATION) return this.tree(day).unit(NATION);
    return (
      this.validities(code).find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)) ?? null
    );
  }

  /** The last unit that the code meant on some of the days, both inclusive. */
  lastWithin(code: string, from: string, to: string): OrgUnitRow | null {
    const within = this.validities(code).filter(
      ({ validFrom, validTo }) => validFrom <= to && (validTo === null || from <= validTo),
    );
    return within.reduce<OrgUnitRow | null>((last, row) => (last && last.validFrom > row.validFrom ? last : row), null);
  }

  tree(day: string): Tree {
    const known = this.trees.get(day);
    if (known) return known;
    if (this.trees.size >= TREES_KEPT) this.trees.delete(this.trees.keys().next().value!);
    const tree = treeAt(this.rows(), day);
    this.trees.set(day, tree);
    return tree;
  }

  rows(): OrgUnitRow[] {
    return [...this.byCode.values()].flat();
  }
}

interface UnitFact {
  code: string;
  name: string;
  level: OrgUnitRow['level'];
  parent?: string;
  validFrom: string;
  validTo?: string;
  predecessors?: string[];
  predecessorShares?: string[];
}

export const unitRow = ({
  code,
  name,
  level,
  parent,
  validFrom,
  validTo,
  predecessors,
  predecessorShares,
}: UnitFact): OrgUnitRow => ({
  code,
  name,
  level,
  parent: parent ?? null,
  validFrom,
  validTo: validTo ?? null,
  predecessors: predecessors ?? [],
  predecessorShares: predecessorShares ?? [],
});

const CURRENT = { name: 'unit-register-rev', text: 'SELECT rev FROM intake.unit_register' };

/** Intake's own units, kept in memory until one of them changes, whichever process changed it. */
export class UnitRegister {
  private rev: string | null = null;
  private index = new UnitIndex([]);

  async current(tx: Tx): Promise<UnitIndex> {
    const [row] = await tx.query<{ rev: string }>(CURRENT);
    if (row!.rev === this.rev) return this.index;
    const facts = await tx.query<{ body: UnitFact }>(
      "SELECT body FROM intake.fact WHERE kind = 'org-units' AND retracted IS NULL",
    );
    this.index = new UnitIndex(facts.map(({ body }) => unitRow(body)));
    this.rev = row!.rev;
    return this.index;
  }

  /** Part of the transaction that changes units; the others read the new state once it has committed. */
  async changed(tx: Tx): Promise<void> {
    await tx.query('UPDATE intake.unit_register SET rev = rev + 1');
  }
}
