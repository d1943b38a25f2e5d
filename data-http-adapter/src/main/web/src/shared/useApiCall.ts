import { useCallback, useState } from 'react';
import { type ApiProblem, problemFromError } from '../services/problem';

/** A call that the reader submits: whether it is under way, and what the API had against it. */
export function useApiCall() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  /** Makes the call unless one is under way; undefined if it failed. */
  const run = useCallback(
    async <T>(call: () => Promise<T>): Promise<T | undefined> => {
      if (busy) {
        return undefined;
      }
      setBusy(true);
      setProblem(undefined);
      try {
        return await call();
      } catch (error) {
        setProblem(problemFromError(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [busy],
  );
  const clearProblem = useCallback(() => {
    setProblem(undefined);
  }, []);
  return { busy, problem, run, clearProblem };
}

/** The sentence of the problem if it is about this field. */
export function fieldError(problem: ApiProblem | undefined, field: string): string | undefined {
  return problem?.field === field ? problem.detail : undefined;
}
