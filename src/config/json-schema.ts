import { z } from 'zod';
import type { Rule } from '../rules/rule.ts';
import { configSchema } from './schema.ts';

interface RuleMap {
  readonly properties?: Record<string, unknown>;
  readonly additionalProperties?: unknown;
}

/**
 * The JSON Schema of `.senior-audit.yaml`, for completion in editors: the ids of the rules are offered with their titles, others
 * (one's own) are allowed.
 */
export function configJsonSchema(rules: readonly Rule[]): object {
  return z.toJSONSchema(configSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== 'record') return;
      const map = jsonSchema as RuleMap;
      Object.assign(jsonSchema, {
        properties: Object.fromEntries(
          rules.map(({ id, title }) => [id, { ...(map.additionalProperties as object), description: title }]),
        ),
      });
    },
  });
}
