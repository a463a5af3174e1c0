import { expect, test } from 'vitest';
import { readStories, type Story } from '../../scripts/stories.ts';

const stories = readStories(['fixtures/stories.yaml']);

function named(name: string): Story {
  const story = stories.find((candidate) => candidate.name === name);
  if (story === undefined) throw new Error(`no story ${name}`);
  return story;
}

test('a fixture is laid out with its history', () => {
  const story = named('service (teamwork)');
  expect(story.kind).toBeUndefined();
  expect(story.open(({ history }) => history()?.commits.length)).toBe(80);
  expect(story.open(({ files }) => files.some(({ path }) => path === 'pyproject.toml'))).toBe(true);
});

test('so is one without any history', () => {
  const story = named('calculator-quick (no history)');
  expect(story.kind).toBe('prototype');
  expect(story.open(({ history }) => history())).toBe(null);
});

test('the variations in other languages are among them, by kind or as ambiguous', () => {
  expect(named('calculator-released (php-composer)').kind).toBe('oss');
  expect(named('four-contexts (phoenix)').kind).toBeUndefined();
  expect(named('infrastructure (ansible)').open(({ files }) => files.length)).toBeGreaterThan(0);
});
