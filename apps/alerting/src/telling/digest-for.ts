import type { Bilingual } from '@chitieu/contracts';
import type { DigestPeriod } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from '../judging/alert-on-wire.js';
import { plainText } from '../judging/figure-text.js';
import type { GroupMessage } from './group-message.js';

const LINES = 200;

type Section = 'new' | 'open' | 'waiting' | 'ended';

export interface Digest {
  message: GroupMessage;
  /** Ids of what it tells of; none: there is nothing to say. */
  alerts: string[];
}

interface Row {
  body: AlertBody;
  section: Section;
}

/** What stands at a unit and below it, and what has begun and ended since; nothing that is silent, or about the product itself. */
export async function digestFor(tx: Tx, unit: string, { since, until }: Omit<DigestPeriod, 'day'>): Promise<Digest> {
  const rows = await tx.query<Row>(
    `SELECT a.body, CASE WHEN a.resolved_at IS NOT NULL THEN 'ended' WHEN c.state = 'asked' THEN 'waiting'
                         WHEN (a.body->>'firedAt')::timestamptz > $2 THEN 'new' ELSE 'open' END AS section
       FROM alerting.alert a LEFT JOIN alerting.alert_case c ON c.alert_id = a.id
      WHERE (a.unit = $1 OR a.body->'ancestors' ? $1) AND (a.body->>'firedAt')::timestamptz <= $3
        AND (a.state IN ('firing', 'recovering') OR a.resolved_at > $2)
        AND a.body->>'audience' IS DISTINCT FROM 'operators'
        AND coalesce(a.body->'inhibitedBy', 'null') = 'null' AND coalesce(c.body->'silenced', 'null') = 'null'
      ORDER BY a.unit, a.id`,
    [unit, since, until],
  );
  const [known] = await tx.query<{ name: string }>(`SELECT name FROM alerting.unit_name WHERE code = $1`, [unit]);
  const name = known?.name ?? rows.find(({ body }) => body.orgUnit.code === unit)?.body.orgUnit.name ?? unit;
  return { message: messageOf(plainText(name), rows), alerts: rows.map(({ body }) => body.id) };
}

function messageOf(name: string, rows: readonly Row[]): GroupMessage {
  const sections = (['new', 'waiting', 'open', 'ended'] as const).map((section) => ({
    section,
    members: rows.filter((row) => row.section === section),
  }));
  const counts = (language: 'vi' | 'en'): string =>
    sections.map(({ section, members }) => `${members.length} ${SECTIONS[section][language]}`).join(', ');
  const lines = sections.flatMap(({ section, members }) => members.map(({ body }) => lineOf(section, body.message)));
  const left = lines.length - LINES;
  return {
    subject: { vi: `${name}: ${counts('vi')}`, en: `${name}: ${counts('en')}` },
    lines: left > 0 ? [...lines.slice(0, LINES), { vi: `và ${left} cảnh báo nữa`, en: `and ${left} more` }] : lines,
  };
}

const SECTIONS: Readonly<Record<Section, Bilingual>> = {
  new: { vi: 'cảnh báo mới', en: 'new' },
  waiting: { vi: 'chờ giải trình', en: 'waiting for an explanation' },
  open: { vi: 'còn mở từ trước', en: 'open since before' },
  ended: { vi: 'đã hết', en: 'ended' },
};

const lineOf = (section: Section, message: Bilingual): Bilingual => ({
  vi: `[${SECTIONS[section].vi}] ${message.vi}`,
  en: `[${SECTIONS[section].en}] ${message.en}`,
});
