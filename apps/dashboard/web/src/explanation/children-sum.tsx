import type { ExplanationOnWire } from '@chitieu/contracts';
import { printDecimal, printReading, type IndicatorUnit } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { shortName } from '../unit/unit-name.js';

/** The readings of the units below, and that they add up to this one's. */
export function ChildrenSum({ explanation, unit }: { explanation: ExplanationOnWire; unit: IndicatorUnit }) {
  const { t, language } = useSay();
  const { children } = explanation;
  if (children.length === 0) return null;
  const isQuotient = unit === 'ratio' || unit === 'units';
  const total = (of: 'num' | 'den'): string => children.reduce((sum, child) => sum + BigInt(child[of]), 0n).toString();
  const cells = (num: string, den: string) =>
    isQuotient ? (
      <>
        <td>{printDecimal(num, language)}</td>
        <td>{printDecimal(den, language)}</td>
      </>
    ) : (
      <td>{printReading({ num, den }, unit, language)}</td>
    );
  return (
    <section>
      <h3>{t('explain.children')}</h3>
      <table className="measures">
        {isQuotient && (
          <thead>
            <tr>
              <td />
              <th scope="col">{t('explain.numerator')}</th>
              <th scope="col">{t('explain.denominator')}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {children.map(({ orgUnit, num, den }) => (
            <tr key={orgUnit.code}>
              <th scope="row">{shortName(orgUnit.name)}</th>
              {cells(num, den)}
            </tr>
          ))}
          <tr className="result">
            <th scope="row">{t('explain.total')}</th>
            {cells(total('num'), isQuotient ? total('den') : '1')}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
