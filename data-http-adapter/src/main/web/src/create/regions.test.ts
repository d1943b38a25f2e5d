import { describe, expect, it } from 'vitest';
import { regionError, REGIONS } from './regions';

describe('regionError', () => {
  it('everyRegionOfTheList_isFine', () => {
    expect(REGIONS.map(([id]) => id).filter(id => regionError(id) !== undefined)).toEqual([]);
    expect(new Set(REGIONS.map(([id]) => id)).size).toBe(REGIONS.length);
  });

  it.each(['ap-southeast-7', 'us-gov-east-1', 'eusc-de-east-1', 'us-isob-east-1', 'garage', 'auto', 'RegionOne'])(
    '%s_isFine',
    region => {
      expect(regionError(region)).toBeUndefined();
    },
  );

  it.each(['', 'São Paulo', '-us-east-1', 'us_east_1', 'us-east-1 ', 'aws-global', 'fips-us-east-1'])(
    '%s_isRefused',
    region => {
      expect(regionError(region)).toContain('Must be a region');
    },
  );
});
