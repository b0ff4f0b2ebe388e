import { z } from 'zod';
import { indicatorOnWire } from './answers.js';
import { rebuildId } from './operations.js';
import { json, page, problem, problems, type Route } from './route.js';

/** The catalogue as data: what a province publishes beside the starter set. */
const bilingual = z.object({ vi: z.string(), en: z.string() });

export const catalogueFinding = z.object({ pointer: z.string(), code: z.string(), message: bilingual });
export type CatalogueFinding = z.infer<typeof catalogueFinding>;

export const catalogueChange = z.object({
  kind: z.enum(['measure', 'indicator']),
  code: z.string(),
  change: z.enum(['added', 'changed', 'removed']),
});

/** The file, as docs/indicators.md describes it; checked as a whole, so that all that is wrong is told at once. */
const definitions = z.looseObject({
  measures: z.array(z.unknown()).optional(),
  indicators: z.array(z.unknown()).optional(),
});

export const catalogueRequest = z
  .object({ definitions, by: z.string().trim().min(1).max(100), note: z.string().max(500).default('') })
  .strict();
export type CatalogueRequest = z.infer<typeof catalogueRequest>;

export const catalogueOnWire = z.object({
  version: z.number().int(),
  state: z
    .enum(['building', 'serving', 'past', 'refused'])
    .describe('`building`: it is counted beside the numbers that serve. `refused`: its rebuild did not end well'),
  publishedAt: z.string().meta({ format: 'date-time' }),
  publishedBy: z.string(),
  note: z.string(),
  rebuild: rebuildId.nullable(),
});
export type CatalogueOnWire = z.infer<typeof catalogueOnWire>;

export const measureOnWire = z.object({
  code: z.string(),
  name: bilingual,
  counts: z.enum(['households', 'members']),
  where: z.looseObject({}).describe('Which households it counts'),
});

export const catalogueInFull = catalogueOnWire.extend({ definitions });
export type CatalogueInFull = z.infer<typeof catalogueInFull>;

export const servingCatalogue = z.object({
  version: z.number().int().nullable().describe("Of the province's own definitions; null: there are none"),
  measures: z.array(measureOnWire),
  indicators: z.array(indicatorOnWire),
  definitions,
});
export type ServingCatalogueOnWire = z.infer<typeof servingCatalogue>;

export const catalogueCheck = z.object({ changes: z.array(catalogueChange) });
export type CatalogueCheck = z.infer<typeof catalogueCheck>;

export const CATALOGUE_ROUTES: Route[] = [
  {
    method: 'get',
    path: '/catalogues',
    tag: 'indicators',
    summary: "A province's own definitions, the newest version first",
    answers: { 200: json('Versions', page(catalogueOnWire)), ...problems(503) },
  },
  {
    method: 'post',
    path: '/catalogues',
    tag: 'indicators',
    summary: 'Publish definitions: they are counted beside the numbers that serve, which stay until then; or only check them',
    query: { dryRun: z.enum(['true', 'false']).default('false') },
    body: { types: ['application/json'], schema: catalogueRequest, required: true },
    answers: {
      200: json('What would change (dryRun)', catalogueCheck),
      202: json('The version', catalogueOnWire),
      409: problem('A rebuild is under way'),
      ...problems(422, 503),
    },
  },
  {
    method: 'get',
    path: '/catalogues/serving',
    tag: 'indicators',
    summary: 'What serves: measures, indicators, and which of them are the province’s own',
    answers: { 200: json('It', servingCatalogue), ...problems(503) },
  },
  {
    method: 'get',
    path: '/catalogues/{version}',
    tag: 'indicators',
    summary: 'One version with its definitions, as it was published',
    answers: { 200: json('It', catalogueInFull), ...problems(404, 503) },
  },
];
