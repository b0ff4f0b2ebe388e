import type { Bilingual, IndicatorChanged } from '@chitieu/contracts';
import type { AlertRuleKind } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from '../judging/alert-on-wire.js';
import { definitionOf } from '../judging/assess-value.js';
import { plainText } from '../judging/figure-text.js';
import type { MessageGroup } from './message-groups.js';

/** What a message about a group says: one line of what it is about, then a line for each unit. Never a household. */
export interface GroupMessage {
  subject: Bilingual;
  lines: Bilingual[];
}

export async function groupMessage(tx: Tx, group: MessageGroup, firing: AlertBody[], ended: AlertBody[]): Promise<GroupMessage> {
  const lines = [...firing, ...ended].map(({ message }) => message);
  const around = await surroundings(tx, group);
  return { subject: subjectOf(group, around, firing, ended), lines };
}

interface Surroundings {
  kind: AlertRuleKind | null;
  parentName: string | null;
  /** Units of the level below the parent that something was heard of in the period. */
  units: number;
  definitions: IndicatorChanged['definitions'] | null;
}

async function surroundings(tx: Tx, { rule, parent, level, period, indicator }: MessageGroup): Promise<Surroundings> {
  const [row] = await tx.query<Surroundings>(
    `SELECT (SELECT kind FROM alerting.rule WHERE id = $1) AS kind,
            (SELECT name FROM alerting.unit_name WHERE code = $2) AS "parentName",
            (SELECT count(DISTINCT unit)::int FROM alerting.observation
              WHERE body->'ancestors'->>-1 = $2 AND period = $4 AND body->>'level' = $3) AS units,
            (SELECT body->'definitions' FROM alerting.observation
              WHERE body->'ancestors'->>-1 = $2 AND period = $4 AND body->'definitions' ? $5 LIMIT 1) AS definitions`,
    [rule, parent, level, period, indicator],
  );
  return row!;
}

/** "3 trên 12 xã của Huyện Lục Ngạn chậm so với kế hoạch: Số hộ nghèo giảm, 2024". */
function subjectOf(group: MessageGroup, around: Surroundings, firing: AlertBody[], ended: AlertBody[]): Bilingual {
  const told = firing.length > 0 ? firing : ended;
  if (told.length === 1) return told[0]!.message;
  const { indicator, level, parent, period } = group;
  const name = definitionOf({ definitions: around.definitions ?? undefined }, indicator)?.name;
  const units = LEVELS[level] ?? LEVELS['commune']!;
  const of = plainText(around.parentName ?? parent);
  const total = Math.max(around.units, told.length);
  const say = (language: 'vi' | 'en'): string => {
    const what = firing.length > 0 ? (WHAT[around.kind ?? 'off-target'] ?? WHAT['off-target']!)[language] : ENDED[language];
    const about = [name?.[language], period].filter(Boolean).join(', ');
    return language === 'vi'
      ? `${told.length} trên ${total} ${units.vi} của ${of} ${what}: ${about}`
      : `${told.length} of ${total} ${units.en} of ${of} ${what}: ${about}`;
  };
  return { vi: say('vi'), en: say('en') };
}

const LEVELS: Readonly<Record<string, Bilingual>> = {
  province: { vi: 'tỉnh', en: 'provinces' },
  district: { vi: 'huyện', en: 'districts' },
  cluster: { vi: 'cụm', en: 'clusters' },
  commune: { vi: 'xã', en: 'communes' },
  village: { vi: 'thôn', en: 'villages' },
};
const WHAT: Readonly<Partial<Record<AlertRuleKind, Bilingual>>> = {
  'off-target': { vi: 'không đạt so với lộ trình', en: 'are behind the trajectory' },
  'missing-report': { vi: 'chưa nộp báo cáo', en: 'have sent no report' },
  'no-data': { vi: 'chưa có số liệu', en: 'have no figure' },
  forecast: { vi: 'dự báo không đạt kế hoạch cuối kỳ', en: 'will miss the plan at this pace' },
  'kpi-mismatch': { vi: 'có số liệu không khớp', en: 'have figures that do not agree' },
  'evaluation-error': { vi: 'có quy tắc không xét được', en: 'have rules that cannot be judged' },
};
const ENDED: Bilingual = { vi: 'đã hết cảnh báo', en: 'are no longer off plan' };
