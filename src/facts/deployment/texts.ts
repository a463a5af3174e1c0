import { lineOf } from '../lines.ts';
import type { Deployment } from './deployment.ts';

/** A CloudFormation or SAM template, by its text; `undefined` when it is none. */
export function cloudFormation(text: string): Pick<Deployment, 'platform' | 'line' | 'detail' | 'probes'> | undefined {
  const isSam = text.includes('AWS::Serverless') && /^Transform:[\s-]*["']?AWS::Serverless/m.test(text);
  if (!isSam && !/^AWSTemplateFormatVersion:/m.test(text)) return undefined;
  const types = [...text.matchAll(/^[ \t]+Type:[ \t]*["']?((?:AWS|Custom)::[\w:]+)/gm)].map((match) => match[1] ?? '');
  const distinct = [...new Set(types)];
  const named = `${distinct.slice(0, 4).join(', ')}${distinct.length > 4 ? ' …' : ''}`;
  const isChecked = /^[ \t]*(?:HealthCheck(?:Path|Config)?|HealthCheckType):/m.test(text);
  return {
    platform: isSam ? 'sam' : 'cloudformation',
    line: lineOf(text, /^(?:AWSTemplateFormatVersion|Transform):/m) ?? 1,
    detail: distinct.length === 0 ? 'template' : `${types.length} resources (${named})`,
    probes: isChecked ? ['health-check'] : [],
  };
}

/** A playbook is a list of plays, each with its hosts. */
export function isPlaybook(text: string): boolean {
  if (!text.includes('hosts:') && !text.includes('import_playbook:')) return false;
  if (/^-[ \t]+(?:ansible\.builtin\.)?import_playbook:/m.test(text)) return true;
  return (
    /^(?:-[ \t]+|[ \t]{1,4})hosts:[ \t]*\S/m.test(text) &&
    /^-[ \t]/m.test(text) &&
    /^[ \t]+(?:tasks|roles|pre_tasks|post_tasks|handlers|become|vars_files|gather_facts):/m.test(text)
  );
}
