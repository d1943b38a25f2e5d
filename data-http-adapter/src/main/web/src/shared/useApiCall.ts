import { useCallback, useState } from 'react';
import { type ApiProblem, problemFromError } from '../services/problem';

/** The state of a call that the user submits: whether it is running, and its problem if it failed. */
export function useApiCall() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  /** Makes the call. Returns undefined if it failed or another call is running. */
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

/** The detail of the problem if the problem is about this field. */
export function fieldError(problem: ApiProblem | undefined, field: string): string | undefined {
  return problem?.field === field ? problem.detail : undefined;
}
