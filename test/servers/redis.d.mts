import type { TestServer } from './server-process.mjs';

export function startRedis(options?: {
  say?: (line: string) => void;
  port?: number;
  env?: NodeJS.ProcessEnv;
}): Promise<TestServer>;
