import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

/** The content of a table without rows: the reason, and an action. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Box textAlign="center" color="inherit" margin={{ vertical: 'xs' }}>
      <SpaceBetween size="xs">
        <b>{title}</b>
        <Box variant="p" color="text-body-secondary">
          {children}
        </Box>
        {action}
      </SpaceBetween>
    </Box>
  );
}
