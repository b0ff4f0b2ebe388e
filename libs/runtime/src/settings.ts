import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FAILPOINT_VARIABLE } from './failpoint.js';
import { viewerSchema } from './viewer.js';

const DAY_SECONDS = 86_400;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be JSON, e.g. {"id":"kiosk","name":"Xã Tân Mộc","view":["07606"],"capture":[]}',
    });
    return z.NEVER;
  }
}

const httpUrl = z.url({ protocol: /^https?$/ });

/** Every setting of every process: one table, read once. `design/api.md` names them; README lists them. */
export const SETTINGS = z
  .object({
    CHITIEU_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
    CHITIEU_HOST: z.string().default('127.0.0.1'),
    /** True only where the network itself is closed, as in docker-compose.yml: there, addresses beyond the loopback are allowed. */
    CHITIEU_ISOLATED_NETWORK: flag.default(false),
    /** Host names, beside the loopback's, that a request may carry (comma-separated). */
    CHITIEU_ALLOWED_HOSTS: z.string().default(''),
    CHITIEU_DATA_DIR: z.string().default('.chitieu'),
    CHITIEU_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://'),
    CHITIEU_BUS: z
      .string()
      .regex(/^(outbox|kafka:\/\/[^/]+)$/, 'must be "outbox" or "kafka://host:port,host:port"')
      .default('outbox'),
    CHITIEU_JOBS: z
      .string()
      .regex(/^(postgres|rediss?:\/\/.+)$/, 'must be "postgres" or "redis://host:port"')
      .default('postgres'),
    /** Events that may wait for the slowest reader of the bus before imports wait and writes are answered 429. */
    CHITIEU_BACKLOG_BOUND: z.coerce.number().int().min(1_000).default(200_000),
    CHITIEU_NOW: z.iso.datetime({ offset: true }).optional(),
    CHITIEU_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    CHITIEU_INTAKE_URL: httpUrl.default('http://127.0.0.1:8081'),
    CHITIEU_CALCULATION_URL: httpUrl.default('http://127.0.0.1:8082'),
    CHITIEU_ALERTING_URL: httpUrl.default('http://127.0.0.1:8083'),
    /** Who whoever comes through the gateway is, as JSON; without it the local viewer, who sees all. */
    CHITIEU_VIEWER: z.string().transform(readJson).pipe(viewerSchema).optional(),
    /** Where the command `chitieu` finds the product: no process reads it, but one may be started from the same shell. */
    CHITIEU_URL: httpUrl.optional(),
    /** Where alerts are posted; none by default. */
    CHITIEU_ALERT_WEBHOOK_URL: httpUrl.optional(),
    /** Signs the webhook's body: header `x-chitieu-signature: sha256=<hex HMAC>`. */
    CHITIEU_ALERT_WEBHOOK_SECRET: z.string().min(8).optional(),
    /** The mail server: smtp://user:password@host:587 or smtps://…; without it nobody is told by e-mail. */
    CHITIEU_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** Whose name messages carry: `Chỉ Tiêu <chitieu@example.vn>` or an address alone. */
    CHITIEU_SMTP_FROM: z
      .string()
      .regex(/^([^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be an address, e.g. Chỉ Tiêu <chitieu@example.vn>')
      .optional(),
    /** Messages about a group of alerts: how long they wait for others, rest between two, and when what stands is said again. */
    CHITIEU_ALERT_WAIT_SECONDS: z.coerce.number().int().min(0).max(DAY_SECONDS).default(600),
    CHITIEU_ALERT_INTERVAL_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(30 * DAY_SECONDS)
      .default(DAY_SECONDS),
    CHITIEU_ALERT_REPEAT_SECONDS: z.coerce
      .number()
      .int()
      .min(60)
      .max(366 * DAY_SECONDS)
      .default(7 * DAY_SECONDS),
  })
  .superRefine((settings, context) => {
    if ((settings.CHITIEU_SMTP_URL === undefined) !== (settings.CHITIEU_SMTP_FROM === undefined)) {
      const missing = settings.CHITIEU_SMTP_URL === undefined ? 'CHITIEU_SMTP_URL' : 'CHITIEU_SMTP_FROM';
      context.addIssue({
        code: 'custom',
        path: [missing],
        message: 'CHITIEU_SMTP_URL and CHITIEU_SMTP_FROM go together: give it too',
      });
    }
    if (!LOOPBACK.includes(settings.CHITIEU_HOST) && !settings.CHITIEU_ISOLATED_NETWORK) {
      context.addIssue({
        code: 'custom',
        path: ['CHITIEU_HOST'],
        message: `"${settings.CHITIEU_HOST}" is refused: there are no accounts yet, so anyone who can reach this address could read and write everything. Use 127.0.0.1`,
      });
    }
  });

export type Settings = z.output<typeof SETTINGS>;

/** Settings that may hold a secret: each may be given as a file, `NAME_FILE=/run/secrets/x`. */
export const SECRET_SETTINGS = [
  'CHITIEU_DATABASE_URL',
  'CHITIEU_BUS',
  'CHITIEU_JOBS',
  'CHITIEU_ALERT_WEBHOOK_SECRET',
  'CHITIEU_ALERT_WEBHOOK_URL',
  'CHITIEU_SMTP_URL',
  'CHITIEU_VIEWER',
];

/** What `test/faults` tells a process to suffer. No setting: the launcher does not even hand them on. */
const OF_TESTS = [FAILPOINT_VARIABLE, 'CHITIEU_TEST_MUTATION'];

export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** Reads the environment; throws a {@link SettingsError} that lists every problem at once. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith('CHITIEU_') || name.endsWith('_FILE') || OF_TESTS.includes(name)) continue;
    if (value !== undefined && value !== '') given[name] = value;
  }
  for (const name of SECRET_SETTINGS) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (given[name] !== undefined) problems.push(`${name}: give it or ${name}_FILE, not both`);
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      problems.push(`${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  const known = Object.keys(SETTINGS.shape);
  for (const name of Object.keys(given)) if (!known.includes(name)) problems.push(`${name}: no such setting`);
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (problems.length > 0 || !parsed.success) throw new SettingsError(problems);
  return parsed.data;
}
