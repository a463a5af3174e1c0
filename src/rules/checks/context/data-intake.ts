import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { own } from '../../own.ts';

/** What takes data in from elsewhere, by its name. */
const INTAKE = /import(?!a)|ingest|scrap(?:e|er|ing)|harvest|crawl(?:er|ing)|(?<![a-z])(?:crawl|etl(?![a-z]))/i;
const FEWEST = 16;
const SHARE = 0.16;

/** Whether what takes data in makes up a good part of the source: with a file or two, a service is still a service. */
export const dataIntake: Check = {
  name: 'data-intake',
  run: (view) => {
    const sources = own(view).byRole.get('source') ?? [];
    const intake = sources.filter(({ path }) => INTAKE.test(path));
    if (intake.length < FEWEST || intake.length < SHARE * sources.length) return no();
    return yes(
      intake.slice(0, 5).map(({ path }) => ({ path, detail: `one of ${intake.length} files that take data in` })),
    );
  },
};
