import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

describe('offers-library', () => {
  it('does not take the part of a workspace that is imported from its source for a package', () => {
    const part = (entry: string): Record<string, string> => ({
      'package.json': '{"private": true, "workspaces": ["packages/*"]}\n',
      'packages/shapes/package.json': `{"name": "shapes", "version": "1.0.0", "description": "Areas", "exports": "${entry}"}\n`,
    });
    expect(runCheck('offers-library', part('./index.ts')).value).toBe(false);
    expect(runCheck('offers-library', part('./dist/index.js')).value).toBe(true);
  });

  it('takes a command in a part of a workspace for a tool of the house, unless it is licensed or shown to importers', () => {
    const tool = (more: string): Record<string, string> => ({
      'package.json': '{"private": true, "workspaces": ["tools/areas"]}\n',
      'tools/areas/package.json': `{"name": "areas", "version": "1.0.0", "description": "Areas", "main": "dist/index.js", "bin": {"areas": "dist/index.js"}${more}}\n`,
    });
    const shown = "# Areas\n\n```js\nimport { area } from 'areas';\n```\n";
    expect(runCheck('offers-library', tool('')).value).toBe(false);
    expect(runCheck('offers-library', tool(', "license": "MIT"')).value).toBe(true);
    expect(runCheck('offers-library', { ...tool(''), 'tools/areas/README.md': shown }).value).toBe(true);
  });

  it('takes the functions of an API for what is deployed, unless they say what is published of them', () => {
    const functions = (more: string): Record<string, string> => ({
      'package.json': '{"name": "orders", "version": "1.0.0", "license": "MIT", "workspaces": ["packages/create"]}\n',
      'packages/create/package.json': `{"name": "create", "version": "1.0.0", "description": "Takes orders", "main": "create.js", "license": "MIT"${more}}\n`,
      'packages/create/create.ts': 'export const handler = async () => ({ statusCode: 200 });\n',
    });
    const template = {
      'SAMtemplates/main.yaml':
        "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Api\n",
    };
    expect(runCheck('offers-library', functions('')).value).toBe(true);
    expect(runCheck('offers-library', { ...functions(''), ...template }).value).toBe(false);
    expect(runCheck('offers-library', { ...functions(', "files": ["dist"]'), ...template }).value).toBe(true);
  });

  it('takes what wants exact versions of most that it needs for a program', () => {
    const project = (mark: string): Record<string, string> => ({
      'pyproject.toml': `[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n\n[project]\nname = "flows"\nversion = "0.1.0"\nlicense = "MIT"\nreadme = "README.md"\ndependencies = [${['dask', 'docker', 'jinja2', 'lxml', 'numpy', 'pandas'].map((name) => `"${name}${mark}1.4"`).join(', ')}]\n`,
      'flows/load.py': 'def load(path):\n    return path\n',
    });
    expect(runCheck('offers-library', project('>=')).value).toBe(true);
    expect(runCheck('offers-library', project('==')).value).toBe(false);
  });

  it('sees a package whose pages lie beside', () => {
    const manifest = '{"name": "shapes", "version": "1.0.0", "main": "shapes.js", "license": "MIT"}\n';
    expect(runCheck('offers-library', { 'package.json': manifest, CNAME: 'shapes.example.org\n' }).value).toBe(true);
  });

  it('takes a gemspec beside a service for the list of what that needs', () => {
    const files = {
      'shapes.gemspec': "Gem::Specification.new do |s|\n  s.name = 'shapes'\n  s.version = '0.1.0'\nend\n",
      'lib/shapes.rb': 'module Shapes\nend\n',
      'config.ru': "require_relative 'lib/shapes'\nrun Shapes::API\n",
      Dockerfile: 'FROM ruby:3.3\nCOPY . .\nEXPOSE 3000\nCMD ["rackup"]\n',
    };
    expect(runCheck('offers-library', files).value).toBe(false);
    expect(
      runCheck('offers-library', { ...files, 'README.md': "# Shapes\n\n```ruby\ngem 'shapes'\n```\n" }).value,
    ).toBe(true);
    expect(runCheck('offers-library', { ...files, Dockerfile: '' }).value).toBe(true);
  });

  it('sees a package of Hex that an image shows at work', () => {
    const mix =
      'defmodule Shapes.MixProject do\n  def project do\n    [app: :shapes, version: "1.0.0", package: package()]\n  end\n\n  defp package do\n    [licenses: ["MIT"], links: %{"Home" => "https://example.org"}]\n  end\nend\n';
    const files = { 'mix.exs': mix, Dockerfile: 'FROM elixir:1.16\nEXPOSE 4000\nCMD ["mix", "run"]\n' };
    expect(runCheck('offers-library', files).value).toBe(true);
    expect(runCheck('offers-library', { ...files, 'mix.exs': mix.replace(', package: package()', '') }).value).toBe(
      false,
    );
  });

  it('sees a module of Terraform by how it is taken in', () => {
    const files = {
      'main.tf': 'resource "x" "y" {}\n',
      'variables.tf': 'variable "name" {}\n',
      'outputs.tf': 'output "id" {}\n',
    };
    const readme = (source: string): Record<string, string> => ({
      'README.md': `# Shapes\n\n\`\`\`hcl\nmodule "shapes" {\n  source = "${source}"\n}\n\`\`\`\n`,
    });
    expect(runCheck('offers-library', { ...files, ...readme('example/shapes/aws') }).value).toBe(true);
    expect(runCheck('offers-library', { ...files, ...readme('./modules/shapes') }).value).toBe(false);
    expect(runCheck('offers-library', files).value).toBe(false);
  });

  it('takes the crates of a program for parts of it, unless they have a page of their own', () => {
    const crate = (name: string): string =>
      `[package]\nname = "${name}"\nversion = "1.0.0"\nlicense = "MIT"\ndescription = "Areas"\n`;
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      'crates/app/Cargo.toml': crate('app'),
      'crates/app/src/main.rs': 'fn main() {}\n',
      'crates/area/Cargo.toml': crate('area'),
      'crates/area/src/lib.rs': 'pub fn area() {}\n',
    };
    const page = (text: string): Record<string, string> => ({ 'crates/area/README.md': text });
    expect(runCheck('offers-library', files).value).toBe(false);
    expect(runCheck('offers-library', { ...files, ...page('# area\n\nAreas of shapes.\n') }).value).toBe(true);
    const described = crate('area').replace('Areas', 'A library of areas');
    expect(runCheck('offers-library', { ...files, 'crates/area/Cargo.toml': described }).value).toBe(true);
    expect(runCheck('offers-library', { ...files, ...page('# area\n\nAn internal component of app.\n') }).value).toBe(
      false,
    );
  });

  it('believes a command of Java that introduces itself as a library', () => {
    const pom =
      '<project><groupId>org.example</groupId><artifactId>shapes</artifactId><version>1.0.0</version><licenses><license><name>MIT</name></license></licenses><distributionManagement><repository><url>https://repo.example.org</url></repository></distributionManagement><build><plugins><plugin><artifactId>maven-jar-plugin</artifactId><configuration><archive><manifest><mainClass>org.example.Draw</mainClass></manifest></archive></configuration></plugin></plugins></build><dependencies><dependency><groupId>info.picocli</groupId><artifactId>picocli</artifactId><version>4.7.0</version></dependency></dependencies></project>\n';
    expect(runCheck('offers-library', { 'pom.xml': pom, 'README.md': '# Shapes\n\nDraws.\n' }).value).toBe(false);
    const readme = '# Shapes\n\nShapes is a library for drawing; it can be used as a command as well.\n';
    expect(runCheck('offers-library', { 'pom.xml': pom, 'README.md': readme }).value).toBe(true);
  });

  it('does not take a program of Rust in a Python package for one', () => {
    const python = '[project]\nname = "shapes"\nversion = "1.0.0"\nlicense = "MIT"\n';
    expect(runCheck('offers-library', { 'pyproject.toml': `${python}[tool.maturin]\nbindings = "bin"\n` }).value).toBe(
      false,
    );
    expect(runCheck('offers-library', { 'pyproject.toml': `${python}[tool.maturin]\nbindings = "pyo3"\n` }).value).toBe(
      true,
    );
  });
});

describe('documented-command', () => {
  it('does not take a gem to install for a command, unless it has executables', () => {
    const gem = (rest: string): Record<string, string> => ({
      'shapes.gemspec': `Gem::Specification.new do |s|\n  s.name = "shapes"\n  s.version = "1.0.0"\n${rest}end\n`,
      'README.md': '# Shapes\n\n```sh\ngem install shapes\n```\n',
    });
    expect(runCheck('documented-command', gem('')).value).toBe(false);
    expect(runCheck('documented-command', gem('  s.executables = ["shapes"]\n')).value).toBe(true);
  });
});
