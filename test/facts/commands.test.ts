import { describe, expect, it } from 'vitest';
import { commandTest, withoutLaunchers } from '../../src/facts/commands.ts';

describe('commandTest', () => {
  it.each([
    ['eslint .'],
    ['npx eslint .'],
    ['sudo -E -H -u web ./node_modules/.bin/eslint --max-warnings 0 .'],
    ['docker exec --env CI=1 "$CONTAINER" ./node_modules/.bin/eslint .'],
    ['pnpm exec percy exec -- bundle exec eslint'],
    ['carton exec -- eslint'],
  ])('finds the program that %s starts', (command) => {
    expect(commandTest('eslint')(command)).toBe(true);
  });

  it.each([['echo eslint'], ['eslint-plugin build'], ['docker build -t eslint .'], ['grep eslint package.json']])(
    'does not take %s for it',
    (command) => {
      expect(commandTest('eslint')(command)).toBe(false);
    },
  );

  it('gives every form of a command once', () => {
    expect(withoutLaunchers('npx cargo test')).toEqual(['npx cargo test', 'cargo test', 'test']);
  });
});
