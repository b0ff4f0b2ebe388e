import path from 'node:path';
import { parseArgs } from 'node:util';
import { LaunchRefusal } from './refusal.mjs';

export const SAMPLES = ['none', 'founding', 'district', 'province'];
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

export const HELP = `Chỉ Tiêu: npm start -- [options]

  --sample none|founding|district|province
                     what an empty data directory is filled with (default district):
                     none      only the official units
                     founding  the commune of the founding plan, xã Tân Mộc
                     district  that, and the communes of Lục Ngạn and Bắc Giang, 2024 under way
                     province  every commune of Bắc Giang, 470,000 households
  --port N           port of the pages and the API (default 8080; 0 takes a free one)
  --data-dir D       where everything is kept (default .chitieu)
  --skip-build       start what is installed and built, without looking whether it is current
  --help             this text

Settings from the environment: CHITIEU_PORT, CHITIEU_HOST (loopback only), CHITIEU_DATA_DIR,
CHITIEU_DATABASE_URL (a PostgreSQL of yours instead of the embedded one), CHITIEU_BUS (outbox or
kafka://host:port,…), CHITIEU_JOBS (postgres or redis://…), CHITIEU_NOW (date-time the clock starts from),
CHITIEU_LOG_LEVEL, CHITIEU_ALLOWED_HOSTS, CHITIEU_VIEWER (who comes through the gateway, as JSON),
CHITIEU_ALERT_WEBHOOK_URL, CHITIEU_ALERT_WEBHOOK_SECRET, CHITIEU_SMTP_URL, CHITIEU_SMTP_FROM, CHITIEU_ALERT_WAIT_SECONDS (and …_INTERVAL_…, …_REPEAT_…: messages).
Those that may hold a secret can be given as a file: CHITIEU_DATABASE_URL_FILE=/path and so on.`;

/**
 * @typedef {{ help: boolean, sample: string, sampleIsAsked: boolean, port: number, host: string, dataDir: string, skipBuild: boolean }} Options
 */

/**
 * The command line wins over the environment.
 *
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @param {{ root: string, cwd: string }} where
 * @returns {Options}
 */
export function readOptions(argv, env, { root, cwd }) {
  const given = parse(argv);
  const sample = given.sample ?? 'district';
  if (!SAMPLES.includes(sample)) {
    throw wrong(`--sample ${sample}: hãy chọn ${SAMPLES.join(', ')}.`, `--sample ${sample}: choose ${SAMPLES.join(', ')}.`);
  }
  const dataDir = given['data-dir'] ?? env.CHITIEU_DATA_DIR;
  return {
    help: given.help ?? false,
    sample,
    sampleIsAsked: given.sample !== undefined,
    port: readPort(given.port ?? env.CHITIEU_PORT ?? '8080'),
    host: readHost(env),
    dataDir: dataDir ? path.resolve(cwd, dataDir) : path.join(root, '.chitieu'),
    skipBuild: given['skip-build'] ?? false,
  };
}

function parse(argv) {
  const text = { type: /** @type {const} */ ('string') };
  const flag = { type: /** @type {const} */ ('boolean') };
  const options = { sample: text, port: text, 'data-dir': text, 'skip-build': flag, help: { ...flag, short: 'h' } };
  try {
    return parseArgs({ args: argv, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const what = error.message.split('\n')[0].split('. ')[0];
    throw wrong(`Không hiểu dòng lệnh (${what}); xem npm start -- --help.`, `${what}; see npm start -- --help.`);
  }
}

function readPort(text) {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw wrong(`Cổng "${text}" không hợp lệ: hãy cho một số từ 0 đến 65535.`, `Port "${text}" is no port: give 0 to 65535.`);
}

function readHost({ CHITIEU_HOST: host = '127.0.0.1', CHITIEU_ISOLATED_NETWORK: isolated }) {
  if (LOOPBACK.includes(host) || isolated === 'true') return host;
  throw wrong(
    `CHITIEU_HOST=${host} bị từ chối: chưa có tài khoản người dùng nên ai vào được địa chỉ này cũng đọc và ghi được mọi thứ; hãy dùng 127.0.0.1.`,
    `CHITIEU_HOST=${host} is refused: there are no accounts yet, so whoever reaches this address could read and write everything; use 127.0.0.1.`,
  );
}

const wrong = (vi, en) => new LaunchRefusal('wrong-option', { vi, en }, 2);
