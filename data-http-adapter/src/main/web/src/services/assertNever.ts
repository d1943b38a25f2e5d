/** Ends a switch over a union. A kind that the switch does not handle is a compile error at the call. */
export function assertNever(value: never): never {
  throw new Error(`unhandled kind: ${JSON.stringify(value)}`);
}
