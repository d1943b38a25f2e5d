import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Arn } from './Arn';

it('arn_breaksOnlyAtItsSeparators_andKeepsItsCharacters', () => {
  const arn = 'arn:aws:iam::444455556666:role/path/DDADataAccessRole';
  const { container } = render(<Arn>{arn}</Arn>);
  expect(container.textContent).toBe(arn);
  expect(container.innerHTML.split('<wbr>').filter(part => part !== '')).toEqual([
    'arn:',
    'aws:',
    'iam:',
    ':',
    '444455556666:',
    'role/',
    'path/',
    'DDADataAccessRole',
  ]);
});
