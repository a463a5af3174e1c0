import type { FileEntry } from '../../repository/file-index.ts';
import { atLine, lineOf } from '../lines.ts';
import type { DocumentedConfiguration, TrackedEnvFile } from './documented.ts';

const SAMPLE = '(?:example|sample|template|dist|tmpl|defaults?|schema|oss|open-?source)';
const ENV_EXAMPLE = new RegExp(
  `^(?:\\.?(?:[\\w-]+[._-])*(?:env|envrc|dev\\.vars|flaskenv)[._-](?:[\\w-]+[._-])*(?:${SAMPLE}|in)|\\.?(?:[\\w-]+[._-])*${SAMPLE}[._-]env(?:\\.\\w+)?)$`,
);
const ENV_FILE = /^(?:\.env(?:\.[\w.-]+)?|\.envrc|\.dev\.vars(?:\.\w+)?|\.flaskenv|[\w.-]+\.env)$/;
/** A script that sets them before it starts the program. */
const SCRIPT_EXAMPLE = /\.sh\.(?:example|sample|dist|template)$/;
/** What is encrypted, or a script of that name. */
const NOT_ENV_FILE =
  /\.(?:vault|enc|gpg|age|sops|encrypted|keys?|js|ts|mjs|cjs|py|rb|sh|php|md|ya?ml|json|toml|d\.ts|test|spec)$/;

const BASES =
  '(?:config(?:uration)?|settings?|app(?:lication)?|secrets?|credentials?|database|parameters|local[_-]?settings|local|environment|env|options|properties|server|development|production|site|wp-config|config\\.inc|aliases|inventory|hosts|variables|vars|values|terraform)';
const DATA =
  '(?:ya?ml|json|jsonc|json5|toml|ini|cfg|conf|py|rb|php|js|ts|xml|properties|neon|edn|exs|inc\\.php|drushrc\\.php|hjson|env|tfvars)';
const CONFIG_EXAMPLE = new RegExp(
  `^(?:\\.?(?:[\\w-]+[._-])?${BASES}[._-]${SAMPLE}\\.${DATA}|${SAMPLE}[._-](?:[\\w-]+[._-])?${BASES}\\.${DATA}|\\.?(?:[\\w-]+[._-])*${BASES}(?:\\.${DATA})?\\.${SAMPLE}|[\\w-]+\\.${DATA}\\.(?:example|sample|dist|defaults?))$`,
);
/** Defaults of tools, not of this program. */
const TOOL =
  /^(?:phpunit|phpstan|phpcs|psalm|\.?php[-_]cs|\.php-cs-fixer|\.?eslint|tsconfig|jest|docker-compose|compose|cargo|package|composer|pom|stack|gitignore|infection|rector|behat|ecs|codeception|mkdocs|karma|babel|webpack|vite|(?:compiler|bundle)config\.)/;

/** Whether a file shows which environment variables there are, by its name. */
export function isEnvExample(file: FileEntry): boolean {
  const name = file.name.toLowerCase();
  if (SCRIPT_EXAMPLE.test(name)) return true;
  return name.includes('env') || name.includes('vars') ? ENV_EXAMPLE.test(name) : false;
}

/** Whether a file holds environment variables that are in force, by its name. */
export function isEnvFile(file: FileEntry): boolean {
  const name = file.name.toLowerCase();
  if (!name.includes('env') && !name.includes('vars')) return false;
  return ENV_FILE.test(name) && !NOT_ENV_FILE.test(name) && !ENV_EXAMPLE.test(name) && file.language === undefined;
}

/** A configuration that bears the name of the program: `NAME.example.toml` beside it, or where configurations lie. */
const NAMED_EXAMPLE =
  /^(?:(?:config|configs|conf|etc|contrib|packaging|dist)\/)?[\w-]+[._-](?:example|sample|dist)\.(?:toml|ya?ml|ini|conf|cfg|properties|json5|hjson|hocon)$/i;

