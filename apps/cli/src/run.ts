import { Command, CommanderError } from 'commander';
import { Context, DEFAULT_URL, type Terminal } from './context.js';
import { alertRules } from './alert-rules.js';
import { catalogue } from './catalogue.js';
import { deadLetters } from './dead-letters.js';
import { CommandFailure, EXIT, type ExitCode } from './exit-codes.js';
import { orgUnits } from './org-units.js';
import { plansReconcile } from './plans-reconcile.js';
import { plans } from './plans.js';
import { printable } from './printable.js';
import { quality } from './quality.js';
import { rebuild } from './rebuild.js';

/** Adds one command to the program. `contextOf` is called by an action with the command it is given. */
export type AddCommand = (program: Command, contextOf: (command: Command) => Context) => void;

const COMMANDS: AddCommand[] = [deadLetters, rebuild, quality, catalogue, orgUnits, plans, plansReconcile, alertRules];

/** Runs one command line to its exit code; writes nowhere but to the terminal it is given. */
export async function run(argv: string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await programFor(terminal).parseAsync(argv, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function programFor(terminal: Terminal): Command {
  const program = new Command('chitieu')
    .description('Operate a running Chỉ Tiêu.')
    .option('--url <url>', 'address of the product (or CHITIEU_URL)', terminal.env['CHITIEU_URL'] || DEFAULT_URL)
    .option('--json', 'JSON on standard output')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText('after', '\nExit codes: 0 done · 1 failed · 2 wrong use · 5 the product does not answer');
  for (const add of COMMANDS) add(program, (command) => new Context(terminal, command));
  return program;
}

function exitCodeOf(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage; // it has said so itself
  if (error instanceof CommandFailure) {
    if (error.message) terminal.err(`${printable(error.message)}\n`);
    return error.exitCode;
  }
  throw error;
}
