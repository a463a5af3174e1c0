import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';
import { type ErlangTerm, erlangItems, erlangProperty, erlangTerms, erlangText } from '../syntax/erlang.ts';
import { defined, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';

/** rebar.config (https://rebar3.org/docs/configuration/) and the application resource in src/*.app.src. */
export const erlangManifests: ManifestReader = {
  ecosystem: 'hex',
  matches: (file) => file.name === 'rebar.config' || file.name.endsWith('.app.src'),
  read: (file, source) => (file.name === 'rebar.config' ? readRebar(file, source) : readApplication(file, source)),
};

function readRebar(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const terms = erlangTerms(text);
  const profiles = erlangItems(erlangProperty(terms, 'profiles'));
  const found = new Map<string, Dependency>();
  const add = (list: ErlangTerm | undefined, scope: DependencyScope): void => {
    for (const term of erlangItems(list)) {
      const dependency = dependencyOf(term, scope);
      const key = `${dependency?.name} ${scope}`;
      if (dependency !== undefined && !found.has(key)) found.set(key, dependency);
    }
  };
  add(erlangProperty(terms, 'deps'), 'prod');
  for (const profile of profiles) {
    const [name, settings] = erlangItems(profile);
    const scope = erlangText(name) === 'test' ? 'test' : erlangText(name) === 'prod' ? 'prod' : 'dev';
    add(erlangProperty(erlangItems(settings), 'deps'), scope);
    add(erlangProperty(erlangItems(settings), 'plugins'), scope === 'prod' ? 'build' : scope);
  }
  add(erlangProperty(terms, 'plugins'), 'build');
  add(erlangProperty(terms, 'project_plugins'), 'build');
  const escript =
    erlangText(erlangProperty(terms, 'escript_name')) ?? erlangText(erlangProperty(terms, 'escript_main_app'));
  const otp = erlangText(erlangProperty(terms, 'minimum_otp_vsn'));
  return {
    ...emptyManifest('hex', file),
    dependencies: [...found.values()],
    binaries: escript === undefined ? [] : [escript],
    classifiers: [
      ...(escript === undefined ? [] : ['escript']),
      ...(erlangProperty(terms, 'relx') === undefined ? [] : ['release']),
    ],
    runtimes: otp === undefined ? [] : [{ name: 'erlang', constraint: otp }],
  };
}

/** `cowboy`, `{cowboy, "2.9.0"}`, `{cowboy, {git, "…", {tag, "1"}}}`, `{cowboy, "2.9", {pkg, other}}`. */
function dependencyOf(term: ErlangTerm, scope: DependencyScope): Dependency | undefined {
  const [head, second, third] = erlangItems(term);
  const name = term.kind === 'text' ? term.text : erlangText(head);
  if (name === undefined || !/^\w+$/.test(name)) return undefined;
  const [source, , reference] = erlangItems(second?.kind === 'tuple' ? second : third);
  const isPackage = erlangText(source) === 'pkg';
  const version = second?.kind === 'text' ? second.text : erlangText(erlangItems(reference)[1]);
  const other = isPackage ? erlangText(erlangItems(second?.kind === 'tuple' ? second : third)[1]) : undefined;
  return { name: normaliseName('hex', other ?? name), scope, ...defined({ version }), line: term.line };
}

function readApplication(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const application = erlangTerms(text).find((term) => erlangText(erlangItems(term)[0]) === 'application');
  const [, name, settings] = erlangItems(application);
  if (name === undefined) return undefined;
  const properties = erlangItems(settings);
  const version = erlangText(erlangProperty(properties, 'vsn'));
  const licenses = erlangItems(erlangProperty(properties, 'licenses')).flatMap((term) => erlangText(term) ?? []);
  const main = erlangText(erlangItems(erlangProperty(properties, 'mod'))[0]);
  return {
    ...emptyManifest('hex', file),
    ...defined({
      name: erlangText(name),
      // `git` stands for what version control says.
      version: version === 'git' ? undefined : version,
      description: erlangText(erlangProperty(properties, 'description')),
      license: licenses.length === 0 ? undefined : licenses.join(' OR '),
    }),
    packaged: licenses.length > 0,
    entryPoints: main === undefined ? [] : [main],
    urls: unique(
      erlangItems(erlangProperty(properties, 'links')).flatMap((link) => erlangText(erlangItems(link)[1]) ?? []),
    ),
  };
}
