import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import type { AuditEvent } from '../services/api';
import { Time } from '../shared/Time';
import { AuditResult } from './AuditResult';

/** All parts of an event, the details included. */
export default function AuditEventModal({ event, onClose }: { event: AuditEvent; onClose: () => void }) {
  return (
    <Modal
      visible
      size="large"
      header={event.action ?? 'Event'}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </Box>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          { label: 'Time', value: <Time at={event.timestamp} /> },
          { label: 'Result', value: <AuditResult result={event.result} /> },
          { label: 'User', value: event.user_id ?? '-' },
          { label: 'Use case', value: event.usecase_id ?? '-' },
          { label: 'Resource type', value: event.resource_type ?? '-' },
          { label: 'Resource', value: event.resource_id ?? '-' },
          { label: 'Event id', value: event.event_id },
          ...Object.entries(event.details).map(([label, value]) => ({ label, value: textOf(value) })),
        ]}
      />
    </Modal>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value || '-' : JSON.stringify(value);
}
