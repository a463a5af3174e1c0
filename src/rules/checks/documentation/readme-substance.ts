import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';

/** A sentence: less is a title. */
const ENOUGH = 40;
/** What generators write before anybody has said a word. */
const GENERATED =
  /this project was bootstrapped with \[?create react app|this is a \[?next\.js\]?[^\n]{0,60} project bootstrapped with|this template (?:should help get you started|provides a minimal setup)|this project was generated with \[?angular cli|a new flutter project\.|this readme would normally document whatever steps|to make it easy for you to get started with gitlab/i;

/** Whether the README says something of its own. Option `own`: whether the text of a generator alone does not count. */
export const readmeSubstance: Check = {
  name: 'readme-substance',
  run({ facts }) {
    const { readme, documents } = facts.documents;
    if (readme === undefined) return documents.some(({ kind }) => kind === 'readme') ? unknown() : no();
    const said = readme.text
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/^\s{0,3}#{1,6} .*$/gm, '')
      .replace(/^[=\-~*^"]{3,}\s*$/gm, '')
      .replace(/\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?|<[^>]{1,300}>/g, '')
      .trim();
    const place = { path: readme.path, line: 1 };
    if (said.length < ENOUGH) return no([{ ...place, detail: `says ${said.length} characters beside its title` }]);
    const generated = GENERATED.exec(readme.text);
    const isShort = readme.sections.length <= 14 && readme.text.length < 7_000;
    if (generated !== null && isShort && generated.index < 700)
      return no([{ ...place, detail: `is what the generator wrote: "${generated[0].slice(0, 60)}"` }]);
    return yes([{ ...place, detail: (readme.description ?? readme.title ?? 'the README').slice(0, 100) }]);
  },
};
