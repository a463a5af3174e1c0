import type { CiPipeline } from '../../../src/facts/ci/pipeline.ts';
import { readPipelines } from '../../../src/facts/ci/pipelines.ts';
import { createSource, type FactSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';

/** What a repository of these files has for pipelines, and what was told about broken files. */
export function read(files: Readonly<Record<string, string>>): {
  readonly pipelines: readonly CiPipeline[];
  readonly source: FactSource;
} {
  const source = createSource(memoryRepository(files));
  return { pipelines: readPipelines(source), source };
}

/** The only pipeline of these files. */
export function readOne(files: Readonly<Record<string, string>>): CiPipeline {
  const { pipelines, source } = read(files);
  const [pipeline] = pipelines;
  if (pipeline === undefined || pipelines.length > 1) {
    throw new Error(`expected one pipeline, got ${pipelines.length}: ${JSON.stringify(source.diagnostics)}`);
  }
  return pipeline;
}

/** All commands of a pipeline as `via > via > text`. */
export function commandLines(pipeline: CiPipeline): readonly string[] {
  return pipeline.jobs.flatMap((job) =>
    job.steps.flatMap((step) => step.commands.map(({ via, text }) => [...via, text].join(' > '))),
  );
}

/** All uses of a pipeline as `name@ref`. */
export function useNames(pipeline: CiPipeline): readonly string[] {
  return pipeline.jobs.flatMap((job) =>
    job.steps.flatMap(({ uses }) =>
      uses === undefined ? [] : [uses.ref === undefined ? uses.name : `${uses.name}@${uses.ref}`],
    ),
  );
}

/** The events that start a pipeline, with the branches that they are bound to. */
export function events(pipeline: CiPipeline): readonly string[] {
  return pipeline.triggers.map(({ event, branches }) =>
    branches === undefined ? event : `${event} ${branches.join(',')}`,
  );
}

/** A workflow that runs these commands, beside the files that they lead to: what they lead to, as `via > via > text`. */
export function follow(commands: string, files: Readonly<Record<string, string>>): readonly string[] {
  const steps = commands
    .split('\n')
    .map((line) => `          ${line}`)
    .join('\n');
  const workflow = `on: push\njobs:\n  ci:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${steps}\n`;
  return commandLines(readOne({ '.github/workflows/ci.yml': workflow, ...files }));
}
