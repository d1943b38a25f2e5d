import { describe, expect, it } from 'vitest';
import { breadcrumbsOf, HOME, hrefOf, parseRoute, type Route, titleOf } from './route';

const DEEP = { kind: 'folder', usecase: 'demo', bucket: 'my-bucket', prefix: 'datasets/run 1/ä&b=c+d/' } as const;

function read(href: string): Route {
  return parseRoute(new URL(href, 'http://localhost').searchParams);
}

describe('parseRoute', () => {
  it.each<[string, Route]>([
    ['/', HOME],
    ['/?usecase=', HOME],
    ['/?bucket=lonely', HOME],
    ['/?usecase=demo', { kind: 'buckets', usecase: 'demo' }],
    ['/?usecase=demo&prefix=a/', { kind: 'buckets', usecase: 'demo' }],
    ['/?usecase=demo&bucket=b', { kind: 'folder', usecase: 'demo', bucket: 'b', prefix: '' }],
    ['/?usecase=demo&bucket=b&prefix=a/b', { kind: 'folder', usecase: 'demo', bucket: 'b', prefix: 'a/b/' }],
    ['/?usecase=demo&view=audit', { kind: 'audit', usecase: 'demo' }],
    ['/?usecase=demo&bucket=b&view=audit', { kind: 'audit', usecase: 'demo' }],
    ['/?view=audit', { kind: 'audit', usecase: undefined }],
    ['/?view=other', HOME],
  ])('%s_isTheRoute', (href, route) => {
    expect(read(href)).toEqual(route);
  });
});

describe('hrefOf', () => {
  it.each(['/', '//', './', '../', 'a//', 'x/../', 'a/./b/', '..//', '../../?x#y&z=1/', '%2e%2e/', 'a+b %2F/', '\\/'])(
    'folder_%s_thatAnotherProgramMade_readsBackTheSame',
    prefix => {
      const route: Route = { kind: 'folder', usecase: 'demo', bucket: 'b', prefix };
      expect(read(hrefOf(route))).toEqual(route);
      expect(breadcrumbsOf(route).at(-1)?.route).toEqual(route);
      for (const breadcrumb of breadcrumbsOf(route)) {
        const url = new URL(hrefOf(breadcrumb.route), 'http://localhost/?usecase=other#x');
        expect(url.pathname + url.hash).toBe('/');
        expect(parseRoute(url.searchParams)).toEqual(breadcrumb.route);
      }
    },
  );

  it('breadcrumbs_ofAFolderThatAnotherProgramMade_areItsSegments', () => {
    const texts = (prefix: string) =>
      breadcrumbsOf({ kind: 'folder', usecase: 'demo', bucket: 'b', prefix })
        .map(breadcrumb => breadcrumb.text)
        .slice(3);
    expect(texts('/')).toEqual(['/']);
    expect(texts('raw//')).toEqual(['raw/', '/']);
    expect(texts('a/./b/')).toEqual(['a/', './', 'b/']);
    expect(texts('..//')).toEqual(['../', '/']);
  });

  // A new kind of route does not compile without an example here, and its example fails until parseRoute knows it.
  const EXAMPLES: Record<Route['kind'], Route> = {
    usecases: HOME,
    buckets: { kind: 'buckets', usecase: 'a.b_c-d' },
    folder: DEEP,
    audit: { kind: 'audit', usecase: 'a.b_c-d' },
  };

  it.each(Object.values(EXAMPLES))('$kind_readsBackTheSame', route => {
    expect(read(hrefOf(route))).toEqual(route);
  });

  it('folder_keepsSlashesReadable', () => {
    expect(hrefOf({ kind: 'folder', usecase: 'demo', bucket: 'b', prefix: 'a/b/' })).toBe(
      '/?usecase=demo&bucket=b&prefix=a/b/',
    );
  });
});

describe('breadcrumbsOf', () => {
  it('folder_hasABreadcrumbForEachSegment', () => {
    expect(breadcrumbsOf(DEEP).map(breadcrumb => breadcrumb.text)).toEqual([
      'Use cases',
      'demo',
      'my-bucket',
      'datasets/',
      'run 1/',
      'ä&b=c+d/',
    ]);
    expect(breadcrumbsOf(DEEP).at(-1)?.route).toEqual(DEEP);
    expect(breadcrumbsOf(DEEP)[3]?.route).toEqual({ ...DEEP, prefix: 'datasets/' });
  });

  it('prefixWithEmptySegment_keepsIt', () => {
    expect(
      breadcrumbsOf({ ...DEEP, prefix: 'a//b/' })
        .map(breadcrumb => breadcrumb.text)
        .slice(3),
    ).toEqual(['a/', '/', 'b/']);
  });

  it('auditLog_isBelowItsUseCase_orBelowTheUseCases', () => {
    const texts = (route: Route) => breadcrumbsOf(route).map(breadcrumb => breadcrumb.text);
    expect(texts({ kind: 'audit', usecase: 'demo' })).toEqual(['Use cases', 'demo', 'Audit log']);
    expect(texts({ kind: 'audit', usecase: undefined })).toEqual(['Use cases', 'Audit log']);
    expect(hrefOf({ kind: 'audit', usecase: undefined })).toBe('/?view=audit');
  });

  it('title_isTheLastBreadcrumb', () => {
    expect(titleOf(HOME)).toBe('Use cases');
    expect(titleOf(DEEP)).toBe('ä&b=c+d/');
  });
});
