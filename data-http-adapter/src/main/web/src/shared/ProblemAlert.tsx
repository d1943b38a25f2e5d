import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../services/problem';

/** An error with the title and detail of the API. A screen reader reads it when it appears. */
export function ProblemAlert({ problem, action }: { problem: ApiProblem; action?: ReactNode }) {
  return (
    <div role="alert">
      <Alert type="error" header={problem.title} action={action}>
        {problem.detail}
        {problem.requestId !== undefined && (
          <Box variant="small" display="block" color="inherit">
            Request {problem.requestId}
          </Box>
        )}
      </Alert>
    </div>
  );
}
