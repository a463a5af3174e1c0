import { expect, test } from 'vitest';
import { mixLockFiles, rebarLockFiles } from '../../../src/facts/lockfiles/elixir.ts';
import { diagnosticsOf, locked, readFrom } from '../reading.ts';

test('mix.lock', () => {
  const text = `%{
  "bandit": {:hex, :bandit, "1.5.5", "df28f1", [:mix], [{:hpax, "~> 0.2", [hex: :hpax, repo: "hexpm", optional: false]}, {:websock, "~> 0.5", [hex: :websock, repo: "hexpm", optional: false]}], "hexpm", "f21579"},
  "heroicons": {:git, "https://github.com/tailwindlabs/heroicons.git", "88ab3a0", [tag: "v2.1.1"]},
  "renamed": {:hex, :real_name, "2.0.0", "abc", [:mix], [], "hexpm", "def"},
}
`;
  expect(locked(readFrom(mixLockFiles, 'mix.lock', { 'mix.lock': text }))).toEqual([
    'bandit 1.5.5 > hpax websock',
    'heroicons 88ab3a0',
    'real_name 2.0.0',
  ]);
  expect(diagnosticsOf(mixLockFiles, 'mix.lock', { 'mix.lock': '%{\n<<<<<<< HEAD\n' })).toEqual([
    '2: a merge conflict is left in this file: let the package manager write it anew (line 2)',
  ]);
});

test('rebar.lock', () => {
  const text = `{"1.2.0",
[{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.12.0">>},0},
 {<<"uuid">>,{pkg,<<"uuid_erl">>,<<"2.0.7">>},0},
 {<<"gun">>,
  {git,"https://github.com/ninenines/gun.git",
       {ref,"fe25965"}},
  1}]}.
[
{pkg_hash,[
 {<<"cowboy">>, <<"F276D5">>}]}
].
`;
  expect(locked(readFrom(rebarLockFiles, 'rebar.lock', { 'rebar.lock': text }))).toEqual([
    'cowboy 2.12.0',
    'uuid_erl 2.0.7',
    'gun fe25965',
  ]);
});
