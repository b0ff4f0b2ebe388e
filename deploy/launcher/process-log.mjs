import { createWriteStream, renameSync, statSync } from 'node:fs';
import readline from 'node:readline';

const LARGEST_BYTES = 20_000_000;
const WARNING = 40; // pino's level
const STACK_LINE = /^\s+at |^Node\.js v/;

/** The log file of one process; its warnings and worse are also shown. */
export class ProcessLog {
  /** What it said last, for the line that says why it does not start. */
  lastComplaint = '';

  /** @param {string} name @param {string} file @param {import('./progress.mjs').Say} say */
  constructor(name, file, say) {
    this.name = name;
    this.say = say;
    setAsideIfLarge(file);
    this.stream = createWriteStream(file, { flags: 'a' });
    this.stream.on('error', () => {}); // a full disk must not end the launcher; the processes report it themselves
  }

  /** @param {import('node:child_process').ChildProcess} child */
  follow(child) {
    for (const source of [child.stdout, child.stderr]) {
      if (source) readline.createInterface({ input: source }).on('line', (line) => this.#line(line));
    }
  }

  #line(line) {
    this.stream.write(`${line}\n`);
    const complaint = complaintIn(line);
    if (complaint === null) return;
    this.lastComplaint = complaint;
    this.say(`${this.name}: ${complaint}`);
  }

  close() {
    return new Promise((resolve) => this.stream.end(() => resolve(null)));
  }
}

/**
 * @param {string} line
 * @returns {string | null} what a reader must see of a line: warnings, and whatever is not a log line
 */
export function complaintIn(line) {
  if (line.trim() === '' || STACK_LINE.test(line)) return null;
  try {
    const { level, msg, error } = JSON.parse(line);
    if (typeof level !== 'number') return line;
    return level >= WARNING ? [msg, error].filter(Boolean).join(': ') : null;
  } catch {
    return line;
  }
}

function setAsideIfLarge(file) {
  try {
    if (statSync(file).size > LARGEST_BYTES) renameSync(file, `${file}.1`);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
