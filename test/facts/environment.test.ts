import { describe, expect, it } from 'vitest';
import { ENVIRONMENT_READS, readEnvironment, SYSTEM_VARIABLES } from '../../src/facts/environment.ts';
import { createSource } from '../../src/facts/source.ts';
import type { Language } from '../../src/repository/languages.ts';
import { memoryRepository } from '../../src/repository/memory.ts';

const read = (contents: Record<string, string>) => {
  const source = createSource(memoryRepository(contents));
  return { ...readEnvironment(source), diagnostics: source.diagnostics };
};

const ENV =
  '# where to listen\nPORT=8080\nexport DATABASE_URL=postgres://ada:hunter2@db.example.org/app\n#SENTRY_DSN=\n# a=b in prose\n\n';

describe('readEnvironment: documented', () => {
  it.each([
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    '.env.local.example',
    '.env_sample',
    'env.local.in',
    'env.example',
    'example.env',
    'sample.env',
    'docs/.example.env',
    'config/settings/sample.env',
    '.docker.env.sample',
    '.envrc.sample',
    '.dev.vars.example',
    '.env.oss',
    'run.sh.example',
  ])('by %s', (path) => {
    expect(read({ [path]: ENV })).toEqual({
      documented: [{ form: 'env-example', path, line: 2, names: ['PORT', 'DATABASE_URL', 'SENTRY_DSN'] }],
      tracked: [],
      diagnostics: [],
    });
  });

  it('by an example for Foreman, in YAML', () => {
    const text = "# the database\nDATABASE_USER: ''\nMAIL_HOST: mail.example.org\nsection:\n  nested: 1\n";
    expect(read({ 'env.sample': text }).documented).toEqual([
      { form: 'env-example', path: 'env.sample', line: 2, names: ['DATABASE_USER', 'MAIL_HOST'] },
    ]);
  });

  it.each([
    ['config.example.yml', 'database:\n  host: localhost\n', ['host']],
    ['config/database.yml.example', 'adapter: pg\nhost: x\n', ['adapter', 'host']],
    ['local_settings.py.example', 'DEBUG = True\nSECRET_KEY = "x"\n', ['DEBUG', 'SECRET_KEY']],
    ['service/config/sample.yml', 'host: x\nport: 1\n', ['host', 'port']],
    ['settings.sample.json', '{\n  "base": 10,\n  "port": 1\n}\n', ['base', 'port']],
    ['wp-config-sample.php', "<?php\ndefine( 'DB_NAME', 'x' );\n", ['DB_NAME']],
    ['app.conf.default', '[main]\nport = 1\n', ['port']],
  ])('by a configuration to be copied: %s', (path, text, names) => {
    expect(read({ [path]: text }).documented).toMatchObject([{ form: 'config-example', path, names }]);
  });

  it('not by what tells of the settings of a tool', () => {
    const table =
      '# Settings\n\n| Field | Purpose |\n| --- | --- |\n| `SITE_TITLE` | a title |\n| `SITE_OWNER` | a line |\n| `SITE_SEARCH` | files |\n';
    expect(read({ '.config/notices/README.md': table }).documented).toEqual([]);
    expect(read({ 'docs/config/README.md': table }).documented).not.toEqual([]);
  });

  it('by tables, lists and commands in prose, from three names on', () => {
    const readme = [
      '# Tool',
      '',
      'It is configured by environment variables:',
      '',
      '| Name | Meaning |',
      '| --- | --- |',
      '| `DATABASE_URL` | where |',
      '| **LOG_LEVEL** | how much |',
      '',
      '- `PORT`: listens there',
      '',
      '```sh',
      'export API_KEY=x',
      'docker run -e CACHE_URL=y tool',
      '```',
    ].join('\n');
    expect(read({ 'README.md': readme }).documented).toEqual([
      {
        form: 'prose',
        path: 'README.md',
        line: 7,
        names: ['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'API_KEY', 'CACHE_URL'],
      },
    ]);
  });

  it('not by constants of other sorts, nor by a name or two', () => {
    const { documented } = read({
      'README.md': 'Set the environment variables:\n- `API_KEY`\n- `API_URL`\n',
      'docs/protocol.md': 'Codes:\n- `NOT_FOUND`\n- `TOO_LARGE`\n- `TIMED_OUT`\n',
      'docs/http.md': 'Methods in the environment:\n- `GET`\n- `PUT`\n- `POST`\n',
      'CHANGELOG.md': 'config:\n- `A_B`\n- `C_D`\n- `E_F`\n',
      'docs/database.md':
        '## Environment information\n\n| Environment | Account | Machine |\n|---|---|---|\n| Staging | StagingAPIs | jump box |\n| Production | Live | bastion |\n',
    });
    expect(documented).toEqual([]);
  });

  it('by tables and lists below a heading of settings, by sentences and by options', () => {
    const files = {
      'README.md':
        '# A\n\n## Application variables\n\n* http[=1]: install the web server\n* es[=1]: install the index\n* worker_count: how many\n\n## Steps\n\n* Method: GET\n',
      'docs/building.md':
        'Skip a part with the environment variable `SKIP_PROBES=true`.\n\nFor another machine, set the environment variable `TARGET`.\n',
      'docs/usage.md':
        '| Arg | Meaning |\n|---|---|\n| `-d, --dir <PATH>` | where |\n| `--channel` | which |\n| `--dry-run` | nothing is written |\n',
    };
    expect(read(files).documented).toEqual([
      { form: 'settings', path: 'README.md', line: 5, names: ['http', 'es', 'worker_count'] },
      { form: 'settings', path: 'docs/building.md', line: 1, names: ['SKIP_PROBES', 'TARGET'] },
      { form: 'flags', path: 'docs/usage.md', line: 3, names: ['--dir', '--channel', '--dry-run'] },
    ]);
  });

  it.each([
    [
      'README.md',
      '# Node\n\nBy default it is config.json of the following format:\n\n```\n{\n  "net": {\n    "listen": "0.0.0.0:1",\n    "peers": [\n      "a:1"\n    ]\n  },\n  "keys_dir": "."\n}\n```\n',
      5,
      ['net', 'listen', 'peers', 'keys_dir'],
    ],
    [
      'README',
      'Bot\n===\n\nConfigure\n---------\nThe bot is told by a file.\n\n    ---\n    irc:\n      server: x\n      channels:\n        - "#a"\n      nick: bot\n\nOperate\n-------\n',
      8,
      ['irc', 'server', 'channels', 'nick'],
    ],
    [
      'README.rst',
      'Install::\n\n    # in configs/config.json\n    {\n      "user": "x",\n      "smtp_server": "y",\n      "smtp_port": 1\n    }\n',
      3,
      ['user', 'smtp_server', 'smtp_port'],
    ],
    [
      'docs/running.adoc',
      '== Start\n\nA custom config file:\n\n[source,hocon]\n----\ninclude "application"\nhttp.port = 1\nmongo.uri = "x"\nredis.uri = "y"\n----\n',
      6,
      ['http.port', 'mongo.uri', 'redis.uri'],
    ],
    [
      'README.md',
      '# Relay\n\n## Configuration file\n\n```toml\n# who may send\n[relay]\nsenders = []\nport = 1\nqueue = "mail"\n```\n',
      5,
      ['senders', 'port', 'queue'],
    ],
  ])('by an example of the configuration in %s, line %#', (path, text, line, names) => {
    expect(read({ [path]: text }).documented).toEqual([{ form: 'config-block', path, line, names }]);
  });

  it.each([
    [
      'settings of an editor',
      '## Configuration\n\nIn `.vscode/settings.json`:\n\n```json\n{\n"a.b": 1,\n"a.c": 2,\n"a.d": 3\n}\n```\n',
    ],
    ['a manifest', '## Configuration\n\n```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n```\n'],
    ['a Compose file', '## Example config\n\n```yaml\nservices:\n  a:\n    image: b\n    restart: no\n```\n'],
    ['an answer', '## Answers\n\nSee the settings.\n\n```json\n{\n"id": 1,\n"name": "x",\n"url": "y"\n}\n```\n'],
    ['code', '## Configuration\n\n```js\nconst a = 1;\nlet b = 2;\nc: 3,\n```\n'],
    ['commands', '## Configuration\n\n```\n$ a\nsudo b\nc: d\n```\n'],
    ['two keys', '## Configuration\n\n```yaml\na_b: 1\na_c: 2\n```\n'],
  ])('not by a block that shows %s', (_, text) => {
    expect(read({ 'README.md': text }).documented).toEqual([]);
  });

  it('by a configuration that bears the name of the program, and by manuals in other formats', () => {
    const { documented } = read({
      'relay.example.toml': 'port = 1\n# queue = "x"\n',
      'etc/relay-sample.conf': 'port = 1\n',
      'k8s/relay.example.yaml': 'port: 1\n',
      'docs/manual/manual.yml':
        'body: |\n  Colours are switched off by the `RELAY_PLAIN` environment\n  variable; others can be had with the `RELAY_COLORS`\n  environment variable.\n',
    });
    expect(documented).toEqual([
      { form: 'config-example', path: 'etc/relay-sample.conf', line: 1, names: ['port'] },
      { form: 'config-example', path: 'relay.example.toml', line: 1, names: ['port', 'queue'] },
      { form: 'settings', path: 'docs/manual/manual.yml', line: 2, names: ['RELAY_PLAIN', 'RELAY_COLORS'] },
    ]);
  });

  it('whatever the ends of the lines are', () => {
    expect(read({ '.env.example': 'API_KEY=\r\nAPI_URL=x\r\n' }).documented).toEqual([
      { form: 'env-example', path: '.env.example', line: 1, names: ['API_KEY', 'API_URL'] },
    ]);
  });

  it('not by macros, nor by what tells of changes', () => {
    const { documented } = read({
      'docs/config.md':
        '# Configuration\n\nDefine these macros:\n\n- `FAST_MATH`: quick\n- `NO_HEAP`: none\n- `USE_IO`: all\n'.replaceAll(
          '`: ',
          '` ',
        ),
      'docs/ChangeLog-old.md': 'Config:\n- `A_B`\n- `C_D`\n- `E_F`\n',
      'docs/release-notes/2.0.md': 'Config:\n- `A_B`\n- `C_D`\n- `E_F`\n',
    });
    expect(documented.filter(({ form }) => form === 'prose')).toEqual([]);
  });

  it('not by what stands below other headings, nor by files that are listed', () => {
    const files = {
      'README.md': '# A\n\n## API\n\n* GET: reads\n* POST: writes\n* DELETE: removes\n',
      'docs/layout.md':
        '## Configuration\n\n* `main.tf`: the machines\n* `dns.tf`: their names\n* `vpc.tf`: the network\n',
      'docs/commands.md': 'aws create \\\n  --name x \\\n  --config y \\\n  --caller z\n',
    };
    expect(read(files).documented).toEqual([]);
  });

  it('by Compose files, for what is built here', () => {
    const compose =
      'services:\n  api:\n    build: .\n    environment:\n      PORT: 1\n      API_KEY: x\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: hunter2\n';
    expect(read({ 'docker-compose.yml': compose }).documented).toEqual([
      { form: 'compose', path: 'docker-compose.yml', line: 2, names: ['PORT', 'API_KEY'] },
    ]);
  });

  it('by app.json, schemas, commented Helm values and manual pages', () => {
    const { documented } = read({
      'app.json': '{\n  "env": {\n    "API_KEY": { "description": "from the console" }\n  }\n}\n',
      'config.schema.json': '{\n  "properties": { "base": { "description": "of the numbers" } }\n}\n',
      'chart/Chart.yaml': 'name: x\n',
      'chart/values.yaml':
        '# how many of them\nreplicas: 1\n# the image that runs\nimage: x\n# and more of it\nservice: {}\n',
      'man/tool.1': '.SH OPTIONS\n.TP\n\\fB\\-\\-dry\\-run\\fR\nNothing.\n.SH ENVIRONMENT\n.B TOOL_HOME\n',
    });
    expect(documented).toEqual([
      { form: 'helm-values', path: 'chart/values.yaml', line: 2, names: ['replicas', 'image', 'service'] },
      { form: 'man-page', path: 'man/tool.1', line: 1, names: ['--dry-run', 'TOOL_HOME'] },
      { form: 'app-json', path: 'app.json', line: 2, names: ['API_KEY'] },
      { form: 'schema', path: 'config.schema.json', line: 2, names: ['base'] },
    ]);
  });

  it('by a configuration in force, when it explains most of its settings', () => {
    const explained = [
      ...['# How many workers are started.', 'workers: 2', '# Restart those that take more.', 'heap: 250'],
      ...['# The port that it listens on.', 'port: 80', '# Where the outgoing requests go.', 'proxy: none'],
      ...['# Longer answers are cut off.', 'limit: 12', '# Who may ask from elsewhere.', "cors: '*'"],
    ].join('\n');
    const { documented } = read({
      'config.dev.yaml': explained,
      'config.yaml': `# Licensed under the terms of the licence.\n${explained.replace(/^#.*$/gm, '')}`,
      '_config.yml': explained,
      'mkdocs.yml': explained,
    });
    expect(documented).toEqual([
      {
        form: 'commented-config',
        path: 'config.dev.yaml',
        line: 2,
        names: ['workers', 'heap', 'port', 'proxy', 'limit', 'cors'],
      },
    ]);
  });

  it('not by values as the generator of charts left them', () => {
    const { documented } = read({
      'chart/Chart.yaml': 'name: x\n',
      'chart/values.yaml':
        '# Default values for x.\n# This is a YAML-formatted file.\n# Declare variables to be passed into your templates.\nreplicaCount: 1\nserviceAccount:\n  # Specifies whether a service account should be created\n  create: true\n',
    });
    expect(documented).toEqual([]);
  });

  it('not by what is configuration, or a tool’s, or somebody else’s', () => {
    const { documented } = read({
      'src/main/resources/application.yml': 'server:\n  port: 80\n',
      'phpunit.xml.dist': '<phpunit/>\n',
      'app.json': '{"env": {"A": "b"}, "expo": {}}',
      'test/fixtures/.env.example': ENV,
      'examples/app/.env.example': ENV,
      'chart/values.yaml': 'replicas: 1\n',
    });
    expect(documented).toEqual([]);
  });

  it('reports malformed files, and shrugs at odd shapes', () => {
    const { documented, diagnostics } = read({
      'app.json': '{"env": ',
      'settings.schema.json': '[1]',
      'values.schema.json': '{"properties": 3}',
      '.env.example': '=\n= =\n\0\n',
    });
    expect(documented).toEqual([]);
    expect(diagnostics.map(({ path }) => path)).toEqual(['app.json']);
  });
});

describe('readEnvironment: tracked', () => {
  it('names the variables of environment files, and those that hold secrets', () => {
    const { tracked } = read({
      '.env': ENV,
      '.env.production': `API_KEY="sk-live-8273"\nSECRET_KEY=changeme\nTOKEN=\nPASSWORD=\${DB_PASSWORD}\nAUTH_TOKEN=<your token>\n`,
      'docker/db.env': 'POSTGRES_USER=app\n',
    });
    expect(tracked).toEqual([
      { path: '.env', line: 3, names: ['PORT', 'DATABASE_URL'], secrets: ['DATABASE_URL'] },
      {
        path: '.env.production',
        line: 1,
        names: ['API_KEY', 'SECRET_KEY', 'TOKEN', 'PASSWORD', 'AUTH_TOKEN'],
        secrets: ['API_KEY'],
      },
      { path: 'docker/db.env', line: 1, names: ['POSTGRES_USER'], secrets: [] },
    ]);
    expect(JSON.stringify(tracked)).not.toMatch(/hunter2|sk-live/);
  });

  it('knows the defaults that Symfony writes, and containers beside', () => {
    const defaults =
      '# DO NOT DEFINE PRODUCTION SECRETS IN THIS FILE NOR IN ANY OTHER COMMITTED FILES.\n\n###> symfony/framework-bundle ###\nAPP_SECRET=22d8a60c047b96413b3337e3ddae3da9\n###< symfony/framework-bundle ###\n';
    const secretsOf = (text: string) => read({ '.env': text }).tracked.map(({ secrets }) => secrets);
    expect(secretsOf(`${defaults}DATABASE_URL="mysql://db:db@mariadb:3306/db?serverVersion=10"\n`)).toEqual([[]]);
    expect(secretsOf(`${defaults}DATABASE_URL="mysql://db:k3Vb9QzR1m@mariadb:3306/db"\n`)).toEqual([['DATABASE_URL']]);
    expect(secretsOf('APP_SECRET=22d8a60c047b96413b3337e3ddae3da9\n')).toEqual([['APP_SECRET']]);
    expect(secretsOf('ADMIN_PASSWORD=testing123\nSECRET_KEY_BASE=asdf\n')).toEqual([[]]);
    expect(secretsOf('ADMIN_PASSWORD=testify9931\n')).toEqual([['ADMIN_PASSWORD']]);
  });

  it('knows references into stores of secrets', () => {
    const text =
      'API_KEY="op://$VAULT/Tally API/credential"\nAPI_TOKEN=arn:aws:secretsmanager:eu-west-1:1:secret:tally\nDB_PASSWORD=ref+vault://tally/db\n';
    expect(read({ '.env.team': text }).tracked).toEqual([
      { path: '.env.team', line: 1, names: ['API_KEY', 'API_TOKEN', 'DB_PASSWORD'], secrets: [] },
    ]);
  });

  it('knows what is none', () => {
    const { tracked } = read({
      '.env.example': ENV,
      '.env.vault': ENV,
      'env.ts': 'A=1\n',
      'src/env.d.ts': 'A=1\n',
      'environment.yml': 'name: x\n',
      'test/fixtures/.env': ENV,
      'venv.cfg': 'a=b\n',
    });
    expect(tracked).toEqual([]);
  });
});

describe('ENVIRONMENT_READS', () => {
  const found = (language: Language, code: string): string[] => {
    const names = new Set<string>();
    const words = new Set(code.toLowerCase().match(/\w+/g));
    for (const probe of ENVIRONMENT_READS) {
      if (probe.languages?.includes(language) !== true) continue;
      if (!probe.words.some((word) => words.has(word.toLowerCase()))) continue;
      for (const match of code.matchAll(new RegExp(probe.pattern, `${probe.flags ?? ''}g`))) names.add(match[1] ?? '');
    }
    return [...names].sort();
  };

  it.each<[Language, string, string[]]>([
    [
      'typescript',
      "process.env.A_B; process.env['C']; process.env?.D; import.meta.env.VITE_E; Bun.env.F",
      ['A_B', 'C', 'D', 'F', 'VITE_E'],
    ],
    ['typescript', "Deno.env.get('PORT'); this.configService.get<string>('API_KEY')", ['API_KEY', 'PORT']],
    ['javascript', 'const env = load(); env.NOTHING; process.environment.X; config.get("lower.case")', []],
    ['python', 'os.environ["A"]; os.environ.get(\'B\', 1); os.getenv("C"); environ["D"]', ['A', 'B', 'C', 'D']],
    [
      'python',
      "env('DJANGO_KEY'); env.bool('DEBUG'); config('DB_NAME', default=''); click.option(envvar='TOKEN')",
      ['DB_NAME', 'DEBUG', 'DJANGO_KEY', 'TOKEN'],
    ],
    ['python', "config('lower'); environment('A')", []],
    ['notebook', '"os.environ[\\"HF_TOKEN\\"]"', ['HF_TOKEN']],
    ['ruby', "ENV['A']; ENV.fetch('B', 1); ENV.key?(\"C\")", ['A', 'B', 'C']],
    [
      'go',
      'os.Getenv("A"); os.LookupEnv("B"); viper.BindEnv("port", "PORT"); type C struct { D string `env:"D_E"` }',
      ['A', 'B', 'D_E', 'PORT'],
    ],
    ['go', 'EnvVars: []string{"CLI_TOKEN"},', ['CLI_TOKEN']],
    [
      'rust',
      'env::var("A")?; std::env::var_os("B"); env!("C"); option_env!("D"); #[arg(long, env = "CLAP_E")]',
      ['A', 'B', 'C', 'CLAP_E', 'D'],
    ],
    [
      'java',
      `System.getenv("A"); System.getenv().getOrDefault("B", ""); @Value("\${app.key:x}") String k;`,
      ['A', 'B', 'app.key'],
    ],
    ['kotlin', `@Value("\\\${API_URL}") val u: String; System.getenv()["C"]`, ['API_URL', 'C']],
    ['scala', 'sys.env("A"); sys.env.getOrElse("B", "")', ['A', 'B']],
    ['clojure', '(System/getenv "A")', ['A']],
    ['php', "getenv('A'); env('APP_KEY', null); $_ENV['C']", ['A', 'APP_KEY', 'C']],
    ['csharp', 'Environment.GetEnvironmentVariable("A")', ['A']],
    ['elixir', 'System.get_env("A"); System.fetch_env!("B")', ['A', 'B']],
    ['erlang', 'os:getenv("A")', ['A']],
    ['dart', "Platform.environment['A']; const String.fromEnvironment('B')", ['A', 'B']],
    ['swift', 'ProcessInfo.processInfo.environment["A"]; Environment.get("B")', ['A', 'B']],
    ['haskell', 'port <- lookupEnv "A"', ['A']],
    ['cpp', 'std::getenv("A"); qgetenv("B"); secure_getenv("C")', ['A', 'B', 'C']],
    ['perl', "$ENV{A}; $ENV{'B'}", ['A', 'B']],
    ['powershell', '$env:A_B', ['A_B']],
    ['lua', 'os.getenv("A")', ['A']],
    ['r', 'Sys.getenv("A")', ['A']],
    ['julia', 'ENV["A"]; get(ENV, "B", "")', ['A', 'B']],
  ])('%s: %s', (language, code, names) => {
    expect(found(language, code)).toEqual(names);
  });

  it('are valid, and capture one name', () => {
    for (const probe of ENVIRONMENT_READS) {
      const groups = new RegExp(`${probe.pattern}|`).exec('')?.length;
      expect({ pattern: probe.pattern, groups, collect: probe.collect }).toEqual({
        pattern: probe.pattern,
        groups: 2,
        collect: true,
      });
    }
  });

  it('know the variables that nobody documents', () => {
    expect(['PATH', 'NODE_ENV', 'CI', 'EXPO_OS'].every((name) => SYSTEM_VARIABLES.has(name))).toBe(true);
    expect(SYSTEM_VARIABLES.has('DATABASE_URL')).toBe(false);
  });
});
