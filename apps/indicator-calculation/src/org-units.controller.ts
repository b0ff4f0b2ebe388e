import { Controller, Get, Param, Query } from '@nestjs/common';
import type { OrgUnitOnWire, UnitOnWire } from '@chitieu/contracts';
import { isIsoDate, NATION, searchEnded, type OrgUnitRow, type Tree } from '@chitieu/domain';
import { AsViewer, Clock, dayInVietnam, inScopeOf, notFound, ProblemError, LOCAL_VIEWER, type Viewer } from '@chitieu/runtime';
import { unitOnWire } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';

const MOST = 500;
const MOST_FOUND = 50;

/** The dated tree: `/org-units?parent=&q=&asAt=` and one unit. */
@Controller('api/v1/org-units')
export class OrgUnitsController {
  constructor(
    private readonly trees: UnitTree,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(
    @Query() { parent, q, asAt }: { parent?: string; q?: string; asAt?: string },
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<{ items: OrgUnitOnWire[]; next: null }> {
    const tree = await this.treeOf(asAt);
    if (!q) return { items: this.below(viewer, parent, tree).map((unit) => onWire(tree, unit)), next: null };
    const most = viewer.view === 'everything' ? MOST_FOUND : Infinity;
    const standing = tree
      .search(q, most)
      .filter(({ code }) => inScopeOf(viewer.view, code, [tree]))
      .slice(0, MOST_FOUND)
      .map((unit) => onWire(tree, unit));
    // What became of an ended unit may be another's: those who see some units find the ones that stand.
    const ended = viewer.view === 'everything' ? await this.ended(q, tree, MOST_FOUND - standing.length) : [];
    return { items: [...standing, ...ended], next: null };
  }

  /** Units below one; where none is named, the tops of what the viewer sees. */
  private below({ view }: Viewer, parent: string | undefined, tree: Tree): readonly OrgUnitRow[] {
    if (parent === undefined && view !== 'everything') return view.flatMap((code) => tree.unit(code) ?? []);
    return tree
      .children(parent ?? NATION)
      .filter(({ code }) => inScopeOf(view, code, [tree]))
      .slice(0, MOST);
  }

  @Get(':code')
  async one(
    @Param('code') code: string,
    @Query('asAt') asAt?: string,
    @AsViewer() viewer: Viewer = LOCAL_VIEWER,
  ): Promise<OrgUnitOnWire> {
    const tree = await this.treeOf(asAt);
    await this.trees.mustSee(viewer, code, dayInVietnam(this.clock.now()), [tree.day]);
    const unit = tree.unit(code);
    if (!unit)
      throw notFound({ vi: `Không có đơn vị ${code} vào ngày ${tree.day}.`, en: `There is no unit ${code} on ${tree.day}.` });
    return onWire(tree, unit);
  }

  /** A unit that has ended, as it last stood, with what it is part of on the day. */
  private async ended(text: string, tree: Tree, limit: number): Promise<OrgUnitOnWire[]> {
    const found = searchEnded(await this.trees.all(), tree, this.trees.became, text, limit);
    const then = await Promise.all(found.map(({ row }) => this.trees.at(row.validTo!)));
    return found.map(({ row, successors }, i) => onWire(then[i]!, row, successors.map(unitOnWire)));
  }

  private async treeOf(asAt: string | undefined): Promise<Tree> {
    if (asAt !== undefined && !isIsoDate(asAt)) {
      throw new ProblemError(422, 'invalid-parameter', {
        vi: 'asAt phải là ngày YYYY-MM-DD.',
        en: 'asAt must be a date, YYYY-MM-DD.',
      });
    }
    return this.trees.at(asAt ?? dayInVietnam(this.clock.now()));
  }
}

function onWire(tree: Tree, unit: OrgUnitRow, successors: UnitOnWire[] = []): OrgUnitOnWire {
  const { code, name, level, validFrom, validTo, predecessors, predecessorShares = [] } = unit;
  return {
    ...{ code, name, level, parent: tree.parentOf(code), validFrom, validTo, predecessors, predecessorShares, successors },
    ancestors: tree.ancestors(code).map(unitOnWire),
    childCount: tree.children(code).length,
  };
}
