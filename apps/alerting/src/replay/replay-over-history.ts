import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bilingual, Finding, ReplayedMessage, ReplayOnWire, RuleReplayRequest } from '@chitieu/contracts';
import { isWatching, type WatchingRule } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import type { StoredRule } from '../judging/alert-rules.js';
import { refusal } from '../rules/rule-refusal.js';
import { historyOf, keptFrom, knownNow, unitsKept } from './kept-history.js';
import { replayRule } from './replay-rule.js';

const UNITS_AT_ONCE = 5;
/** Some seconds of one processor; a province for a year. */
const MOST_UNIT_DAYS = 200_000;
const DAY_MS = 86_400_000;

/** What a rule would have sent, up to now. Reads only; other work of the process has its turn between units. */
export async function replayOverHistory(database: Database, request: RuleReplayRequest, now: Date): Promise<ReplayOnWire> {
  const { rule, from, to, known } = request;
  if (!isWatching(rule)) throw refusal([NO_HISTORY]);
  const units = await unitsWithin(database, rule, request);
  const stored: StoredRule = { id: 'replayed', enabled: true, version: 0, rule };
  const items: ReplayedMessage[] = [];
  let observations = 0;
  for (let at = 0; at < units.length; at += UNITS_AT_ONCE) {
    const some = units.slice(at, at + UNITS_AT_ONCE);
    const lines = known === 'now' ? await knownNow(database, some) : await historyOf(database, some, to);
    for (const line of lines) {
      const replayed = replayRule(line, stored, { from, to, now });
      items.push(...replayed.items);
      observations += replayed.judged;
      await nextTurn();
    }
  }
  items.sort((a, b) => compare(a.at, b.at) || compare(a.orgUnit.code, b.orgUnit.code) || compare(a.indicator, b.indicator));
  return { from, to, known, keptFrom: await keptFrom(database), observations, items };
}

async function unitsWithin(database: Database, rule: WatchingRule, { from, to, orgUnit }: RuleReplayRequest): Promise<string[]> {
  const units = await unitsKept(database, rule, orgUnit);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (units.length * days <= MOST_UNIT_DAYS) return units;
  throw refusal([
    finding('/orgUnit', 'too-much-at-once', {
      vi: `${units.length} đơn vị trong ${days} ngày là quá nhiều cho một lần; hãy chọn một huyện hoặc thời gian ngắn hơn.`,
      en: `${units.length} units over ${days} days are too much at once; name a district, or a shorter time.`,
    }),
  ]);
}

const finding = (pointer: string, code: string, message: Bilingual): Finding => ({ pointer, code, message });
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const NO_HISTORY = finding('/rule/kind', 'has-no-history', {
  vi: 'Quy tắc về chính sản phẩm không chạy lại được: không lưu lịch sử kiểm tra.',
  en: 'A rule about the product itself cannot be replayed: its checks are not kept.',
});
