import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { EventLog, type BatchPayload, type Settlement } from '@chitieu/messaging';
import { Clock } from '@chitieu/runtime';
import { loadRules } from './judging/alert-rules.js';
import { isWatched } from './judging/alert-subjects.js';
import { askForFollowing } from './judging/judge-again.js';
import { judgeObservations } from './judging/judge-observations.js';
import { keepNewest } from './judging/observations.js';
import { tellChanges } from './tell-changes.js';
import { keepNames } from './telling/unit-names.js';

/**
 * Alerting, from message to decision: keep what is newer and watched, judge it, tell what changed. State, messages,
 * deliveries and the consumer's offset in one transaction; what only time changes, `on-clock-tick.ts` judges.
 */
@Controller()
export class OnIndicatorChanged {
  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  @EventPattern('indicator.changed.v1')
  async on(@Payload() { events, tx }: BatchPayload<'indicator.changed.v1'>): Promise<Settlement> {
    const now = this.clock.now();
    const rules = await loadRules(tx);
    const heard = events.map(({ data }) => data);
    const watched = heard.filter((one) => isWatched(one, rules));
    await keepNames(tx, heard);
    const kept = await keepNewest(tx, watched, now);
    const judged = await judgeObservations(tx, kept, rules, now);
    await askForFollowing(tx, kept, rules);
    await tellChanges(tx, this.log, judged, now);
    return { dropped: { unwatched: events.length - watched.length, stale: watched.length - kept.length } };
  }
}
