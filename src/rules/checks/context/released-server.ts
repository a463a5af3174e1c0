import { escapeRegExp } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { own, unitFolder } from '../../own.ts';
import { repositoryNames } from '../../repository-names.ts';

/** A published image in the README or a Compose file of the repository: others are to run it as it is. */
const IMAGE_IN_README =
  /docker (?:run|pull)[^\n]*?\b((?:ghcr\.io|docker\.io|quay\.io|registry\.gitlab\.com)\/[\w./-]+|[a-z][\w-]+\/[\w-]+)(?::[\w.-]+)?(?:\s|$|`)|^\s*image:\s*["']?((?:ghcr\.io\/|docker\.io\/|quay\.io\/)?[\w-]+\/[\w-]+)/im;
const RELEASED =
  /(?:^|\/)(?:\.?goreleaser[\w.-]*\.ya?ml|snapcraft\.yaml|debian\/control|[\w-]+\.spec|jreleaser\.ya?ml)$/i;
/** A chart or a template is for the owner's own deployment unless the README hands it to others. */
const HANDED_OUT =
  /\bhelm (?:repo add|install|upgrade)\b|\b(?:heroku\.com\/deploy|render\.com\/deploy|railway\.(?:app|com)\/(?:template|new|deploy)|deploy\.cloud\.run|app\.koyeb\.com\/deploy|cloud\.digitalocean\.com\/apps\/new)/i;
/** Where an image or a chart is fetched from, with its name last. */
const PLACE_OF_IMAGE =
  /(?:hub\.docker\.com\/r\/[\w-]+|\/pkgs\/container|\b(?:ghcr|docker)\.io\/[\w-]+|\bquay\.io\/(?:repository\/)?[\w-]+|img\.shields\.io\/docker\/[\w-]+\/[\w-]+|artifacthub\.io\/packages\/(?:search\?repo=|helm\/[\w-]+\/))\/?([\w-]+(?:\.[\w-]+)*)/gi;
/** What developers call an image that is for themselves. */
const UNFINISHED = /:(?:dev[\w.-]*|local|test|staging|ci)[\s`]*$/;
/** Stores, queues and tools that software is run beside. */
const OF_OTHERS =
  /^(?:amazon|apache|axllent|bitnami|clickhouse|confluentinc|dpage|elastic|grafana|hashicorp|jaegertracing|jboss|keycloak|localstack|mailhog|mcr|minio|mockserver|oliver006|opensearchproject|openzipkin|otel|postgis|prom|redislabs|rroemhild|selenium|sonarsource|swaggerapi|timescale|wiremock|zaproxy)\//;

/** A Compose file at the root that is not for developing it, and an image in it, with the default of a variable for one. */
const COMPOSE = /^(?:docker-)?compose(?!\.(?:dev|test|ci|local|override))[\w.-]*\.ya?ml$/i;
const IMAGE = /^\s*image:\s*["']?(?:\$\{\w+:-)?((?:ghcr\.io\/|docker\.io\/|quay\.io\/)?[\w-]+\/([\w-]+))/gim;

/** Whether a server is handed out for others to run: a published image of its own, packages, a chart, a one-click template. */
export const releasedServer: Check = {
  name: 'released-server',
  run: (view) => {
    const { source, manifests } = view.facts;
    const { files } = own(view);
    const evidence = files
      .filter((file) => file.role !== 'vendored' && file.role !== 'fixture' && RELEASED.test(file.path))
      .map((file) => ({ path: file.path, detail: 'packages it for others to run' }));
    const readme = files.find((file) => /^readme(?:\.\w+)?$/i.test(file.name) && !file.path.includes('/'));
    const text = readme === undefined ? undefined : source.text(readme.path);
    const image = text === undefined ? null : IMAGE_IN_README.exec(text);
    const name = image?.[1] ?? image?.[2];
    const isBuiltHere = name !== undefined && (UNFINISHED.test(image?.[0] ?? '') || builtFirst(text ?? '', name));
    if (readme !== undefined && name !== undefined && !OF_OTHERS.test(name) && !isBuiltHere)
      evidence.push({ path: readme.path, detail: `the image ${name}` });
    if (readme !== undefined && evidence.length === 0) {
      const published = publishedAs(text ?? '', repositoryNames(view.facts));
      if (published !== undefined) evidence.push({ path: readme.path, detail: `the image ${published}` });
    }
    const names = new Set(
      manifests
        .filter(({ path }) => folderOf(path) === unitFolder(view))
        .flatMap((manifest) => manifest.name?.split('/').at(-1)?.toLowerCase() ?? []),
    );
    for (const file of files) {
      if (file.path.includes('/') || !COMPOSE.test(file.name)) continue;
      const image = [...(source.text(file.path) ?? '').matchAll(IMAGE)].find((match) =>
        names.has((match[2] ?? '').toLowerCase()),
      );
      if (image !== undefined) evidence.push({ path: file.path, detail: `the image ${image[1]}` });
    }
    const place = text === undefined ? null : HANDED_OUT.exec(text);
    if (readme !== undefined && place !== null)
      evidence.push({ path: readme.path, detail: `says how others deploy it: ${place[0]}` });
    return found(evidence.slice(0, 5));
  },
};

/** The place of an image or a chart that bears the name of the repository. */
function publishedAs(text: string, names: readonly string[]): string | undefined {
  const bare = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/g, '');
  const own = new Set(names.map(bare));
  return [...text.matchAll(PLACE_OF_IMAGE)].find((match) => own.has(bare(match[1] ?? '')))?.[0];
}

/** Whether those who read it build the image themselves before they start it. */
function builtFirst(text: string, image: string): boolean {
  return new RegExp(
    `\\b(?:docker|podman)\\s+(?:buildx\\s+)?build\\b[^\\n]*\\s(?:-t|--tag)[ =]${escapeRegExp(image)}\\b`,
  ).test(text);
}
