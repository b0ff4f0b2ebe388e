/** A server of `test/servers`. */
export interface TestServer {
  address: string;
  how: string;
  stop(): Promise<void>;
  /** Of its process of now; only where it is one of this machine. */
  pid?(): number;
  /** SIGKILL; only where it is a process of this machine. */
  kill?(): Promise<void>;
  /** On the same port, with what it had on its disk. */
  startAgain?(): Promise<void>;
}
