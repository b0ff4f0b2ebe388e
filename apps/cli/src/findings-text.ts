import type { Bilingual } from '@chitieu/contracts';

/** What is to be mended in a file, place by place. */
export const findingsText = (file: string, findings: readonly { pointer: string; message: Bilingual }[]): string =>
  [
    `${file}: ${findings.length} to mend`,
    ...findings.map(({ pointer, message }) => `  ${pointer || '/'}\n    ${message.vi}\n    ${message.en}`),
  ].join('\n');
