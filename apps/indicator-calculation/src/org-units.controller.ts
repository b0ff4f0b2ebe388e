import { Controller, Get, Param, Query } from '@nestjs/common';
import type { OrgUnitOnWire } from '@chitieu/contracts';
import { isIsoDate, NATION, type OrgUnitRow, type Tree } from '@chitieu/domain';
import { Clock, dayInVietnam, notFound, ProblemError } from '@chitieu/runtime';
import { UnitTree } from './reading/unit-tree.js';

const MOST = 500;

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
  ): Promise<{ items: OrgUnitOnWire[]; next: null }> {
    const tree = await this.treeOf(asAt);
    const found = q ? tree.search(q, 50) : tree.children(parent ?? NATION);
    return { items: found.slice(0, MOST).map((unit) => onWire(tree, unit)), next: null };
  }

  @Get(':code')
  async one(@Param('code') code: string, @Query('asAt') asAt?: string): Promise<OrgUnitOnWire> {
    const tree = await this.treeOf(asAt);
    const unit = tree.unit(code);
    if (!unit)
      throw notFound({ vi: `Không có đơn vị ${code} vào ngày ${tree.day}.`, en: `There is no unit ${code} on ${tree.day}.` });
    return onWire(tree, unit);
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

function onWire(tree: Tree, { code, name, level, validFrom, validTo, predecessors }: OrgUnitRow): OrgUnitOnWire {
  const ancestors = tree.ancestors(code).map((above) => ({ code: above.code, name: above.name, level: above.level }));
  return {
    code,
    name,
    level,
    parent: tree.parentOf(code),
    validFrom,
    validTo,
    predecessors,
    ancestors,
    childCount: tree.children(code).length,
  };
}
