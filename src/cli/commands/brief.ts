import { jsonContext } from '../../report/json.ts';
import { safeJson } from '../../report/sanitize.ts';
import { EXIT } from '../exit.ts';
import { sayHints } from '../hints.ts';
import { print } from '../messages.ts';
import { type Brief, briefOf, renderBrief } from '../pages/brief.ts';
import { auditSession, openSessionAnywhere, type SessionOptions } from '../session.ts';

export interface BriefCommandOptions extends SessionOptions {
  readonly json?: boolean;
}

/** Tells coding agents what this context expects with every change, and what not to add unasked. */
export async function brief(path: string, options: BriefCommandOptions): Promise<number> {
  const session = await openSessionAnywhere(path, { ...options, baseline: false });
  const result = await auditSession(session);
  const { rules } = session.catalogue;
  const root = briefOf(result, rules, result.unit);
  const others = result.unit === undefined ? result.units.filter(({ path: unit }) => unit !== '.') : [];
  const parts = others.map((unit) => briefOf(result, rules, unit.path));
  print(
    options.json === true
      ? safeJson({ schemaVersion: 1, units: [root, ...parts].map(asJson) }, 2)
      : renderBrief(root, parts),
  );
  sayHints(result);
  return EXIT.clean;
}

function asJson({ context, ...rest }: Brief) {
  return { ...rest, context: jsonContext(context) };
}
