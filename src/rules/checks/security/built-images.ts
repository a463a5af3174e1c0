import { escapeRegExp } from '../../../facts/lines.ts';
import type { View } from '../../view.ts';

/** Files that build images, or tell how: scripts, task files, pipelines, the heads of Dockerfiles, READMEs. */
const BUILDING =
  /^(?:GNU)?[Mm]akefile|^Taskfile|^[Jj]ustfile$|^Jenkinsfile|^docker-bake|^package\.json$|^Dockerfile|^README|\.(?:sh|bash|mk|Dockerfile)$/;
const SIZE_LIMIT = 256 * 1024;

/** Whether the repository itself builds an image of that name: some build in it gives the name as its tag. */
export function isBuiltHere(image: string, view: View): boolean {
  const { source, containers } = view.facts;
  const name = image.slice(image.lastIndexOf('/') + 1);
  if (name === '') return false;
  if (containers.services.some((service) => service.build !== undefined && isNamed(service.image, name))) return true;
  // The name after an option or in a variable for tags, with any registry before and any tag behind it.
  const given = new RegExp(
    `(?:\\s-t\\s+|--tag[=\\s]\\s*|\\b(?:\\w*TAG\\w*|IMAGE(?:_NAME)?)\\s*[:?]?=\\s*|\\btags\\s*:\\s*\\|?\\s*)["']?(?:\\$\\{\\w+:[-=])?(?:[^\\s"']*/)?${escapeRegExp(name)}(?=[:}\\s"'@]|$)`,
    'm',
  );
  const builds = /\b(?:build|buildx|bake|kaniko|ko|jib|build-push-action)\b/;
  return source.files.all.some((file) => {
    if ((!BUILDING.test(file.name) && file.role !== 'ci') || file.size > SIZE_LIMIT) return false;
    const text = source.text(file.path) ?? '';
    return text.includes(name) && builds.test(text) && given.test(withoutArguments(text));
  });
}

/** What a Dockerfile itself names as its base, or a build is told to build on, is not what is built. */
function withoutArguments(text: string): string {
  return text.replace(/^\s*(?:ARG|FROM)\s.*$/gm, '').replace(/--build-arg[= ]\S+/g, '');
}

function isNamed(image: string | undefined, name: string): boolean {
  const last = image?.slice(image.lastIndexOf('/') + 1);
  return last?.split(':')[0] === name;
}
