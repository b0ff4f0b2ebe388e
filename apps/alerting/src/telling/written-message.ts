import type { WrittenMessage } from '@chitieu/contracts';
import type { GroupMessage } from './group-message.js';

export type Language = 'vi' | 'en';

/** A message as an e-mail says it. The text of a name is nobody's markup. */
export function writtenMessage({ subject, lines }: GroupMessage, language: Language): WrittenMessage {
  const { opening, closing } = AROUND[language];
  const said = lines.map((line) => line[language]);
  return {
    subject: subject[language],
    text: [subject[language], '', ...said.map((line) => `- ${line}`), '', `${opening} ${closing}`, ''].join('\n'),
    html: [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>`,
      `<p><strong>${escaped(subject[language])}</strong></p>`,
      `<ul>${said.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
      `<p>${opening} ${closing}</p></body></html>`,
    ].join('\n'),
  };
}

const AROUND: Readonly<Record<Language, { opening: string; closing: string }>> = {
  vi: {
    opening: 'Thư này do Chỉ Tiêu gửi tự động.',
    closing: 'Trả lời và giải trình trong phần mềm, tại danh sách cảnh báo.',
  },
  en: {
    opening: 'Chỉ Tiêu sent this by itself.',
    closing: 'Answer and explain in the product, in the list of alerts.',
  },
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ENTITIES[one]!);
