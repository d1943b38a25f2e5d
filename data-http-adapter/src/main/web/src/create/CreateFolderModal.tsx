import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { folderPathError } from '../services/folderPath';
import { toPrefix } from '../services/prefix';
import { AutofocusInput } from '../shared/AutofocusInput';
import { usePageContext } from '../shared/pageContext';
import { ProblemAlert } from '../shared/ProblemAlert';
import type { FolderRoute } from '../shared/route';
import { SubmitFooter } from '../shared/SubmitFooter';
import { fieldError, useApiCall } from '../shared/useApiCall';
import { createTexts } from '../texts/create';

interface CreateFolderModalProps {
  route: FolderRoute;
  /** Whether the view shows this folder already. A folder that has files but no object of its own is such a one. */
  isListed: (path: string) => boolean;
  onDone: () => void;
  onClose: () => void;
}

/** Creates a folder in the current one. A path creates its parent folders too. */
export default function CreateFolderModal({ route, isListed, onDone, onClose }: CreateFolderModalProps) {
  const { api, notify } = usePageContext();
  const { usecase, bucket, prefix } = route;
  const [name, setName] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const { busy, problem, run, clearProblem } = useApiCall();
  const error = name === '' && !submitted ? undefined : folderPathError(name, prefix);
  const apiError = fieldError(problem, 'folder_path');

  const submit = async () => {
    setSubmitted(true);
    if (folderPathError(name, prefix) !== undefined) {
      return;
    }
    const response = await run(() => api.createFolder(usecase, bucket, prefix + toPrefix(name)));
    if (response) {
      const path = response.folder_path;
      notify({
        type: 'success',
        text: response.created && !isListed(path) ? createTexts.folderCreated(path) : createTexts.folderExisted(path),
      });
      onDone();
      onClose();
    }
  };
  return (
    <Modal
      visible
      header="Create folder"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={<SubmitFooter form="create-folder" text="Create folder" busy={busy} onCancel={onClose} />}
    >
      <form
        id="create-folder"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void submit();
        }}
      >
        <SpaceBetween size="l">
          {problem && apiError === undefined && <ProblemAlert problem={problem} />}
          <FormField
            label="Folder name"
            description={`It is created in ${bucket}/${prefix}. A path such as run1/images makes both folders.`}
            errorText={error ?? apiError}
            stretch
          >
            <AutofocusInput
              value={name}
              placeholder="run1"
              onChange={({ detail }) => {
                clearProblem();
                setName(detail.value);
              }}
            />
          </FormField>
        </SpaceBetween>
      </form>
    </Modal>
  );
}
