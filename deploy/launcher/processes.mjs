import path from 'node:path';

/** In the order in which they stop: who shows before who counts, who counts before who accepts. */
export const PROCESSES = ['dashboard', 'alerting', 'indicator-calculation', 'intake'];

/** Bulk rows die young: a larger nursery took an import of 100,000 reviews from 9.8 s to 8.3 s. */
export const NODE_FLAGS = ['--max-semi-space-size=64'];

/** Not settings of a process: for the tests' servers. */
const isForTests = (name) => name.startsWith('CHITIEU_TEST_');

/**
 * The environment of one process.
 *
 * @param {string} name
 * @param {{ env: NodeJS.ProcessEnv, ports: Record<string, number>, host: string, dataDir: string, databaseUrl?: string, now?: string }} given
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOf(name, { env, ports, host, dataDir, databaseUrl, now }) {
  const inherited = Object.fromEntries(Object.entries(env).filter(([key]) => !isForTests(key)));
  return {
    NODE_ENV: 'production',
    // From Node 22 on, compiled code is kept between starts.
    NODE_COMPILE_CACHE: path.join(dataDir, 'cache'),
    ...inherited,
    CHITIEU_PORT: String(ports[name]),
    CHITIEU_HOST: name === 'dashboard' ? host : '127.0.0.1',
    CHITIEU_DATA_DIR: dataDir,
    ...(databaseUrl && { CHITIEU_DATABASE_URL: databaseUrl }),
    ...(now && { CHITIEU_NOW: now }),
    CHITIEU_INTAKE_URL: `http://127.0.0.1:${ports.intake}`,
    CHITIEU_CALCULATION_URL: `http://127.0.0.1:${ports['indicator-calculation']}`,
    CHITIEU_ALERTING_URL: `http://127.0.0.1:${ports.alerting}`,
  };
}
