import type { FileEntry } from '../../repository/file-index.ts';
import type { Role } from '../../repository/roles.ts';
import { isMapping, list, type Mapping, mapping, string, strings } from '../data.ts';
import { FormatError } from '../format-error.ts';
import { atLine, escapeRegExp, lineAt } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { BACKING, type ContainerPurpose, purposeOfPath } from './purpose.ts';

/** One service of a Compose file. */
export interface ComposeService {
  readonly name: string;
  /** The Compose file. */
  readonly path: string;
  readonly role: Role;
  /** Of the whole file. */
  readonly purpose: ContainerPurpose;
  readonly line?: number;
  /** As written, with the defaults of variables filled in: `name:tag`. */
  readonly image?: string;
  /** The build context, relative to the compose file. */
  readonly build?: string;
  readonly dockerfile?: string;
  readonly healthcheck: 'none' | 'defined' | 'disabled';
  /** As written: `8080:80`. */
  readonly ports: readonly string[];
  /** Names only; values are never kept. */
  readonly environment: readonly string[];
  readonly environmentFiles: readonly string[];
  /** As written, `source:target`. */
  readonly volumes: readonly string[];
  readonly restart?: string;
  readonly dependsOn: readonly string[];
  readonly limits: boolean;
  readonly privileged: boolean;
  readonly user?: string;
}

const NAME =
  /^(?:(?:docker-|podman-)?compose(?:[.\-_][\w.-]+)?|[\w.-]+[.-](?:docker-|podman-)compose|docker-(?:stack|services?|apps?|base|common)(?:[.\-_][\w.-]+)?)\.ya?ml$/i;

/** What is longer was not written by hand, and would take long to parse. */
const SIZE_LIMIT = 64 * 1024;

/** Whether a file is a Compose file by its name. */
export function isComposeFile(file: FileEntry): boolean {
  return /\.ya?ml$/i.test(file.name) && NAME.test(file.name);
}

/**
 * Reads one Compose file (compose-spec, and the first format, which has the services at the top).
 * @returns its services; none when it holds none
 * @throws FormatError when it is too large
 */
export function readComposeFile(file: FileEntry, source: FactSource): ComposeService[] {
  if (file.size > SIZE_LIMIT) throw new FormatError(`this file has ${file.size} bytes, the limit is ${SIZE_LIMIT}`);
  const text = source.text(file.path);
  const root = mapping(source.data(file.path, 'yaml'));
  const services = isMapping(root.services) ? root.services : isFirstFormat(root) ? root : undefined;
  if (text === undefined || services === undefined) return [];
  const start = Math.max(0, text.search(/^services\s*:/m));
  const read: Service[] = [];
  for (const [name, value] of Object.entries(services)) {
    if (isMapping(value)) read.push(readService(name, merged(value), lineOfService(text, name, start)));
  }
  const purpose = purposeOf(file, read);
  return read.map((service) => ({ ...service, path: file.path, role: file.role, purpose }));
}

type Service = Omit<ComposeService, 'path' | 'role' | 'purpose'>;

function isFirstFormat(root: Mapping): boolean {
  const values = Object.values(root);
  return values.length > 0 && values.every((value) => isMapping(value) && ('image' in value || 'build' in value));
}

/** With `<<: *anchor` merged in, one level deep: YAML 1.2 parsers leave it to us. */
function merged(value: Mapping): Mapping {
  if (!('<<' in value)) return value;
  return Object.assign({}, ...list(value['<<']).map(mapping).reverse(), value) as Mapping;
}

