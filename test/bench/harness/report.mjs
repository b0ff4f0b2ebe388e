import { mkdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ work: string, reached: string, target: string, isReached: boolean | null, ratio: string | null, beside: string,
 *   cpu?: Record<string, number>, details: object }} Row
 */

const HERE = fileURLToPath(new URL('..', import.meta.url));
const README = path.join(HERE, 'README.md');
const [BEGIN, END] = ['<!-- figures -->', '<!-- /figures -->'];
const HEAD = ['beside it', 'work', 'reached', 'target', '', 'the other', 'CPU s per 1 M events'];

/** The one table at the end. @param {Row[]} rows */
export function tableOf(rows) {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const VERDICT = new Map([
  [true, 'reached'],
  [false, 'missed'],
  [null, ''],
]);

const cellsOf = ({ ratio, work, reached, target, isReached, beside, cpu = {} }) => [
  ratio ?? '–',
  work,
  reached,
  target,
  VERDICT.get(isReached) ?? '',
  beside,
  Object.entries(cpu)
    .map(([name, seconds]) => `${name} ${seconds}`)
    .join(', '),
];

/** Writes the run beside the benchmarks; git does not keep it. */
export async function writeResults(rows, differences, startedAt, options) {
  const directory = path.join(HERE, 'results');
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${startedAt.toISOString().replaceAll(':', '-').slice(0, 19)}.json`);
  await writeFile(file, `${JSON.stringify({ startedAt, machine: machine(), options, differences, rows }, null, 2)}\n`);
  return file;
}

/** Replaces the table between the markers of README.md. */
export async function writeReadme(rows, startedAt) {
  const text = await readFile(README, 'utf8');
  const [before, after] = [text.slice(0, text.indexOf(BEGIN) + BEGIN.length), text.slice(text.indexOf(END))];
  const lines = [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`);
  const { format } = await import('prettier');
  const whole = `${before}\n\n${startedAt.toISOString().slice(0, 10)}, ${machine()}.\n\n${lines.join('\n')}\n\n${after}`;
  await writeFile(README, await format(whole, { parser: 'markdown', printWidth: 160, proseWrap: 'preserve' }));
}

const machine = () =>
  `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}, PostgreSQL 18, Kafka 4.1`;
