import Button from '@cloudscape-design/components/button';
import { assertNever } from '../services/assertNever';
import type { ApiProblem } from '../services/problem';
import { usePageContext } from '../shared/pageContext';
import { ProblemAlert } from '../shared/ProblemAlert';
import { type AuditRoute, type Breadcrumb, HOME, hrefOf, type Route } from '../shared/route';

/** Why a view cannot be shown, with a button for the next step. */
export function RouteProblem({ problem, route, retry }: { problem: ApiProblem; route: Route; retry: () => void }) {
  const { navigate, signIn } = usePageContext();
  if (problem.code === 'unauthenticated') {
    return <ProblemAlert problem={problem} action={<Button onClick={signIn}>Sign in again</Button>} />;
  }
  const next = nextStep(problem, route);
  if (next === undefined) {
    return <ProblemAlert problem={problem} action={<Button onClick={retry}>Try again</Button>} />;
  }
  return (
    <ProblemAlert
      problem={problem}
      action={
        <Button
          href={hrefOf(next.route)}
          onFollow={event => {
            event.preventDefault();
            navigate(next.route);
          }}
        >
          {next.text}
        </Button>
      }
    />
  );
}

function nextStep({ code, field }: ApiProblem, route: Route): Breadcrumb | undefined {
  const wrongUsecase = code === 'usecase_not_found' || code === 'invalid_input' || code === 'forbidden';
  const chooseUsecase = wrongUsecase ? { text: 'Choose another use case', route: HOME } : undefined;
  switch (route.kind) {
    case 'usecases':
      return undefined;
    case 'buckets':
      return chooseUsecase;
    case 'folder': {
      const buckets: Route = { kind: 'buckets', usecase: route.usecase };
      const wrongBucket =
        code === 'bucket_not_found' || code === 'invalid_input' || (code === 'forbidden' && field === 'bucket');
      if (wrongBucket && field !== 'usecase_id') {
        return { text: 'Choose another bucket', route: buckets };
      }
      const outsideBoundary = code === 'forbidden' && field === 'prefix';
      if (outsideBoundary || code === 'assume_role_denied' || code === 'incomplete_configuration') {
        return { text: 'See the data account', route: buckets };
      }
      return chooseUsecase;
    }
    case 'audit':
      if (code === 'audit_log_not_found' || (code === 'forbidden' && route.usecase === undefined)) {
        return backFrom(route);
      }
      return code === 'invalid_input' && field !== 'usecase_id' ? undefined : chooseUsecase;
    default:
      return assertNever(route);
  }
}

function backFrom({ usecase }: AuditRoute): Breadcrumb {
  return usecase === undefined
    ? { text: 'See the use cases', route: HOME }
    : { text: 'See the use case', route: { kind: 'buckets', usecase } };
}
