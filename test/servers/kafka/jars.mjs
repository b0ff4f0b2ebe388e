import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLines, runCommand } from '../../../deploy/launcher/run-command.mjs';
import { ServerUnavailable } from '../server-process.mjs';

const POM = fileURLToPath(new URL('pom.xml', import.meta.url));
const JARS = fileURLToPath(new URL('../../../node_modules/.cache/chitieu/kafka', import.meta.url));

/**
 * The folder with the broker's jars, fetched by Maven once per version of pom.xml.
 *
 * @param {(line: string) => void} say
 */
export async function kafkaJars(say) {
  if ((await runCommand('java', ['-version'])).code !== 0) throw new ServerUnavailable('java is not on the PATH');
  const stamp = path.join(JARS, 'pom.stamp');
  const pom = await readFile(POM, 'utf8');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === pom) return JARS;
  say("fetching Apache Kafka's jars with Maven");
  await rm(JARS, { recursive: true, force: true });
  await mkdir(JARS, { recursive: true });
  const goal = ['-B', '-q', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${JARS}`];
  const { code, output } = await runCommand('mvn', goal, { shell: process.platform === 'win32' });
  if (code !== 0) throw new ServerUnavailable(`mvn failed: ${lastLines(output, 1)}`);
  await writeFile(stamp, pom);
  return JARS;
}
