import { describe, expect, it } from 'vitest';
import { endOfLife } from '../../../../src/rules/checks/shared/runtime-support.ts';

describe('endOfLife', () => {
  it.each([
    ['node', '14', '14', '2023-04-30'],
    ['node', 'v16.20.2\n', '16', '2023-09-11'],
    ['node', '12-alpine', '12', '2022-04-30'],
    ['node', 'lts/erbium', '12', '2022-04-30'],
    ['python', '3.7-slim-bullseye', '3.7', '2023-06-27'],
    ['ruby', 'ruby-2.6.3', '2.6', '2022-04-12'],
    ['php', '7.4-fpm', '7.4', '2022-11-28'],
    ['dotnet', '6.0', '6.0', '2024-11-12'],
    ['java', '13-jdk', '13', '2020-03-17'],
    ['node', 'lts/krypton', '24', '2028-04-30'],
    ['node', '25-slim', '25', '2026-06-01'],
    ['ruby', '2.5.9', '2.5', '2021-04-05'],
    ['ruby', '3.2', '3.2', '2026-04-01'],
    ['php', '5.4', '5.4', '2015-09-03'],
    ['go', '1.25-alpine', '1.25', '2026-08-19'],
    ['dotnet', '10.0', '10.0', '2028-11-14'],
  ])('%s %s', (runtime, written, release, date) => {
    expect(endOfLife(runtime, written)).toEqual({ release, date });
  });

  it.each([
    ['node', 'lts/*'],
    ['node', 'latest'],
    ['node', '99'],
    ['python', '3'],
    ['python', 'miniconda3-4.7.12'],
    ['java', '17'],
    ['cobol', '85'],
    ['node', '__proto__'],
    ['node', ''],
  ])('does not know: %s %s', (runtime, written) => {
    expect(endOfLife(runtime, written)).toBeUndefined();
  });
});
