import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withoutSettings, type World } from '@chitieu/testing';

const COMMAND = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

/** The operator's command at a running product. */
export const chitieu = (world: World, ...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const env = { ...withoutSettings(process.env), CHITIEU_URL: world.url };
    execFile(process.execPath, [COMMAND, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
