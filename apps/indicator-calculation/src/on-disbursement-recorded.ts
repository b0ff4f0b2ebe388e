import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BatchPayload, Settlement } from '@chitieu/messaging';
import { failpoint } from '@chitieu/runtime';
import { distinctMarks, markDirty, marksOfMonth } from './projection/dirty-marks.js';
import { newestStates } from './projection/newest-states.js';
import { addMoney, deltasOf, fromEvent, keyOf, loadVouchers, saveVouchers } from './projection/voucher-projection.js';

@Controller()
export class OnDisbursementRecorded {
  @EventPattern('disbursement.recorded.v1')
  async on(@Payload() { events, tx }: BatchPayload<'disbursement.recorded.v1'>): Promise<Settlement> {
    const incoming = events.map(fromEvent);
    const stored = await loadVouchers(tx, incoming);
    const { changes, stale } = newestStates(incoming, keyOf, stored);
    if (changes.length > 0) {
      const deltas = deltasOf(changes);
      await saveVouchers(
        tx,
        changes.map((change) => change.after),
      );
      failpoint('between-state-and-rollup');
      if (deltas.length > 0) await addMoney(tx, deltas);
      await markDirty(tx, distinctMarks(deltas.flatMap(({ at }) => marksOfMonth(at.unit, at.month, 'money'))));
    }
    return { dropped: { stale } };
  }
}
