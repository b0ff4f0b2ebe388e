import type { BusEvent, Plan } from '@chitieu/contracts';
import { OWNER_LEVELS } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

/** The latest state of a document, one row each: newer `rev` wins, a retraction leaves an empty body. */
export interface StoredDocument {
  lane: number;
  id: string;
  rev: number;
  unit: string;
  period: string;
  body: object | null;
}

/** What a plan assigns, by the level that leads the line, đồng. */
export interface AssignedByLevel {
  lines: number;
  led: Record<(typeof OWNER_LEVELS)[number], bigint>;
  assigned: bigint | null;
}

export function assignedBy(plan: Plan | null): AssignedByLevel {
  const led = { nation: 0n, province: 0n, district: 0n, commune: 0n };
  for (const line of plan?.allocations ?? []) led[line.ownerLevel] += BigInt(line.amountDong);
  return {
    lines: plan?.allocations.length ?? 0,
    led,
    assigned: plan?.assignedDong === undefined ? null : BigInt(plan.assignedDong),
  };
}

type Stated = BusEvent<'plan.revised.v1'> | BusEvent<'figures.declared.v1'>;

const documentOf = ({ lane, rev, data }: Stated, id: string): StoredDocument => ({
  lane,
  id,
  rev,
  unit: data.orgUnit,
  period: data.period,
  body: 'retracted' in data ? null : data,
});

export const planFromEvent = (event: BusEvent<'plan.revised.v1'>): StoredDocument => documentOf(event, event.data.planId);

export const declarationFromEvent = (event: BusEvent<'figures.declared.v1'>): StoredDocument =>
  documentOf(event, event.data.declarationId);

export const keyOf = (document: StoredDocument): string => `${document.lane}|${document.id}`;

/** Returns how many rows were newer than the stored ones. */
export async function savePlans(tx: Tx, plans: StoredDocument[]): Promise<number> {
  const assigned = plans.map((plan) => assignedBy(plan.body as Plan | null));
  const rows = await tx.query(
    `INSERT INTO projection.plan_state AS t (lane, plan_id, rev, unit, period, body, lines, led_by_nation, led_by_province, led_by_district, led_by_commune, assigned_dong)
     SELECT * FROM unnest($1::smallint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::jsonb[], $7::integer[], $8::numeric[], $9::numeric[], $10::numeric[], $11::numeric[], $12::numeric[])
     ON CONFLICT (lane, plan_id) DO UPDATE
        SET (rev, unit, period, body, lines, led_by_nation, led_by_province, led_by_district, led_by_commune, assigned_dong)
          = (excluded.rev, excluded.unit, excluded.period, excluded.body, excluded.lines, excluded.led_by_nation, excluded.led_by_province,
             excluded.led_by_district, excluded.led_by_commune, excluded.assigned_dong)
      WHERE t.rev < excluded.rev
     RETURNING 1`,
    [
      ...documentColumns(plans),
      assigned.map((a) => a.lines),
      ...OWNER_LEVELS.map((level) => assigned.map((a) => a.led[level].toString())),
      assigned.map((a) => a.assigned?.toString() ?? null),
    ],
  );
  return rows.length;
}

export async function saveDeclarations(tx: Tx, declarations: StoredDocument[]): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO projection.declaration_state AS t (lane, declaration_id, rev, unit, period, body)
     SELECT * FROM unnest($1::smallint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::jsonb[])
     ON CONFLICT (lane, declaration_id) DO UPDATE
        SET (rev, unit, period, body) = (excluded.rev, excluded.unit, excluded.period, excluded.body) WHERE t.rev < excluded.rev
     RETURNING 1`,
    documentColumns(declarations),
  );
  return rows.length;
}

const documentColumns = (documents: StoredDocument[]): unknown[][] => [
  documents.map((d) => d.lane),
  documents.map((d) => d.id),
  documents.map((d) => d.rev),
  documents.map((d) => d.unit),
  documents.map((d) => d.period),
  documents.map((d) => (d.body === null ? null : JSON.stringify(d.body))),
];
