import type { Finding, PracticeResult } from '../findings/model.ts';
import { STYLE } from './html-style.ts';
import type { Formatter, Report } from './report.ts';
import { oneLine, printableLines } from './sanitize.ts';
import {
  type FindingGroup,
  groupFindings,
  headlineOf,
  isAmbiguous,
  kindOf,
  likeliestKinds,
  messageOf,
  openFindings,
  placeOf,
  placesOf,
  verdictOf,
} from './selection.ts';
import { blocksOf, counted, percent } from './text.ts';
import { escapeXml, escapeXmlLines } from './xml.ts';

/** One file to look at or to attach: no scripts, nothing loaded from elsewhere. Well-formed XML but for its document type. */
export const formatHtml: Formatter = (report) => {
  const groups = groupFindings(openFindings(report));
  const references = new Map(report.rules.map((rule) => [rule.id, rule.references ?? []]));
  const title = `senior-audit: ${report.context.kind} · ${verdictOf(report)}`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8"/>',
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...header(report),
    ...groups.map((group) => findingSection(group, references.get(group.first.rule) ?? [])),
    ...notCounted(report),
    ...practiceTable(report),
    ...diagnostics(report),
    `<footer>senior-audit ${escapeXml(report.tool.version)}${commitText(report)}</footer>`,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
};

function header(report: Report): string[] {
  const { context } = report;
  const verdict = report.summary.excess === 0 ? '' : ` (${report.summary.excess} out of proportion)`;
  const evidence = context.evidence.map((item) => {
    const where = item.path === undefined ? '' : ` ${code(placeOf({ ...item, path: item.path }))}`;
    return `<li>${escapeXml(oneLine(item.claim))}${where} <small>speaks for ${item.for}</small></li>`;
  });
  return [
    `<h1>${escapeXml(verdictOf(report) + verdict)}</h1>`,
    `<p class="context"><strong>${escapeXml(kindOf(context))}</strong> ${escapeXml(context.traits.join(', '))}</p>`,
    ...remarks(report).map((text) => `<p class="remark">${escapeXml(text)}</p>`),
    ...(evidence.length === 0 ? [] : [`<details><summary>Why</summary><ul>${evidence.join('')}</ul></details>`]),
    ...unitTable(report),
  ];
}

function remarks({ context, repository }: Report): string[] {
  const texts: string[] = [];
  if (context.contradicted !== undefined) {
    const { kind, confidence } = context.contradicted;
    texts.push(`Declared ${context.kind}, but the evidence says ${kind} (${percent(confidence)}).`);
  }
  if (isAmbiguous(context)) {
    const [first, second] = likeliestKinds(context);
    texts.push(`Not sure whether this is ${first} or ${second}: "context: ${first}" in .senior-audit.yaml settles it.`);
  }
  if (repository.truncated) texts.push(`Only the first ${repository.files} files were looked at.`);
  return texts;
}

function unitTable(report: Report): string[] {
  if (report.units.length === 0) return [];
  const rows = report.units.map(
    ({ path, context }) =>
      `<tr><td>${code(path)}</td><td>${escapeXml(kindOf(context))}</td><td>${escapeXml(context.traits.join(', '))}</td></tr>`,
  );
  return [
    `<details><summary>${counted(report.units.length, 'unit')}</summary><table>${rows.join('')}</table></details>`,
  ];
}

