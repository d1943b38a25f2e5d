import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

interface SubmitFooterProps {
  /** The id of the form that the button submits. */
  form: string;
  text: string;
  busy: boolean;
  onCancel: () => void;
}

/** The buttons below the form of a dialog. */
export function SubmitFooter({ form, text, busy, onCancel }: SubmitFooterProps) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="primary" form={form} formAction="submit" loading={busy} loadingText="Working on it">
          {text}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
