import type { WrittenEvent } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';
import type { Writable } from '../submissions/writables.js';
import type { FactChange, StoredFact } from './decide-batch.js';

export type WrittenChange = FactChange & { text: string };

/**
 * What the bus is told: the state, or the tombstone of a retraction. An entity that leaves a lane leaves a tombstone
 * there first; within a lane its one row simply changes its unit.
 */
export function factEvents(writable: Writable, changes: readonly WrittenChange[]): WrittenEvent[] {
  const events: WrittenEvent[] = [];
  for (const change of changes) {
    const { before, after } = change;
    if (before !== null && before.retracted === null && laneOf(before.unit) !== laneOf(after.unit)) {
      events.push(tombstone(writable, change, before, { reason: 'moved', movedTo: after.unit }));
    }
    events.push(
      after.retracted === null ? stateEvent(writable, change) : tombstone(writable, change, after, { reason: after.retracted }),
    );
  }
  return events;
}

/** The content's own text with what is ours behind it: it is not written a second time. */
function stateEvent(writable: Writable, { after, text }: WrittenChange): WrittenEvent {
  const base = after.base ? `,"base":${JSON.stringify(after.base)}` : '';
  return envelope(writable, after, after.unit, `${text.slice(0, -1)},"ver":${after.ver}${base}}`);
}

function tombstone(
  writable: Writable,
  { after, text }: WrittenChange,
  at: StoredFact,
  retracted: { reason: string; movedTo?: string },
): WrittenEvent {
  const key = { id: after.id, period: after.period, unit: at.unit };
  const content = JSON.parse(text) as Record<string, unknown>;
  return envelope(writable, after, at.unit, JSON.stringify({ ...writable.tombstone(key, content), ver: after.ver, retracted }));
}

function envelope(writable: Writable, fact: StoredFact, unit: string, data: string): WrittenEvent {
  const subject = `${writable.noun}:${fact.id}${fact.period && `/${fact.period}`}`;
  return { type: writable.event, subject, key: unit, rev: fact.rev, data };
}
