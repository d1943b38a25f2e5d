import Button from '@cloudscape-design/components/button';
import { usePage } from '../pageContext';
import type { ApiProblem } from '../services/problem';
import { addressOf, HOME, type Place } from './place';
import { ProblemAlert } from './ProblemAlert';

/** Why a place cannot be shown, and the way on from there. */
export function PlaceProblem({ problem, place, retry }: { problem: ApiProblem; place: Place; retry: () => void }) {
  const { go, signIn } = usePage();
  if (problem.code === 'unauthenticated') {
    return <ProblemAlert problem={problem} action={<Button onClick={signIn}>Sign in again</Button>} />;
  }
  const way = wayOn(problem, place);
  if (way === undefined) {
    return <ProblemAlert problem={problem} action={<Button onClick={retry}>Try again</Button>} />;
  }
  return (
    <ProblemAlert
      problem={problem}
      action={
        <Button
          href={addressOf(way.place)}
          onFollow={event => {
            event.preventDefault();
            go(way.place);
          }}
        >
          {way.text}
        </Button>
      }
    />
  );
}

function wayOn({ code, field }: ApiProblem, place: Place): { text: string; place: Place } | undefined {
  const atBucket =
    code === 'bucket_not_found' || code === 'invalid_input' || (code === 'forbidden' && field === 'bucket');
  if (place.kind === 'folder' && field !== 'usecase_id' && atBucket) {
    return { text: 'Choose another bucket', place: { kind: 'buckets', usecase: place.usecase } };
  }
  const beyondBoundary = code === 'forbidden' && field === 'prefix';
  if (place.kind === 'folder' && (beyondBoundary || /^(assume_role_denied|incomplete_configuration)$/.test(code))) {
    return { text: 'See the data account', place: { kind: 'buckets', usecase: place.usecase } };
  }
  const atUsecase = code === 'usecase_not_found' || code === 'invalid_input' || code === 'forbidden';
  return place.kind !== 'usecases' && atUsecase ? { text: 'Choose another use case', place: HOME } : undefined;
}
