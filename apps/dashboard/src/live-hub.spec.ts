import { describe, expect, it } from '@jest/globals';
import type { BusEvent } from '@chitieu/contracts';
import { LiveHub, type Listener } from './live-hub.js';
import type { Viewpoint } from './live-messages.js';

const FIRST_ID = 1_000;

const changed = (orgUnit: string, ancestors: string[] = ['VN', '24', '219']): BusEvent =>
  ({
    type: 'indicator.changed.v1',
    data: { orgUnit, ancestors, period: '2024', group: 'households', indicators: ['poor-rate'], rev: 7 },
  }) as unknown as BusEvent;

function page(view: Viewpoint | null = null, accepts = Infinity, scope: Listener['scope'] = 'everything') {
  const texts: string[] = [];
  const listener: Listener & { texts: string[]; ended: boolean } = {
    view,
    scope,
    texts,
    ended: false,
    write: (text) => texts.push(text) <= accepts,
    end: () => void (listener.ended = true),
  };
  return listener;
}

const idsOf = (texts: string[]): number[] => texts.flatMap((text) => Number(/^id: (\d+)$/m.exec(text)?.[1] ?? []));

describe('live hub', () => {
  it('tells a page what changed, without the values', () => {
    const hub = new LiveHub({ firstId: FIRST_ID });
    const open = page();
    hub.join(open, null);
    hub.tell(changed('07606'));
    expect(open.texts).toEqual([
      'id: 1000\nevent: indicator\ndata: {"orgUnit":"07606","period":"2024","group":"households","indicators":["poor-rate"],"rev":7}\n\n',
    ]);
  });

  it.each([
    ['its own unit', { unit: '07606', ancestors: ['VN', '24', '219'] }, 1],
    ['a unit above the changed one', { unit: '24', ancestors: ['VN'] }, 1],
    ['a village of the changed commune', { unit: '07606-01', ancestors: ['VN', '24', '219', '07606'] }, 1],
    ['a neighbour', { unit: '07540', ancestors: ['VN', '24', '219'] }, 0],
    ['no unit: everything', null, 1],
  ])('a page on %s', (_name, view, messages) => {
    const hub = new LiveHub({ firstId: FIRST_ID });
    const open = page(view);
    hub.join(open, null);
    hub.tell(changed('07606'));
    expect(open.texts).toHaveLength(messages);
  });

  it('gives a page that comes back what it missed, in order and once', () => {
    const hub = new LiveHub({ firstId: FIRST_ID });
    for (let i = 0; i < 4; i += 1) hub.tell(changed('07606'));
    const back = page();
    hub.join(back, FIRST_ID + 1);
    expect(idsOf(back.texts)).toEqual([FIRST_ID + 2, FIRST_ID + 3]);
  });

  it('owes nothing to a page that missed nothing', () => {
    const hub = new LiveHub({ firstId: FIRST_ID });
    hub.tell(changed('07606'));
    const back = page();
    hub.join(back, FIRST_ID);
    expect(back.texts).toEqual([]);
  });

  it.each([
    ['older than what is remembered', FIRST_ID],
    ['of an earlier process', FIRST_ID - 500],
    ['of the future', FIRST_ID + 500],
  ])('an id %s is a gap', (_name, lastEventId) => {
    const hub = new LiveHub({ firstId: FIRST_ID, remembered: 2 });
    for (let i = 0; i < 4; i += 1) hub.tell(changed('07606'));
    const back = page();
    hub.join(back, lastEventId);
    expect(back.texts).toEqual(['event: gap\ndata: {}\n\n']);
  });

  it('cuts off a page that does not read, and goes on telling the others', () => {
    const hub = new LiveHub({ firstId: FIRST_ID });
    const [slow, quick] = [page(null, 1), page()];
    hub.join(slow, null);
    hub.join(quick, null);
    for (let i = 0; i < 4; i += 1) hub.tell(changed('07606'));
    expect(slow.ended).toBe(true);
    expect(slow.texts).toHaveLength(2);
    expect(quick.texts).toHaveLength(4);
    expect(hub.open).toBe(1);
  });

  it('beats, and ends every page when it closes', () => {
    const hub = new LiveHub({ firstId: FIRST_ID });
    const open = page();
    hub.join(open, null);
    hub.heartbeat();
    hub.close();
    expect(open.texts).toEqual([': alive\n\n']);
    expect(open.ended).toBe(true);
    expect(hub.open).toBe(0);
  });
});
