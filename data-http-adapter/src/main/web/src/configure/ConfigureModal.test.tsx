import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { json, renderWithContext } from '../shared/testing';
import ConfigureModal from './ConfigureModal';

const USECASE = {
  usecase_id: 'demo',
  name: 'Demo',
  account_id: '111111111111',
  data_account_id: '222222222222',
  data_account_role_arn: 'arn:aws:iam::222222222222:role/Data',
  created_at: '',
  updated_at: '',
};
const GENERATED_ID = '8c1d3b0e-6f0a-4f3e-9d55-0d6a1f3c2b11';

describe('ConfigureModal', () => {
  it('externalIdThatTheServerMade_isShownAndSentWithTheNextTry', async () => {
    let tries = 0;
    const onDone = vi.fn();
    const { sent } = renderWithContext(<ConfigureModal usecase={USECASE} onDone={onDone} onClose={() => undefined} />, {
      'POST /demo/data/configure': () =>
        tries++ === 0
          ? json(502, {
              code: 'assume_role_denied',
              title: 'Denied',
              detail: 'Put it into the trust policy.',
              field: 'data_account_external_id',
              data_account_external_id: GENERATED_ID,
            })
          : json(200, { message: 'Done', usecase_id: 'demo' }),
    });
    fireEvent.change(screen.getByLabelText(/Data bucket/), { target: { value: 'data-bucket' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(screen.getByLabelText<HTMLInputElement>(/External ID/).value).toBe(GENERATED_ID);
    });
    expect(screen.getByText('Put it into the trust policy.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(onDone).toHaveBeenCalled();
    });
    expect(sent[1]?.body).toEqual({ data_account_external_id: GENERATED_ID, data_s3_bucket: 'data-bucket' });
  });
});
