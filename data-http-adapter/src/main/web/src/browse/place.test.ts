import { describe, expect, it } from 'vitest';
import { addressOf, HOME, placeOf, titleOf, trail, type Place } from './place';

const DEEP = { kind: 'folder', usecase: 'demo', bucket: 'my-bucket', prefix: 'datasets/run 1/ä&b=c+d/' } as const;

function read(address: string): Place {
  return placeOf(new URL(address, 'http://localhost').searchParams);
}

describe('placeOf', () => {
  it.each<[string, Place]>([
    ['/', HOME],
    ['/?usecase=', HOME],
    ['/?bucket=lonely', HOME],
    ['/?usecase=demo', { kind: 'buckets', usecase: 'demo' }],
    ['/?usecase=demo&prefix=a/', { kind: 'buckets', usecase: 'demo' }],
    ['/?usecase=demo&bucket=b', { kind: 'folder', usecase: 'demo', bucket: 'b', prefix: '' }],
    ['/?usecase=demo&bucket=b&prefix=a/b', { kind: 'folder', usecase: 'demo', bucket: 'b', prefix: 'a/b/' }],
  ])('%s_isThePlace', (address, place) => {
    expect(read(address)).toEqual(place);
  });
});

describe('addressOf', () => {
  it.each(['/', '//', './', 'a//', 'x/../'])('folder_%s_thatAnotherProgramMade_readsBackTheSame', prefix => {
    const place: Place = { kind: 'folder', usecase: 'demo', bucket: 'b', prefix };
    expect(read(addressOf(place))).toEqual(place);
    expect(trail(place).at(-1)?.place).toEqual(place);
  });

  it.each<[Place]>([[HOME], [{ kind: 'buckets', usecase: 'a.b_c-d' }], [DEEP]])('anyPlace_readsBackTheSame', place => {
    expect(read(addressOf(place))).toEqual(place);
  });

  it('folder_keepsSlashesReadable', () => {
    expect(addressOf({ kind: 'folder', usecase: 'demo', bucket: 'b', prefix: 'a/b/' })).toBe(
      '/?usecase=demo&bucket=b&prefix=a/b/',
    );
  });
});

describe('trail', () => {
  it('folder_namesEachStepDownToIt', () => {
    expect(trail(DEEP).map(step => step.text)).toEqual([
      'Use cases',
      'demo',
      'my-bucket',
      'datasets/',
      'run 1/',
      'ä&b=c+d/',
    ]);
    expect(trail(DEEP).at(-1)?.place).toEqual(DEEP);
    expect(trail(DEEP)[3]?.place).toEqual({ ...DEEP, prefix: 'datasets/' });
  });

  it('prefixWithEmptySegment_keepsIt', () => {
    expect(
      trail({ ...DEEP, prefix: 'a//b/' })
        .map(step => step.text)
        .slice(3),
    ).toEqual(['a/', '/', 'b/']);
  });

  it('title_isTheLastStep', () => {
    expect(titleOf(HOME)).toBe('Use cases');
    expect(titleOf(DEEP)).toBe('ä&b=c+d/');
  });
});
