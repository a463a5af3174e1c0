/** What a tag marks: a version, a day, or something else. */
export type TagSort = 'version' | 'date' | 'other';

const DATE =
  /(?:^|[-_/.v])20\d\d([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?:\d{1,6})?(?:$|[-_.T/]|[a-z]\d*$|t\d)/;
/** `v1.2.3`, `1.2`, `name-1.2.3`, `name/v1.2.3`, `@scope/name@1.2.3`, `release-1.2`, `REL_1_2`, with what may follow a version. */
const VERSION =
  /^(?:.{0,80}[-_/@ ])?(?:v\.?|version[-_ ]?|r(?:el(?:ease)?)?[-_/. ]?)?\d{1,6}[._]\d{1,6}(?:[._]\d{1,9}){0,3}(?:[-+._ ]?(?:final|ga|release|rc|a|b|c|m|alpha|beta|pre|preview|dev|post|patch|p|snapshot|next|canary|nightly|hotfix|sp|build|\d+)[\w.+-]{0,60})?$/i;

export function sortOfTag(name: string): TagSort {
  const tag = name.slice(0, 160);
  if (DATE.test(tag)) return 'date';
  return VERSION.test(tag) ? 'version' : 'other';
}
