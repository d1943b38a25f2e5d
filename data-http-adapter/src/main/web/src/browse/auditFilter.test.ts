import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTIONS, auditFilterOf, checkPeriod, NO_FIELDS } from './auditFilter';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const OPEN_API = '../../../../data-core/src/main/resources/io/dataaccount/core/rest/openapi.json';

interface Document {
  components: { schemas: { AuditAction: { examples: string[] } } };
}

describe('auditFilterOf', () => {
  it('emptyFields_selectEverything', () => {
    const all = { from: undefined, to: undefined, actor: undefined, action: undefined };
    expect(auditFilterOf(NO_FIELDS, NOW)).toEqual(all);
    expect(auditFilterOf({ period: null, actor: ' ', action: '' }, NOW)).toEqual(all);
  });

  it('texts_areTrimmed', () => {
    expect(auditFilterOf({ period: null, actor: ' ana ', action: ' create_folder' }, NOW)).toMatchObject({
      actor: 'ana',
      action: 'create_folder',
    });
  });

  it.each([
    [1, 'hour', '2026-11-24T11:00:00.000Z'],
    [7, 'day', '2026-11-17T12:00:00.000Z'],
    [2, 'week', '2026-11-10T12:00:00.000Z'],
    [90, 'second', '2026-11-24T11:58:30.000Z'],
  ] as const)('last_%i_%s_hasNoEnd', (amount, unit, from) => {
    const period = { type: 'relative', amount, unit } as const;
    expect(auditFilterOf({ ...NO_FIELDS, period }, NOW)).toMatchObject({ from, to: undefined });
  });

  it('lastYearAndMonth_areCountedByTheCalendar', () => {
    const from = (unit: 'month' | 'year') =>
      auditFilterOf({ ...NO_FIELDS, period: { type: 'relative', amount: 1, unit } }, NOW).from;
    expect(from('year')?.slice(0, 10)).toBe('2025-11-24');
    expect(from('month')?.slice(0, 10)).toBe('2026-10-24');
  });

  it('fromAndTo_areInUtc_andIncludeTheLastSecond', () => {
    const startDate = '2026-11-24T00:00:00+01:00';
    const period = { type: 'absolute', startDate, endDate: '2026-11-24T23:59:59+01:00' } as const;
    expect(auditFilterOf({ ...NO_FIELDS, period }, NOW)).toMatchObject({
      from: '2026-11-23T23:00:00.000Z',
      to: '2026-11-24T23:00:00.000Z',
    });
  });
});

describe('checkPeriod', () => {
  it('endBeforeStart_orMissing_isRefused', () => {
    const period = (startDate: string, endDate: string) => checkPeriod({ type: 'absolute', startDate, endDate });
    expect(period('2026-11-24T00:00:00Z', '2026-11-23T00:00:00Z').valid).toBe(false);
    expect(period('2026-11-24T00:00:00Z', '').valid).toBe(false);
    expect(period('2026-11-24T00:00:00Z', '2026-11-24T00:00:00Z').valid).toBe(true);
    expect(checkPeriod({ type: 'relative', amount: NaN, unit: 'day' }).valid).toBe(false);
    expect(checkPeriod(null).valid).toBe(true);
  });
});

it('ACTIONS_areThoseOfTheContract', () => {
  const document = JSON.parse(readFileSync(OPEN_API, 'utf8')) as Document;
  expect([...ACTIONS].sort()).toEqual(document.components.schemas.AuditAction.examples.sort());
});
