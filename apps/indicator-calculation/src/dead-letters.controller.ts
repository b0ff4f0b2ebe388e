import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { deadLetterId } from '@chitieu/contracts';
import type { DeadLetterInFull, DeadLetterOnWire, DropAnswer, ReplayAnswer } from '@chitieu/contracts';
import { DeadLetterOperations } from '@chitieu/messaging';
import { ForOperators, notFound } from '@chitieu/runtime';
import { readDrop, readFilter, readReplay } from './dead-letter-requests.js';

/** What an operator does with events that could not be applied, of every group and process. */
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly letters: DeadLetterOperations) {}

  @Get()
  @ForOperators()
  list(@Query() query: Record<string, unknown>): Promise<{ items: DeadLetterOnWire[]; next: string | null }> {
    return this.letters.list(readFilter(query));
  }

  @Get(':id')
  @ForOperators()
  async one(@Param('id') id: string): Promise<DeadLetterInFull> {
    const letter = deadLetterId.safeParse(id).success ? await this.letters.one(id) : null;
    if (letter) return letter;
    throw notFound({
      vi: 'Không có sự kiện này; nó đã được áp dụng hoặc đã bị bỏ.',
      en: 'There is no such dead letter; it was applied, or dropped.',
    });
  }

  @Post('replay')
  @ForOperators()
  @HttpCode(202)
  replay(@Body() body: unknown): Promise<ReplayAnswer> {
    return this.letters.replay(readReplay(body));
  }

  @Post('drop')
  @ForOperators()
  @HttpCode(200)
  async drop(@Body() body: unknown): Promise<DropAnswer> {
    const { ids, reason } = readDrop(body);
    return { dropped: await this.letters.drop(ids, reason) };
  }
}
