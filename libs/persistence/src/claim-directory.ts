import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { Refusal } from './refusal.js';

interface Owner {
  pid: number;
  port: number;
  token: string;
}

/**
 * One launcher per directory. The owner answers with its token on a loopback port: unlike a process id, that cannot
 * be taken over by a stranger after a kill -9, and it is the same on every system.
 */
export async function claimDirectory(directory: string): Promise<() => Promise<void>> {
  const file = join(directory, 'owner.json');
  const token = randomUUID();
  const { server, port } = await answerWith(token);
  const line = JSON.stringify({ pid: process.pid, port, token } satisfies Owner);
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(file, line, { flag: 'wx', mode: 0o600 });
      return async () => {
        server.close();
        await rm(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && attempt < 3) {
        const owner = await liveOwner(file);
        if (!owner) {
          await rm(file, { force: true });
          continue;
        }
        server.close();
        throw inUse(directory, owner.pid);
      }
      server.close();
      throw error;
    }
  }
}

const inUse = (directory: string, pid: number): Refusal =>
  new Refusal(
    'directory-in-use',
    `Thư mục dữ liệu ${directory} đang được một Chỉ Tiêu khác dùng (tiến trình ${pid}): hãy dừng nó trước, hoặc chọn --data-dir khác.`,
    `The data directory ${directory} is in use by another Chỉ Tiêu (process ${pid}): stop that one, or choose another --data-dir.`,
  );

async function answerWith(token: string): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(token);
  });
  server.unref();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
}

async function liveOwner(file: string): Promise<Owner | undefined> {
  try {
    const owner = JSON.parse(await readFile(file, 'utf8')) as Owner;
    return (await ask(owner.port)) === owner.token ? owner : undefined;
  } catch {
    return undefined; // half-written by a killed launcher, or just released
  }
}

const ask = (port: number): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1', timeout: 3000 });
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => resolve(''));
    socket.on('close', () => resolve(answer));
  });
