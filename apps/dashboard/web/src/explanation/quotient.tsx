import type { ExplanationOnWire } from '@chitieu/contracts';
import { printDecimal, printReading, type IndicatorUnit } from '../number/format-number.js';
import { useSay } from '../text/say.js';

/** Formula, the integers in it, and the quotient both rounded and exact. */
export function Quotient({ explanation, unit }: { explanation: ExplanationOnWire; unit: IndicatorUnit }) {
  const { t, say, language, reason } = useSay();
  const { value, formula, measures } = explanation;
  const { actual } = value;
  return (
    <section>
      <p className="formula">{say(formula)}</p>
      <table className="measures">
        <tbody>
          {measures.map(({ code, name, period, value: amount, role }) => (
            <tr key={`${code}/${period}/${role}`}>
              <th scope="row">
                <small>{t(`explain.${role}`)}</small> {say(name)} <small>{period}</small>
              </th>
              <td>{printDecimal(amount, language)}</td>
            </tr>
          ))}
          <tr className="result">
            <th scope="row">{t('explain.value')}</th>
            <td>{actual ? printReading(actual, unit, language) : `– ${reason(value.reason ?? 'no_data')}`}</td>
          </tr>
        </tbody>
      </table>
      {actual && unit === 'ratio' && (
        <p className="soft">
          {t('explain.exact', { value: `${actual.num} ÷ ${actual.den} = ${printDecimal(actual.value, language)}` })}
        </p>
      )}
    </section>
  );
}
