import type { AlertRecipientOnWire } from '@chitieu/contracts';
import { postsFor, type AlertRoute, type GroupReason, type ToldGroup } from '@chitieu/domain';
import type { AlertBody } from '../judging/alert-on-wire.js';
import type { Parts } from './parts-of-group.js';

/** What one recipient is told of a group: the alerts that routes bring to the recipient's post. */
export interface Copy extends Omit<Parts, 'silent'> {
  to: AlertRecipientOnWire;
}

/**
 * A copy for each recipient who has something to hear. Of a group in which another unit's alert was added or has ended, a
 * recipient of whose own nothing changed is told nothing.
 */
export function copiesFor(
  { firing, ended }: Omit<Parts, 'silent'>,
  routes: readonly AlertRoute[],
  recipients: readonly AlertRecipientOnWire[],
  told: ToldGroup | null,
  reason: GroupReason,
): Copy[] {
  const posts = new Map([...firing, ...ended].map((body) => [body.id, postsFor(body, routes)]));
  return recipients
    .filter(({ enabled }) => enabled)
    .map((to): Copy => {
      const concerns = ({ id }: AlertBody): boolean =>
        posts.get(id)!.some(({ role, unit }) => role === to.recipient.role && unit === to.recipient.unit);
      return { to, firing: firing.filter(concerns), ended: ended.filter(concerns) };
    })
    .filter((copy) => hasNews(copy, told, reason));
}

const hasNews = ({ firing, ended }: Copy, told: ToldGroup | null, reason: GroupReason): boolean =>
  ended.length > 0 || firing.some(({ id }) => reason === 'repeat-due' || !told?.firing.includes(id));