function findingSection({ first, findings }: FindingGroup, references: readonly string[]): string {
  const message = messageOf(first);
  const units = [...new Set(findings.map((finding) => finding.unit))].filter((unit) => unit !== '.');
  const links = references
    .filter((reference) => /^https?:\/\//i.test(reference))
    .map((reference) => `<li><a href="${escapeXml(reference)}" rel="noreferrer">${escapeXml(reference)}</a></li>`);
  return [
    `<section class="${first.severity}">`,
    `<h2><span class="severity">${first.severity}</span> ${escapeXml(headlineOf(first))} <code>${escapeXml(first.rule)}</code></h2>`,
    ...(message === undefined ? [] : [`<p>${inline(message)}</p>`]),
    ...(units.length === 0 ? [] : [`<p>In ${units.map(code).join(', ')}</p>`]),
    `<ul class="places">${findings.map(placeItem).join('')}</ul>`,
    `<p><strong>Why:</strong> ${inline(first.why)}</p>`,
    `<div class="fix"><strong>Fix:</strong> ${advice(first.remedy)}</div>`,
    `<p class="reasoning">${escapeXml(oneLine(first.reasoning))}</p>`,
    ...evidenceDetails(findings),
    ...(links.length === 0 ? [] : [`<ul class="references">${links.join('')}</ul>`]),
    '</section>',
  ].join('\n');
}

function placeItem(finding: Finding): string {
  const places = placesOf([finding]);
  const rest = places.length > 5 ? ` +${places.length - 5} more` : '';
  const subject = finding.subject === undefined ? '' : `${escapeXml(oneLine(finding.subject))}: `;
  return `<li id="f-${escapeXml(finding.fingerprint)}">${subject}${places.slice(0, 5).map(code).join(', ')}${rest}</li>`;
}

function evidenceDetails(findings: readonly Finding[]): string[] {
  const items = findings.flatMap((finding) =>
    finding.evidence.map((item) => `<li>${code(placeOf(item))} ${escapeXml(oneLine(item.detail))}</li>`),
  );
  return items.length === 0 ? [] : [`<details><summary>Evidence</summary><ul>${items.join('')}</ul></details>`];
}

function notCounted(report: Report): string[] {
  const items = report.findings
    .filter((finding) => finding.state !== 'new')
    .map((finding) => {
      const exemption = report.exemptions?.[finding.fingerprint];
      const reason =
        finding.state === 'baselined'
          ? 'in the baseline'
          : `exempt${exemption === undefined ? '' : `: ${oneLine(exemption.reason)}`}`;
      return `<li id="f-${escapeXml(finding.fingerprint)}">${escapeXml(oneLine(finding.title))} ${code(placeOf(finding.locations[0]))} <small>${escapeXml(reason)}</small></li>`;
    });
  return items.length === 0
    ? []
    : [`<details><summary>${items.length} not counted</summary><ul>${items.join('')}</ul></details>`];
}

function practiceTable(report: Report): string[] {
  if (report.practices.length === 0) return [];
  const titles = new Map(report.rules.map((rule) => [rule.id, rule.title]));
  const row = (practice: PracticeResult): string => {
    const unit = practice.unit === '.' ? '' : ` in ${code(practice.unit)}`;
    const place = practice.evidence[0] === undefined ? '' : code(placeOf(practice.evidence[0]));
    const title = oneLine(titles.get(practice.id) ?? practice.id);
    return `<tr><td>${practice.status}</td><td>${escapeXml(title)}${unit}</td><td>${practice.expectation}</td><td>${place}</td></tr>`;
  };
  const head = '<tr><th>Status</th><th>Practice</th><th>Expectation</th><th>Where</th></tr>';
  return [
    `<details><summary>${counted(report.practices.length, 'practice')} judged</summary>`,
    `<table>${head}${report.practices.map(row).join('\n')}</table></details>`,
  ];
}

function diagnostics(report: Report): string[] {
  const items = report.diagnostics.map((item) => `<li>${code(placeOf(item))} ${escapeXml(oneLine(item.message))}</li>`);
  if (items.length === 0) return [];
  return [`<details><summary>${items.length} could not be read</summary><ul>${items.join('')}</ul></details>`];
}

function commitText({ repository }: Report): string {
  const files = counted(repository.files, 'file');
  return repository.commit === null ? ` · ${files}` : ` · ${files} at ${escapeXml(repository.commit.slice(0, 12))}`;
}

function advice(text: string): string {
  return blocksOf(printableLines(text))
    .map((block) =>
      block.kind === 'text' ? `<p>${inline(block.text)}</p>` : `<pre>${escapeXmlLines(block.lines.join('\n'))}</pre>`,
    )
    .join('');
}

/** One line of text, in which `code` is set as such. */
function inline(text: string): string {
  return oneLine(text)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : escapeXml(part)))
    .join('');
}

function code(text: string): string {
  return `<code>${escapeXml(oneLine(text))}</code>`;
}
