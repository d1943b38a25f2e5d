import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { json, renderWithContext } from '../shared/testing';
import { MAX_PAGES } from './loadUsecases';
import { UsecasesView } from './UsecasesView';

function usecase(name: string) {
  return { usecase_id: `id-of-${name}`, name, account_id: '111122223333' };
}

/** Opens the view with these pages; the token of a page is its number. */
function open(pages: string[][], end = pages.length) {
  const tokens: (string | null)[] = [];
  renderWithContext(<UsecasesView />, {
    'GET ': request => {
      const token = new URL(request.url).searchParams.get('page_token');
      tokens.push(token);
      const number = Number(token ?? '0');
      const usecases = (pages[number] ?? []).map(usecase);
      const next = number + 1 < end ? { next_token: String(number + 1) } : {};
      return json(200, { usecases, count: usecases.length, is_super_user: true, ...next });
    },
  });
  return tokens;
}

async function names(): Promise<(string | undefined)[]> {
  const rows = await screen.findAllByRole('row');
  return rows.slice(1).map(row => within(row).queryByRole('link')?.textContent.trim());
}

describe('UsecasesView', () => {
  it('list_hasTheUsecasesOfAllPagesByName', async () => {
    const tokens = open([['b', 'd'], [], ['a', 'c']]);
    await screen.findByText('a');
    expect(await names()).toEqual(['a', 'b', 'c', 'd']);
    expect(tokens).toEqual([null, '1', '2']);
    expect(screen.queryByText(/Only the first/)).toBeNull();
  });

  it('filter_findsAUsecaseOfALaterPage', async () => {
    open([['vision'], ['speech']]);
    await screen.findByText('speech');
    await userEvent.type(screen.getByRole('searchbox', { name: 'Filter use cases' }), 'spee');
    expect(await screen.findAllByText('1 match')).not.toEqual([]);
    expect(await names()).toEqual(['speech']);
  });

  it('listWithoutEnd_isLoadedUpToABoundAndSaysSo', async () => {
    const tokens = open([['a']], Number.MAX_SAFE_INTEGER);
    expect(await screen.findByText(/Only the first 1 use case/)).toBeTruthy();
    expect(tokens).toHaveLength(MAX_PAGES);
  });
});
