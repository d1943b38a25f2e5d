import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { json, renderPart } from '../testing';
import CreateBucketModal from './CreateBucketModal';

const CALL = 'POST /demo/data/buckets';
const MADE = {
  bucket_name: 'my-bucket',
  region: 'us-east-1',
  arn: 'arn:aws:s3:::my-bucket',
  created: true,
  versioning_enabled: true,
  encryption: 'AES256',
  cors_configured: false,
  steps: [
    { step: 'bucket', outcome: 'done' },
    { step: 'cors', outcome: 'failed' },
  ],
  warnings: [{ step: 'cors', detail: 'The role may not.', action: 's3:PutBucketCORS' }],
};

function open(answer: () => Response) {
  const onDone = vi.fn();
  const onClose = vi.fn();
  const part = <CreateBucketModal usecase="demo" onDone={onDone} onClose={onClose} />;
  return { onDone, onClose, ...renderPart(part, { [CALL]: answer }) };
}

async function submit(name: string) {
  await userEvent.type(screen.getByLabelText('Bucket name'), name);
  await userEvent.click(screen.getByRole('button', { name: 'Create bucket' }));
}

describe('CreateBucketModal', () => {
  it('badName_isSaidAsItIsTypedAndNotSent', async () => {
    const { sent } = open(() => json(201, MADE));
    await submit('My_Bucket');
    expect(screen.getByText('Must not have capital letters: use a-z.')).toBeTruthy();
    expect(screen.getByLabelText('Bucket name').getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
  });

  it('defaults_areSentInFull', async () => {
    const { sent, onDone } = open(() => json(201, MADE));
    await submit('my-bucket');
    await screen.findByText('Bucket my-bucket is created, with a warning.');
    const body = { bucket_name: 'my-bucket', region: 'us-east-1', enable_versioning: true, encryption: 'AES256' };
    expect(sent).toEqual([{ call: CALL, body }]);
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('warnings_areShownWithTheirStepAndTheSameCallFinishesThem', async () => {
    const answers = [MADE, { ...MADE, created: false, steps: [{ step: 'cors', outcome: 'done' }], warnings: [] }];
    const { sent } = open(() => json(200, answers.shift()));
    await submit('my-bucket');
    expect(await screen.findByText('s3:PutBucketCORS')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Finish what failed' }));
    await screen.findByText('Bucket my-bucket was yours already and is now as asked.');
    expect(sent[1]).toEqual(sent[0]);
  });

  it('problemWithAField_standsAtTheField', async () => {
    const detail = "bucket_name 'my-bucket' is taken.";
    open(() => json(409, { code: 'bucket_name_taken', title: 'Taken', detail, field: 'bucket_name' }));
    await submit('my-bucket');
    await waitFor(() => {
      const described = screen.getByLabelText('Bucket name').getAttribute('aria-describedby') ?? '';
      const texts = described.split(' ').map(id => document.getElementById(id)?.textContent ?? '');
      expect(texts.join(' ')).toContain(detail);
    });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('problemWithoutField_isAnAlert', async () => {
    open(() => json(502, { code: 'data_account_denied', title: 'Denied', detail: 'The role may not.', request_id: 'r-9' }));
    await submit('my-bucket');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The role may not.');
    expect(alert.textContent).toContain('r-9');
  });
});
