import { describe, expect, it } from '@jest/globals';
import { dataClock, dataTime } from './data-clock.mjs';
import { isInstalled } from './install.mjs';
import { tooOldNode } from './node-version.mjs';
import { readOptions } from './options.mjs';
import { complaintIn } from './process-log.mjs';
import { environmentOf } from './processes.mjs';
import { lastWord } from './refusal.mjs';
import { restartDelay } from './restart-delay.mjs';

const where = { root: '/checkout', cwd: '/somewhere' };
const options = (argv: string[], env = {}) => readOptions(argv, env, where);

describe('Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(tooOldNode(version)).toBeNull();
  });

  it.each(['12.22.12', '18.20.8', '20.18.3'])('%s is too old, and the line says what to install', (version) => {
    expect(tooOldNode(version)).toMatch(new RegExp(`${version}.*install 20\\.19 or newer`));
  });
});

describe('options', () => {
  it('default to the district sample on port 8080 in .chitieu of the checkout', () => {
    expect(options([])).toMatchObject({ sample: 'district', port: 8080, host: '127.0.0.1', dataDir: '/checkout/.chitieu' });
  });

  it('win over the environment', () => {
    const env = { CHITIEU_PORT: '9000', CHITIEU_DATA_DIR: 'from-env' };
    expect(options([], env)).toMatchObject({ port: 9000, dataDir: '/somewhere/from-env' });
    expect(options(['--port', '9001', '--data-dir', '/d'], env)).toMatchObject({ port: 9001, dataDir: '/d' });
  });

  it.each([
    ['an unknown option', ['--colour'], {}, /--colour/],
    ['an unknown sample', ['--sample', 'nation'], {}, /nation.*founding/],
    ['a port out of range', ['--port', '65536'], {}, /65536/],
    ['a port that is no number', ['--port', '80a'], {}, /80a/],
    ['an address beyond the loopback', [], { CHITIEU_HOST: '0.0.0.0' }, /0\.0\.0\.0.*no accounts/],
  ])('refuse %s with one line and exit code 2', (_, argv, env, line) => {
    let thrown: unknown;
    try {
      options(argv, env);
    } catch (error) {
      thrown = error;
    }
    const word = lastWord(thrown);
    expect(word.line).toMatch(line);
    expect(word.line).not.toContain('\n');
    expect(word.exitCode).toBe(2);
  });
});

describe('installed packages', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'libs/domain': { version: '0.1.0' },
    'node_modules/@chitieu/domain': { link: true },
    'node_modules/zod': { version: '4.0.0' },
    'node_modules/@swc/core-darwin-arm64': { version: '1.0.0', optional: true },
  };
  const installed = { 'node_modules/@chitieu/domain': { link: true }, 'node_modules/zod': { version: '4.0.0' } };

  it('need not hold what is optional', () => expect(isInstalled(wanted, installed)).toBe(true));
  it('are stale after another version is locked', () => {
    expect(isInstalled({ ...wanted, 'node_modules/zod': { version: '4.0.1' } }, installed)).toBe(false);
  });
  it('are stale after a package is added', () => {
    expect(isInstalled({ ...wanted, 'node_modules/pg': { version: '8.0.0' } }, installed)).toBe(false);
  });
  it('are missing where npm noted nothing', () => expect(isInstalled(wanted, null)).toBe(false));
});

describe('restart', () => {
  it('waits twice as long each time, half a minute at most', () => {
    const delays = [0, 1, 2, 8, 9, 20].map((failures) => restartDelay(failures, 0).delayMs);
    expect(delays).toEqual([100, 200, 400, 25_600, 30_000, 30_000]);
  });

  it('forgets after a minute of health', () => expect(restartDelay(6, 60_000)).toEqual({ delayMs: 100, failures: 1 }));
});

describe('the clock of a directory', () => {
  const kept = { startsAt: '2024-10-05T09:00:00+07:00', since: '2026-01-01T00:00:00Z' };

  it('goes on across starts', () => {
    expect(dataTime(kept, new Date('2026-01-02T00:00:01Z'))).toBe('2024-10-06T02:00:01.000Z');
  });

  it('gives way to CHITIEU_NOW', () => {
    const clock = dataClock('2025-01-01T00:00:00Z', kept, new Date('2026-01-02T00:00:00Z'));
    expect(dataTime(clock, new Date('2026-01-02T00:00:05Z'))).toBe('2025-01-01T00:00:05.000Z');
  });

  it('is the real one where neither is there', () => expect(dataTime(undefined, new Date())).toBeUndefined());
});

describe('what is shown of a process', () => {
  it.each([
    ['{"level":30,"msg":"listening"}', null],
    ['{"level":40,"msg":"slow"}', 'slow'],
    ['{"level":50,"msg":"request failed","error":"no database"}', 'request failed: no database'],
    ['Error: not JSON at all', 'Error: not JSON at all'],
    ['    at main (main.js:1:1)', null],
    ['', null],
  ])('of %s is %s', (line, shown) => expect(complaintIn(line)).toBe(shown));
});

describe('the environment of a process', () => {
  const ports = { dashboard: 8080, alerting: 3, 'indicator-calculation': 2, intake: 1 };
  const given = { env: { CHITIEU_TEST_KAFKA: 'x', PATH: '/bin' }, ports, host: 'localhost', dataDir: '/d' };

  it('gives the public address to the gateway only', () => {
    expect(environmentOf('dashboard', given)).toMatchObject({ CHITIEU_HOST: 'localhost', CHITIEU_PORT: '8080' });
    expect(environmentOf('intake', given)).toMatchObject({ CHITIEU_HOST: '127.0.0.1', CHITIEU_PORT: '1', PATH: '/bin' });
  });

  it('holds nothing of the tests', () => expect(environmentOf('intake', given)).not.toHaveProperty('CHITIEU_TEST_KAFKA'));
});

describe('the last word', () => {
  it('knows a full disk under whatever name it comes', () => {
    for (const error of [
      Object.assign(new Error('write'), { code: 'ENOSPC' }),
      new Error('could not write: No space left on device'),
    ]) {
      expect(lastWord(error).line).toMatch(/No space left on the disk: free some/);
    }
  });
});
