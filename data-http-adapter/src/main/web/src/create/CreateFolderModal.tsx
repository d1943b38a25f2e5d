import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { asPrefix, type Place } from '../browse/place';
import { ProblemAlert } from '../browse/ProblemAlert';
import { usePage } from '../pageContext';
import { FirstInput } from './FirstInput';
import { folderPathError } from './folderPath';
import { SubmitFooter } from './SubmitFooter';
import { at, useCall } from './useCall';

interface CreateFolderModalProps {
  place: Extract<Place, { kind: 'folder' }>;
  onDone: () => void;
  onClose: () => void;
}

/** Creates a folder in the place; a path makes the folders on its way too. */
export default function CreateFolderModal({ place, onDone, onClose }: CreateFolderModalProps) {
  const { api, notify } = usePage();
  const { usecase, bucket, prefix } = place;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, run, forget } = useCall();
  const error = name === '' && !tried ? undefined : folderPathError(name, prefix);
  const atField = at(problem, 'folder_path');

  const submit = async () => {
    setTried(true);
    if (folderPathError(name, prefix) !== undefined) {
      return;
    }
    const made = await run(() => api.createFolder(usecase, bucket, prefix + asPrefix(name)));
    if (made) {
      const path = made.folder_path;
      notify({
        type: 'success',
        text: made.created ? `Folder ${path} is created.` : `Folder ${path} was there already.`,
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
          {problem && atField === undefined && <ProblemAlert problem={problem} />}
          <FormField
            label="Folder name"
            description={`It is created in ${bucket}/${prefix}. A path such as run1/images makes both folders.`}
            errorText={error ?? atField}
            stretch
          >
            <FirstInput
              value={name}
              placeholder="run1"
              onChange={({ detail }) => {
                forget();
                setName(detail.value);
              }}
            />
          </FormField>
        </SpaceBetween>
      </form>
    </Modal>
  );
}
