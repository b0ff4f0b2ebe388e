import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Suites that run at the same time. */
export const WORKERS = 2;

/**
 * Jest, suite by suite: those that run processes must not run beside each other.
 *
 * @param {{ root: string, options: import('./test-options.mjs').TestOptions, env: Record<string, string>, signal: AbortSignal }} what
 * @returns {Promise<{ passed: number, failed: number, code: number }>}
 */
export async function runJest({ root, options, env, signal }) {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-results-'));
  const total = { passed: 0, failed: 0, code: 0 };
  for (const [index, run] of runsFor(options).entries()) {
    const results = path.join(directory, `${index}.json`);
    const code = await jest(root, [...run, '--json', `--outputFile=${results}`], env, signal);
    const { passed, failed } = await countIn(results);
    total.passed += passed;
    // A run that ends badly without a failed test failed all the same.
    total.failed += code !== 0 && failed === 0 ? 1 : failed;
    total.code ||= code;
    if (signal.aborted) break;
  }
  await rm(directory, { recursive: true, force: true });
  return total;
}

/** The arguments of each run. Where the whole unit suite runs, the domain's part is counted by branch: below the threshold of its config Jest fails. */
function runsFor(options) {
  return options.projects.flatMap((project) =>
    project === 'unit' && !options.only
      ? [DOMAIN, [...argumentsFor(project, options), '--testPathPatterns=^(?!.*/libs/domain/)']]
      : [argumentsFor(project, options)],
  );
}

const DOMAIN = ['--config=test/domain-coverage.config.mjs', `--maxWorkers=${WORKERS}`];

function argumentsFor(project, { only, coverage }) {
  const workers = project === 'e2e' ? ['--runInBand'] : [`--maxWorkers=${WORKERS}`];
  return [
    '--config=test/jest.config.mjs',
    `--selectProjects=${project}`,
    '--passWithNoTests',
    ...workers,
    ...(coverage && project === 'unit' ? ['--coverage'] : []),
    ...(only ? [`--testPathPatterns=${only}`] : []),
  ];
}

/** @returns {Promise<number>} */
function jest(root, args, env, signal) {
  const program = path.join(path.dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin', 'jest.js');
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      env: { ...process.env, ...env, NODE_OPTIONS: nodeOptions },
      // Its JSON goes to a file; what a reader sees of a run goes to standard error.
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function countIn(file) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(await readFile(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
