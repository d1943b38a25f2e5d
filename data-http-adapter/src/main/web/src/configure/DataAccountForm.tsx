import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import type { ApiProblem } from '../services/problem';
import { ProblemAlert } from '../shared/ProblemAlert';
import { fieldError } from '../shared/useApiCall';
import type { DataAccountErrors, DataAccountFields } from './dataAccountFields';

interface DataAccountFormProps {
  ownAccount: string;
  fields: DataAccountFields;
  errors: DataAccountErrors;
  problem: ApiProblem | undefined;
  onChange: (change: Partial<DataAccountFields>) => void;
}

type TextField = Exclude<keyof DataAccountFields, 'option'>;

const API_FIELDS: Record<TextField, string> = {
  accountId: 'data_account_id',
  roleArn: 'data_account_role_arn',
  externalId: 'data_account_external_id',
  bucket: 'data_s3_bucket',
  prefix: 'data_s3_prefix',
};

/** The form with the five settings of a data account. */
export function DataAccountForm({ ownAccount, fields, errors, problem, onChange }: DataAccountFormProps) {
  const separate = fields.option === 'B';
  const shownFields = (Object.keys(API_FIELDS) as TextField[]).filter(
    name => separate || name === 'bucket' || name === 'prefix',
  );
  const hasField = shownFields.some(name => API_FIELDS[name] === problem?.field);

  const text = (name: TextField, label: string, description: string, placeholder: string) => (
    <FormField
      key={name}
      label={label}
      description={description}
      errorText={errors[name] ?? fieldError(problem, API_FIELDS[name])}
      stretch
    >
      <Input
        value={fields[name]}
        placeholder={placeholder}
        onChange={({ detail }) => {
          onChange({ [name]: detail.value });
        }}
      />
    </FormField>
  );
  return (
    <SpaceBetween size="l">
      {problem && !hasField && <ProblemAlert problem={problem} />}
      <FormField label="Where the data lives" stretch>
        <Tiles
          value={fields.option}
          columns={2}
          items={[
            {
              value: 'A',
              label: 'Option A: own account',
              description: `In the use case's account ${ownAccount}, with the role that the portal has there already.`,
            },
            {
              value: 'B',
              label: 'Option B: separate account',
              description: 'In another AWS account, with a role there that trusts the portal.',
            },
          ]}
          onChange={({ detail }) => {
            onChange({ option: detail.value === 'B' ? 'B' : 'A' });
          }}
        />
      </FormField>
      {separate && (
        <SpaceBetween size="l">
          <Alert type="info" header="What the data account needs">
            An IAM role whose trust policy lets the portal&apos;s account assume it on condition of the external id
            below, and whose permissions let it list, read and write the buckets.
          </Alert>
          {text('accountId', 'Data account ID', 'The 12 digits of the account that holds the data.', '123456789012')}
          {text(
            'roleArn',
            'Role ARN',
            'The role in that account that the portal assumes.',
            'arn:aws:iam::123456789012:role/DDADataAccessRole',
          )}
          {text(
            'externalId',
            'External ID',
            "The value of sts:ExternalId in the role's trust policy. Treat it as a secret. Empty: the server generates one.",
            '',
          )}
        </SpaceBetween>
      )}
      {text(
        'bucket',
        'Data bucket',
        'The bucket for uploads that name no bucket. Empty: the bucket of the use case.',
        '',
      )}
      {text('prefix', 'Default prefix', 'The folder in it to begin in. Empty: the root of the bucket.', 'datasets/')}
    </SpaceBetween>
  );
}
