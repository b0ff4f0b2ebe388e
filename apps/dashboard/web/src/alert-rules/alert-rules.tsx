import { useState } from 'react';
import type { AlertRuleInFull } from '@chitieu/contracts';
import { useSearchParams } from 'react-router';
import { Answered } from '../frame/answered.js';
import { printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { useChangeView } from '../view.js';
import { useRules } from './queries.js';
import { Replay } from './replay.js';
import { SaveRule } from './save-rule.js';

/** The rules as data: what each says, what it was before, and what it would have sent. */
export function AlertRules() {
  const { t } = useSay();
  const [search] = useSearchParams();
  const change = useChangeView();
  return (
    <Answered of={useRules()}>
      {(rules) => {
        const chosen = rules.find(({ id }) => id === search.get('rule')) ?? rules[0];
        return (
          <>
            <p className="soft part">{t('alert-rules.about')}</p>
            <div className="choice part" role="group" aria-label={t('alert-rules.rule')}>
              {rules.map(({ id, enabled }) => (
                <button key={id} type="button" aria-pressed={id === chosen?.id} onClick={() => change({ rule: id })}>
                  {t(`alert-list.rules.${id}`, { defaultValue: id })}
                  <span className="soft"> · {t(enabled ? 'alert-rules.on' : 'alert-rules.off')}</span>
                </button>
              ))}
            </div>
            {chosen && <Rule key={`${chosen.id}/${chosen.version}`} rule={chosen} />}
          </>
        );
      }}
    </Answered>
  );
}

function Rule({ rule: stored }: { rule: AlertRuleInFull }) {
  const { t } = useSay();
  const [text, setText] = useState(() => JSON.stringify(stored.rule, null, 2));
  const read = parsed(text);
  return (
    <section className="card part" aria-label={stored.id} data-rule={stored.id}>
      <div className="bar">
        <h2>{t(`alert-list.rules.${stored.id}`, { defaultValue: stored.id })}</h2>
        <span className="soft">
          {t('alert-rules.version', { version: stored.version })} · {stored.by} · {printInstant(stored.at)}
        </span>
      </div>
      <label className="padded column">
        {t('alert-rules.content')}
        <textarea rows={12} spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      {read.rule ? (
        <>
          <SaveRule id={stored.id} rule={read.rule} isEnabled={stored.enabled} />
          <Replay rule={read.rule} />
        </>
      ) : (
        <p role="alert" className="padded">
          {t('alert-rules.notJson', { why: read.why })}
        </p>
      )}
      <details className="padded">
        <summary>
          {t('alert-rules.versions')} ({stored.versions.length})
        </summary>
        <ol>
          {stored.versions.map(({ version, by, at, reason }) => (
            <li key={version}>
              {t('alert-rules.version', { version })} · {printInstant(at)} · {by} <span className="soft">{reason}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function parsed(text: string): { rule: object; why: null } | { rule: null; why: string } {
  try {
    return { rule: JSON.parse(text) as object, why: null };
  } catch (error) {
    return { rule: null, why: (error as Error).message };
  }
}
