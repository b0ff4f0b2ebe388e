import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONFIG = join(ROOT, 'test/architecture/dependency-cruiser.config.cjs');

interface Cruise {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalCruised: number };
}

/** Output of a tool of ours; a lint tool that found something ends with a code above 0. */
const run = (script: string, options: string[], cwd: string, input = ''): Promise<string> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, 'node_modules', script), ...options],
      { cwd, maxBuffer: 1 << 28 },
      (_error, out) => resolve(out),
    );
    child.stdin?.end(input);
  });

const cruise = async (directory: string): Promise<Cruise> =>
  JSON.parse(
    await run(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ['--config', CONFIG, '--output-type', 'json', 'libs', 'apps', 'deploy', 'test'],
      directory,
    ),
  ) as Cruise;

/** Each file breaks one rule; `null`: it breaks none. */
const PLANTED: Record<string, { source: string; breaks: string | null }> = {
  'libs/domain/src/reads-a-file.ts': { source: `import 'node:fs';`, breaks: 'domain-is-pure' },
  'libs/domain/src/uses-npm.ts': { source: `import 'left-pad';`, breaks: 'domain-is-pure' },
  'libs/domain/src/knows-the-wire.ts': { source: `import type { Wire } from '@chitieu/contracts';`, breaks: 'domain-is-pure' },
  'libs/messaging/src/index.ts': { source: `import 'kafkajs';`, breaks: null },
  'apps/intake/src/talks-to-kafka.ts': {
    source: `import type { Kafka } from 'kafkajs';`,
    breaks: 'only-messaging-imports-kafkajs',
  },
  'libs/persistence/src/index.ts': { source: `import 'pg'; import '@prisma/client';`, breaks: null },
  'apps/intake/src/opens-a-pool.ts': { source: `import 'pg';`, breaks: 'only-persistence-imports-the-database-drivers' },
  'test/bench/peers/nest-prisma/app.mjs': { source: `import '@prisma/client';`, breaks: null },
  'test/bench/peers/asks-directly.mjs': { source: `import 'pg';`, breaks: 'only-persistence-imports-the-database-drivers' },
  'libs/jobs/src/uses-prisma.ts': { source: `import '@prisma/client';`, breaks: 'only-persistence-imports-the-database-drivers' },
  'libs/jobs/src/index.ts': { source: `import 'bullmq'; import 'ioredis';`, breaks: null },
  'apps/alerting/src/queues.ts': { source: `import 'bullmq';`, breaks: 'only-jobs-imports-the-queue-drivers' },
  'apps/alerting/src/caches.ts': { source: `import 'ioredis';`, breaks: 'only-jobs-imports-the-queue-drivers' },
  'libs/documents/src/index.ts': { source: `import 'unpdf'; import 'saxes';`, breaks: null },
  'apps/intake/src/opens-a-pdf.ts': { source: `import 'unpdf';`, breaks: 'only-documents-imports-the-document-readers' },
  'apps/alerting/src/borrows.ts': { source: `import '../../intake/src/lends.js';`, breaks: 'no-app-imports-an-app' },
  'apps/intake/src/lends.ts': { source: `export const lent = 1;`, breaks: null },
  'libs/jobs/src/knows-an-app.ts': { source: `import '../../../apps/intake/src/lends.js';`, breaks: 'no-lib-imports-an-app' },
  'libs/contracts/src/hidden.ts': { source: `export const hidden = 1;`, breaks: null },
  'libs/messaging/src/climbs-in.ts': { source: `import '../../contracts/src/hidden.js';`, breaks: 'front-door-only' },
  'apps/intake/src/climbs-in.ts': {
    source: `import '../../../libs/contracts/src/hidden.js';`,
    breaks: 'front-door-only-from-outside',
  },
  'apps/intake/src/comes-by-the-door.ts': { source: `import '@chitieu/contracts';`, breaks: null },
  'libs/contracts/src/index.ts': { source: `export interface Wire { a: 1 }`, breaks: null },
  'apps/alerting/src/egg.ts': { source: `import { hen } from './hen.js'; export const egg = () => hen;`, breaks: 'no-cycles' },
  // A cycle is told once, at one of its files.
  'apps/alerting/src/hen.ts': { source: `import { egg } from './egg.js'; export const hen = () => egg;`, breaks: null },
  'apps/alerting/src/child.ts': {
    source: `import type { Parent } from './parent.js'; export interface Child { of: Parent }`,
    breaks: null,
  },
  'apps/alerting/src/parent.ts': {
    source: `import { Child } from './child.js'; export interface Parent { of: Child }`,
    breaks: null,
  },
  'apps/intake/src/leads-nowhere.ts': { source: `import './was-removed.js';`, breaks: 'every-import-leads-somewhere' },
  'apps/intake/src/deep-by-name.ts': {
    source: `import '@chitieu/contracts/src/hidden.js';`,
    breaks: 'every-import-leads-somewhere',
  },
};
const PACKAGES = ['left-pad', 'kafkajs', 'pg', '@prisma/client', 'bullmq', 'ioredis', 'saxes', 'unpdf'];

