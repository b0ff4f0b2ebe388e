/** A wait that a call ends, also a call made just before it. */
export class WakeUp {
  private wasCalled = false;
  private resolve: (() => void) | undefined;

  call(): void {
    this.wasCalled = true;
    this.resolve?.();
  }

  async called(withinMs: number): Promise<void> {
    if (!this.wasCalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        this.resolve = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.resolve = undefined;
    }
    this.wasCalled = false;
  }
}
