import type { NewEvent } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';
import type { Writable } from '../submissions/writables.js';
import type { FactChange, StoredFact } from './decide-batch.js';

export type WrittenChange = FactChange & { content: Record<string, unknown> };

/**
 * What the bus is told: the state, or the tombstone of a retraction. An entity that leaves a lane leaves a tombstone
 * there first; within a lane its one row simply changes its unit.
 */
export function factEvents(writable: Writable, changes: readonly WrittenChange[]): NewEvent[] {
  return changes.flatMap((change) => {
    const { before, after } = change;
    const moved = before !== null && before.retracted === null && laneOf(before.unit) !== laneOf(after.unit);
    const state =
      after.retracted === null ? stateEvent(writable, change) : tombstone(writable, change, after, { reason: after.retracted });
    return moved ? [tombstone(writable, change, before, { reason: 'moved', movedTo: after.unit }), state] : [state];
  });
}

function stateEvent(writable: Writable, { after, content }: WrittenChange): NewEvent {
  const data = { ...content, ver: after.ver, ...(after.base && { base: after.base }) };
  return envelope(writable, after, after.unit, data);
}

function tombstone(
  writable: Writable,
  { after, content }: WrittenChange,
  at: StoredFact,
  retracted: { reason: string; movedTo?: string },
): NewEvent {
  const key = { id: after.id, period: after.period, unit: at.unit };
  return envelope(writable, after, at.unit, { ...writable.tombstone(key, content), ver: after.ver, retracted });
}

function envelope(writable: Writable, fact: StoredFact, unit: string, data: object): NewEvent {
  const subject = `${writable.noun}:${fact.id}${fact.period && `/${fact.period}`}`;
  return { type: writable.event, subject, key: unit, rev: fact.rev, data: data as NewEvent['data'] };
}
