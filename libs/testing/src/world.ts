import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { AlertOnWire, IndicatorValue, WriteResult } from '@chitieu/contracts';
import { eventually } from './eventually.js';
import type { HouseholdStatement } from './household.js';
import { RunningProcesses, withoutSettings } from './running-processes.js';
import { testDatabase, type TestDatabase } from './test-database.js';

export type Mode = { mode: 'embedded' } | { mode: 'cluster'; kafka: string; redis: string };

/** What is said of a value: only the parts named are compared. */
export interface ExpectedValue {
  numerator?: number;
  denominator?: number;
  target?: string;
  status?: string;
}

export interface ExpectedAlert {
  rule: string;
  unit: string;
  period: string;
  indicator?: string;
  state?: string;
}

/** `commune:07606`: the level is for the reader of the test. */
const codeOf = (unit: string): string => unit.slice(unit.indexOf(':') + 1);

/** The product, running, seen over HTTP as a user sees it. */
export class World {
  constructor(
    readonly processes: RunningProcesses,
    readonly database: TestDatabase,
  ) {}

  get url(): string {
    return this.processes.url;
  }

  async submit(statement: HouseholdStatement): Promise<WriteResult> {
    return this.write('PUT', statement.path, statement.review);
  }

  async retract(statement: HouseholdStatement, reason: string): Promise<WriteResult> {
    return this.write('DELETE', statement.path, { reason });
  }

  async values(unit: string, period: number | string, query = ''): Promise<IndicatorValue[]> {
    const page = await this.get<{ items: IndicatorValue[] }>(
      `/api/v1/indicator-values?orgUnit=${codeOf(unit)}&period=${period}${query}`,
    );
    return page.items;
  }

  async value(indicator: string, unit: string, period: number | string): Promise<IndicatorValue> {
    const found = (await this.values(unit, period, `&indicator=${indicator}`)).find((item) => item.indicator === indicator);
    if (!found) throw new Error(`no ${indicator} of ${unit} in ${period}`);
    return found;
  }

  async expectIndicator(
    indicator: string,
    unit: string,
    period: number | string,
    expected: ExpectedValue,
    withinMs = 10_000,
  ): Promise<void> {
    await eventually(
      async () => {
        const value = await this.value(indicator, unit, period);
        const said = { numerator: number(value.actual?.num), denominator: number(value.actual?.den), status: value.status };
        mustAgree(`${indicator} of ${unit} in ${period}`, { ...said, target: value.target?.value }, expected);
      },
      { withinMs, everyMs: 50 },
    );
  }

  async alerts(unit: string): Promise<AlertOnWire[]> {
    return (await this.get<{ items: AlertOnWire[] }>(`/api/v1/alerts?orgUnit=${codeOf(unit)}&limit=500`)).items;
  }

  async expectAlert(expected: ExpectedAlert, withinMs = 30_000): Promise<AlertOnWire> {
    return eventually(
      async () => {
        const open = (await this.alerts(expected.unit)).filter((alert) => alert.orgUnit.code === codeOf(expected.unit));
        const { rule, period, indicator, state = 'firing' } = expected;
        const found = open.find(
          (a) => a.rule === rule && a.period === period && a.state === state && (!indicator || a.indicator === indicator),
        );
        if (!found) throw new Error(`no such alert: ${JSON.stringify(expected)}; open: ${JSON.stringify(open.map(inShort))}`);
        return found;
      },
      { withinMs, everyMs: 250 },
    );
  }

  /** Waits until every change of a number has left for alerting and the pages. */
  async everythingIsTold(withinMs = 60_000): Promise<void> {
    const waiting = async (): Promise<boolean> => {
      const [row] = await this.database.db.query<{ marks: boolean }>('SELECT EXISTS (SELECT FROM calculation.dirty) AS marks');
      return row!.marks;
    };
    await eventually(async () => !(await waiting()), { withinMs, everyMs: 100 });
  }

  /** `npm run recompute -- --verify` on this world's database. */
  async recompute(): Promise<{ code: number; output: string }> {
    const cli = fileURLToPath(new URL('../../../apps/indicator-calculation/dist/recompute.cli.js', import.meta.url));
    const env = { ...withoutSettings(process.env), CHITIEU_DATABASE_URL: this.database.url };
    return new Promise((resolve) => {
      execFile(process.execPath, [cli, '--verify'], { env, maxBuffer: 16_777_216 }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout || stderr }),
      );
    });
  }

  async end(): Promise<void> {
    await this.processes.stop();
    await this.database.drop();
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  private async write(method: 'PUT' | 'DELETE', path: string, body: unknown): Promise<WriteResult> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as WriteResult;
  }
}

/** The four processes on a fresh database, with the clock starting at `now`. */
export async function startWorld(told: Mode & { now?: string }): Promise<World> {
  const database = await testDatabase();
  const cluster: Record<string, string> =
    told.mode === 'cluster' ? { CHITIEU_BUS: `kafka://${told.kafka}`, CHITIEU_JOBS: told.redis } : {};
  try {
    const processes = await RunningProcesses.start({
      CHITIEU_DATABASE_URL: database.url,
      ...(told.now === undefined ? {} : { CHITIEU_NOW: told.now }),
      ...cluster,
    });
    return new World(processes, database);
  } catch (error) {
    await database.drop();
    throw error;
  }
}

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
const inShort = (a: AlertOnWire): string => `${a.rule} ${a.indicator} ${a.period} ${a.state} (${a.reason})`;

function mustAgree(what: string, actual: Record<string, unknown>, expected: object): void {
  for (const [part, wanted] of Object.entries(expected)) {
    if (!isDeepStrictEqual(actual[part], wanted)) {
      throw new Error(`${what}: ${part} is ${JSON.stringify(actual[part])}, expected ${JSON.stringify(wanted)}`);
    }
  }
}
