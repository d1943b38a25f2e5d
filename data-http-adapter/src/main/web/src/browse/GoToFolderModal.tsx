import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { FirstInput } from '../create/FirstInput';
import { openedPathError } from '../create/folderPath';
import { usePage } from '../pageContext';
import { asPrefix, type Place } from './place';

interface GoToFolderModalProps {
  place: Extract<Place, { kind: 'folder' }>;
  onClose: () => void;
}

/** The short way to a folder whose path is known, however many others there are. */
export default function GoToFolderModal({ place, onClose }: GoToFolderModalProps) {
  const { go } = usePage();
  const [path, setPath] = useState(place.prefix);
  const [tried, setTried] = useState(false);
  const error = openedPathError(path);

  const submit = () => {
    setTried(true);
    if (error === undefined) {
      onClose();
      go({ ...place, prefix: asPrefix(path) });
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
          description={`The whole path in ${place.bucket}; leave it empty for the root of the bucket.`}
          errorText={tried && error}
          stretch
        >
          <FirstInput
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
