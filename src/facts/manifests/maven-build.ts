import { isMapping, mapping } from '../data.ts';
import { atLine, lineOf } from '../lines.ts';
import { textOf, unique } from './fields.ts';
import type { Manifest } from './manifest.ts';
import { elements, type Pom } from './maven-model.ts';

/** Properties that plugins and Spring Boot read the main class from. */
const MAIN_CLASS_PROPERTIES = ['start-class', 'mainClass', 'main.class', 'exec.mainClass', 'app.main.class'];

/** The classes that the build starts or packages as programs. */
export function mainClassesOf(pom: Pom): string[] {
  const properties = mapping(pom.project.properties);
  const named = MAIN_CLASS_PROPERTIES.flatMap((name) => (Object.hasOwn(properties, name) ? [properties[name]] : []));
  const build = mapping(pom.project.build);
  const plugins = [
    ...elements(build, 'plugins', 'plugin'),
    ...elements(pom.project, 'profiles', 'profile').map((profile) => profile.build),
  ];
  // Executions of the exec plugin run tools of the build; its own configuration runs the program.
  const configured = plugins.flatMap((plugin) => {
    const runs = textOf(mapping(plugin).artifactId) === 'exec-maven-plugin';
    return valuesNamed(runs ? mapping(plugin).configuration : plugin, 'mainClass');
  });
  return unique([...named, ...configured].flatMap((value) => textOf(value) ?? []).map(pom.resolve)).filter(
    (name) => !name.includes('$'),
  );
}

/** Configurations nest freely; this is as deep as plugins go. */
const CONFIGURATION_DEPTH = 10;

function valuesNamed(tree: unknown, name: string, depth = 0): unknown[] {
  if (depth > CONFIGURATION_DEPTH) return [];
  if (Array.isArray(tree)) return tree.flatMap((item) => valuesNamed(item, name, depth + 1));
  if (!isMapping(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => (key === name ? [value] : valuesNamed(value, name, depth + 1)));
}

const JAVA_PROPERTIES = ['maven.compiler.release', 'java.version', 'maven.compiler.source', 'maven.compiler.target'];

/** The Java that the code is compiled for, and the Maven that the build demands. */
export function runtimesOf(pom: Pom, text: string): Manifest['runtimes'] {
  const runtimes: { name: string; constraint: string; line?: number }[] = [];
  const java = javaOf(pom);
  if (java !== undefined) {
    const line = java.element === undefined ? undefined : lineOf(text, `<${java.element}>`);
    runtimes.push({ name: 'java', constraint: java.version, ...atLine(line) });
  }
  const maven = textOf(mapping(pom.project.prerequisites).maven);
  if (maven !== undefined) runtimes.push({ name: 'maven', constraint: pom.resolve(maven) });
  return runtimes;
}

function javaOf(pom: Pom): { version: string; element: string | undefined } | undefined {
  for (const { project } of pom.lineage) {
    const own = project === pom.project;
    const compiler = elements(mapping(project.build), 'plugins', 'plugin').find(
      (plugin) => textOf(plugin.artifactId) === 'maven-compiler-plugin',
    );
    const configuration = mapping(compiler?.configuration);
    const candidates = [
      ...['release', 'source', 'target'].map((name) => [name, configuration[name]] as const),
      ...JAVA_PROPERTIES.map((name) => [name, mapping(project.properties)[name]] as const),
    ];
    for (const [element, value] of candidates) {
      const version = pom.resolve(textOf(value) ?? '');
      if (version !== '' && !version.includes('$')) return { version, element: own ? element : undefined };
    }
  }
  return undefined;
}
