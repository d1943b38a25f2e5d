import Modal from '@cloudscape-design/components/modal';
import { useState } from 'react';
import type { CreateBucketRequest, CreatedBucket } from '../services/api';
import { problemFromError, type SettingDifference } from '../services/problem';
import { usePageContext } from '../shared/pageContext';
import { SubmitFooter } from '../shared/SubmitFooter';
import { useApiCall } from '../shared/useApiCall';
import { createTexts } from '../texts/create';
import { BucketForm } from './BucketForm';
import { BucketResult, BucketResultFooter } from './BucketResult';
import { ConfirmUpdateModal } from './ConfirmUpdateModal';

interface CreateBucketModalProps {
  usecase: string;
  onDone: () => void;
  onClose: () => void;
}

/** A request that the API refused because it would replace settings of an existing bucket. */
interface Conflict {
  request: CreateBucketRequest;
  differences: readonly SettingDifference[];
}

const FORM_ID = 'create-bucket';

/** Creates a bucket and shows the result of each step. Sending the same request again repeats the failed steps. */
export default function CreateBucketModal({ usecase, onDone, onClose }: CreateBucketModalProps) {
  const { api } = usePageContext();
  const { busy, problem, run, clearProblem } = useApiCall();
  const [result, setResult] = useState<{ request: CreateBucketRequest; response: CreatedBucket }>();
  const [conflict, setConflict] = useState<Conflict>();

  const create = async (request: CreateBucketRequest, update: boolean) => {
    const response = await run(async () => {
      try {
        return await api.createBucket(usecase, update ? { ...request, update_existing: true } : request);
      } catch (error) {
        const { differences } = problemFromError(error);
        if (differences.length === 0) {
          throw error;
        }
        setConflict({ request, differences });
        return undefined;
      }
    });
    if (response) {
      setConflict(undefined);
      setResult({ request, response }); // without update_existing: the settings are replaced by now
      onDone();
    }
  };
  return (
    <>
      <Modal
        visible={conflict === undefined}
        size="large"
        header={result ? resultTitle(result.response) : 'Create bucket'}
        closeAriaLabel="Close"
        onDismiss={onClose}
        footer={
          result ? (
            <BucketResultFooter
              usecase={usecase}
              result={result.response}
              busy={busy}
              onRetry={() => void create(result.request, false)}
              onClose={onClose}
            />
          ) : (
            <SubmitFooter form={FORM_ID} text="Create bucket" busy={busy} onCancel={onClose} />
          )
        }
      >
        {result ? (
          <BucketResult result={result.response} problem={problem} />
        ) : (
          <BucketForm
            id={FORM_ID}
            problem={conflict ? undefined : problem}
            onChange={clearProblem}
            onSubmit={request => void create(request, false)}
          />
        )}
      </Modal>
      {conflict && (
        <ConfirmUpdateModal
          bucket={conflict.request.bucket_name}
          differences={conflict.differences}
          problem={problem}
          busy={busy}
          onUpdate={() => void create(conflict.request, true)}
          onBack={() => {
            clearProblem();
            setConflict(undefined);
          }}
        />
      )}
    </>
  );
}

function resultTitle({ created, steps }: CreatedBucket): string {
  if (created) {
    return createTexts.bucketCreated;
  }
  return steps.some(({ outcome }) => outcome === 'done') ? createTexts.bucketUpdated : createTexts.bucketExisted;
}
