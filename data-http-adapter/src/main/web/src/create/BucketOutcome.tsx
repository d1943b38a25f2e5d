import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useEffect, useRef } from 'react';
import { hrefOf, type Route } from '../shared/route';
import { ProblemAlert } from '../shared/ProblemAlert';
import { usePageContext } from '../shared/pageContext';
import type { CreatedBucket } from '../services/api';
import type { ApiProblem } from '../services/problem';

/** What was done to the bucket, and what could not be. */
export function BucketOutcome({ made, problem }: { made: CreatedBucket; problem: ApiProblem | undefined }) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const warnings = made.warnings;
  return (
    <div ref={top} tabIndex={-1} className="heading" role="group" aria-label="Result">
      <SpaceBetween size="l">
        {problem && <ProblemAlert problem={problem} />}
        <Alert type={warnings.length === 0 ? 'success' : 'warning'} header={summary(made)}>
          {warnings.length > 0 &&
            'It can be used. What is below could not be done: give the role the actions named there, then finish.'}
        </Alert>
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Bucket', value: made.bucket_name },
            { label: 'Region', value: made.region },
            { label: 'ARN', value: made.arn },
            { label: 'Versioning', value: made.versioning_enabled ? 'Enabled' : 'Suspended' },
            {
              label: 'Encryption',
              value: made.kms_key_id ? `${made.encryption}, ${made.kms_key_id}` : made.encryption,
            },
            { label: 'Uploads from this page', value: made.cors_configured ? 'Allowed' : 'Not allowed yet' },
          ]}
        />
        <div>
          <Box variant="awsui-key-label">Steps</Box>
          <ul className="steps" aria-label="Steps">
            {made.steps.map(({ step, outcome }) => (
              <li key={step}>
                <StatusIndicator type={LOOKS[outcome]}>{`${NAMES[step] ?? step}: ${WORDS[outcome]}`}</StatusIndicator>
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

interface OutcomeFooterProps {
  usecase: string;
  made: CreatedBucket;
  busy: boolean;
  onAgain: () => void;
  onClose: () => void;
}

/** The ways on from the outcome. */
export function OutcomeFooter({ usecase, made, busy, onAgain, onClose }: OutcomeFooterProps) {
  const { navigate } = usePageContext();
  const bucket: Route = { kind: 'folder', usecase, bucket: made.bucket_name, prefix: '' };
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={onClose}>
          Close
        </Button>
        {made.warnings.length > 0 && (
          <Button loading={busy} loadingText="Working on it" onClick={onAgain}>
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
  const done = created
    ? `Bucket ${name} is created`
    : `Bucket ${name} was yours already; what you left out stays as it was`;
  return warnings.length === 0 ? `${done}.` : `${done}, with ${warnings.length === 1 ? 'a warning' : 'warnings'}.`;
}

type Outcome = CreatedBucket['steps'][number]['outcome'];

const LOOKS: Record<Outcome, StatusIndicatorProps.Type> = { done: 'success', unchanged: 'stopped', failed: 'warning' };
const WORDS: Record<Outcome, string> = { done: 'done', unchanged: 'as wanted already', failed: 'failed' };

const NAMES: Record<string, string> = {
  bucket: 'Bucket',
  tags: 'Tags',
  versioning: 'Versioning',
  encryption: 'Encryption',
  public_access_block: 'Block Public Access',
  ownership: 'Bucket owner enforced',
  secure_transport: 'Only over TLS',
  lifecycle: 'Clean-up of incomplete uploads',
  cors: 'Uploads from this page (CORS)',
};
