import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  catalogueRequest,
  type Bilingual,
  type CatalogueCheck,
  type CatalogueInFull,
  type CatalogueOnWire,
  type ServingCatalogueOnWire,
} from '@chitieu/contracts';
import { checkDefinitions, compareCatalogues, versioned, withOwn, type OwnDefinitions } from '@chitieu/domain';
import { Database } from '@chitieu/persistence';
import { ForOperators, notFound, ProblemError, TellsOfNoUnit } from '@chitieu/runtime';
import type { FastifyReply } from 'fastify';
import { listCatalogues, readCatalogue, type CatalogueRow } from './catalogue/catalogue-row.js';
import { publishCatalogue } from './catalogue/publish-catalogue.js';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { indicatorOnWire } from './values.controller.js';

const LISTED = 50;
const NO_DEFINITIONS: OwnDefinitions = { measures: [], indicators: [] };

/** The indicator catalogue as data: what serves, every version of a province's own definitions, and the way to publish another. */
@Controller('api/v1/catalogues')
export class CatalogueController {
  constructor(
    private readonly database: Database,
    private readonly catalogue: ServingCatalogue,
  ) {}

  @Get()
  @TellsOfNoUnit()
  async list(): Promise<{ items: CatalogueOnWire[]; next: null }> {
    return { items: (await listCatalogues(this.database, LISTED)).map(toWire), next: null };
  }

  @Get('serving')
  @TellsOfNoUnit()
  async serving(): Promise<ServingCatalogueOnWire> {
    const { catalogue, measures, version } = await this.catalogue.now(this.database);
    const own = version === null ? null : await readCatalogue(this.database, version);
    return {
      version,
      measures: measures.measures.map(({ code, name, counts, where }) => ({ code, name, counts, where: { ...where } })),
      indicators: catalogue.indicators.map(indicatorOnWire),
      definitions: definitionsOnWire(own?.definitions ?? NO_DEFINITIONS),
    };
  }

  @Get(':version')
  @TellsOfNoUnit()
  async one(@Param('version') version: string): Promise<CatalogueInFull> {
    const row = /^[1-9]\d{0,14}$/.test(version) ? await readCatalogue(this.database, Number(version)) : null;
    if (row) return { ...toWire(row), definitions: definitionsOnWire(row.definitions) };
    throw notFound({ vi: 'Không có phiên bản danh mục này.', en: 'There is no such version of the catalogue.' });
  }

  @Post()
  @ForOperators()
  async publish(
    @Body() body: unknown,
    @Query('dryRun') dryRun: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CatalogueOnWire | CatalogueCheck> {
    const asked = catalogueRequest.safeParse(body);
    if (!asked.success) throw new ProblemError(422, 'invalid-body', BODY);
    const { catalogue } = await this.catalogue.now(this.database);
    const given = versioned(catalogue, sound(asked.data.definitions));
    void reply.code(dryRun === 'true' ? 200 : 202);
    if (dryRun === 'true') return { changes: compareCatalogues(catalogue, withOwn(given)) };
    const { by, note } = asked.data;
    const published = await publishCatalogue(this.database, { definitions: given, publishedBy: by, note });
    if (published === null) throw new ProblemError(409, 'rebuild-open', OPEN);
    return toWire((await readCatalogue(this.database, published.version))!);
  }
}

function sound(file: unknown): OwnDefinitions {
  const { findings, definitions } = checkDefinitions(file);
  if (definitions) return definitions;
  throw new ProblemError(422, 'invalid-definitions', DEFINITIONS, { errors: findings });
}

const BODY: Bilingual = {
  vi: 'Cần { "definitions": { "measures": […], "indicators": […] }, "by": "ai công bố" }.',
  en: 'It has to be { "definitions": { "measures": […], "indicators": […] }, "by": "who publishes" }.',
};
const DEFINITIONS: Bilingual = {
  vi: 'Định nghĩa có chỗ sai; mọi chỗ được liệt kê trong errors.',
  en: 'Something in the definitions is wrong; all of it is listed in errors.',
};
const OPEN: Bilingual = {
  vi: 'Một lần dựng lại đang chạy; hãy đợi nó xong rồi công bố lại.',
  en: 'A rebuild is under way; wait until it has ended, then publish again.',
};

const toWire = ({ version, state, publishedAt, publishedBy, note, rebuild }: CatalogueRow): CatalogueOnWire => ({
  ...{ version, state, publishedAt: publishedAt.toISOString(), publishedBy, note, rebuild },
});

const definitionsOnWire = ({ measures, indicators }: OwnDefinitions) => ({
  measures: [...measures],
  indicators: [...indicators],
});
