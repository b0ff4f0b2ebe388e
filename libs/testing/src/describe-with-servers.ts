import type * as jest from '@jest/globals';

// Jest's own, where it runs this: other tools import this library too, and there they are not.
const { describe, it } = globalThis as unknown as Pick<typeof jest, 'describe' | 'it'>;

type Suite = (address: string) => void;

/**
 * A suite that needs a real Kafka (`host:port`), as `npm test` starts it; skipped with the reason where there is none. Suites that run at the
 * same time have one each: topics are named by the contracts, and what another suite sends would be counted.
 */
export function describeWithKafka(name: string, suite: Suite): void {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 1) - 1;
  describeWith('Kafka', 'CHITIEU_TEST_KAFKA', name, (addresses) => {
    const each = addresses.split(' ');
    suite(each[worker % each.length]!);
  });
}

/** A suite that needs a real Redis (`redis://host:port`), as `npm test` starts it; skipped with the reason where there is none. */
export function describeWithRedis(name: string, suite: Suite): void {
  describeWith('Redis', 'CHITIEU_TEST_REDIS', name, suite);
}

function describeWith(server: string, variable: string, name: string, suite: Suite): void {
  const address = process.env[variable];
  if (address) {
    describe(name, () => suite(address));
    return;
  }
  const reason = process.env[`${variable}_MISSING`] ?? `${variable} is not set; \`npm test\` starts a ${server} by itself`;
  if (process.env.CI === 'true') {
    describe(name, () => {
      it(`has a ${server} to talk to`, () => {
        throw new Error(reason);
      });
    });
    return;
  }
  process.stderr.write(`skipped, no ${server}: ${name} (${reason})\n`);
  describe.skip(name, () => suite(''));
}
