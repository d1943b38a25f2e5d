import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ApiProblem, SettingDifference } from '../services/problem';
import { ProblemAlert } from '../shared/ProblemAlert';
import { createTexts } from '../texts/create';

interface ConfirmUpdateModalProps {
  bucket: string;
  differences: readonly SettingDifference[];
  /** The problem of the last attempt to update. */
  problem: ApiProblem | undefined;
  busy: boolean;
  onUpdate: () => void;
  onBack: () => void;
}

/** Asks for confirmation before settings of an existing bucket are weakened or replaced. */
export function ConfirmUpdateModal({ bucket, differences, problem, busy, onUpdate, onBack }: ConfirmUpdateModalProps) {
  return (
    <Modal
      visible
      size="large"
      header={`Change the settings of ${bucket}?`}
      closeAriaLabel="Back to the form"
      onDismiss={onBack}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onBack}>
              Back to the form
            </Button>
            <Button variant="primary" loading={busy} loadingText="Working on it" onClick={onUpdate}>
              Change the settings
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {problem && <ProblemAlert problem={problem} />}
        <Alert type="warning" header="The bucket exists with other settings">
          Nothing has been changed. Later uploads are kept and encrypted by the settings that you choose. Only a
          UseCaseAdmin can change these.
        </Alert>
        <Table
          variant="embedded"
          items={[...differences]}
          trackBy="field"
          ariaLabels={{ tableLabel: 'Settings that would change' }}
          columnDefinitions={[
            { id: 'setting', header: 'Setting', cell: ({ field }) => FIELD_NAMES[field] ?? field, isRowHeader: true },
            { id: 'is', header: 'Old value', cell: ({ field, is }) => displayValue(field, is) },
            { id: 'wanted', header: 'New value', cell: ({ field, wanted }) => displayValue(field, wanted) },
          ]}
        />
      </SpaceBetween>
    </Modal>
  );
}

const FIELD_NAMES: Record<string, string> = {
  enable_versioning: 'Versioning',
  encryption: 'Encryption',
  kms_key_id: 'KMS key',
};

function displayValue(field: string, value: string | undefined): string {
  if (field === 'enable_versioning') {
    return value === 'true' ? 'Enabled' : 'Suspended';
  }
  if (field === 'encryption' && value !== undefined) {
    return createTexts.encryption(value, undefined);
  }
  return value ?? 'None';
}
