import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { readmeIn } from '../../readme-in.ts';

const DATABASE =
  '(?:databases?|postgres(?:ql)?|mysql|mariadb|sqlite3?|mongo(?:db)?|redis|sql(?: server)?|oracle|cassandra|dynamodb|elasticsearch|clickhouse|duckdb)';
const TOOL =
  '(?:browser|explorer|viewer|client|gui|ide|admin(?:istration)?(?: (?:tool|interface|panel|ui))?|manage(?:r|ment (?:tool|ui|interface))|editor|exporter|backup\\w*|dump(?:s|er)?|console|workbench|shell|inspector|performance dashboard|proxy|pooler)';
/** What says at the beginning that it works on the databases of those who run it. */
const SAYS = new RegExp(
  `\\b${DATABASE}(?:['’]s)?(?: (?:databases?|servers?))?[\\s-]+(?:(?:web|desktop|terminal|command[- ]line|gui|performance)[\\s-]+)?${TOOL}\\b(?! (?:library|driver)s?\\b)|\\b${TOOL} (?:for|of) (?:(?:your|any|all|the|a|an|multiple|several|many|popular|relational|sql)[ ,]+)*${DATABASE}\\b`,
  'i',
);
/** Only what it says first is about itself; further down stands what it is made with. */
const HEAD = 500;

/** Whether the software is a tool for databases that its users name: a client, explorer, exporter, backup … */
export const databaseTool: Check = {
  name: 'database-tool',
  run(view) {
    const readme = readmeIn(view.unit, view.facts);
    const descriptions = view.facts.manifests
      .filter(({ path, description }) => description !== undefined && view.here(path) && !/^.+\/.+\//.test(path))
      .map(({ path, description }) => ({ path, text: description ?? '' }));
    const said = [
      ...(readme == null ? [] : [{ path: readme.path, text: withoutMarks(readme.text).slice(0, HEAD) }]),
      ...descriptions,
    ];
    return found(
      said.flatMap(({ path, text }) => {
        const match = SAYS.exec(text);
        return match === null ? [] : [{ path, detail: `says that it is a ${match[0].replace(/\s+/g, ' ')}` }];
      }),
    );
  },
};

/** Badges and addresses are no words. */
function withoutMarks(text: string): string {
  return text.replace(/^.*\]\(https?:.*$/gm, '').replace(/<[^>]*>/g, '');
}
