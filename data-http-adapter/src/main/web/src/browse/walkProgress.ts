/**
 * The number of the page that a walk is at. It changes many times a second. It is a store of its own and no state of
 * the listing, so that the table is not rendered each time.
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
