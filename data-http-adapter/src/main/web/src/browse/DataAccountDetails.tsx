import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { Usecase } from '../services/api';
import { dataLocationOf } from './dataLocation';
import { RoleOf } from './RoleOf';
import { RouteLink } from './RouteLink';
import { UsecaseStatus } from './UsecaseStatus';

/** The account, the role and the bucket that a use case keeps its data in. */
export function DataAccountDetails({ usecase }: { usecase: Usecase }) {
  const { option, account, role, bucket, prefix, missing } = dataLocationOf(usecase);
  return (
    <Container header={<Header variant="h2">Data account</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'State', value: <UsecaseStatus missing={missing} /> },
          {
            label: 'Option',
            value: option === 'A' ? "A: the use case's own account" : 'B: a separate data account',
          },
          { label: 'Data account', value: account },
          { label: 'Use case account', value: usecase.account_id },
          { label: 'Role', value: <RoleOf role={role} /> },
          {
            label: 'Default folder',
            value:
              bucket === undefined ? (
                'No data bucket yet: create one, then configure it'
              ) : (
                <RouteLink to={{ kind: 'folder', usecase: usecase.usecase_id, bucket, prefix }}>
                  {bucket}/{prefix}
                </RouteLink>
              ),
          },
        ]}
      />
    </Container>
  );
}
