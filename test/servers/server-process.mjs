import { spawn } from 'node:child_process';
import net from 'node:net';

/** A server that cannot be had here; the message says why. */
export class ServerUnavailable extends Error {}

/**
 * @typedef {object} RunningServer
 * @property {() => Promise<void>} stop
 * @property {() => number} pid
 * @property {() => Promise<void>} kill SIGKILL, as a crash
 * @property {() => Promise<void>} startAgain on the same port and directory, once it has ended
 */

/**
 * Starts a server program and waits until its port answers.
 *
 * @param {{ command: string, args: string[], port: number, env?: NodeJS.ProcessEnv, withinMs?: number }} what
 * @returns {Promise<RunningServer>}
 */
export async function startServerProcess(what) {
  let running = await launch(what);
  return {
    pid: () => running.pid,
    stop: () => running.end('SIGTERM'),
    kill: () => running.end('SIGKILL'),
    startAgain: async () => {
      await running.end('SIGKILL');
      running = await launch(what);
    },
  };
}

async function launch({ command, args, port, env, withinMs = 180_000 }) {
  let output = '';
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}`));
  });
  const keep = (chunk) => (output = (output + chunk).slice(-4_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const end = (signal) => endChild(child, ended, signal);
  const why = await Promise.race([ended, answers(port, withinMs)]);
  if (why === true) return { pid: child.pid, end };
  await end('SIGTERM');
  throw new ServerUnavailable(`${command}: ${why || 'no answer'}\n${output}`);
}

async function endChild(child, ended, signal) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(timer);
}

/** @returns {Promise<true | string>} */
async function answers(port, withinMs) {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if (await connects(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return `no answer on port ${port} within ${withinMs / 1000} s`;
}

function connects(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const end = (connected) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
