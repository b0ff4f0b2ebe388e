import type { Plan } from '@chitieu/contracts';
import { OWNER_LEVELS, type CascadeUnit, type Tree } from '@chitieu/domain';
import { textColumn, type Tx } from '@chitieu/persistence';

export type PlansByUnit = ReadonlyMap<string, readonly Plan[]>;

/** Units that have plans, and what hangs between them: from the unit down to its communes. */
export function cascadeOf(tree: Tree, code: string, plans: PlansByUnit): CascadeUnit {
  const { level } = tree.unit(code)!;
  const children = level === 'commune' ? [] : tree.children(code).filter((child) => isPlanned(child.level));
  return { code, level, plans: plans.get(code) ?? [], children: children.map((child) => cascadeOf(tree, child.code, plans)) };
}

const isPlanned = (level: CascadeUnit['level']): boolean => (OWNER_LEVELS as readonly string[]).includes(level);

export async function readPlansOf(tx: Tx, units: readonly string[], period: string): Promise<PlansByUnit> {
  const rows = await tx.query<{ unit: string; body: Plan }>(
    {
      name: 'cascade-plans',
      text: `SELECT unit, body FROM projection.plan_state
              WHERE unit = ANY ($1::text[]) AND period = $2 AND body IS NOT NULL ORDER BY unit, plan_id`,
    },
    [textColumn(units), period],
  );
  const plans = new Map<string, Plan[]>();
  for (const { unit, body } of rows) plans.set(unit, [...(plans.get(unit) ?? []), body]);
  return plans;
}
