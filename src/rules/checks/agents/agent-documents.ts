import type { Facts } from '../../../facts/facts.ts';
import type { FileEntry } from '../../../repository/file-index.ts';

/** Instructions that a tool reads at the start of every session, by the tool's own name for them. */
const ALWAYS_READ =
  /^(?:AGENTS?\.md|CLAUDE\.md|\.claude\/CLAUDE\.md|GEMINI\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.goosehints|\.github\/copilot-instructions\.md|\.junie\/guidelines\.md|WARP\.md|CRUSH\.md|replit\.md|\.rules)$/i;

const SIZE_LIMIT = 512 * 1024;

/** The instructions at the root, one for each tool. */
export function rootInstructions(facts: Facts): readonly FileEntry[] {
  return facts.source.files.all.filter(
    ({ path, mode, size }) => ALWAYS_READ.test(path) && mode !== 'submodule' && size < SIZE_LIMIT,
  );
}
