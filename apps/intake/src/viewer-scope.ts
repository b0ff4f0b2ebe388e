import type { Tx } from '@chitieu/persistence';
import { dayInVietnam, inScopeOf, type Clock, type Scope } from '@chitieu/runtime';
import type { UnitIndex, UnitRegister } from './facts/unit-register.js';

/** Whether units lie in a viewer's scope, in the tree of today or, of one that has ended, of its last day. */
export class ViewerScope {
  constructor(
    private readonly units: UnitRegister,
    private readonly clock: Clock,
  ) {}

  async holds(tx: Tx, scope: Scope, unit: string): Promise<boolean> {
    return scope === 'everything' || within(await this.units.current(tx), scope, unit, dayInVietnam(this.clock.now()));
  }
}

function within(index: UnitIndex, scope: Scope, unit: string, today: string): boolean {
  const last = index.lastWithin(unit, '0000-01-01', today)?.validTo;
  return inScopeOf(scope, unit, [index.tree(today), ...(last ? [index.tree(last)] : [])]);
}
