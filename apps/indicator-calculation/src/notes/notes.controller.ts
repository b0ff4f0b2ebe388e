import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { noteCorrection, noteRequest, noteWithdrawal, type NoteOnWire } from '@chitieu/contracts';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, dayInVietnam, notFound, ProblemError, unseenUnit, type Viewer } from '@chitieu/runtime';
import { bodyOf } from '../body-of.js';
import { ServingCatalogue } from '../catalogue/serving-catalogue.js';
import { UnitTree } from '../reading/unit-tree.js';
import { addEntry, addNote, lockNote, readNote, readNotes, type NoteEntry } from './note-rows.js';
import { mustBeCounted, notesQuery } from './note-place.js';

/** Notes on a period or a number: written, said in other words, withdrawn; nothing that was said goes. */
@Controller('api/v1/notes')
export class NotesController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly catalogue: ServingCatalogue,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Query() raw: Record<string, string | undefined>, @AsViewer() viewer: Viewer): Promise<{ items: NoteOnWire[] }> {
    const today = dayInVietnam(this.clock.now());
    const { unit, children, asAt, ...asked } = notesQuery(raw, today);
    await this.trees.mustSee(viewer, unit, today);
    const below = children ? (await this.trees.at(asAt)).children(unit).map(({ code }) => code) : [];
    return { items: await readNotes(this.database, [unit, ...below], asked) };
  }

  @Post()
  async write(@Body() body: unknown, @AsViewer() viewer: Viewer): Promise<NoteOnWire> {
    const { orgUnit: unit, period, indicator = null, dimension = null, text, by } = bodyOf(noteRequest.safeParse(body), WRITE);
    if (!(await this.isOwn(viewer, unit))) throw unseenUnit();
    await this.trees.placeOf(unit, period);
    mustBeCounted((await this.catalogue.now(this.database)).catalogue, indicator, dimension);
    const id = randomUUID();
    const entry: NoteEntry = { step: 'write', text, by, viewer: viewer.id, reason: null, at: this.clock.now() };
    await this.database.transaction((tx) => addNote(tx, id, { unit, period, indicator, dimension }, entry));
    return (await readNote(this.database, id))!;
  }

  @Post(':id/correct')
  @HttpCode(200)
  async correct(@Param('id') id: string, @Body() body: unknown, @AsViewer() viewer: Viewer): Promise<NoteOnWire> {
    const { text, by, reason } = bodyOf(noteCorrection.safeParse(body), CORRECT);
    return this.enter(viewer, id, { step: 'correct', text, by, viewer: viewer.id, reason, at: this.clock.now() });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@Param('id') id: string, @Body() body: unknown, @AsViewer() viewer: Viewer): Promise<NoteOnWire> {
    const { by, reason } = bodyOf(noteWithdrawal.safeParse(body), WITHDRAW);
    return this.enter(viewer, id, { step: 'withdraw', text: null, by, viewer: viewer.id, reason, at: this.clock.now() });
  }

  private async enter(viewer: Viewer, id: string, entry: NoteEntry): Promise<NoteOnWire> {
    const known = UUID.test(id) ? await readNote(this.database, id) : null;
    if (!known || !(await this.isOwn(viewer, known.orgUnit))) throw noSuchNote();
    return this.database.transaction(async (tx) => {
      if ((await lockNote(tx, id)).withdrawn) throw new ProblemError(409, 'note-withdrawn', WITHDRAWN);
      await addEntry(tx, id, entry);
      return (await readNote(tx, id))!;
    });
  }

  /** Nothing is written of what is not the viewer's, and whether it is there is not told. */
  private isOwn({ capture }: Viewer, unit: string): Promise<boolean> {
    return this.trees.isWithin(capture, unit, dayInVietnam(this.clock.now()));
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const noSuchNote = (): ProblemError =>
  notFound({ vi: 'Không có ghi chú này trong phạm vi của bạn.', en: 'There is no such note among yours.' });

const WRITE = {
  vi: 'Cần { "orgUnit", "period", "by", "text": { "vi" hoặc "en" }, và nếu của một chỉ tiêu: "indicator", "dimension" }.',
  en: 'Needs { "orgUnit", "period", "by", "text": { "vi" or "en" }, and, of an indicator: "indicator", "dimension" }.',
};
const CORRECT = {
  vi: 'Cần { "by", "reason", "text": { "vi" hoặc "en" } }.',
  en: 'Needs { "by", "reason", "text": { "vi" or "en" } }.',
};
const WITHDRAW = { vi: 'Cần { "by", "reason" }.', en: 'Needs { "by", "reason" }.' };
const WITHDRAWN = {
  vi: 'Ghi chú đã được rút lại; hãy viết ghi chú mới.',
  en: 'The note has been withdrawn; write a new one.',
};
