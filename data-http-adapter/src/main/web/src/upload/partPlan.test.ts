import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, partPlan } from './partPlan';

const MIB = 1024 * 1024;

describe('partPlan', () => {
  it.each([1, 8 * MIB, 8 * MIB + 1, 64 * MIB + 1, 200 * MIB, 8000 * MIB, 8000 * MIB + 1, MAX_FILE_BYTES])(
    'cuts %d bytes without gaps into at most 1,000 parts that S3 takes',
    size => {
      const parts = partPlan(size);
      expect(parts.length).toBeLessThanOrEqual(1000);
      expect(parts.map(({ number }) => number)).toEqual(parts.map((_, i) => i + 1));
      expect(parts[0]?.start).toBe(0);
      expect(parts.at(-1)?.end).toBe(size);
      parts.slice(1).forEach(({ start }, i) => {
        expect(start).toBe(parts[i]?.end);
      });
      parts.slice(0, -1).forEach(({ start, end }) => {
        expect(end - start).toBeGreaterThanOrEqual(5 * MIB);
        expect(end - start).toBeLessThanOrEqual(5 * 1024 * MIB);
      });
    },
  );
});
