import { z } from 'zod';
import * as answers from './answers.js';
import { jsonSchemaOf, type JsonSchema } from './json-schema.js';
import * as operations from './operations.js';
import * as ledger from './plan-ledger.js';
import * as reconciliation from './reconciliation.js';
import * as reporting from './reporting.js';
import { planDraft } from './plan-draft.js';
import { parametersIn, type Route } from './route.js';
import { ROUTES } from './routes.js';

const COMPONENTS: ReadonlyMap<z.ZodType, string> = new Map(
  Object.entries<unknown>({ ...answers, ...operations, ...ledger, ...reconciliation, ...reporting, planDraft }).flatMap(
    ([name, schema]) => (schema instanceof z.ZodType ? [[schema, name[0]!.toUpperCase() + name.slice(1)] as const] : []),
  ),
);

/** OpenAPI 3.1 of the whole product behind its gateway. */
export function openApiDocument(): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chỉ Tiêu',
      version: '1',
      description:
        'Plan against actual for target programmes. Money is a decimal string of đồng; a ratio is 0…1 with its numerator and denominator; every null has a reason beside it.',
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(ROUTES.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(ROUTES),
    components: { schemas: componentSchemas() },
  };
}

/** Components refer to each other. */
function componentSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of COMPONENTS) registry.add(schema, { id });
  const uri = (id: string): string => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { uri, io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]));
}

function pathsOf(routes: Route[]): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route);
  return paths;
}

function operationOf(route: Route): JsonSchema {
  const { method, path, tag, summary, body } = route;
  const name = path
    .replace(/\{(\w+)\}/g, 'by-$1')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-json$/g, '');
  return {
    operationId: `${method}-${name}`,
    tags: [tag],
    summary,
    parameters: [...parametersIn(path).map(pathParameter), ...queryParameters(route.query ?? {})],
    ...(body && { requestBody: { required: body.required ?? false, content: contentOf(body.types, body.schema) } }),
    responses: Object.fromEntries(Object.entries(route.answers).map(([status, answer]) => [status, responseOf(answer)])),
  };
}

const pathParameter = (name: string): JsonSchema => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const queryParameters = (shape: z.ZodRawShape): JsonSchema[] =>
  Object.entries(shape).map(([name, schema]) => {
    const { description, ...plain } = jsonSchemaOf(schema as z.ZodType);
    const isOptional = (schema as z.ZodType).safeParse(undefined).success;
    return { name, in: 'query', required: !isOptional, ...(description !== undefined && { description }), schema: plain };
  });

const responseOf = ({ what, type = 'application/json', schema }: Route['answers'][number]): JsonSchema => ({
  description: what,
  ...(schema && { content: contentOf([type], schema) }),
});

const contentOf = (types: string[], schema: z.ZodType): JsonSchema =>
  Object.fromEntries(types.map((type) => [type, { schema: jsonSchemaOf(schema, COMPONENTS) }]));
