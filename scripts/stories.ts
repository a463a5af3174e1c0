import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Kind } from '../src/context/model.ts';
import { memoryRepository } from '../src/repository/memory.ts';
import type { Repository } from '../src/repository/repository.ts';
import { openWorkTree } from '../src/repository/work-tree.ts';
import { ATTEMPTS, JUST_RELEASED, RELEASES, TEAMWORK } from '../test/stories/histories.ts';
import { inCopy } from '../test/stories/story.ts';

/** A made-up tree and what it is. */
export interface Story {
  readonly name: string;
  /** Without one no kind may be likely. */
  readonly kind?: Kind | undefined;
  /** What it must not be taken for by more than so much. */
  readonly below?: Readonly<Partial<Record<Kind, number>>> | undefined;
  /** Does something with the tree, which is laid out only meanwhile. */
  open<Result>(use: (repository: Repository) => Result): Result;
}

interface Stories {
  readonly fixtures: readonly {
    readonly fixture: string;
    readonly history?: string;
    readonly name?: string;
    readonly kind?: Kind;
    readonly below?: Readonly<Partial<Record<Kind, number>>>;
  }[];
  readonly variations: readonly string[];
}

type Variations = Readonly<
  Record<string, Readonly<Record<string, { readonly kind?: Kind; readonly files: Readonly<Record<string, string>> }>>>
>;

const HISTORIES = new Map([
  ['attempts', ATTEMPTS],
  ['just-released', JUST_RELEASED],
  ['releases', RELEASES],
  ['teamwork', TEAMWORK],
]);

/** The stories of some lists (fixtures/stories.yaml). */
export function readStories(paths: readonly string[]): Story[] {
  return paths.flatMap((path) => {
    const { fixtures, variations } = parse(readFileSync(path, 'utf8')) as Stories;
    return [...fixtures.map(laidOut), ...variations.flatMap(inOtherWords)];
  });
}

function laidOut({ fixture, history, name, kind, below }: Stories['fixtures'][number]): Story {
  const commits = history === undefined ? undefined : HISTORIES.get(history);
  if (history !== undefined && commits === undefined) throw new Error(`${fixture}: there is no history ${history}`);
  const options = { ...(name === undefined ? {} : { name }), ...(commits === undefined ? {} : { commits }) };
  return {
    name: `${fixture} (${history ?? 'no history'})`,
    kind,
    below,
    open: (use) => inCopy(fixture, options, (directory) => use(openWorkTree(directory))),
  };
}

function inOtherWords(path: string): Story[] {
  const stories = parse(readFileSync(path, 'utf8')) as Variations;
  return Object.entries(stories).flatMap(([story, variations]) =>
    Object.entries(variations).map(
      ([name, { kind, files }]): Story => ({
        name: `${story} (${name})`,
        kind,
        open: (use) => use(memoryRepository(files)),
      }),
    ),
  );
}
