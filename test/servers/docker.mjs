import { runCommand } from '../../deploy/launcher/run-command.mjs';
import { ServerUnavailable } from './server-process.mjs';

/**
 * Runs an image with one port published on the loopback; `ready` asks inside whether it answers.
 *
 * @param {{ image: string, publish: string, env?: Record<string, string>, ready: string[] }} what
 */
export async function startContainer({ image, publish, env = {}, ready }) {
  const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const run = await runCommand('docker', ['run', '-d', '--rm', '-p', publish, ...variables, image]);
  if (run.code !== 0) throw new ServerUnavailable(run.output.trim().split('\n').at(-1) ?? 'docker failed');
  const id = run.output.trim().split('\n').at(-1);
  const stop = async () => void (await runCommand('docker', ['rm', '-f', id]));
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    if ((await runCommand('docker', ['exec', id, ...ready])).code === 0) return { stop };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await stop();
  throw new ServerUnavailable(`${image} did not answer within 60 s`);
}
