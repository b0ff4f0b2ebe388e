import { Controller, Delete, Get, Put, Req, Res } from '@nestjs/common';
import { WRITABLE_KINDS, type WritableKind, type WriteResult } from '@chitieu/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Admission } from './admission.js';
import { AsViewer, type Viewer } from '@chitieu/runtime';
import { Entities } from './entities.js';
import { WRITABLES, type Writable } from './submissions/writables.js';

const PATHS = WRITABLE_KINDS.map((kind) => WRITABLES[kind].path);
/** A plan is read with its revisions: see `plan-ledger`. */
const READ_PATHS = PATHS.filter((path) => path !== WRITABLES.plans.path);
const BY_ROUTE = new Map<string, WritableKind>(WRITABLE_KINDS.map((kind) => [`/api/v1/${WRITABLES[kind].path}`, kind]));

/** One entity, full state: put, take back, read. The address says which kind and which key. */
@Controller('api/v1')
export class EntitiesController {
  constructor(
    private readonly entities: Entities,
    private readonly admission: Admission,
  ) {}

  @Put(PATHS)
  async put(
    @AsViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteResult> {
    const put = (): Promise<WriteResult> => this.entities.put(viewer, writableOf(request), keyIn(request), request.body);
    const result = await this.admission.write(put);
    void reply.code(result.outcome === 'created' ? 201 : 200);
    return result;
  }

  @Delete(PATHS)
  async retract(@AsViewer() viewer: Viewer, @Req() request: FastifyRequest): Promise<WriteResult> {
    const query = request.query as Record<string, string | undefined>;
    return this.admission.write(() => this.entities.retract(viewer, writableOf(request), keyIn(request), request.body, query));
  }

  @Get(READ_PATHS)
  async get(@AsViewer() viewer: Viewer, @Req() request: FastifyRequest): Promise<object> {
    return this.entities.get(viewer, writableOf(request), keyIn(request));
  }
}

const writableOf = (request: FastifyRequest): Writable => WRITABLES[BY_ROUTE.get(request.routeOptions.url ?? '')!];
const keyIn = (request: FastifyRequest): Record<string, string> => request.params as Record<string, string>;
