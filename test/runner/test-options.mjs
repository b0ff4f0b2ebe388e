import { parseArgs } from 'node:util';
import { LaunchRefusal } from '../../deploy/launcher/refusal.mjs';

export const PROJECTS = ['unit', 'int', 'e2e'];

/**
 * @typedef {{ projects: string[], only?: string, skipBuild: boolean, coverage: boolean }} TestOptions
 */

/**
 * `npm test -- unit int --only messaging`: the suites, and a pattern that the files' paths must match.
 *
 * @param {string[]} argv
 * @returns {TestOptions}
 */
export function readTestOptions(argv) {
  const flag = { type: /** @type {const} */ ('boolean') };
  const options = { only: { type: /** @type {const} */ ('string') }, 'skip-build': flag, coverage: flag };
  let given;
  try {
    given = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (error) {
    throw wrong(error.message.split('\n')[0]);
  }
  const unknown = given.positionals.find((name) => !PROJECTS.includes(name));
  if (unknown !== undefined) throw wrong(`there is no suite "${unknown}"`);
  return {
    projects: given.positionals.length > 0 ? given.positionals : PROJECTS,
    only: given.values.only,
    skipBuild: given.values['skip-build'] ?? false,
    coverage: given.values.coverage ?? false,
  };
}

const usage = `npm test -- [${PROJECTS.join(' | ')}] [--only pattern] [--coverage] [--skip-build]`;
const wrong = (what) => new LaunchRefusal('wrong-option', { vi: `Không hiểu dòng lệnh: ${usage}`, en: `${what}: ${usage}` }, 2);
