import { existsSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './run-command.mjs';

/**
 * Runs npm with this Node: by its script where it is known (no shell, also on Windows), else from the PATH.
 *
 * @param {string[]} args
 * @param {string} cwd
 * @param {AbortSignal} [signal]
 */
export function npm(args, cwd, signal) {
  const script = npmScript();
  if (script) return runCommand(process.execPath, [script, ...args], { cwd, signal });
  return runCommand('npm', args, { cwd, signal, shell: process.platform === 'win32' });
}

function npmScript() {
  const beside = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((file) => /npm-cli\.(c|m)?js$/.test(file) && existsSync(file));
}
