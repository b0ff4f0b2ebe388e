/** As the rest of the product's commands: 3 and 4 are kept for rejected rows and for what is not allowed. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unreachable: 5 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command. The message, if any, goes to standard error as it is. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
  ) {
    super(message);
  }
}
