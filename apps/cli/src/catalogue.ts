import type { CatalogueCheck, CatalogueOnWire, ServingCatalogueOnWire } from '@chitieu/contracts';
import { checkDefinitions, type DefinitionFinding } from '@chitieu/domain';
import type { Command } from 'commander';
import type { Context } from './context.js';
import { CommandFailure, EXIT } from './exit-codes.js';
import { findingsText } from './findings-text.js';
import { readJsonFile } from './read-json-file.js';
import type { AddCommand } from './run.js';
import { table } from './table.js';
import { waitForRebuild } from './wait-for-rebuild.js';

/** `chitieu catalogue show|check|diff|publish|versions` */
export const catalogue: AddCommand = (program, contextOf) => {
  const group = program.command('catalogue').description('what is counted and which indicators are read from it, as data');
  reading(group, contextOf);
  writing(group, contextOf);
};

const reading: AddCommand = (group, contextOf) => {
  group
    .command('show')
    .description('what serves; with --json as a whole')
    .action(async (_options: object, command: Command) => {
      const context = contextOf(command);
      const serving = await context.api.get<ServingCatalogueOnWire>('catalogues/serving');
      context.print(serving, () => indicatorsText(serving, context.width));
    });

  group
    .command('versions')
    .description('every version that was published, the newest first')
    .action(async (_options: object, command: Command) => {
      const context = contextOf(command);
      const page = await context.api.get<{ items: CatalogueOnWire[] }>('catalogues');
      context.print(page, () => versionsText(page.items));
      if (page.items.length === 0) context.say('none yet: the starter set serves');
    });
};

const writing: AddCommand = (group, contextOf) => {
  group
    .command('check')
    .description('whether a file of definitions is sound; no product is needed')
    .argument('<file>', 'JSON with measures and indicators, see docs/indicators.md')
    .action(async (file: string, _options: object, command: Command) => {
      const context = contextOf(command);
      const { findings } = await readDefinitions(file);
      context.print({ findings }, () => 'sound');
    });

  group
    .command('diff')
    .description('what would change, against what serves')
    .argument('<file>')
    .action(async (file: string, _options: object, command: Command) => {
      const context = contextOf(command);
      const { definitions } = await readDefinitions(file);
      const { changes } = await context.api.post<CatalogueCheck>('catalogues?dryRun=true', { definitions, by: 'diff' });
      context.print({ changes }, () =>
        changes.length === 0
          ? 'nothing would change'
          : table(
              ['', 'what', 'code'],
              changes.map(({ change, kind, code }) => [change, kind, code]),
            ),
      );
    });

  group
    .command('publish')
    .description('count what a file of definitions asks for beside the numbers that serve, and put it in their place')
    .argument('<file>')
    .requiredOption('--by <name>', 'who publishes it')
    .option('--note <text>', 'why', '')
    .option('--no-wait', 'do not wait for its end')
    .action((file: string, options: PublishOptions, command: Command) => publish(contextOf(command), file, options));
};

interface PublishOptions {
  by: string;
  note: string;
  wait: boolean;
}

async function publish(context: Context, file: string, { by, note, wait }: PublishOptions): Promise<void> {
  const { definitions } = await readDefinitions(file);
  const published = await context.api.post<CatalogueOnWire>('catalogues', { definitions, by, note });
  context.say(`version ${published.version} is being counted; what serves stays readable until it is put in place`);
  await (wait ? waitForRebuild(context, published.rebuild!) : context.print(published, () => versionsText([published])));
}

/** The file as it is, once it is sound; otherwise everything that is wrong. */
async function readDefinitions(file: string): Promise<{ definitions: unknown; findings: DefinitionFinding[] }> {
  const definitions = await readJsonFile(file);
  const { findings } = checkDefinitions(definitions);
  if (findings.length === 0) return { definitions, findings };
  throw new CommandFailure(findingsText(file, findings), EXIT.failed);
}

const indicatorsText = ({ version, measures, indicators }: ServingCatalogueOnWire, width: number): string =>
  [
    `${indicators.length} indicators from ${measures.length} measures; own definitions: ${version === null ? 'none' : `version ${version}`}`,
    table(
      ['code', 'v', 'read as', 'name'],
      indicators.map(({ code, definitionVersion, reading, name }) => [code, String(definitionVersion), reading.how, name.vi]),
      width,
    ),
  ].join('\n');

const versionsText = (items: CatalogueOnWire[]): string =>
  table(
    ['version', 'state', 'published', 'by', 'note'],
    items.map(({ version, state, publishedAt, publishedBy, note }) => [String(version), state, publishedAt, publishedBy, note]),
  );
