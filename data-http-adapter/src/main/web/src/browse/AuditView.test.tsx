import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { json, renderWithContext } from '../shared/testing';
import { AuditView } from './AuditView';

const CALL = 'GET /demo/audit';
const EVENT = {
  event_id: 'e1',
  timestamp: '2026-11-24T12:00:00.123Z',
  user_id: 'ana',
  action: 'create_folder',
  resource_type: 'folder',
  resource_id: 'datasets/raw/',
  usecase_id: 'demo',
  result: 'success',
  details: { request_id: 'request-0001', files: 3, map: { deep: true } },
};

function open(response: (query: URLSearchParams) => Response) {
  const queries: URLSearchParams[] = [];
  const respond = (request: Request) => {
    const query = new URL(request.url).searchParams;
    queries.push(query);
    return response(query);
  };
  return {
    queries,
    ...renderWithContext(<AuditView route={{ kind: 'audit', usecase: 'demo' }} />, { [CALL]: respond }),
  };
}

function openPortal(response: (query: URLSearchParams) => Response) {
  const sent: string[] = [];
  const respond = (call: string) => (request: Request) => {
    sent.push(call);
    return response(new URL(request.url).searchParams);
  };
  renderWithContext(<AuditView route={{ kind: 'audit', usecase: undefined }} />, {
    'GET /global/audit': respond('global'),
    'GET /audit': respond('user'),
  });
  return sent;
}

describe('AuditView', () => {
  it('events_areShownWithTheirResults', async () => {
    const results = ['success', 'denied', 'failure', 'started', 'unheard of'];
    open(() => json(200, { events: results.map(result => ({ ...EVENT, event_id: result, result })) }));
    await screen.findByText('unheard of');
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows).toHaveLength(5);
    expect(within(rows[0] as HTMLElement).getByText('folder datasets/raw/')).toBeTruthy();
    for (const text of ['Success', 'Denied', 'Failure', 'Started', 'unheard of']) {
      expect(screen.getByText(text)).toBeTruthy();
    }
  });

  it('eventOfAnotherProgram_withoutMostParts_isShown', async () => {
    open(() => json(200, { events: [{ event_id: 'e1', timestamp: EVENT.timestamp, details: {} }] }));
    await userEvent.click(await screen.findByRole('button', { name: /^Details of the event/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('e1')).toBeTruthy();
  });

  it('details_areInADialog', async () => {
    open(() => json(200, { events: [EVENT] }));
    await userEvent.click(await screen.findByRole('button', { name: /^Details of create_folder/ }));
    const dialog = await screen.findByRole('dialog', { name: 'create_folder' });
    for (const text of ['request-0001', '3', '{"deep":true}', 'datasets/raw/', 'e1']) {
      expect(within(dialog).getByText(text)).toBeTruthy();
    }
    await userEvent.click(within(dialog).getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });

  it('filters_areSentWhenTheyAreApplied', async () => {
    const { queries } = open(query => json(200, { events: query.has('actor') ? [] : [EVENT] }));
    await screen.findByText('ana');
    await userEvent.type(await screen.findByRole('textbox', { name: 'User' }), ' bo');
    expect(queries).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Apply filters' }));
    expect(await screen.findByText('No event matches these filters.')).toBeTruthy();
    expect(queries.at(-1)?.get('actor')).toBe('bo');
    await userEvent.click(screen.getAllByRole('button', { name: 'Clear filters' }).at(-1) as HTMLElement);
    expect(await screen.findByText('ana')).toBeTruthy();
    expect(queries.at(-1)?.has('actor')).toBe(false);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'User' }).value).toBe('');
  });

  it('enterInAField_applies', async () => {
    const { queries } = open(() => json(200, { events: [] }));
    await screen.findByText('No events');
    await userEvent.type(await screen.findByRole('textbox', { name: 'User' }), 'bo{Enter}');
    await screen.findByText('No matches');
    expect(queries.at(-1)?.get('actor')).toBe('bo');
  });

  it('filterThatIsErasedAgain_isNone', async () => {
    open(() => json(200, { events: [] }));
    const user = await screen.findByRole('textbox', { name: 'User' });
    await userEvent.type(user, 'bo{Enter}');
    await screen.findByText('No matches');
    await userEvent.type(user, '{Backspace}{Backspace}{Enter}');
    expect(await screen.findByText('No events')).toBeTruthy();
  });

  it('chosenAction_appliesAtOnce', async () => {
    const { queries } = open(() => json(200, { events: [] }));
    await screen.findByText('No events');
    await userEvent.type(await screen.findByRole('combobox', { name: 'Action' }), 'create_f');
    await userEvent.click(await screen.findByRole('option', { name: /^create_f ?older/ }));
    await screen.findByText('No matches');
    expect(queries.at(-1)?.get('action')).toBe('create_folder');
  });

  it('emptyPage_thatIsNotTheLast_leadsToTheNext', async () => {
    open(query => json(200, query.get('page_token') === 't' ? { events: [EVENT] } : { events: [], next_token: 't' }));
    expect(await screen.findByText('No matching event on this page')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('ana')).toBeTruthy();
  });

  it('serverWithoutAuditLog_saysSo_andLeadsBack', async () => {
    const { navigated } = open(() =>
      json(404, { code: 'audit_log_not_found', title: 'Audit log not found', detail: 'Set AUDIT_LOG_TABLE.' }),
    );
    expect(await screen.findByText('Set AUDIT_LOG_TABLE.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'See the use case' }));
    expect(navigated).toEqual([{ kind: 'buckets', usecase: 'demo' }]);
  });

  it('missingRole_leadsToAnotherUseCase_andABadFilterDoesNot', async () => {
    const { queries } = open(query =>
      query.has('actor')
        ? json(400, { code: 'invalid_input', field: 'actor', title: 'Invalid value', detail: 'actor is wrong.' })
        : json(403, { code: 'forbidden', title: 'Permission denied', detail: 'You have no role.' }),
    );
    expect(await screen.findByRole('link', { name: 'Choose another use case' })).toBeTruthy();
    await userEvent.type(await screen.findByRole('textbox', { name: 'User' }), 'ü{Enter}');
    expect(await screen.findByText('actor is wrong.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Choose another use case' })).toBeNull();
    expect(queries).toHaveLength(2);
  });

  it('portal_showsItsOwnEvents_andWithAUserThoseOfAllUseCases', async () => {
    const sent = openPortal(() => json(200, { events: [EVENT] }));
    expect(await screen.findByText('demo')).toBeTruthy();
    await userEvent.type(await screen.findByRole('textbox', { name: 'User' }), 'ana{Enter}');
    await waitFor(() => {
      expect(sent).toEqual(['global', 'user']);
    });
  });
});