async function plantRepository(): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'chitieu-fences-')));
  const write = async (file: string, content: string): Promise<void> => {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(join(directory, file), content);
  };
  for (const [file, { source }] of Object.entries(PLANTED)) await write(file, `${source}\n`);
  await write('deploy/readme.mjs', '');
  await write('test/readme.mjs', '');
  const source = { '.': { source: './src/index.ts', default: './dist/index.js' } };
  await write('libs/contracts/package.json', JSON.stringify({ name: '@chitieu/contracts', type: 'module', exports: source }));
  // Like most packages of npm, these keep their code in dist/: a rule must see it there.
  for (const name of PACKAGES) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'dist/index.js' }));
    await write(`node_modules/${name}/dist/index.js`, '');
  }
  await mkdir(join(directory, 'node_modules/@chitieu'), { recursive: true });
  await symlink('../../libs/contracts', join(directory, 'node_modules/@chitieu/contracts'), 'junction');
  return directory;
}

describe('the fences between folders', () => {
  let planted: string;
  let caught: Cruise;
  beforeAll(async () => {
    planted = await plantRepository();
    caught = await cruise(planted);
  }, 120_000);
  afterAll(() => rm(planted, { recursive: true, force: true }));

  it.each(Object.entries(PLANTED))('%s', (file, { breaks }) => {
    const rules = caught.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
    expect([...new Set(rules)]).toEqual(breaks === null ? [] : [breaks]);
  });

  it('has a planted violation of every rule', async () => {
    const { default: config } = (await import(CONFIG)) as { default: { forbidden: { name: string }[] } };
    const names = config.forbidden.map(({ name }) => name).sort();
    expect([...new Set(Object.values(PLANTED).flatMap(({ breaks }) => breaks ?? []))].sort()).toEqual(names);
  });

  it('are whole in this repository, and are seen where they stand', async () => {
    const { modules, summary } = await cruise(ROOT);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    const imports = modules.flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => `${source} → ${resolved}`));
    const seen = (pattern: RegExp): number => imports.filter((edge) => pattern.test(edge)).length;
    expect(seen(/^libs\/persistence\/src\/.* → node_modules\/pg\//)).toBeGreaterThan(0);
    expect(seen(/^libs\/jobs\/src\/.* → node_modules\/bullmq\//)).toBeGreaterThan(0);
    expect(seen(/^apps\/intake\/src\/.* → libs\/contracts\/src\/index\.ts$/)).toBeGreaterThan(0);
    expect(seen(/^libs\/domain\/src\/(?!.*spec).* → libs\/domain\/src\//)).toBeGreaterThan(5);
  }, 120_000);
});

describe('the rules inside a file', () => {
  const IMPURE: [statement: string, rule: string][] = [
    ['export const a = new Date();', 'no-restricted-syntax'],
    ['export const b = Date.now();', 'no-restricted-properties'],
    ['export const c = Math.random();', 'no-restricted-properties'],
    ['export const d = process.env;', 'no-restricted-globals'],
    ["export const e = fetch('/');", 'no-restricted-globals'],
    ['setTimeout(() => undefined, 1);', 'no-restricted-globals'],
    ['void 0; (async () => 1)();', '@typescript-eslint/no-floating-promises'],
    ['export const pure = Date.parse("2024-01-01");', ''],
  ];

  const lint = async (file: string, text: string): Promise<{ line: number; ruleId: string | null; severity: number }[]> => {
    const out = await run('eslint/bin/eslint.js', ['--stdin', '--stdin-filename', file, '--format', 'json'], ROOT, text);
    return (JSON.parse(out) as { messages: { line: number; ruleId: string | null; severity: number }[] }[])[0]!.messages;
  };

  it('keep clock, chance, environment and lost promises out of the domain', async () => {
    // Rules with types need a file that the project knows; its text is replaced.
    const messages = await lint('libs/domain/src/ratio.ts', IMPURE.map(([statement]) => statement).join('\n'));
    expect(messages.map(({ line, ruleId }) => [line, ruleId])).toEqual(
      IMPURE.flatMap(([, rule], index) => (rule ? [[index + 1, rule]] : [])),
    );
    expect(messages.every(({ severity }) => severity === 2)).toBe(true);
  }, 120_000);

  it('let no test hide others, and no file or function grow without end', async () => {
    const hiding = await lint(
      'test/architecture/planted.mjs',
      "it.only('a', () => undefined);\nit.skip('b', () => undefined);\njest.mock('c');\n",
    );
    expect(hiding.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').map(({ line }) => line)).toEqual([1, 2, 3]);
    const long = await lint('deploy/planted.mjs', `export function f() {\n${'  void 0;\n'.repeat(251)}}\n`);
    expect(long.map(({ ruleId }) => ruleId).sort()).toEqual(['max-lines', 'max-lines-per-function']);
  }, 120_000);
});