/** A sample of all settings, where configurations lie. */
const SAMPLE_ALONE =
  /(?:^|\/)(?:config|configs|conf)\/(?:[\w-]+[._-])?sample(?:[._-][\w-]+)?\.(?:ya?ml|toml|ini|conf|properties)$/i;

/** Whether a file is a configuration to be copied and filled in, by its name. */
export function isConfigExample(file: FileEntry): boolean {
  const name = file.name.toLowerCase();
  if (NAMED_EXAMPLE.test(file.path) || SAMPLE_ALONE.test(file.path)) return !TOOL.test(name);
  if (!/example|sample|template|dist|tmpl|default/.test(name) && !/(?:^|\/)config\//i.test(file.path)) return false;
  // What a cluster is told is made of templates as well.
  if (
    name.endsWith('.tmpl') &&
    /(?:^|\/)(?:k8s|kubernetes|kube|helm|charts?|manifests|deploy(?:ments?)?)\//i.test(file.path)
  )
    return false;
  return CONFIG_EXAMPLE.test(name) && !TOOL.test(name);
}

const COMMENTED_CONFIG =
  /^(?:[\w-]+[._-])?(?:config(?:uration)?|settings)(?:[._-](?:dev|development|local|prod|production|default|base|common|docker))?\.(?:ya?ml|toml|ini|conf|cfg|hcl)$/;

/** Whether a file may hold the configuration that the program runs with, by its name. Those of tools begin with a dot or `_`. */
export function isConfigFile(file: FileEntry): boolean {
  const name = file.name.toLowerCase();
  return /config|settings/.test(name) && !/^[._]/.test(name) && COMMENTED_CONFIG.test(name) && !TOOL.test(name);
}

const NAMES_LIMIT = 300;

interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly commented: boolean;
}

function assignments(text: string): Assignment[] {
  const found: Assignment[] = [];
  text.split('\n').forEach((line, index) => {
    const match =
      /^[ \t]*(#[ \t]*)?(?:export[ \t]+|set[ \t]+)?([A-Za-z_][\w.]{0,99})[ \t]*=[ \t]*(.*)$/.exec(
        line.slice(0, 2_000),
      ) ??
      // Foreman reads YAML as well.
      /^()?([A-Z][A-Z0-9_]{1,99}):[ \t]+(.*)$/.exec(line.slice(0, 2_000));
    const name = match?.[2];
    if (name === undefined || found.length >= NAMES_LIMIT) return;
    const commented = match?.[1] !== undefined;
    // A commented line is a setting only when its name is shouted: prose has equals signs too.
    if (commented && !/^[A-Z][A-Z0-9_]+$/.test(name)) return;
    found.push({ name, value: (match?.[3] ?? '').trim(), line: index + 1, commented });
  });
  return found;
}

/** The names in an example of an environment file; `undefined` when there are none. */
export function readEnvExample(path: string, text: string): DocumentedConfiguration | undefined {
  const found = assignments(text);
  const [first] = found;
  if (first === undefined) return undefined;
  return { form: 'env-example', path, line: first.line, names: [...new Set(found.map(({ name }) => name))] };
}

const SECRET =
  /SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL|_DSN$|DATABASE_URL|CONNECTION_STRING|WEBHOOK/i;
/**
 * Empty, a reference to another variable or into a store of secrets, the address of a container beside with a plain word for a
 * password, text that asks to be replaced, or what SOPS and dotenvx have encrypted.
 */