/** The line of a service: its name at the indentation of the first one, since `depends_on` names services too. */
function lineOfService(text: string, name: string, start: number): number | undefined {
  const indent = /^services\s*:.*\n(?:[ \t]*(?:#.*)?\r?\n)*([ \t]+)/.exec(text.slice(start))?.[1] ?? '';
  const found = text.slice(start).search(new RegExp(`^${indent}["']?${escapeRegExp(name)}["']?[ \\t]*:`, 'm'));
  return found < 0 ? undefined : lineAt(text, start + found);
}

function readService(name: string, service: Mapping, line: number | undefined): Service {
  const build = isMapping(service.build) ? (string(service.build.context) ?? '.') : string(service.build);
  const dockerfile = string(mapping(service.build).dockerfile);
  const image = string(service.image)?.replace(/\$\{\w+:?-([^{}]+)\}/g, '$1');
  const restart = string(service.restart) ?? string(mapping(mapping(service.deploy).restart_policy).condition);
  const user = string(service.user);
  return {
    name,
    ...atLine(line),
    ...(image === undefined ? {} : { image }),
    ...(build === undefined ? {} : { build }),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    healthcheck: healthcheckOf(service.healthcheck),
    ports: list(service.ports).flatMap(portOf),
    environment: namesOf(service.environment),
    environmentFiles: list(service.env_file).flatMap((entry) => string(isMapping(entry) ? entry.path : entry) ?? []),
    volumes: list(service.volumes).flatMap(volumeOf),
    ...(restart === undefined ? {} : { restart }),
    dependsOn: isMapping(service.depends_on) ? Object.keys(service.depends_on) : strings(service.depends_on),
    limits: hasLimits(service),
    privileged: service.privileged === true,
    ...(user === undefined ? {} : { user }),
  };
}

function healthcheckOf(value: unknown): ComposeService['healthcheck'] {
  if (!isMapping(value)) return 'none';
  const check = merged(value);
  const test = strings(check.test)[0];
  if (check.disable === true || test === 'NONE') return 'disabled';
  return test === undefined ? 'none' : 'defined';
}

function hasLimits(service: Mapping): boolean {
  const limits = mapping(mapping(service.deploy).resources).limits;
  return isMapping(limits) || service.mem_limit !== undefined || service.cpus !== undefined;
}

function portOf(value: unknown): string[] {
  if (!isMapping(value)) return strings(value);
  const target = string(value.target);
  const published = string(value.published);
  return target === undefined ? [] : [published === undefined ? target : `${published}:${target}`];
}

function volumeOf(value: unknown): string[] {
  if (!isMapping(value)) return strings(value);
  const target = string(value.target);
  const from = string(value.source);
  return target === undefined ? [] : [from === undefined ? target : `${from}:${target}`];
}

/** The names of `environment`, in its list form or its mapping form. */
function namesOf(value: unknown): string[] {
  const names = isMapping(value)
    ? Object.keys(merged(value))
    : strings(value).map((entry) => entry.split('=', 1)[0] ?? '');
  return names.map((name) => name.trim()).filter((name) => /^[A-Za-z_][\w.]*$/.test(name));
}

/** Databases, caches, queues and stand-ins: what one starts to work on something else. */
/** The source mounted into the container: it runs what is being worked on. */
const OWN_SOURCE =
  /^(?:(?:\.{1,2}\/?|\$\{?PWD\}?\/?|\.{1,2}\/(?:src|app|lib|web|backend|frontend|server|api)\/?):|\.{1,2}\/[^:]*:\/(?:app|code|src|usr\/src|workspaces?|srv|var\/www)\b[^.]*$)/;

function purposeOf(file: FileEntry, services: readonly Service[]): ContainerPurpose {
  const byPath = purposeOfPath(file.path, file.role);
  if (byPath !== 'unknown') return byPath;
  if (services.some((service) => service.volumes.some((volume) => OWN_SOURCE.test(volume)))) return 'development';
  if (services.every((service) => service.build === undefined && BACKING.test(service.image ?? '')))
    return 'development';
  const lasting = services.some(
    (service) => /^(?:always|unless-stopped|any)$/.test(service.restart ?? '') && !BACKING.test(service.image ?? ''),
  );
  return lasting ? 'app' : 'unknown';
}
