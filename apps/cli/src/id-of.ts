import { InvalidArgumentError } from 'commander';

/** Reads an argument that is the id of something, e.g. 'a dead letter'. */
export const idOf =
  (something: string) =>
  (text: string): string => {
    if (/^[1-9]\d{0,17}$/.test(text)) return text;
    throw new InvalidArgumentError(`It must be the id of ${something}, a whole number.`);
  };
