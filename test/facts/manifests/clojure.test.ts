import { describe, expect, test } from 'vitest';
import { clojureDeps, leiningenProjects, shadowProjects } from '../../../src/facts/manifests/clojure.ts';
import { diagnosticsOf, listed, matched, readFrom } from '../reading.ts';

const PROJECT = `(defproject org.example/tally "1.4.0-SNAPSHOT"
  ;; a "comment" with ( in it
  :description "Counts things."
  :url "https://tally.example.org"
  :license {:name "EPL-2.0" :url "https://www.eclipse.org/legal/epl-2.0/"}
  :min-lein-version "2.9.0"
  :dependencies [[org.clojure/clojure "1.12.0"]
                 [ring "1.13.0" :exclusions [ring/ring-codec]]
                 #_[left/out "1.0"]
                 [javax.servlet/servlet-api "2.5" :scope "provided"]
                 [com.taoensso/timbre ~(slurp "version.txt")]]
  :plugins [[lein-ring "0.12.6"]]
  :test-selectors {:default (complement :slow) :slow #"\\\\.slow$"}
  :main ^:skip-aot org.example.tally.core
  :aliases {"lint" ["with-profile" "+dev" "eastwood"]}
  :profiles {:dev {:dependencies [[midje "1.10.10"]]
                   :plugins [[jonase/eastwood "1.4.3"]]}
             :test {:dependencies [[ring/ring-mock "0.4.0"]]}
             :uberjar {:aot :all :dependencies [[extra/run "2.0"]]}})
`;

describe('project.clj', () => {
  test('a project', () => {
    const manifest = readFrom(leiningenProjects, 'project.clj', { 'project.clj': PROJECT });
    expect(manifest).toMatchObject({
      ecosystem: 'maven',
      name: 'org.example:tally',
      version: '1.4.0-SNAPSHOT',
      description: 'Counts things.',
      license: 'EPL-2.0',
      packaged: true,
      entryPoints: ['org.example.tally.core'],
      scripts: [{ name: 'lint', command: 'lein with-profile +dev eastwood', line: 15 }],
      urls: ['https://tally.example.org'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'org.clojure:clojure prod 1.12.0 :7',
      'ring:ring prod 1.13.0 :8',
      'javax.servlet:servlet-api peer 2.5 :10',
      'com.taoensso:timbre prod :11',
      'lein-ring:lein-ring build 0.12.6 :12',
      'midje:midje dev 1.10.10 :16',
      'jonase:eastwood dev 1.4.3 :17',
      'ring:ring-mock test 0.4.0 :18',
      'extra:run prod 2.0 :19',
    ]);
  });

  test('what a generator left says nothing', () => {
    const generated =
      '(defproject tally "0.1.0-SNAPSHOT"\n  :description "FIXME: write description"\n  :url "http://example.com/FIXME")\n';
    const manifest = readFrom(leiningenProjects, 'project.clj', { 'project.clj': generated });
    expect(manifest).toMatchObject({ name: 'tally:tally', packaged: false, urls: [] });
    expect(manifest).not.toHaveProperty('description');
  });

  test('what cannot be read is told with its place', () => {
    expect(
      diagnosticsOf(leiningenProjects, 'project.clj', { 'project.clj': '(defproject tally "1.0"\n  :x [1' }),
    ).toEqual(['-: malformed EDN: a bracket is never closed, or there is nothing to read']);
    expect(diagnosticsOf(leiningenProjects, 'project.clj', { 'project.clj': '(ns tally.core)\n' })).toEqual([]);
    expect(readFrom(leiningenProjects, 'project.clj', { 'project.clj': '(ns tally.core)\n' })).toBeUndefined();
  });

  test('a name without an end is told, not read for minutes', () => {
    for (const name of [
      '#'.repeat(2_000),
      `'${'a'.repeat(2_000)}`,
      `\\${'a'.repeat(2_000)}`,
      `@${'1'.repeat(2_000)}`,
    ]) {
      const endless = `(defproject tally "1.0"\n  :x ${name})`;
      expect(diagnosticsOf(leiningenProjects, 'project.clj', { 'project.clj': endless })).toEqual([
        '2: malformed EDN: a name of more than 1000 characters (line 2)',
      ]);
    }
    const long = `(defproject tally "1.0" ; ${'-'.repeat(2_000)}\n  :description "${'a'.repeat(2_000)}")`;
    expect(readFrom(leiningenProjects, 'project.clj', { 'project.clj': long })).toMatchObject({ packaged: true });
  });

  test('nests as deep as it likes', () => {
    const deep = `(defproject tally "1.0" :x ${'['.repeat(20_000)}${']'.repeat(20_000)})`;
    expect(readFrom(leiningenProjects, 'project.clj', { 'project.clj': deep })).toMatchObject({ name: 'tally:tally' });
  });
});

const DEPS = `{:paths ["src"]
 :deps {org.clojure/clojure {:mvn/version "1.12.0"}
        metosin/reitit {:mvn/version "0.7.2"}
        io.github.acme/tool {:git/tag "v2.0" :git/sha "abc"}
        acme/core {:local/root "../core"}}
 :aliases {:test {:extra-deps {lambdaisland/kaocha {:mvn/version "1.91"}}}
           :build {:replace-deps {io.github.clojure/tools.build {:mvn/version "0.10.5"}}}
           :dev {:extra-paths ["dev"]}}}
`;

test('deps.edn', () => {
  const manifest = readFrom(clojureDeps, 'deps.edn', { 'deps.edn': DEPS });
  expect(manifest).toMatchObject({ ecosystem: 'maven', packaged: false });
  expect(manifest).not.toHaveProperty('name');
  expect(listed(manifest?.dependencies)).toEqual([
    'org.clojure:clojure prod 1.12.0 :2',
    'metosin:reitit prod 0.7.2 :3',
    'io.github.acme:tool prod v2.0 :4',
    'acme:core prod :5',
    'lambdaisland:kaocha test 1.91 :6',
    'io.github.clojure:tools.build build 0.10.5 :7',
  ]);
});

test('shadow-cljs.edn, where it has dependencies of its own', () => {
  const files = { 'shadow-cljs.edn': '{:source-paths ["src"]\n :dependencies [[reagent "1.2.0"]]\n :builds {}}\n' };
  expect(listed(readFrom(shadowProjects, 'shadow-cljs.edn', files)?.dependencies)).toEqual([
    'reagent:reagent prod 1.2.0 :2',
  ]);
  expect(readFrom(shadowProjects, 'shadow-cljs.edn', { 'shadow-cljs.edn': '{:deps true}\n' })).toBeUndefined();
});

test('the names', () => {
  const names = ['project.clj', 'a/project.clj', 'deps.edn', 'src/project/core.clj', 'config.edn', 'shadow-cljs.edn'];
  expect(matched(leiningenProjects, names)).toEqual(['project.clj', 'a/project.clj']);
  expect(matched(clojureDeps, names)).toEqual(['deps.edn']);
  expect(matched(shadowProjects, names)).toEqual(['shadow-cljs.edn']);
});
