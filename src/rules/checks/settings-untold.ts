import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';
import { untoldVariables, variablesOf } from './configuration-in-step.ts';

/** Fewer are forgotten here and there. */
const SOME = 5;
const MOST = 0.6;

/** Whether the settings are told of, and most variables that the code reads by no file at all. */
export const settingsUntold: Check = {
  name: 'settings-untold',
  run(view) {
    if (view.facts.source.repository.truncated) return no();
    const read = variablesOf(view);
    if (read.size < SOME) return no();
    const untold = untoldVariables(view);
    return untold.size >= SOME && untold.size >= read.size * MOST ? yes([...untold.values()].slice(0, 10)) : no();
  },
};
