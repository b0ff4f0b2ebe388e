import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../deploy/launcher/free-port.mjs';
import { lastLines, runCommand } from '../../deploy/launcher/run-command.mjs';
import { startContainer } from './docker.mjs';
import { firstThatWorks } from './first-that-works.mjs';
import { ServerUnavailable, startServerProcess } from './server-process.mjs';

/**
 * A real Redis for tests, the first way that works. It can be killed and started again where it is a process of this machine.
 *
 * @param {{ say?: (line: string) => void, port?: number, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ address: string, how: string, stop: () => Promise<void>, kill?: () => Promise<void>, startAgain?: () => Promise<void> }>} address is `redis://host:port`
 */
export function startRedis({ say = () => {}, port, env = process.env } = {}) {
  return firstThatWorks('Redis', [
    { how: 'CHITIEU_TEST_REDIS', start: () => given(env.CHITIEU_TEST_REDIS) },
    { how: 'redis-server on the PATH', start: () => byProgram(port) },
    { how: 'redis-server from apt-get', start: () => installed(say).then(() => byProgram(port)) },
    { how: 'Docker', start: () => byDocker(port) },
  ]);
}

async function given(address) {
  if (!address) throw new ServerUnavailable('not set');
  return { address, stop: async () => {} };
}

async function byProgram(wantedPort) {
  if ((await runCommand('redis-server', ['--version'])).code !== 0) throw new ServerUnavailable('not found');
  const port = wantedPort ?? (await freePort());
  const directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-redis-'));
  // BullMQ insists on noeviction; nothing is written to disk.
  const persistence = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
  const server = await startServerProcess({
    command: 'redis-server',
    args: ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory, ...persistence],
    port,
  });
  return {
    ...server,
    address: `redis://127.0.0.1:${port}`,
    stop: () => server.stop().then(() => rm(directory, { recursive: true, force: true })),
  };
}

async function installed(say) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/etc/debian_version')) throw new ServerUnavailable('only as root on Debian');
  say('installing redis-server with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const install = ['install', '-y', '-q', '--no-install-recommends', 'redis-server'];
  await runCommand('apt-get', ['update', '-q'], { env });
  const { code, output } = await runCommand('apt-get', install, { env });
  if (code !== 0) throw new ServerUnavailable(lastLines(output, 1));
}

async function byDocker(wantedPort) {
  const port = wantedPort ?? (await freePort());
  const publish = `127.0.0.1:${port}:6379`;
  const server = await startContainer({ image: 'redis:7', publish, ready: ['redis-cli', 'ping'] });
  return { address: `redis://127.0.0.1:${port}`, stop: server.stop };
}
