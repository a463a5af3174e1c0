import { expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { rule } from './catalogue.ts';

interface Schema {
  readonly properties: Readonly<
    Record<string, { readonly description?: string; readonly enum?: readonly string[]; readonly properties?: object }>
  >;
  readonly additionalProperties: boolean;
}

test('offers every key, the kinds, and the rules with their titles', () => {
  const schema = configJsonSchema([rule('license'), rule('changelog')]) as Schema;
  expect(Object.keys(schema.properties)).toEqual([
    '$schema',
    'extends',
    'context',
    'traits',
    'units',
    'rules',
    'ruleFolders',
    'preview',
    'ignore',
    'failOn',
    'exemptions',
    'baseline',
  ]);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.context?.enum).toEqual(['prototype', 'internal-tool', 'oss', 'production-service']);
  expect(schema.properties.rules?.properties).toMatchObject({
    license: { description: 'The practice license is there' },
    changelog: { description: 'The practice changelog is there' },
  });
  for (const [key, property] of Object.entries(schema.properties)) {
    if (key !== '$schema') expect(property.description, key).toBeTypeOf('string');
  }
});
