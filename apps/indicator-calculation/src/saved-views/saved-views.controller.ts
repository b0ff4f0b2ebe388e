import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  defaultViewRequest,
  savedViewChange,
  savedViewRequest,
  type SavedViewOnWire,
  type SavedViewsPage,
} from '@chitieu/contracts';
import { Database } from '@chitieu/persistence';
import { AsViewer, Clock, dayInVietnam, notFound, ProblemError, type Viewer } from '@chitieu/runtime';
import { bodyOf } from '../body-of.js';
import { UnitTree } from '../reading/unit-tree.js';
import {
  addView,
  changeView,
  holderOf,
  readDefaults,
  readView,
  readViews,
  removeView,
  setDefault,
  unsetDefault,
  type ViewRow,
} from './saved-view-rows.js';

/** Addresses of the pages under a name. A view whose unit is not seen is not there, whoever shared it or made it a default. */
@Controller('api/v1/saved-views')
export class SavedViewsController {
  constructor(
    private readonly database: Database,
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(@AsViewer() viewer: Viewer): Promise<SavedViewsPage> {
    return { items: await this.seen(viewer, await readViews(this.database, viewer)), maySetForRoles: maySetForRoles(viewer) };
  }

  @Get('default')
  async default(@AsViewer() viewer: Viewer): Promise<SavedViewOnWire> {
    const [first] = await this.seen(viewer, await readDefaults(this.database, viewer));
    if (first) return first;
    throw noSuchView();
  }

  @Post()
  async save(@Body() body: unknown, @AsViewer() viewer: Viewer): Promise<SavedViewOnWire> {
    const kept = bodyOf(savedViewRequest.safeParse(body), SAVE);
    const now = this.clock.now();
    await this.trees.mustSee(viewer, kept.orgUnit, dayInVietnam(now));
    await this.trees.placeOf(kept.orgUnit, kept.period);
    const id = randomUUID();
    const query = new URLSearchParams(kept.query).toString();
    await addView(this.database, id, viewer, now, { ...kept, query });
    return this.shown(viewer, id);
  }

  @Put(':id')
  async change(@Param('id') id: string, @Body() body: unknown, @AsViewer() viewer: Viewer): Promise<SavedViewOnWire> {
    const change = bodyOf(savedViewChange.safeParse(body), CHANGE);
    await this.own(viewer, id);
    await changeView(this.database, id, change);
    return this.shown(viewer, id);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @AsViewer() viewer: Viewer): Promise<void> {
    await this.own(viewer, id);
    await removeView(this.database, id);
  }

  @Put(':id/default')
  async begin(@Param('id') id: string, @Body() body: unknown, @AsViewer() viewer: Viewer): Promise<SavedViewOnWire> {
    const holder = holderFor(viewer, body);
    await this.shown(viewer, id);
    await setDefault(this.database, holder, id);
    return this.shown(viewer, id);
  }

  @Delete(':id/default')
  async beginElsewhere(@Param('id') id: string, @Query() query: unknown, @AsViewer() viewer: Viewer): Promise<SavedViewOnWire> {
    const holder = holderFor(viewer, query);
    await this.shown(viewer, id);
    await unsetDefault(this.database, holder, id);
    return this.shown(viewer, id);
  }

  private async seen(viewer: Viewer, views: readonly ViewRow[]): Promise<SavedViewOnWire[]> {
    const today = dayInVietnam(this.clock.now());
    const isSeen = await Promise.all(views.map(({ orgUnit }) => this.trees.isWithin(viewer.view, orgUnit, today)));
    const tree = await this.trees.at(today);
    return views
      .filter((_, i) => isSeen[i])
      .map((view) => ({ ...view, unitName: tree.unit(view.orgUnit)?.name ?? view.orgUnit }));
  }

  private async shown(viewer: Viewer, id: string): Promise<SavedViewOnWire> {
    const view = UUID.test(id) ? await readView(this.database, viewer, id) : null;
    const [seen] = view ? await this.seen(viewer, [view]) : [];
    if (seen) return seen;
    throw noSuchView();
  }

  private async own(viewer: Viewer, id: string): Promise<void> {
    if (!(await this.shown(viewer, id)).mine) throw noSuchView();
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const maySetForRoles = ({ roles, view }: Viewer): boolean => view === 'everything' && roles.includes('operator');

function holderFor(viewer: Viewer, asked: unknown): string {
  const { for: whose } = bodyOf(defaultViewRequest.safeParse(asked), FOR);
  if (whose !== 'me' && !maySetForRoles(viewer)) throw new ProblemError(403, 'not-for-this-viewer', FOR_OPERATORS);
  return holderOf(viewer, whose);
}

const noSuchView = (): ProblemError =>
  notFound({ vi: 'Không có khung nhìn này trong phạm vi của bạn.', en: 'There is no such view among yours.' });
const SAVE = {
  vi: 'Cần { "name", "orgUnit", "period", và nếu có: "page", "query", "shared" }.',
  en: 'Needs { "name", "orgUnit", "period", and where there are: "page", "query", "shared" }.',
};
const CHANGE = { vi: 'Cần { "name", "shared" }.', en: 'Needs { "name", "shared" }.' };
const FOR = { vi: 'Cần "for": me, officer hoặc operator.', en: 'Needs "for": me, officer or operator.' };
const FOR_OPERATORS = {
  vi: 'Khung nhìn mặc định của vai trò do người vận hành xem mọi đơn vị đặt.',
  en: 'Where a role begins says an operator who sees every unit.',
};
