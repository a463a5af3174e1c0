import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { formatHtml } from '../../src/report/html.ts';
import { ambiguousContext, fullReport, missingTests, ossContext, reportOf, rule, serviceContext } from './sample.ts';

describe('formatHtml', () => {
  it('is well-formed and needs nothing from elsewhere', () => {
    const html = formatHtml(fullReport);
    expect(XMLValidator.validate(html)).toBe(true);
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('shows a finding with its reason, its place and what to do', () => {
    const html = formatHtml(
      reportOf([missingTests], {
        rules: [rule('automated-tests', 'testing', { references: ['https://example.org/?a&b', 'javascript:x'] })],
      }),
    );
    expect(html).toContain(`<section class="critical">
<h2><span class="severity">critical</span> No automated tests were found <code>automated-tests</code></h2>
<p>Looked for test files with assertions and a runner.</p>
<ul class="places"><li id="f-00000000000000a1"><code>package.json</code></li></ul>
<p><strong>Why:</strong> Without tests every change is a guess, and users find the mistakes after the release.</p>
<div class="fix"><strong>Fix:</strong> <p>Start with one test of what the README promises:</p><pre>npm install --save-dev vitest
npx vitest run</pre></div>
<p class="reasoning">required in oss (p=0.97)</p>
<ul class="references"><li><a href="https://example.org/?a&amp;b" rel="noreferrer">https://example.org/?a&amp;b</a></li></ul>
</section>`);
  });

  it('says what the context is, how sure, and what contradicts it', () => {
    expect(formatHtml(reportOf([], { context: ambiguousContext }))).toContain(
      '<p class="remark">Not sure whether this is oss or prototype: &quot;context: oss&quot; in .senior-audit.yaml settles it.</p>',
    );
    const context = {
      ...ossContext,
      declared: true,
      confidence: 1,
      contradicted: { kind: 'prototype' as const, confidence: 0.9 },
    };
    const html = formatHtml(reportOf([], { context, units: [{ path: 'services/api', context: serviceContext }] }));
    expect(html).toContain('<p class="remark">Declared oss, but the evidence says prototype (90 %).</p>');
    expect(html).toContain(
      '<td><code>services/api</code></td><td>production-service (91 %)</td><td>network-service</td>',
    );
  });

  it('lists what is not counted with its reason', () => {
    expect(formatHtml(fullReport)).toContain(
      '<li id="f-00000000000000a6">Weaknesses can be reported in private <code>package.json</code> <small>exempt: reports come by mail, see the site</small></li>',
    );
  });
});
