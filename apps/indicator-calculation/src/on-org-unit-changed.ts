import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BusEvent } from '@chitieu/contracts';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import { newestStates } from './projection/newest-states.js';

type Changed = BusEvent<'org-unit.changed.v1'>;

/** Higher units are sums over the tree, taken at read: a new tree is new rows here, and nothing is counted again. */
@Controller()
export class OnOrgUnitChanged {
  @EventPattern('org-unit.changed.v1')
  async on(@Payload() { events, tx }: BatchPayload<'org-unit.changed.v1'>): Promise<Settlement> {
    const newest = newestStates(events, (e) => `${e.data.code}|${e.data.validFrom}`, new Map()).changes.map(
      (change) => change.after,
    );
    const saved = await saveUnits(tx, newest);
    if (saved > 0) await tx.query('UPDATE calculation.tree_version SET version = version + 1');
    return { dropped: { stale: events.length - saved } };
  }
}

async function saveUnits(tx: Tx, events: Changed[]): Promise<number> {
  const rows = await tx.query(
    `INSERT INTO calculation.org_unit AS t (code, valid_from, valid_to, name, level, parent, predecessors, predecessor_shares, retracted, rev)
     SELECT code, "validFrom", "validTo", name, level, parent, coalesce(predecessors, '{}'), coalesce("predecessorShares", '{}'),
            retracted, rev
       FROM jsonb_to_recordset($1::jsonb) AS r(code text, "validFrom" date, "validTo" date, name text, level text, parent text,
                                               predecessors text[], "predecessorShares" text[], retracted boolean, rev bigint)
     ON CONFLICT (code, valid_from) DO UPDATE
        SET (valid_to, name, level, parent, predecessors, predecessor_shares, retracted, rev)
          = (excluded.valid_to, excluded.name, excluded.level, excluded.parent, excluded.predecessors, excluded.predecessor_shares,
             excluded.retracted, excluded.rev)
      WHERE t.rev < excluded.rev
     RETURNING 1`,
    [JSON.stringify(events.map(rowOf))],
  );
  return rows.length;
}

function rowOf({ data, rev }: Changed): object {
  const { code, validFrom } = data;
  if ('retracted' in data) return { code, validFrom, name: code, level: 'village', retracted: true, rev };
  return { ...data, retracted: false, rev };
}
