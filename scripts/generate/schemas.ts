import { z } from 'zod';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { reportSchema } from '../../src/report/report-schema.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { ruleSchema, technologyFileSchema } from '../../src/rules/schema.ts';

/** JSON Schemas of what people write and what programs read, from the zod schemas that the program itself uses. */
export function schemas(): Map<string, string> {
  return new Map([
    ['schema/config.schema.json', `${JSON.stringify(configJsonSchema(compileCatalogue('rules').rules), null, 2)}\n`],
    ['schema/report.schema.json', json('Report of senior-audit --format json', reportSchema)],
    ['schema/rule.schema.json', json('A rule of senior-audit', ruleSchema)],
    ['schema/technologies.schema.json', json('Technologies of one category', technologyFileSchema)],
  ]);
}

function json(title: string, schema: z.ZodType): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) }, null, 2)}\n`;
}
