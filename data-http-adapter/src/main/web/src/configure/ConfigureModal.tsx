import Modal from '@cloudscape-design/components/modal';
import { useState } from 'react';
import { SubmitFooter } from '../shared/SubmitFooter';
import { useApiCall } from '../shared/useApiCall';
import { usePageContext } from '../shared/pageContext';
import type { Usecase } from '../services/api';
import { asProblem } from '../services/problem';
import { changeOf, dataAccountErrors, fieldsOf } from './dataAccountFields';
import { DataAccountForm } from './DataAccountForm';

interface ConfigureModalProps {
  usecase: Usecase;
  onDone: () => void;
  onClose: () => void;
}

const FORM_ID = 'configure-data-account';

/** Sets where the data of a use case lives. */
export default function ConfigureModal({ usecase, onDone, onClose }: ConfigureModalProps) {
  const { api, notify } = usePageContext();
  const [stored] = useState(() => fieldsOf(usecase));
  const [fields, setFields] = useState(stored);
  const [tried, setTried] = useState(false);
  const { busy, problem, run, clearProblem } = useApiCall();
  const errors = dataAccountErrors(fields);

  /** An external id that the server has made is shown where it goes, so that the next try sends it. */
  const takeMadeId = (error: unknown): never => {
    const made = asProblem(error).externalId;
    if (made !== undefined) {
      setFields(before => ({ ...before, externalId: made }));
    }
    throw error;
  };

  const submit = async () => {
    setTried(true);
    if (Object.keys(errors).length > 0) {
      return;
    }
    const change = changeOf(stored, fields);
    if (Object.keys(change).length === 0) {
      onClose();
      return;
    }
    const answer = await run(() => api.configure(usecase.usecase_id, change).catch(takeMadeId));
    if (answer) {
      notify({ type: 'success', text: answer.message });
      onDone();
      onClose();
    }
  };
  return (
    <Modal
      visible
      size="large"
      header={`Configure the data account of ${usecase.name}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={<SubmitFooter form={FORM_ID} text="Save" busy={busy} onCancel={onClose} />}
    >
      <form
        id={FORM_ID}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void submit();
        }}
      >
        <DataAccountForm
          ownAccount={usecase.account_id}
          fields={fields}
          errors={tried ? errors : {}}
          problem={problem}
          onChange={change => {
            clearProblem();
            setFields(before => ({ ...before, ...change }));
          }}
        />
      </form>
    </Modal>
  );
}
