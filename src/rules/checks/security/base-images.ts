import type { ContainerStage, Dockerfile } from '../../../facts/containers.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { productionImages } from '../shared/production-images.ts';
import { isBuiltHere } from './built-images.ts';

/** Whether the images that the software's own are built on are named by a version or digest, and not by what is newest today. */
export const baseImages: Check = {
  name: 'base-images',
  run(view) {
    const stages = productionImages(view).flatMap((file) =>
      file.stages.filter(isForeign).map((stage) => ({ file, stage })),
    );
    const loose = stages.filter(({ stage }) => isLoose(stage) && !isBuiltHere(stage.image, view));
    if (loose.length > 0) return no(loose.map(evidenceOf));
    if (stages.length === 0) return view.facts.containers.truncated ? unknown() : yes([]);
    return yes(stages.slice(0, 3).map(evidenceOf));
  },
};

/** Stages of the same file have no version; what a variable names is decided elsewhere. */
function isForeign(stage: ContainerStage): boolean {
  return stage.parent === undefined && !stage.variable && stage.image !== '' && stage.image !== 'scratch';
}

/** Tags that are moved to a new major version one day: a number in the tag or in the image's name ties it down. */
function isLoose({ image, tag, digest }: ContainerStage): boolean {
  if (digest !== undefined || tag?.includes('$') === true || image.includes('$')) return false;
  if (/\/(?:distroless|chainguard|static)(?:\/|$|-)/.test(`/${image}`) || image.startsWith('cgr.dev/')) return false;
  if (tag === undefined || tag === 'latest') return !/\d/.test(image.slice(image.lastIndexOf('/') + 1));
  return /^(?:latest|edge|nightly|master|main|dev|current|mainline)(?:-|$)/.test(tag) && !/\d/.test(tag);
}

function evidenceOf({ file, stage }: { readonly file: Dockerfile; readonly stage: ContainerStage }): Evidence {
  const name = `${stage.image}${stage.tag === undefined ? '' : `:${stage.tag}`}${stage.digest === undefined ? '' : '@…'}`;
  return { path: file.path, line: stage.line, detail: `FROM ${name}`, subject: `${file.path}: ${stage.image}` };
}
