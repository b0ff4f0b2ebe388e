import type { DeclaredOnWire, IndicatorValue } from '@chitieu/contracts';
import { printLevel, printPercent, printReading, type IndicatorUnit } from '../number/format-number.js';
import { useSay } from '../text/say.js';

/** What the unit says beside what is recomputed, each with its sentence, and what is doubtful about them. */
export function Declared({ value, unit }: { value: IndicatorValue; unit: IndicatorUnit }) {
  const { t, say, language } = useSay();
  const figures = value.declarations.length > 0 ? value.declarations : value.declared ? [value.declared] : [];
  if (figures.length === 0 && value.flags.length === 0) return null;
  const recomputed = (of: DeclaredOnWire['of']): string => {
    if (of === 'actual') return value.actual ? printReading(value.actual, unit, language) : '–';
    if (of === 'achievementRate') return value.achievementRate ? printPercent(value.achievementRate, language) : '–';
    if (of === 'target') return value.target?.level ? printLevel(value.target.level, unit, language) : '–';
    return value.target?.baseline ? printReading(value.target.baseline, unit, language) : '–';
  };
  return (
    <section>
      {figures.length > 0 && (
        <table className="measures">
          <thead>
            <tr>
              <td />
              <th scope="col">{t('explain.declared')}</th>
              <th scope="col">{t('explain.recomputed')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure, place) => (
              <tr key={place} title={figure.quote ?? undefined}>
                <th scope="row">{t(`explain.declaredOf.${figure.of}`)}</th>
                <td>{figure.text}</td>
                <td>{recomputed(figure.of)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {[...new Set(figures.flatMap(({ quote }) => quote ?? []))].map((quote) => (
        <blockquote key={quote}>{quote}</blockquote>
      ))}
      {value.flags.map(({ rule, message }) => (
        <p key={rule} className="flag">
          <span aria-hidden="true">◇</span> {say(message)}
        </p>
      ))}
    </section>
  );
}
