import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DeadLetterInFull, DeadLetterOnWire, ImportStatus } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';
import { eventually, household, startWorld, type Mode, type World } from '@chitieu/testing';
import { chitieu } from './chitieu.js';

const UNITS = [
  { code: 'VN', name: 'Việt Nam', level: 'nation' },
  { code: '24', name: 'Tỉnh Bắc Giang', level: 'province', parent: 'VN' },
  { code: '219', name: 'Huyện Lục Ngạn', level: 'district', parent: '24' },
  { code: '07606', name: 'Xã Tân Mộc', level: 'commune', parent: '219' },
].map((unit) => ({ ...unit, ver: 1, validFrom: '2000-01-01' }));

/** A cause in the database, as a wrong migration would be: the calculator cannot store this household. */
const BREAK = `CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'H-2 cannot be stored'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON projection.household_state FOR EACH ROW WHEN (NEW.household_id = 'H-2') EXECUTE FUNCTION public.refuse()`;
const MEND = 'DROP FUNCTION public.refuse() CASCADE';

/** An operator at the running product: what was set aside, why, and its way back into the numbers. */
export function deadLettersComeBackIn(told: () => Mode): void {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(told());
    const received = await fetch(`${world.url}/api/v1/imports?kind=org-units`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: UNITS.map((unit) => JSON.stringify(unit)).join('\n'),
    });
    const { href } = (await received.json()) as { href: string };
    await eventually(async () => (await world.get<ImportStatus>(href)).state === 'done', { withinMs: 30_000 });
    await world.database.db.query(BREAK);
  }, 120_000);
  afterAll(() => world?.end(), 60_000);

  const listed = async (...args: string[]): Promise<DeadLetterOnWire[]> => {
    const { out } = await chitieu(world, 'dead-letters', 'list', '--json', ...args);
    return (JSON.parse(out) as { items: DeadLetterOnWire[] }).items;
  };

  it('counts the neighbours of an event that cannot be applied', async () => {
    for (const id of ['H-1', 'H-2', 'H-3']) await world.submit(household(id).in('07606').reviewed(2024).poor());
    await world.database.db.query(
      `INSERT INTO bus.outbox (lane, type, subject, key, rev, data) VALUES ($1, 'household.reviewed.v1', 'household:X', '07606', 1, '{"members": 1e400}')`,
      [laneOf('07606')],
    );
    await world.expectIndicator('households', 'commune:07606', 2024, { numerator: 2 }, 30_000);
    await eventually(async () => expect(await listed('--group', 'indicator-calculation')).toHaveLength(2), { withinMs: 30_000 });
    const reasons = (await listed()).map(({ reason, attempts }) => `${reason} ${attempts}`);
    expect(reasons.sort()).toEqual(['handler-failed 1', 'malformed 1']);
  });

  it('shows the whole of one', async () => {
    const [letter] = await listed('--reason', 'handler-failed');
    expect(letter).toMatchObject({ type: 'household.reviewed.v1', key: '07606', detail: 'H-2 cannot be stored' });
    const { code, out } = await chitieu(world, 'dead-letters', 'show', letter!.id);
    expect(code).toBe(0);
    expect(out).toContain('"householdId": "H-2"');
    const { payload } = await world.get<DeadLetterInFull>(`/api/v1/dead-letters/${letter!.id}`);
    expect(JSON.parse((JSON.parse(payload) as { data: string }).data)).toMatchObject({ householdId: 'H-2', commune: '07606' });
  });

  it('says of a replay before the mend that it failed again', async () => {
    const { code, out, err } = await chitieu(world, 'dead-letters', 'replay', '--group', 'indicator-calculation', '--json');
    expect({ code, ended: (JSON.parse(out) as { items: { ended: string }[] }).items.map(({ ended }) => ended) }).toEqual({
      code: 1,
      ended: ['failed-again', 'failed-again'],
    });
    expect(err).toContain('mend the cause');
    expect((await listed()).map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  it('counts it once the cause is mended and it is replayed, exactly once', async () => {
    await world.database.db.query(MEND);
    const [letter] = await listed('--reason', 'handler-failed');
    const { code, err } = await chitieu(world, 'dead-letters', 'replay', letter!.id);
    expect({ code, err }).toEqual({ code: 0, err: '1 requested\n1 applied\n' });
    await world.expectIndicator('households', 'commune:07606', 2024, { numerator: 3 });
    expect((await world.recompute()).output.trimEnd().split('\n').at(-1)).toBe('0 differences');
    expect(await chitieu(world, 'dead-letters', 'replay', letter!.id)).toMatchObject({
      code: 1,
      err: expect.stringContaining('1 not-found'),
    });
  }, 300_000);

  it('drops what cannot be mended, and tells how many there are', async () => {
    const letters = await listed();
    expect(letters).toMatchObject([{ reason: 'malformed' }]);
    const metrics = async () => (await fetch(`${world.processes.address('indicator-calculation')}/metrics`)).text();
    const gauge = (count: number) => `chitieu_dead_letters{group="indicator-calculation",reason="malformed"} ${count}`;
    await eventually(async () => expect(await metrics()).toContain(gauge(1)), { withinMs: 20_000 });
    expect((await chitieu(world, 'dead-letters', 'drop', letters[0]!.id, '--reason', 'a test wrote it')).out).toBe('1 dropped\n');
    expect(await listed()).toEqual([]);
    await eventually(async () => expect(await metrics()).toContain(gauge(0)), { withinMs: 20_000 });
  });
}
