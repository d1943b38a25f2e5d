import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { json, renderWithContext } from '../shared/testing';
import CreateBucketModal from './CreateBucketModal';

const CALL = 'POST /demo/data/buckets';
const CREATED = {
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

function open(response: () => Response) {
  const onDone = vi.fn();
  const onClose = vi.fn();
  const part = <CreateBucketModal usecase="demo" onDone={onDone} onClose={onClose} />;
  return { onDone, onClose, ...renderWithContext(part, { [CALL]: response }) };
}

async function submit(name: string) {
  await userEvent.type(screen.getByLabelText('Bucket name'), name);
  await userEvent.click(screen.getByRole('button', { name: 'Create bucket' }));
}

describe('CreateBucketModal', () => {
  it('invalidName_isShownAndNotSent', async () => {
    const { sent } = open(() => json(201, CREATED));
    await submit('My_Bucket');
    expect(screen.getByText('Must not have capital letters: use a-z.')).toBeTruthy();
    expect(screen.getByLabelText('Bucket name').getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
  });

  it('untouchedFields_areNotSent', async () => {
    const { sent, onDone } = open(() => json(201, CREATED));
    await submit('my-bucket');
    await screen.findByText('Bucket my-bucket was created. One step failed.');
    expect(sent).toEqual([{ call: CALL, body: { bucket_name: 'my-bucket' } }]);
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('warnings_areShownWithTheirStepAndTheSameCallFinishesThem', async () => {
    const responses = [
      CREATED,
      { ...CREATED, created: false, steps: [{ step: 'cors', outcome: 'done' }], warnings: [] },
    ];
    const { sent } = open(() => json(200, responses.shift()));
    await submit('my-bucket');
    expect(await screen.findByText('s3:PutBucketCORS')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Finish what failed' }));
    await screen.findByText('Bucket my-bucket already existed. Settings that you left out did not change.');
    expect(sent[1]).toEqual(sent[0]);
  });

  it.each([
    ['unchanged', 'Bucket already exists'],
    ['done', 'Bucket updated'],
  ])('existingBucketWhoseStepIs_%s_isNotSaidToBeCreated', async (outcome, title) => {
    open(() => json(200, { ...CREATED, created: false, steps: [{ step: 'tags', outcome }], warnings: [] }));
    await submit('my-bucket');
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
    expect(screen.queryByText(/created/)).toBeNull();
  });

  it('problemWithAField_isShownAtTheField', async () => {
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
    open(() =>
      json(502, { code: 'data_account_denied', title: 'Denied', detail: 'The role may not.', request_id: 'r-9' }),
    );
    await submit('my-bucket');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The role may not.');
    expect(alert.textContent).toContain('r-9');
  });

  const CONFLICT = {
    code: 'conflict',
    title: 'Conflict',
    detail: 'The bucket exists with other settings.',
    field: 'enable_versioning',
    differences: [
      { field: 'enable_versioning', is: 'true', wanted: 'false' },
      { field: 'encryption', is: 'AES256', wanted: 'aws:kms' },
      { field: 'kms_key_id', wanted: 'aws/s3' },
    ],
  };

  async function submitAgainst(...responses: Response[]) {
    const part = open(() => responses.shift() ?? json(500, {}));
    await userEvent.click(screen.getByLabelText('Keep versions'));
    await userEvent.click(screen.getByLabelText(/^AWS KMS keys/));
    await submit('my-bucket');
    return part;
  }

  it('settingsThatWouldBeReplaced_areConfirmedFirst', async () => {
    const { sent, onDone } = await submitAgainst(json(409, CONFLICT), json(200, { ...CREATED, created: false }));
    const table = await screen.findByRole('table', { name: 'Settings that would change' });
    expect([...table.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent))).toEqual(
      [
        ['Versioning', 'Enabled', 'Suspended'],
        ['Encryption', 'Amazon S3 managed keys (SSE-S3)', 'AWS KMS keys (SSE-KMS)'],
        ['KMS key', 'None', 'aws/s3'],
      ],
    );
    const body = { bucket_name: 'my-bucket', enable_versioning: false, encryption: 'aws:kms' };
    expect(sent).toEqual([{ call: CALL, body }]);
    expect(onDone).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Change the settings' }));
    await screen.findByText(/already existed/);
    expect(sent[1]).toEqual({ call: CALL, body: { ...body, update_existing: true } });
    expect(screen.queryByRole('table', { name: 'Settings that would change' })).toBeNull();
  });

  it('aes256_canBeChosenForABucketWithAnotherEncryption', async () => {
    const { sent } = open(() => json(200, { ...CREATED, created: false }));
    await userEvent.click(screen.getByLabelText('Amazon S3 managed keys (SSE-S3)'));
    await submit('my-bucket');
    expect(sent).toEqual([{ call: CALL, body: { bucket_name: 'my-bucket', encryption: 'AES256' } }]);
  });

  it('back_sendsNothingAndKeepsTheForm', async () => {
    const { sent } = await submitAgainst(json(409, CONFLICT));
    await screen.findByRole('table', { name: 'Settings that would change' });
    const back = screen.getAllByRole('button', { name: 'Back to the form' }).at(-1);
    await userEvent.click(back ?? document.body);
    expect(screen.getByLabelText<HTMLInputElement>('Bucket name').value).toBe('my-bucket');
    expect(screen.queryByRole('table', { name: 'Settings that would change' })).toBeNull();
    expect(sent).toHaveLength(1);
  });

  it('forbiddenUpdate_isShownInTheConfirmation', async () => {
    const detail = 'Your role is DataScientist, and update_existing needs UseCaseAdmin.';
    await submitAgainst(
      json(409, CONFLICT),
      json(403, { code: 'forbidden', title: 'No', detail, field: 'update_existing' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Change the settings' }));
    expect(await screen.findByText(detail)).toBeTruthy();
  });

  it('keyThatAwsManages_isShownAndNotSent', async () => {
    const { sent } = open(() => json(201, CREATED));
    await userEvent.click(screen.getByLabelText(/^AWS KMS keys/));
    await userEvent.type(screen.getByLabelText(/^KMS key/), 'alias/aws/s3');
    await submit('my-bucket');
    expect(
      screen.getByText('Must be a key of your own, not one that AWS manages: leave it empty to use aws/s3.'),
    ).toBeTruthy();
    expect(sent).toEqual([]);
  });
});
