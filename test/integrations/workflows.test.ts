import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/* Workflows that we run or recommend, read by the parser that GitHub's own editor uses: keys, expressions, contexts, references to jobs. */

type Parser = typeof import('@actions/workflow-parser');

const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await loadParser();

/** Bundled, since its files import JSON without saying so, which Node.js refuses. */
async function loadParser(): Promise<Parser> {
  const { outputFiles } = await build({
    stdin: { contents: "export * from '@actions/workflow-parser';", resolveDir: '.' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(process.cwd() + '/package.json');",
    },
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Parser;
}

const guide = readFileSync('docs/ci.md', 'utf8');
const examples = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
  .map(([, text = '']) => text)
  .filter((text) => /^on:/m.test(text));

async function mistakesIn(content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  const found = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined) return [...found, 'there is no workflow'];
  const template = await convertWorkflowTemplate(context, value);
  return [...new Set([...found, ...(template.errors ?? []).map(({ Message }) => Message)])];
}

test.each([
  ['.github/workflows/ci.yml', readFileSync('.github/workflows/ci.yml', 'utf8')],
  ...examples.map((text, index) => [`docs/ci.md, ${index + 1}`, text]),
])('%s', async (_, content = '') => {
  expect(await mistakesIn(content)).toEqual([]);
});

test('there is an example, and mistakes would be seen', async () => {
  expect(examples.length).toBeGreaterThan(0);
  expect(
    await mistakesIn('on: push\njobs:\n  a:\n    runs-on: x\n    needs: b\n    steps: [{ run: 1, uses: 2 }]\n'),
  ).not.toEqual([]);
});
