import { Readable } from 'node:stream';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { DOCUMENT_TYPES, PLAN_DRAFT_FORMAT, type PlanDraftOnWire } from '@chitieu/contracts';
import { DocumentRefused, LARGEST_DOCUMENT_BYTES, readDocument } from '@chitieu/documents';
import { readPlan } from '@chitieu/domain';
import { ProblemError } from '@chitieu/runtime';
import type { FastifyRequest } from 'fastify';
import { Admission } from './admission.js';

/** Reads a plan document into a draft. Nothing is stored and nothing is told: a person confirms the draft, line by line. */
@Controller('api/v1/plan-documents')
export class PlanDocumentsController {
  constructor(private readonly admission: Admission) {}

  @Post()
  @HttpCode(200)
  async read(@Req() request: FastifyRequest): Promise<PlanDraftOnWire> {
    const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    const { body } = request;
    if (!DOCUMENT_TYPES.some((known) => known === type) || !(body instanceof Readable)) throw wrongType();
    return this.admission.document(async () => draftOf(await bytesOf(body)));
  }
}

async function draftOf(bytes: Buffer): Promise<PlanDraftOnWire> {
  try {
    const { text, format, encoding } = await readDocument(bytes);
    return { format: PLAN_DRAFT_FORMAT, source: { format, encoding }, ...readPlan(text) };
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    throw new ProblemError(error.reason === 'too-large' ? 413 : 422, `document-${error.reason}`, error.detail);
  }
}

/** No more than a document may have, and one byte to see that it has more. */
async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body) {
    pieces.push(piece);
    length += piece.length;
    if (length > LARGEST_DOCUMENT_BYTES) break;
  }
  return Buffer.concat(pieces);
}

const wrongType = (): ProblemError =>
  new ProblemError(415, 'media-type', {
    vi: 'Hãy gửi văn bản thường, Markdown, .docx hoặc PDF, với kiểu nội dung của nó.',
    en: 'Send plain text, Markdown, .docx or PDF, with its content type.',
  });
