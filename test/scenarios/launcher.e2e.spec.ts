import { createServer, type Server } from 'node:net';
import { request } from 'node:http';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@chitieu/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { commandOf, descendants, isAlive, launchToEnd, Launched, temporaryDirectory } from './launched.js';

jest.setTimeout(180_000);

const SECOND_START_MS = 10_000;
let directory: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ directory, remove } = await temporaryDirectory());
});
afterAll(() => remove());

describe('what is refused with one line', () => {
  const refused = async (args: string[], env = {}): Promise<{ code: number; line: string }> => {
    const { code, lines } = await launchToEnd(args, env);
    expect(lines).toHaveLength(1);
    return { code, line: lines[0]! };
  };

  it('an unknown option', async () => {
    expect(await refused(['--colour'])).toEqual({ code: 2, line: expect.stringMatching(/--colour.*--help/) });
  });

  it('an address beyond the loopback, with the reason', async () => {
    const { code, line } = await refused([], { CHITIEU_HOST: '0.0.0.0' });
    expect(code).toBe(2);
    expect(line).toMatch(/0\.0\.0\.0 is refused: there are no accounts yet/);
  });

  it('a busy port, with the option that mends it', async () => {
    const { server, port } = await listening();
    const answer = await refused(['--port', String(port), '--data-dir', path.join(directory, 'busy-port')]);
    server.close();
    expect(answer).toEqual({ code: 1, line: expect.stringMatching(new RegExp(`Port ${port} is busy: .* --port ${port + 1}$`)) });
  });

  it('a directory that is not ours, which is left as it was', async () => {
    const dataDir = path.join(directory, 'not-ours');
    await mkdir(dataDir);
    await writeFile(path.join(dataDir, 'thesis.docx'), 'mine');
    const answer = await refused(['--port', '0', '--data-dir', dataDir]);
    expect(answer).toEqual({ code: 1, line: expect.stringMatching(/not-ours is not empty and not Chỉ Tiêu's: choose another/) });
    expect(await readFile(path.join(dataDir, 'thesis.docx'), 'utf8')).toBe('mine');
  });

  it('a directory that a newer version wrote', async () => {
    const dataDir = path.join(directory, 'newer');
    await mkdir(dataDir);
    await writeFile(path.join(dataDir, 'chitieu.json'), JSON.stringify({ product: 'chitieu', format: 999 }));
    const answer = await refused(['--port', '0', '--data-dir', dataDir]);
    expect(answer).toEqual({
      code: 1,
      line: expect.stringMatching(/written by a newer Chỉ Tiêu.*update Chỉ Tiêu, or choose another/),
    });
  });

  it('settings that the processes do not understand, all of them at once', async () => {
    const env = { CHITIEU_BUS: 'carrier-pigeon', CHITIEU_LOG_LEVEL: 'loud' };
    const { code, line } = await refused(['--port', '0', '--data-dir', path.join(directory, 'settings')], env);
    expect(code).toBe(2);
    expect(line).toMatch(/CHITIEU_BUS: must be.*CHITIEU_LOG_LEVEL/);
  });
});

it('--help names every option', async () => {
  const { code, lines } = await launchToEnd(['--help']);
  expect(code).toBe(0);
  for (const option of ['--sample', '--port', '--data-dir', '--help']) expect(lines.join('\n')).toContain(option);
});

describe('from a first start to the last', () => {
  const args = (): string[] => ['--sample', 'none', '--port', '0', '--data-dir', path.join(directory, 'life')];
  let running: Launched;
  let address: string;

  afterAll(async () => {
    running.signal('SIGTERM');
    await running.ended;
  });

  it('an empty directory comes to the ready line, with the official units in it', async () => {
    running = new Launched(args());
    address = await running.ready(150_000);
    const response = await fetch(`${address}/api/v1/org-units?q=07606`);
    expect(await response.text()).toContain('Tân Mộc');
  });

  it('a foreign Host header is refused', async () => {
    expect(await statusWithHost(address, 'evil.example')).toBe(421);
    expect(await statusWithHost(address, new URL(address).host)).toBe(200);
  });

  it('a second launcher is kept out of the directory', async () => {
    const { code, lines } = await launchToEnd(args());
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(new RegExp(`in use by another Chỉ Tiêu \\(process ${running.pid}\\): stop`));
  });

  it('a process that dies is started again', async () => {
    const logFile = path.join(directory, 'life/logs/alerting.log');
    const startsSoFar = await startsIn(logFile);
    process.kill(await pidOf(running.pid, 'apps/alerting/'), 'SIGKILL');
    await eventually(async () => (await startsIn(logFile)) > startsSoFar, { withinMs: 30_000 });
    expect(running.output).toMatch(/alerting ended \(SIGKILL\); it starts again in 0\.1 s/);
  });

  it('PostgreSQL that dies is started again, with what it held', async () => {
    process.kill(await pidOf(running.pid, 'postgres -D '), 'SIGKILL');
    await eventually(() => running.output.includes('PostgreSQL ended; it starts again in 0.1 s'), { withinMs: 10_000 });
    await eventually(
      async () => {
        const response = await fetch(`${address}/api/v1/org-units?q=07606`);
        expect(await response.text()).toContain('Tân Mộc');
      },
      { withinMs: 30_000 },
    );
  });

  it('SIGTERM stops everything and leaves no process behind', async () => {
    const below = await descendants(running.pid);
    expect(below.length).toBeGreaterThanOrEqual(5);
    running.signal('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(below.filter(isAlive)).toEqual([]);
  });

  it(`the second start takes at most ${SECOND_START_MS / 1000} s`, async () => {
    running = new Launched(args());
    await running.ready(60_000);
    expect(Date.now() - running.startedAt).toBeLessThanOrEqual(SECOND_START_MS);
  });

  it('kill -9 of the launcher ends its processes, and the directory starts again', async () => {
    const processes = await Promise.all(
      ['dashboard', 'alerting', 'indicator-calculation', 'intake'].map((name) => pidOf(running.pid, `apps/${name}/`)),
    );
    running.signal('SIGKILL');
    await running.ended;
    running = new Launched(args());
    await running.ready(60_000);
    await eventually(() => !processes.some(isAlive), { withinMs: 20_000 });
  });

  it('a second Ctrl-C does not wait for a process that hangs, and leaves none behind', async () => {
    const below = await descendants(running.pid);
    process.kill(await pidOf(running.pid, 'apps/dashboard/'), 'SIGSTOP');
    running.signal('SIGINT');
    await eventually(() => running.output.includes('once more Ctrl-C forces it'), { withinMs: 5_000 });
    await eventually(
      () => {
        running.signal('SIGINT'); // npm's echo of the first one is let pass
        return !isAlive(below[0]!);
      },
      { withinMs: 5_000, everyMs: 200 },
    );
    expect(await running.ended).toBe(1);
    await eventually(() => !below.some(isAlive), { withinMs: 5_000 });
    running = new Launched(args());
    await running.ready(60_000);
  });

  it('Ctrl-C stops it as well', async () => {
    const below = await descendants(running.pid);
    running.signal('SIGINT');
    expect(await running.ended).toBe(0);
    expect(below.filter(isAlive)).toEqual([]);
  });
});

function listening(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      resolve({ server, port: (server.address() as { port: number }).port }),
    );
  });
}

function statusWithHost(address: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${address}/readyz`, { headers: { host } }, (response) => resolve(response.resume().statusCode!))
      .on('error', reject)
      .end();
  });
}

async function startsIn(logFile: string): Promise<number> {
  return (await readFile(logFile, 'utf8')).split('"listening"').length - 1;
}

async function pidOf(launcher: number, program: string): Promise<number> {
  const commands = await Promise.all((await descendants(launcher)).map(async (pid) => ({ pid, command: await commandOf(pid) })));
  return commands.find(({ command }) => command.includes(program))!.pid;
}
