import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { rootInstructions } from './agent-documents.ts';

/** What is shorter points to another file, or says what only one tool needs to know. */
const SUBSTANCE = 600;
const NAMES =
  /AGENTS?\.md|CLAUDE\.md|GEMINI\.md|copilot-instructions\.md|\.cursor(?:rules|\/rules)|CONTRIBUTING|docs\//i;

/**
 * Whether several tools are told the same: one file that the others link or point to, or equal texts.
 * Option `several`: whether there are several at all.
 */
export const agentInstructionsInStep: Check = {
  name: 'agent-instructions-in-step',
  run({ facts }, options) {
    const files = rootInstructions(facts);
    const places = files.map(({ path }) => ({ path, detail: 'instructions for agents' }));
    if (options.several === true) return files.length > 1 ? yes(places) : no();
    const texts = new Map<string, string>();
    for (const { path, mode } of files) {
      if (mode === 'link') continue;
      const text = facts.source.text(path);
      if (text === undefined) return unknown();
      const said = text.replace(/\s+/g, ' ').trim();
      const isPointer = said.length < SUBSTANCE || NAMES.test(said.slice(0, 500));
      if (!isPointer && ![...texts.values()].includes(said)) texts.set(path, said);
    }
    if (texts.size <= 1) return yes(places);
    return no([...texts].map(([path, said]) => ({ path, detail: `${said.length} characters of its own` })));
  },
};
