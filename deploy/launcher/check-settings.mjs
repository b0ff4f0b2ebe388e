import { LaunchRefusal } from './refusal.mjs';

/**
 * Asks the processes' own schema before anything is started; every problem at once.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export async function checkSettings(environment) {
  const { readSettings, SettingsError } = await import('@chitieu/runtime');
  try {
    readSettings(environment);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const problems = error.problems.join('; ');
    const line = { vi: `Cấu hình sai, hãy sửa biến môi trường`, en: `Settings to mend in the environment: ${problems}` };
    throw new LaunchRefusal('wrong-setting', line, 2);
  }
}