const PLACEHOLDER =
  /^["']?(?:|\$\{?\w+\}?|<[^>]*>|x{3,}|\*+|\.{3}|(?:your|my|the|some|change|replace|insert|enter|fill|todo|none|null|dummy|fake|example|sample|placeholder|changeme|(?:test(?:ing)?|pass(?:word)?|secret|admin|asdf|qwerty|letmein)\d{0,4}|root|postgres|guest|localhost|true|false|\d{1,6}|not-?set|undefined)(?:[-_ ].*)?|ENC\[.*|encrypted:.*|(?:op|ref\+\w+|vault|aws-?sm|gcp-?sm|keyring|pass):\/\/.*|arn:aws:(?:secretsmanager|ssm):.*|https?:\/\/(?:localhost|127\.0\.0\.1|[\w-]+(?::\d+)?)(?:[:/].*)?|[a-z][\w+.-]*:\/\/(?:[^\s@/:]*(?::[a-z_-]{0,16}\d{0,4})?@)(?:127\.0\.0\.1|[\w-]+)(?::\d+)?(?:[/?].*)?)["']?$/i;

/**
 * What stands in the file of defaults that Symfony's installer writes, with a secret for development, and wants committed.
 * https://symfony.com/doc/current/configuration.html
 */
const SYMFONY_DEFAULTS = ['DO NOT DEFINE PRODUCTION SECRETS IN THIS FILE', '###> symfony/framework-bundle ###'];

/** What an environment file sets. Values are looked at, and never kept. */
export function readEnvFile(path: string, text: string): TrackedEnvFile {
  const found = assignments(text).filter(({ commented }) => !commented);
  const names = [...new Set(found.map(({ name }) => name))];
  const secrets = found.filter(
    ({ name, value }) =>
      SECRET.test(name) &&
      !PLACEHOLDER.test(value) &&
      !(name === 'APP_SECRET' && SYMFONY_DEFAULTS.every((mark) => text.includes(mark))),
  );
  const [first] = secrets.length > 0 ? secrets : found;
  return { path, ...atLine(first?.line), names, secrets: [...new Set(secrets.map(({ name }) => name))] };
}

/** The keys of a configuration to be copied; `undefined` when there are none. */
export function readConfigExample(path: string, text: string): DocumentedConfiguration | undefined {
  const names = new Set<string>();
  for (const line of text.split('\n')) {
    const match =
      /^[ \t]*(?:#[ \t]?|\/\/[ \t]?|;[ \t]?)?(?:define\(\s*)?["'$]?([A-Za-z_][\w.-]{1,99})["']?[ \t]*(?:[:=,]|=>)[ \t]*\S/.exec(
        line.slice(0, 400),
      );
    if (match?.[1] !== undefined && names.size < NAMES_LIMIT) names.add(match[1]);
  }
  if (names.size === 0) return undefined;
  const [first] = names;
  return { form: 'config-example', path, line: lineOf(text, first ?? '') ?? 1, names: [...names] };
}

/** Comments that say something: a line of several words, no setting that is commented out. */
const REMARK = /^[ \t]*(?:#+|;|\/\/)[ \t]*(?![\w.-]+\s*[:=])[A-Za-z][^:=]*\s\S+\s\S/;
/** So many, and for so many of the settings, explain them. */
const REMARKS = 6;
const REMARK_SHARE = 0.25;

/** The keys of a configuration in force whose settings are explained one by one; `undefined` when they are not. */
export function readCommentedConfig(path: string, text: string): DocumentedConfiguration | undefined {
  const lines = text.split('\n').map((line) => line.slice(0, 400));
  const names: string[] = [];
  let line: number | undefined;
  let remarks = 0;
  let isInside = false;
  lines.forEach((content, index) => {
    const name = /^[ \t]*(?:-[ \t]+)?["']?([A-Za-z_][\w.-]{1,99})["']?[ \t]*[:=]/.exec(content)?.[1];
    if (name !== undefined) {
      names.push(name);
      line ??= index + 1;
    }
    const isRemark = REMARK.test(content);
    // A block of comments says one thing, the head of the file says whose it is.
    if (isRemark && !isInside) remarks++;
    isInside = isRemark;
  });
  if (remarks < REMARKS || remarks / Math.max(1, names.length) < REMARK_SHARE) return undefined;
  return { form: 'commented-config', path, line: line ?? 1, names: [...new Set(names)].slice(0, NAMES_LIMIT) };
}
