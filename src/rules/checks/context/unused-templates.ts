import type { Facts } from '../../../facts/facts.ts';

const TEMPLATE = /(?:^|\/)templates\/(.+\.html?)$/;
/** What the framework or its packages name themselves: pages of errors, of generic views, and of applications beside. */
const NAMED_BY_CONVENTION =
  /^(?:admin|registration|account|allauth|socialaccount|mfa|rest_framework|wagtail\w*|flatpages|oauth2_provider|cms|errors?)\/|^\d{3}\.html$|_(?:list|detail|form|confirm_delete|archive\w*)\.html$/;
const LITERAL = /["']([\w./{}%-]{1,200}\.html?)["']/g;

const known = new WeakMap<Facts, ReadonlySet<string>>();

/** Whether a template of Django's is named nowhere, in no view and in no other template: nothing renders it. */
export function isUnusedTemplate(path: string, facts: Facts): boolean {
  const name = TEMPLATE.exec(path)?.[1];
  if (name === undefined || NAMED_BY_CONVENTION.test(name)) return false;
  if (!facts.source.files.all.some((file) => file.name === 'manage.py')) return false;
  let named = known.get(facts);
  if (named === undefined) {
    named = namesIn(facts);
    known.set(facts, named);
  }
  const base = name.slice(name.lastIndexOf('/') + 1);
  return ![...named].some(
    (literal) =>
      literal === name ||
      literal === base ||
      // Where a part is filled in, any template of that ending may be meant.
      (/[{%]/.test(literal) && name.endsWith(literal.replace(/^.*[}%]\w?/, ''))),
  );
}

function namesIn(facts: Facts): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of facts.source.files.all) {
    if (!/\.(?:py|html?)$/.test(file.name) || file.role === 'vendored' || file.role === 'docs') continue;
    for (const [, literal] of (facts.source.text(file.path) ?? '').matchAll(LITERAL)) {
      if (literal !== undefined) names.add(literal);
    }
  }
  return names;
}
