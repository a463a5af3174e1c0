import { describe, expect, it } from 'vitest';
import { createWordFilter } from '../../../src/facts/code/words.ts';

const listsIn = createWordFilter([['sentry'], ['select request', 'eval'], ['log level']]);
const inText = (text: string): number[] => listsIn(Buffer.from(text));

describe('createWordFilter', () => {
  it.each([
    ['import Sentry from "sentry"', [0]],
    ['SELECT * FROM t WHERE id = #{request.id}', [1]],
    ['request.id; select(x)', [1]],
    ['eval(x)', [1]],
    ['log.level = log', [2]],
    ['sentry select request log-level', [0, 1, 2]],
  ])('says which lists have an entry in %j', (text, lists) => {
    expect(inText(text)).toEqual(lists);
  });

  it.each(['sentry_sdk', 'select', 'request', 'selectrequest', 'level', ''])('finds none in %j', (text) => {
    expect(inText(text)).toEqual([]);
  });

  it('keeps nothing from one file to the next', () => {
    expect(inText('select')).toEqual([]);
    expect(inText('request')).toEqual([]);
  });
});
