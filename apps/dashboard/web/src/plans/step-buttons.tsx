import { Button, NativeSelect } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PeriodOnWire } from '@chitieu/contracts';
import { Refusal } from '../frame/refusal.js';
import { useWhoAndWhy } from '../frame/who-and-why.js';
import { useSay } from '../text/say.js';
import { useView } from '../view.js';
import { usePeriodStep, useUnitsAbove } from './queries.js';

type State = PeriodOnWire['state'];
type Step = PeriodOnWire['steps'][number]['step'];

/** What can follow; the process behind decides. */
const NEXT: Record<State, readonly Step[]> = {
  open: ['close'],
  closed: ['publish', 'unlock'],
  published: ['unlock'],
  unlocked: ['close'],
};
const LONGEST_REASON = 500;

/** The steps that can follow, each with what it means, who takes it and why. */
export function StepButtons({ state }: { state: State }) {
  const { t } = useSay();
  const { unit, period } = useView();
  const above = useUnitsAbove(unit, period);
  const [asked, setAsked] = useState<Step | null>(null);
  const possible = NEXT[state].filter((step) => step !== 'unlock' || above.length > 0);
  if (asked && possible.includes(asked)) return <StepForm key={asked} step={asked} onEnd={() => setAsked(null)} />;
  return (
    <p className="line">
      {possible.map((step) => (
        <Button key={step} size="xs" variant={step === 'unlock' ? 'default' : 'filled'} onClick={() => setAsked(step)}>
          {t(`plans.take.${step}`)}
        </Button>
      ))}
    </p>
  );
}

function StepForm({ step, onEnd }: { step: Step; onEnd: () => void }) {
  const { t } = useSay();
  const { unit, period } = useView();
  const above = [...useUnitsAbove(unit, period)].reverse();
  const [byUnit, setByUnit] = useState(step === 'unlock' ? above[0]!.code : unit);
  const { by, why, isSaid, fields } = useWhoAndWhy({ by: t('plans.who'), why: t('plans.why') }, LONGEST_REASON);
  const taking = usePeriodStep(period, onEnd);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    taking.mutate({ step, body: { orgUnit: unit, by, byUnit, reason: why } });
  };
  return (
    <>
      <p className="soft wrapping">{t(`plans.means.${step}`)}</p>
      <form className="line" onSubmit={submit} aria-label={t(`plans.take.${step}`)}>
        {step === 'unlock' && (
          <NativeSelect
            size="xs"
            label={t('plans.onBehalfOf')}
            data={above.map(({ code, name }) => ({ value: code, label: name }))}
            value={byUnit}
            onChange={({ currentTarget }) => setByUnit(currentTarget.value)}
          />
        )}
        {fields}
        <Button size="xs" type="submit" loading={taking.isPending} disabled={!isSaid}>
          {t(`plans.take.${step}`)}
        </Button>
        <button type="button" className="quiet" onClick={onEnd}>
          {t('plans.cancel')}
        </button>
        <Refusal of={taking.error} />
      </form>
    </>
  );
}
