import type { Role } from '../../repository/roles.ts';

/** What a container is for: running the software, working on it, checking it, or not to be told from what is there. */
export type ContainerPurpose = 'app' | 'development' | 'ci' | 'unknown';

const DEVELOPMENT_FOLDER =
  /(?:^|\/)(?:\.?devcontainer[\w-]*|\.devfile|\.gitpod|\.vscode|dev|devel|development|devenv|dev[-_]env|local|localdev|vagrant[\w-]*|\.localstack|hack|tests?|e2e|cypress|playwright|debug)\//i;
const CI_FOLDER =
  /(?:^|\/)(?:\.?ci|\.circleci|\.github|\.gitlab|\.buildkite|\.woodpecker|jenkins|sonar(?:cloud|qube)?|\.teamcity|build[-_]?env\w*|builders?|build[-_](?:images?|containers?)|ci[-_][\w-]+|cross|toolchains?|packaging\/(?:debian|deb|rpm|linux|fedora|centos|ubuntu|arch|suse|opensuse|alpine-pkg|appimage|flatpak|snap|windows|macos|obs|nfpm|fpm))\//i;

/** Words of a file name, as in `Dockerfile.dev`, `docker-compose-ci.yml`, `web.prod.Dockerfile`. */
const DEVELOPMENT_WORDS = new Set([
  'dev',
  'devel',
  'develop',
  'development',
  'local',
  'debug',
  'devcontainer',
  'gitpod',
  'test',
  'tests',
  'testing',
  'e2e',
  'override',
  'localstack',
  'mock',
  'mocks',
]);
const CI_WORDS = new Set([
  'ci',
  'lint',
  'builder',
  'build',
  'buildenv',
  'cross',
  'toolchain',
  'manylinux',
  'jenkins',
  'circleci',
  'github',
  'gitlab',
  'bench',
]);
const APP_WORDS = new Set(['prod', 'production', 'release', 'deploy', 'runtime']);

/** Images of what a service stands on, not of the service. */
export const BACKING =
  /(?:^|\/)(?:postgres|postgis|mysql|mariadb|redis|valkey|mongo|memcached|elasticsearch|opensearch|rabbitmq|kafka|cp-|zookeeper|redpanda|nats|minio|meilisearch|getmeili|typesense|solr|[\w-]*(?:mock|stub|fake)|localstack|mailhog|mailpit|mailcatcher|maildev|adminer|phpmyadmin|pgadmin|azurite|dynamodb|wiremock|mock|jaeger|zipkin|prometheus|grafana|otel|opentelemetry|temporal|selenium|keycloak|vault|consul|fake-gcs|pubsub|clickhouse|cassandra|cockroach|mssql|sql-edge|etcd|kibana|unleash|wonderwall|mitmproxy)/i;

/** The purpose that the path alone tells; `unknown` when it tells nothing. */
export function purposeOfPath(path: string, role: Role): ContainerPurpose {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const words = name.split(/[^a-z0-9]+/);
  if (words.some((word) => APP_WORDS.has(word))) return 'app';
  if (words.some((word) => DEVELOPMENT_WORDS.has(word))) return 'development';
  if (words.some((word) => CI_WORDS.has(word))) return 'ci';
  if (role === 'ci' || CI_FOLDER.test(path)) return 'ci';
  if (role === 'test' || role === 'agent-tooling' || DEVELOPMENT_FOLDER.test(path)) return 'development';
  return 'unknown';
}
