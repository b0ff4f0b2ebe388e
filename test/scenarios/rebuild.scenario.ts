import { expect, it } from '@jest/globals';
import type { RebuildOnWire } from '@chitieu/contracts';
import { eventually, household, type World } from '@chitieu/testing';
import { chitieu } from './chitieu.js';

/** An operator rebuilds while people write and read, and the process that builds is killed in the middle of it. The sample is there. */
export function rebuildHoldsIn(worldOf: () => World): void {
  let written = 0;
  let isOver = false;

  async function write(): Promise<void> {
    while (!isOver) {
      await worldOf().submit(
        household(`H-NEW-${written + 1}`)
          .in('07606')
          .reviewed(2024)
          .poor(),
      );
      written += 1;
    }
  }

  /** Every answer there is: the district is the sum of its communes, and nobody who was counted is ever missing. */
  async function read(): Promise<number> {
    let answers = 0;
    for (let before = 0n; !isOver;) {
      const values = await worldOf()
        .values('district:219', 2024, '&indicator=households&children=true')
        .catch(() => null);
      if (values === null) continue; // the process is being started again
      answers += 1;
      const [own, ...below] = values.map(({ actual }) => BigInt(actual?.num ?? 0));
      expect(below.reduce((sum, each) => sum + each, 0n)).toBe(own);
      expect(own! >= before).toBe(true);
      before = own!;
    }
    return answers;
  }

  it('goes on after a kill, and no reader sees a wrong or a missing number', async () => {
    const world = worldOf();
    const [calculation] = world.processes.of('indicator-calculation');
    await calculation!.kill();
    calculation!.armNextStart({ CHITIEU_TEST_FAILPOINT: 'mid-rebuild:kill@12' });
    calculation!.supervise();
    await calculation!.ready();
    const others = [write(), read()] as const;
    const { code, out, err } = await chitieu(world, 'rebuild', '--from', 'facts').finally(() => (isOver = true));
    const [, answers] = await Promise.all(others);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^rebuild 1 from facts: done after [\d.]+ s, \d+ values compared, 0 differences\n0 units and periods/);
    expect(calculation!.deaths).toBe(1);
    expect(answers).toBeGreaterThan(20);
    expect(written).toBeGreaterThan(20);
  }, 180_000);

  it('has lost nothing that was written meanwhile', async () => {
    const world = worldOf();
    const everybody = async (): Promise<number> =>
      Number((await world.value('households', 'commune:07606', 2024)).actual!.num) - written;
    await eventually(async () => expect((await world.recompute()).output.trimEnd().split('\n').at(-1)).toBe('0 differences'));
    const before = await everybody();
    const { code } = await chitieu(world, 'rebuild', '--from', 'state');
    expect({ code, everybody: await everybody() }).toEqual({ code: 0, everybody: before });
    const { items } = await world.get<{ items: RebuildOnWire[] }>('/api/v1/rebuilds');
    expect(items.map(({ state, generation }) => `${state} ${generation}`)).toEqual(['done 4', 'done 3']); // 2: the starter set, before anything was counted
  }, 180_000);

  it('says what is wrong of a call, and how to mend it', async () => {
    const world = worldOf();
    expect(await chitieu(world, 'rebuild', 'cancel', '2')).toMatchObject({
      code: 1,
      err: expect.stringContaining('This rebuild has ended'),
    });
    expect(await chitieu(world, 'rebuild', 'wait', '99')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no rebuild'),
    });
    const wrong = await fetch(`${world.url}/api/v1/rebuilds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"from":"nowhere"}',
    });
    expect({ status: wrong.status, problem: await wrong.json() }).toMatchObject({
      status: 422,
      problem: { code: 'invalid-body' },
    });
  });
}
