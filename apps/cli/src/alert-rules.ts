import { readAlertRule, type AlertRuleInFull, type ReplayOnWire } from '@chitieu/contracts';
import { STARTER, type AlertRule } from '@chitieu/domain';
import type { Command } from 'commander';
import { CommandFailure, EXIT } from './exit-codes.js';
import { findingsText } from './findings-text.js';
import { readJsonFile } from './read-json-file.js';
import type { AddCommand } from './run.js';
import { table } from './table.js';

type Listed = { id: string; enabled: boolean; version: number } & AlertRule;

/** `chitieu alert-rules list|check|replay|put` */
export const alertRules: AddCommand = (program, contextOf) => {
  const group = program.command('alert-rules').description('what raises an alert, as data');
  reading(group, contextOf);
  trying(group, contextOf);
};

const reading: AddCommand = (group, contextOf) => {
  group
    .command('list')
    .description('the rules; with --json as a whole')
    .action(async (_options: object, command: Command) => {
      const context = contextOf(command);
      const page = await context.api.get<{ items: Listed[] }>('alert-rules');
      context.print(page, () => listText(page.items, context.width));
    });

  group
    .command('check')
    .description('whether a file with one rule is sound, by the starter set of indicators; no product is needed')
    .argument('<file>', 'JSON, as GET /alert-rules/{id} shows `rule`')
    .action(async (file: string, _options: object, command: Command) => {
      const read = readAlertRule(await readJsonFile(file), (code) => STARTER.indicatorOf(code) !== null);
      if (!read.ok) throw new CommandFailure(findingsText(file, read.findings), EXIT.failed);
      contextOf(command).print({ findings: [] }, () => 'sound');
    });
};

const trying: AddCommand = (group, contextOf) => {
  group
    .command('replay')
    .description('what a rule would have sent, in order; nobody is told')
    .argument('<file>')
    .requiredOption('--from <day>', 'e.g. 2023-01-01')
    .requiredOption('--to <day>')
    .option('--org-unit <code>', 'this unit and all below it')
    .option('--known <when>', 'then: by what was known at each time; now: by what is known today', 'then')
    .action(async (file: string, { from, to, orgUnit, known }: Record<string, string | undefined>, command: Command) => {
      const context = contextOf(command);
      const body = { rule: await readJsonFile(file), from, to, known, ...(orgUnit !== undefined && { orgUnit }) };
      const replayed = await context.api.post<ReplayOnWire>('alert-rules/replays', body);
      context.print(replayed, () => replayText(replayed, context.width));
      context.say(`${replayed.items.length} messages; kept from ${replayed.keptFrom ?? 'nothing yet'}, known ${replayed.known}`);
    });

  group
    .command('put')
    .description('make a file with one rule the rule from now on')
    .argument('<id>')
    .argument('<file>')
    .requiredOption('--by <name>', 'who changes it')
    .requiredOption('--reason <text>', 'why')
    .option('--off', 'switched off')
    .action(async (id: string, file: string, { by, reason, off = false }: PutOptions, command: Command) => {
      const context = contextOf(command);
      const body = { rule: await readJsonFile(file), enabled: !off, by, reason };
      const rule = await context.api.put<AlertRuleInFull>(`alert-rules/${encodeURIComponent(id)}`, body);
      context.print(rule, () => `${rule.id} version ${rule.version}, ${rule.enabled ? 'on' : 'off'}`);
    });
};

interface PutOptions {
  by: string;
  reason: string;
  off?: boolean;
}

const listText = (items: Listed[], width: number): string =>
  table(
    ['id', 'kind', 'v', 'state', 'severity', 'watches'],
    items.map((rule) => [
      rule.id,
      rule.kind,
      String(rule.version),
      rule.enabled ? 'on' : 'off',
      rule.severity,
      watchesText(rule),
    ]),
    width,
  );

const watchesText = (rule: AlertRule): string =>
  [
    ...('levels' in rule ? [rule.levels.join(','), rule.periods.join(',')] : ['the product itself']),
    ...('indicators' in rule ? rule.indicators : []),
  ].join(' ');

const replayText = ({ items }: ReplayOnWire, width: number): string =>
  table(
    ['at', 'state', 'reason', 'message'],
    items.map(({ at, state, reason, message }) => [at.slice(0, 16).replace('T', ' '), state, reason, message.vi]),
    width,
  );
