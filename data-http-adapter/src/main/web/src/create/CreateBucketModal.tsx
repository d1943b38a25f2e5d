import Modal from '@cloudscape-design/components/modal';
import { useState } from 'react';
import { usePage } from '../pageContext';
import type { BucketWish, CreatedBucket } from '../services/api';
import { BucketForm } from './BucketForm';
import { BucketOutcome, OutcomeFooter } from './BucketOutcome';
import { SubmitFooter } from './SubmitFooter';
import { useCall } from './useCall';

interface CreateBucketModalProps {
  usecase: string;
  onDone: () => void;
  onClose: () => void;
}

const FORM = 'create-bucket';

/** Creates a bucket and shows what was done; the same call again finishes what could not be done. */
export default function CreateBucketModal({ usecase, onDone, onClose }: CreateBucketModalProps) {
  const { api } = usePage();
  const { busy, problem, run, forget } = useCall();
  const [made, setMade] = useState<{ wish: BucketWish; answer: CreatedBucket }>();

  const create = async (wish: BucketWish) => {
    const answer = await run(() => api.createBucket(usecase, wish));
    if (answer) {
      setMade({ wish, answer });
      onDone();
    }
  };
  return (
    <Modal
      visible
      size="large"
      header={made ? 'Bucket created' : 'Create bucket'}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        made ? (
          <OutcomeFooter
            usecase={usecase}
            made={made.answer}
            busy={busy}
            onAgain={() => void create(made.wish)}
            onClose={onClose}
          />
        ) : (
          <SubmitFooter form={FORM} text="Create bucket" busy={busy} onCancel={onClose} />
        )
      }
    >
      {made ? (
        <BucketOutcome made={made.answer} problem={problem} />
      ) : (
        <BucketForm id={FORM} problem={problem} onChange={forget} onSubmit={wish => void create(wish)} />
      )}
    </Modal>
  );
}
