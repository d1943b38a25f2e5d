import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { existingPathError } from '../services/folderPath';
import { toPrefix } from '../services/prefix';
import { AutofocusInput } from '../shared/AutofocusInput';
import { usePageContext } from '../shared/pageContext';
import type { FolderRoute } from '../shared/route';

interface GoToFolderModalProps {
  route: FolderRoute;
  onClose: () => void;
}

/** Opens a folder by its path, without a search through the listings above it. */
export default function GoToFolderModal({ route, onClose }: GoToFolderModalProps) {
  const { navigate } = usePageContext();
  const [path, setPath] = useState(route.prefix);
  const [submitted, setSubmitted] = useState(false);
  const error = existingPathError(path);

  const submit = () => {
    setSubmitted(true);
    if (error === undefined) {
      onClose();
      navigate({ ...route, prefix: toPrefix(path) });
    }
  };
  return (
    <Modal
      visible
      header="Go to folder"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" form="go-to-folder" formAction="submit">
              Go
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id="go-to-folder"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        <FormField
          label="Folder path"
          description={`The whole path in ${route.bucket}; leave it empty for the root of the bucket.`}
          errorText={submitted && error}
          stretch
        >
          <AutofocusInput
            value={path}
            placeholder="datasets/run1/"
            onChange={({ detail }) => {
              setPath(detail.value);
            }}
          />
        </FormField>
      </form>
    </Modal>
  );
}
