import type { ToldGroup } from '@chitieu/domain';
import type { AlertBody } from '../judging/alert-on-wire.js';
import type { GroupMember } from './message-groups.js';

export interface Parts {
  firing: AlertBody[];
  /** Told of as firing, and over. */
  ended: AlertBody[];
  /** Ids of those that were told of and are still open, though nobody is to be told of them now. */
  silent: string[];
}

export function partsOf(members: readonly GroupMember[], told: ToldGroup | null): Parts {
  const isOver = ({ body }: GroupMember): boolean => body.state === 'resolved' || body.state === 'retracted';
  const isKept = ({ body, isSilenced }: GroupMember): boolean => isSilenced || !!body.inhibitedBy;
  const open = members.filter((member) => !isOver(member));
  return {
    firing: open.filter((member) => !isKept(member)).map(({ body }) => body),
    ended: members.filter((member) => isOver(member) && !member.isSilenced).map(({ body }) => body),
    silent: open.filter((member) => isKept(member) && told?.firing.includes(member.body.id)).map(({ body }) => body.id),
  };
}

export const idsOf = (bodies: readonly AlertBody[]): string[] => bodies.map(({ id }) => id);
