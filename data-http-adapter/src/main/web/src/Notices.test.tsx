import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useNotices } from './Notices';

function shownAfter(...notices: ['success' | 'warning', string][]): string[] {
  const { result } = renderHook(useNotices);
  for (const [type, text] of notices) {
    act(() => {
      result.current.notify({ type, text });
    });
  }
  return result.current.notices.map(notice => notice.text);
}

describe('useNotices', () => {
  it('success_goesWithTheNextNotice', () => {
    expect(shownAfter(['success', 'a'], ['success', 'b'])).toEqual(['b']);
    expect(shownAfter(['success', 'a'], ['warning', 'b'])).toEqual(['b']);
  });

  it('warning_stays', () => {
    expect(shownAfter(['warning', 'a'], ['success', 'b'], ['warning', 'c'])).toEqual(['c', 'a']);
  });

  it('sameWarning_isShownOnce', () => {
    expect(shownAfter(['warning', 'a'], ['warning', 'b'], ['warning', 'a'])).toEqual(['a', 'b']);
  });
});
