import type { PeriodOnWire } from '@chitieu/contracts';
import type { PeriodState, PeriodStep } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

export interface StandingPeriod {
  state: PeriodState;
  revision: number;
}

export interface TakenStep {
  unit: string;
  period: string;
  step: PeriodStep;
  by: string;
  byUnit: string;
  reason: string | null;
  at: Date;
}

/** Locked until the transaction ends: two steps of one period are one after the other. */
export async function lockPeriod(tx: Tx, unit: string, period: string): Promise<StandingPeriod> {
  await tx.query(`INSERT INTO calculation.period_state (unit, period, state) VALUES ($1, $2, 'open') ON CONFLICT DO NOTHING`, [
    unit,
    period,
  ]);
  const [row] = await tx.query<StandingPeriod>(
    'SELECT state, revision FROM calculation.period_state WHERE unit = $1 AND period = $2 FOR UPDATE',
    [unit, period],
  );
  return row!;
}

export async function takeStep(
  tx: Tx,
  { unit, period, step, by, byUnit, reason, at }: TakenStep,
  next: StandingPeriod,
): Promise<void> {
  await tx.query('UPDATE calculation.period_state SET state = $3, revision = $4 WHERE unit = $1 AND period = $2', [
    ...[unit, period, next.state, next.revision],
  ]);
  await tx.query(
    'INSERT INTO calculation.period_step (unit, period, step, by, by_unit, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [unit, period, step, by, byUnit, reason, at],
  );
}

export const readPeriods = (tx: Tx, unit: string): Promise<PeriodOnWire[]> =>
  tx.query<PeriodOnWire>(
    `SELECT p.unit AS "orgUnit", p.period, p.state, p.revision,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'by', s.by, 'byUnit', s.by_unit, 'reason', s.reason, 'at', s.at) ORDER BY s.id), '[]')
               FROM calculation.period_step s WHERE (s.unit, s.period) = (p.unit, p.period)) AS steps
       FROM calculation.period_state p WHERE p.unit = $1 ORDER BY p.period DESC`,
    [unit],
  );
