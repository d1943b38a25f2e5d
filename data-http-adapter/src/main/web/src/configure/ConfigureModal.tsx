import Modal from '@cloudscape-design/components/modal';
import { useState } from 'react';
import type { Usecase } from '../services/api';
import { problemFromError } from '../services/problem';
import { usePageContext } from '../shared/pageContext';
import { SubmitFooter } from '../shared/SubmitFooter';
import { useApiCall } from '../shared/useApiCall';
import { dataAccountErrors, toConfigureRequest, toFields } from './dataAccountFields';
import { DataAccountForm } from './DataAccountForm';

interface ConfigureModalProps {
  usecase: Usecase;
  onDone: () => void;
  onClose: () => void;
}

const FORM_ID = 'configure-data-account';

/** The dialog that configures the data account of a use case. */
export default function ConfigureModal({ usecase, onDone, onClose }: ConfigureModalProps) {
  const { api, notify } = usePageContext();
  const [stored] = useState(() => toFields(usecase));
  const [fields, setFields] = useState(stored);
  const [submitted, setSubmitted] = useState(false);
  const { busy, problem, run, clearProblem } = useApiCall();
  const errors = dataAccountErrors(fields);

  /** Puts an external id that the server generated into its field, so that the next submit sends it. */
  const showGeneratedId = (error: unknown): never => {
    const generated = problemFromError(error).externalId;
    if (generated !== undefined) {
      setFields(before => ({ ...before, externalId: generated }));
    }
    throw error;
  };

  const submit = async () => {
    setSubmitted(true);
    if (Object.keys(errors).length > 0) {
      return;
    }
    const change = toConfigureRequest(stored, fields);
    if (Object.keys(change).length === 0) {
      onClose();
      return;
    }
    const response = await run(() => api.configure(usecase.usecase_id, change).catch(showGeneratedId));
    if (response) {
      notify({ type: 'success', text: response.message });
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
          errors={submitted ? errors : {}}
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
