import { describe, expect, it } from '@jest/globals';
import { writtenMessage } from './written-message.js';

const line = { vi: 'Xã <img src=x onerror=alert(1)> & "B": chậm', en: 'Xã <img src=x onerror=alert(1)> & "B": behind' };

describe('a message that is written down', () => {
  it.each([
    ['vi', 'chậm', 'lang="vi"'],
    ['en', 'behind', 'lang="en"'],
  ] as const)('in %s has its subject, its lines and no markup of a name', (language, word, mark) => {
    const { subject, text, html } = writtenMessage({ subject: line, lines: [line, line] }, language);
    expect(subject).toBe(line[language]);
    expect(text.split('\n').filter((one) => one === `- ${line[language]}`)).toHaveLength(2);
    expect(html).toContain(mark);
    expect(html).toContain(`&lt;img src=x onerror=alert(1)&gt; &amp; &quot;B&quot;: ${word}`);
    expect(html).not.toContain('<img');
  });
});
