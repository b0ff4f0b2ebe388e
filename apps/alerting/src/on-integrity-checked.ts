import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { IntegrityChecked } from '@chitieu/contracts';
import { EventLog, type BatchPayload, type Settlement } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import { Clock } from '@chitieu/runtime';
import { loadRules } from './judging/alert-rules.js';
import { judgeIntegrity } from './judging/judge-integrity.js';
import { tellChanges } from './tell-changes.js';

/** Operators are told where stored numbers are not what the facts add up to, and when they are again. */
@Controller()
export class OnIntegrityChecked {
  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  @EventPattern('integrity.checked.v1')
  async on(@Payload() { events, tx }: BatchPayload<'integrity.checked.v1'>): Promise<Settlement> {
    const now = this.clock.now();
    const kept = await keepNewest(
      tx,
      events.map(({ data }) => data),
    );
    const judged = await judgeIntegrity(tx, kept, await loadRules(tx), now);
    await tellChanges(tx, this.log, judged, now);
    return { dropped: { stale: events.length - kept.length } };
  }
}

/** The newest check of each unit, where it is newer than the one judged last. */
async function keepNewest(tx: Tx, checked: IntegrityChecked[]): Promise<IntegrityChecked[]> {
  const newest = new Map<string, IntegrityChecked>();
  for (const one of checked) if ((newest.get(one.orgUnit)?.rev ?? -1) < one.rev) newest.set(one.orgUnit, one);
  const units = [...newest.keys()].sort();
  const kept = await tx.query<{ unit: string }>(
    `INSERT INTO alerting.integrity AS i (unit, rev) SELECT * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (unit) DO UPDATE SET rev = excluded.rev WHERE i.rev < excluded.rev RETURNING unit`,
    [units, units.map((unit) => newest.get(unit)!.rev)],
  );
  return kept.map(({ unit }) => newest.get(unit)!);
}
