/**
 * The page that a walk has reached. It changes many times a second, so it is no state of the listing, whose table would be
 * drawn anew each time.
 */
export class WalkProgress {
  private page = 0;
  private readonly listeners = new Set<() => void>();

  get = (): number => this.page;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set = (page: number): void => {
    this.page = page;
    this.listeners.forEach(listener => {
      listener();
    });
  };
}
