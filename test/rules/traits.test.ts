import { describe, expect, it } from 'vitest';
import type { Trait } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { runCheck } from './checks/run-check.ts';

type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

function holds(trait: Trait, files: Files): boolean {
  const facts = createFacts(createSource(memoryRepository(files)), catalogue);
  return createEvaluation(facts, catalogue, '.').trait(trait).value === true;
}

describe('library', () => {
  it.each<[string, Files]>([
    [
      'a plugin of Vim',
      {
        'README.md': '# tally.vim\n\nA plugin for Vim that counts words.\n',
        'doc/tally.txt': '*tally.txt*  Counts words\n\nCONTENTS *tally*\n',
        'plugin/tally.vim': 'command! Tally call tally#count()\n',
        'autoload/tally.vim': 'function! tally#count() abort\nendfunction\n',
      },
    ],
    [
      'a plugin of Discourse',
      {
        'README.md': '# Tally\n\nA Discourse plugin that counts replies.\n',
        'plugin.rb': '# frozen_string_literal: true\n\n# name: tally\n# about: Counts replies\n# version: 0.1\n',
        'lib/tally.rb': 'module Tally\nend\n',
      },
    ],
    [
      'a plugin of Redmine',
      {
        'README.md': '# Tally\n\nA plugin for Redmine.\n',
        'init.rb': "Redmine::Plugin.register :tally do\n  name 'Tally'\nend\n",
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('library', files)).toBe(true);
  });

  it.each<[string, Files]>([
    [
      'a crate that has nothing but a program',
      {
        'README.md': '# qq\n\nA client for the shell. It uses the ring crate.\n\n`mise use qq --global` or `cargo install qq`\n',
        'Cargo.toml':
          '[package]\nname = "qq"\nversion = "1.0.0"\nlicense = "MIT"\ndescription = "Sends requests"\n\n[dependencies]\nclap = "4"\n',
        'src/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'a command that a project of PHP installs for its developers',
      {
        'README.md':
          '# Tally\n\nTally counts the lines. The recommended way of installing this package:\n\n```bash\ncomposer require --dev acme/tally\n```\n',
        'composer.json':
          '{"name": "acme/tally", "type": "library", "license": "MIT", "description": "Command line tool that counts lines", "require": {"symfony/console": "^7"}, "bin": ["bin/tally"], "autoload": {"psr-4": {"Acme\\\\": "src"}}}\n',
        'src/Tally.php': '<?php\nclass Tally {}\n',
        'bin/tally': '#!/usr/bin/env php\n<?php\n',
      },
    ],
  ])('does not hold for %s', (_, files) => {
    expect(holds('library', files)).toBe(false);
  });

  it('takes notes in a folder of help for no plugin', () => {
    const files = { 'doc/notes.txt': 'Notes on tally.\n', 'plugin.rb': '# Loads the plugins\n' };
    expect(runCheck('offers-library', files).value).toBe(false);
  });
});
