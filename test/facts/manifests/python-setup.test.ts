import { describe, expect, test } from 'vitest';
import { pythonSetup } from '../../../src/facts/manifests/python-setup.ts';
import { pythonSetupCfg } from '../../../src/facts/manifests/python-setup-cfg.ts';
import { listed, readFrom } from '../reading.ts';

const read = (text: string) => readFrom(pythonSetup, 'setup.py', { 'setup.py': text });

describe('setup.py', () => {
  test('literals, variables and what is added to them', () => {
    const manifest = read(`#!/usr/bin/env python
"""Packaging of acme: setup(name="fake")"""
import os, sys
from setuptools import (
    find_packages,
    setup,
)

here = os.path.dirname(__file__)
VERSION: str = "1.2.3"

CLASSIFIERS = """
Development Status :: 5 - Production/Stable
License :: OSI Approved :: MIT License
"""

install_requires = [
    "requests>=2.20,<3",  # HTTP
    'six',
]
install_requires += ["attrs"]
if sys.version_info < (3, 8):
    install_requires.append("importlib-metadata")

tests_require = ["pytest"] + ["mock"]

extras_require = {
    "redis": ["redis"],
    "docs": ("sphinx",
             "furo"),
    ":python_version<'3.9'": ["backports.zoneinfo"],
}
extras_require["dev"] = extras_require["docs"] + ["tox"]

with open(os.path.join(here, "README.md"), encoding="utf-8") as f:
    long_description = f.read()

if __name__ == "__main__":
    setup(
        name="acme" "-client",
        version=VERSION,
        description="Talks to acme",
        long_description=long_description,
        author="Ada Example",
        url="https://acme.example",
        project_urls={"Source": "https://git.example/acme"},
        license='MIT',
        packages=find_packages(exclude=["tests*"]),
        python_requires=">=3.7",
        install_requires=install_requires,
        setup_requires=["setuptools_scm"],
        tests_require=tests_require,
        extras_require=extras_require,
        keywords="http client",
        classifiers=[c for c in CLASSIFIERS.split("\\n") if c],
        entry_points={
            "console_scripts": [
                "acme=acme.cli:main",
                "acmectl = acme.ctl:run [redis]",
            ],
            "acme.plugins": ["json = acme.plugins:Json"],
        },
        scripts=["bin/acme-admin"],
    )
`);
    expect(manifest).toMatchObject({
      ecosystem: 'pypi',
      name: 'acme-client',
      version: '1.2.3',
      description: 'Talks to acme',
      license: 'MIT',
      packaged: true,
      binaries: ['acme-admin', 'acme', 'acmectl'],
      entryPoints: ['acme.cli:main', 'acme.ctl:run', 'acme.plugins:Json'],
      runtimes: [{ name: 'python', constraint: '>=3.7', line: 49 }],
      keywords: ['http', 'client'],
      classifiers: ['Development Status :: 5 - Production/Stable', 'License :: OSI Approved :: MIT License'],
      authors: ['Ada Example'],
      urls: ['https://acme.example', 'https://git.example/acme'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'requests prod >=2.20,<3 :18',
      'six prod :19',
      'attrs prod :21',
      'importlib-metadata prod :23',
      'setuptools-scm build :51',
      'pytest test :25',
      'mock test :25',
      'redis optional :28',
      'sphinx dev :29',
      'furo dev :30',
      'backports-zoneinfo prod :31',
      'sphinx dev :29',
      'furo dev :30',
      'tox dev :33',
    ]);
  });

  test('what needs running is left out, the rest stays', () => {
    const manifest = read(`import setuptools
from acme import __version__
reqs = open("requirements.txt").read().splitlines()
args = dict(name="tool", version=__version__, install_requires=reqs + ["click"])
args["entry_points"] = """
[console_scripts]
tool = tool.main:cli
"""
setuptools.setup(**args, author=f"{os.environ['WHO']}", description="a %s" % "b")
`);
    expect(manifest).toMatchObject({
      name: 'tool',
      packaged: true,
      binaries: ['tool'],
      entryPoints: ['tool.main:cli'],
      authors: [],
    });
    expect(manifest?.version).toBeUndefined();
    expect(manifest?.description).toBeUndefined();
    expect(listed(manifest?.dependencies)).toEqual(['click prod :4']);
  });

  test('a call that leaves everything to other files, and modules of other purpose', () => {
    expect(read('from setuptools import setup\n\nsetup()\n')).toBeUndefined();
    expect(read('from setuptools import setup\nsetup(ext_modules=[1])\n')).toBeUndefined();
    expect(read('def setup(name="x"):\n    pass\n\nsetup(name="y")\n')).toBeUndefined();
    expect(read('import setuptools\n\ndef setup(name="x"):\n    pass\n')).toBeUndefined();
  });

  test('hostile source ends in time', () => {
    const started = performance.now();
    const sources = [
      `${'['.repeat(60_000)}`,
      `x = ${'('.repeat(60_000)}"a"${')'.repeat(60_000)}\n`,
      `a = ["x"]\n${'a = a + a\n'.repeat(2000)}setup(name="n", install_requires=a)\n`,
      `a = "x"\n${'a += a\n'.repeat(2000)}setup(name="n", description=a)\n`,
      `d = {}\n${'d["k"] = d\n'.repeat(5000)}setup(name="n", extras_require=d)\n`,
      `setup(${'x=[y for y in '.repeat(10_000)}`,
      `setup(name="n", install_requires=${'{1:'.repeat(20_000)}`,
      `${'"\\'.repeat(60_000)}`,
      `${"'''".repeat(50_001)}`,
    ];
    for (const source of sources) expect(() => read(`import setuptools\n${source}`)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('setup.cfg', () => {
  test('the declarative form', () => {
    const manifest = readFrom(pythonSetupCfg, 'setup.cfg', {
      'setup.cfg': `[metadata]
name = acme
version = attr: acme.__version__
description = Talks
license = BSD-3-Clause
author = Ada Example
url = https://acme.example
project_urls =
    Source = https://git.example/acme
classifiers =
    Framework :: Django
    # Private :: Do Not Upload
    Topic :: Internet

[options]
packages = find:
python_requires = >=3.9
install_requires =
    Django>=4.2
    requests ; python_version < "3.12"
setup-requires = setuptools_scm

[options.extras_require]
test =
    pytest
    factory_boy
ldap = python-ldap

[options.entry_points]
console_scripts =
    acme = acme.cli:main

[flake8]
max-line-length = 100
`,
    });
    expect(manifest).toMatchObject({
      name: 'acme',
      description: 'Talks',
      license: 'BSD-3-Clause',
      packaged: true,
      binaries: ['acme'],
      entryPoints: ['acme.cli:main'],
      runtimes: [{ name: 'python', constraint: '>=3.9', line: 17 }],
      classifiers: ['Framework :: Django', 'Topic :: Internet'],
      authors: ['Ada Example'],
      urls: ['https://acme.example', 'https://git.example/acme'],
    });
    expect(manifest?.version).toBeUndefined();
    expect(manifest?.private).toBeUndefined();
    expect(listed(manifest?.dependencies)).toEqual([
      'django prod >=4.2 :19',
      'requests prod :20',
      'setuptools-scm build :21',
      'pytest test :25',
      'factory-boy test :26',
      'python-ldap optional :27',
    ]);
  });

  test('one that only configures linters is no manifest', () => {
    expect(readFrom(pythonSetupCfg, 'setup.cfg', { 'setup.cfg': '[flake8]\nignore = E1\n' })).toBeUndefined();
  });
});

test('a name that is read from elsewhere makes a package all the same', () => {
  const manifest = read('from setuptools import setup\nsetup(name=__name__, install_requires=["six"])\n');
  expect(manifest?.packaged).toBe(true);
  expect(manifest?.name).toBeUndefined();
});
