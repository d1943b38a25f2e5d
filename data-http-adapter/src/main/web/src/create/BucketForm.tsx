import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import type { CreateBucketRequest } from '../services/api';
import { bucketNameWarning } from '../services/bucketName';
import type { ApiProblem } from '../services/problem';
import { AutofocusInput } from '../shared/AutofocusInput';
import { ProblemAlert } from '../shared/ProblemAlert';
import { fieldError } from '../shared/useApiCall';
import { createTexts } from '../texts/create';
import { bucketErrors, type BucketFields, EMPTY_BUCKET, type Encryption, toCreateBucketRequest } from './bucketFields';
import { REGIONS } from './regions';

interface BucketFormProps {
  id: string;
  problem: ApiProblem | undefined;
  onChange: () => void;
  onSubmit: (request: CreateBucketRequest) => void;
}

const SHOWN_FIELDS = ['bucket_name', 'region', 'encryption', 'kms_key_id'];

/** The form with the name and the settings of a bucket. */
export function BucketForm({ id, problem, onChange, onSubmit }: BucketFormProps) {
  const [fields, setFields] = useState(EMPTY_BUCKET);
  const [touched, setTouched] = useState<ReadonlySet<keyof BucketFields>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  const errors = bucketErrors(fields);
  const set = (change: Partial<BucketFields>) => {
    onChange();
    setFields(before => ({ ...before, ...change }));
    setTouched(before => new Set([...before, ...(Object.keys(change) as (keyof BucketFields)[])]));
  };
  const submit = () => {
    setSubmitted(true);
    if (Object.values(errors).every(error => error === undefined)) {
      onSubmit(toCreateBucketRequest(fields, touched));
    }
  };
  return (
    <form
      id={id}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <SpaceBetween size="l">
        {problem && !SHOWN_FIELDS.includes(problem.field ?? '') && <ProblemAlert problem={problem} />}
        <FormField
          label="Bucket name"
          description="Unique among all AWS accounts of the partition. It cannot be changed later."
          constraintText="3 to 63 characters: a-z, 0-9, dots and hyphens; a letter or digit at both ends."
          errorText={(submitted || fields.name !== '') && (errors.name ?? fieldError(problem, 'bucket_name'))}
          warningText={bucketNameWarning(fields.name)}
        >
          <AutofocusInput
            value={fields.name}
            placeholder="my-training-data-bucket"
            onChange={({ detail }) => {
              set({ name: detail.value });
            }}
          />
        </FormField>
        <FormField
          label="Region"
          description="Choose one, or type a newer one."
          errorText={errors.region ?? fieldError(problem, 'region')}
        >
          <Autosuggest
            value={fields.region}
            options={REGIONS.map(([value, description]) => ({ value, description }))}
            enteredTextLabel={value => `Use "${value}"`}
            empty="No region in the list contains this text"
            filteringType="auto"
            onChange={({ detail }) => {
              set({ region: detail.value });
            }}
          />
        </FormField>
        <FormField
          label="Versioning"
          description="Keeps the old version of an object that is replaced or deleted. A bucket that exists keeps its own setting unless you change this one."
        >
          <Toggle
            checked={fields.versioning}
            onChange={({ detail }) => {
              set({ versioning: detail.checked });
            }}
          >
            Keep versions
          </Toggle>
        </FormField>
        <FormField label="Encryption" errorText={fieldError(problem, 'encryption')}>
          <RadioGroup
            value={fields.encryption}
            items={[
              {
                value: 'default',
                label: 'Default',
                description: createTexts.defaultEncryption,
              },
              { value: 'AES256', label: createTexts.encryption('AES256', undefined) },
              {
                value: 'aws:kms',
                label: createTexts.encryption('aws:kms', undefined),
                description: createTexts.bucketKey,
              },
            ]}
            onChange={({ detail }) => {
              set({ encryption: detail.value as Encryption });
            }}
          />
        </FormField>
        {fields.encryption === 'aws:kms' && (
          <FormField
            label={
              <span>
                KMS key <i>- optional</i>
              </span>
            }
            description="Id, ARN or alias of a key of the data account or the use case's account, in the bucket's region. Left empty, a new bucket gets the account's aws/s3 key, which other accounts cannot read with."
            errorText={errors.kmsKey ?? fieldError(problem, 'kms_key_id')}
          >
            <Input
              value={fields.kmsKey}
              placeholder="arn:aws:kms:us-east-1:111122223333:key/1234abcd-…"
              onChange={({ detail }) => {
                set({ kmsKey: detail.value });
              }}
            />
          </FormField>
        )}
      </SpaceBetween>
    </form>
  );
}
