import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useEffect, useRef } from 'react';
import type { CreatedBucket } from '../services/api';
import type { ApiProblem } from '../services/problem';
import { Arn } from '../shared/Arn';
import { usePageContext } from '../shared/pageContext';
import { ProblemAlert } from '../shared/ProblemAlert';
import { hrefOf, type Route } from '../shared/route';
import { createTexts } from '../texts/create';

/** The result of each step of creating the bucket. */
export function BucketResult({ result, problem }: { result: CreatedBucket; problem: ApiProblem | undefined }) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const warnings = result.warnings;
  return (
    <div ref={top} tabIndex={-1} className="heading" role="group" aria-label="Result">
      <SpaceBetween size="l">
        {problem && <ProblemAlert problem={problem} />}
        <Alert type={warnings.length === 0 ? 'success' : 'warning'} header={summary(result)}>
          {warnings.length > 0 &&
            'The bucket can be used. The steps below failed: give the role the named actions, then finish.'}
        </Alert>
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Bucket', value: result.bucket_name },
            { label: 'Region', value: result.region },
            { label: 'ARN', value: <Arn>{result.arn}</Arn> },
            { label: 'Versioning', value: result.versioning_enabled ? 'Enabled' : 'Suspended' },
            {
              label: 'Encryption',
              value: createTexts.encryption(result.encryption, result.kms_key_id),
            },
            { label: 'Uploads from this page', value: result.cors_configured ? 'Allowed' : 'Not allowed yet' },
          ]}
        />
        <div>
          <Box variant="awsui-key-label">Steps</Box>
          <ul className="steps" aria-label="Steps">
            {result.steps.map(({ step, outcome }) => (
              <li key={step}>
                <StatusIndicator
                  type={STATUS_TYPES[outcome]}
                >{`${createTexts.steps[step] ?? step}: ${createTexts.outcomes[outcome]}`}</StatusIndicator>
                {warnings
                  .filter(warning => warning.step === step)
                  .map(warning => (
                    <Box key={warning.detail} variant="p" padding={{ left: 'l' }}>
                      {warning.detail}
                      {warning.action !== undefined && (
                        <>
                          {' '}
                          Missing action: <Box variant="code">{warning.action}</Box>
                        </>
                      )}
                    </Box>
                  ))}
              </li>
            ))}
          </ul>
        </div>
      </SpaceBetween>
    </div>
  );
}

interface BucketResultFooterProps {
  usecase: string;
  result: CreatedBucket;
  busy: boolean;
  onRetry: () => void;
  onClose: () => void;
}

/** The buttons below the result. */
export function BucketResultFooter({ usecase, result, busy, onRetry, onClose }: BucketResultFooterProps) {
  const { navigate } = usePageContext();
  const bucket: Route = { kind: 'folder', usecase, bucket: result.bucket_name, prefix: '' };
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={onClose}>
          Close
        </Button>
        {result.warnings.length > 0 && (
          <Button loading={busy} loadingText="Working on it" onClick={onRetry}>
            Finish what failed
          </Button>
        )}
        <Button
          variant="primary"
          href={hrefOf(bucket)}
          onFollow={event => {
            event.preventDefault();
            onClose();
            navigate(bucket);
          }}
        >
          Open bucket
        </Button>
      </SpaceBetween>
    </Box>
  );
}

function summary({ bucket_name: name, created, warnings }: CreatedBucket): string {
  const done = created ? createTexts.created(name) : createTexts.existed(name);
  return warnings.length === 0 ? done : `${done} ${createTexts.warnings(warnings.length)}`;
}

type StepOutcome = CreatedBucket['steps'][number]['outcome'];

const STATUS_TYPES: Record<StepOutcome, StatusIndicatorProps.Type> = {
  done: 'success',
  unchanged: 'stopped',
  failed: 'warning',
};
