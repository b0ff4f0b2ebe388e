import { describe, expect, it } from '@jest/globals';
import type { EventType } from '@chitieu/contracts';
import { foreignTypes, MAX_EVENT_BYTES, open, refusalToCarry, type Arrival } from './arrival.js';

const DATA = { activityId: 'A-1', ver: 1, orgUnit: '07606', heldOn: '2024-03-01', kind: 'meeting', count: 1 };
const HANDLED = new Set<EventType>(['activity.reported.v1']);

const arrival = (changes: Partial<Arrival> = {}): Arrival => ({
  source: 'outbox',
  id: 'e-1',
  type: 'activity.reported.v1',
  subject: 'activity:A-1',
  key: '07606',
  lane: 7,
  rev: 1,
  time: '2024-03-01T00:00:00.000Z',
  data: JSON.stringify(DATA),
  bytes: 100,
  ...changes,
});

describe('opening an arrival', () => {
  it('gives the event with its parsed data', () => {
    expect(open(arrival(), HANDLED)).toEqual({
      event: expect.objectContaining({ id: 'e-1', lane: 7, data: { ...DATA, qualifier: 'exact' } }),
    });
  });

  it.each([
    ['not JSON', { data: '{' }, 'malformed', /not JSON/],
    ['data of another shape', { data: '{"ver":"1"}' }, 'malformed', /data\.activityId/],
    ['a tombstone of another shape', { data: '{"retracted":{"reason":1}}' }, 'malformed', /data\.retracted\.reason/],
    ['data that is no object', { data: '7' }, 'malformed', /^data: /],
    ['no key', { key: '' }, 'malformed', /^key/],
    ['no rev', { rev: Number.NaN }, 'malformed', /^rev/],
    ['rev zero', { rev: 0 }, 'malformed', /^rev/],
    ['a fault found before', { fault: 'data: not UTF-8' }, 'malformed', /not UTF-8/],
    ['one byte too many', { bytes: MAX_EVENT_BYTES + 1 }, 'too-large', /1048577 bytes/],
    ['a noun nobody knows', { type: 'weather.changed.v1' }, 'unknown-type', /weather/],
    ['no type', { type: '' }, 'unknown-type', /type ""/],
    ['a later version', { type: 'activity.reported.v99' }, 'unknown-version', /understood here: activity\.reported\.v1/],
  ] as const)('refuses %s', (_, changes, reason, detail) => {
    expect(open(arrival(changes), HANDLED)).toEqual({ refusal: { reason, detail: expect.stringMatching(detail) } });
  });

  it('reads an event of exactly the largest size', () => {
    expect(open(arrival({ bytes: MAX_EVENT_BYTES }), HANDLED)).toHaveProperty('event');
  });

  it('passes over what others handle, in any version', () => {
    expect(open(arrival({ type: 'plan.revised.v1' }), HANDLED)).toBeNull();
    expect(open(arrival({ type: 'plan.revised.v2' }), HANDLED)).toBeNull();
  });
});

describe('carrying further', () => {
  it('refuses what no topic takes, and does not look into data', () => {
    expect(refusalToCarry(arrival({ data: '{' }))).toBeNull();
    expect(refusalToCarry(arrival({ type: 'weather.changed.v1' }))?.reason).toBe('unknown-type');
    expect(refusalToCarry(arrival({ type: 'plan.revised.v7' }))?.reason).toBe('unknown-version');
    expect(refusalToCarry(arrival({ bytes: MAX_EVENT_BYTES + 1 }))?.reason).toBe('too-large');
  });
});

describe('types left out of a read', () => {
  it('are the known ones of others, never the unknown', () => {
    const left = foreignTypes(['activity.reported.v1']);
    expect(left).toContain('plan.revised.v1');
    expect(left).not.toContain('activity.reported.v1');
  });
});
