/**
 * What strangers wrote must not steer a terminal: control characters, and those that change the direction of a line, are
 * shown as `\u….`. Inside JSON text that is the same text still.
 */
// eslint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export const printable = (text: string): string =>
  text.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const onOneLine = (text: string): string => printable(text.replace(/\s*\n\s*/g, ' '));
