import Modal from '@cloudscape-design/components/modal';
import { useState } from 'react';
import { usePageContext } from '../shared/pageContext';
import type { BucketWish, CreatedBucket } from '../services/api';
import { asProblem, type SettingDifference } from '../services/problem';
import { BucketForm } from './BucketForm';
import { BucketOutcome, OutcomeFooter } from './BucketOutcome';
import { SubmitFooter } from '../shared/SubmitFooter';
import { UpdateModal } from './UpdateModal';
import { useApiCall } from '../shared/useApiCall';

interface CreateBucketModalProps {
  usecase: string;
  onDone: () => void;
  onClose: () => void;
}

/** A wish that stands against what the bucket has. */
interface Conflict {
  wish: BucketWish;
  differences: readonly SettingDifference[];
}

const FORM_ID = 'create-bucket';

/** Creates a bucket and shows what was done; the same call again finishes what could not be done. */
export default function CreateBucketModal({ usecase, onDone, onClose }: CreateBucketModalProps) {
  const { api } = usePageContext();
  const { busy, problem, run, clearProblem } = useApiCall();
  const [made, setMade] = useState<{ wish: BucketWish; answer: CreatedBucket }>();
  const [conflict, setConflict] = useState<Conflict>();

  const create = async (wish: BucketWish, update: boolean) => {
    const answer = await run(async () => {
      try {
        return await api.createBucket(usecase, update ? { ...wish, update_existing: true } : wish);
      } catch (error) {
        const { differences } = asProblem(error);
        if (differences.length === 0) {
          throw error;
        }
        setConflict({ wish, differences });
        return undefined;
      }
    });
    if (answer) {
      setConflict(undefined);
      setMade({ wish, answer }); // the wish without the update, since by now nothing is left to be replaced
      onDone();
    }
  };
  return (
    <>
      <Modal
        visible={conflict === undefined}
        size="large"
        header={made ? (made.answer.created ? 'Bucket created' : 'Bucket updated') : 'Create bucket'}
        closeAriaLabel="Close"
        onDismiss={onClose}
        footer={
          made ? (
            <OutcomeFooter
              usecase={usecase}
              made={made.answer}
              busy={busy}
              onAgain={() => void create(made.wish, false)}
              onClose={onClose}
            />
          ) : (
            <SubmitFooter form={FORM_ID} text="Create bucket" busy={busy} onCancel={onClose} />
          )
        }
      >
        {made ? (
          <BucketOutcome made={made.answer} problem={problem} />
        ) : (
          <BucketForm
            id={FORM_ID}
            problem={conflict ? undefined : problem}
            onChange={clearProblem}
            onSubmit={wish => void create(wish, false)}
          />
        )}
      </Modal>
      {conflict && (
        <UpdateModal
          bucket={conflict.wish.bucket_name}
          differences={conflict.differences}
          problem={problem}
          busy={busy}
          onUpdate={() => void create(conflict.wish, true)}
          onBack={() => {
            clearProblem();
            setConflict(undefined);
          }}
        />
      )}
    </>
  );
}
