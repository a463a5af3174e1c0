import { setFlagsFromString } from 'node:v8';

/**
 * Patterns are compiled the first time they are asked: by itself V8 interprets them once, and nearly all of ours are asked of hundreds of
 * paths or lines. A repository of 300 files is done in 0.58 s where it took 0.73 s (Node 20; 22 and 24 gain as much). The flag that
 * switches the interpreter off altogether is no way: it ends the process where a pattern was interpreted before it was set.
 */
const COMPILED = '--regexp-tier-up-ticks=0';

/**
 * By the version of V8: what makes it wait longer before its optimizing compiler, which has threads of its own, takes up a function. An
 * audit is over before most of that pays, and its own second thread needs the processor. Newer ones wait by themselves.
 */
const PATIENCE: Readonly<Record<string, string>> = {
  // Node 20: `npm run bench` says 1.07 s where it said 1.20 s.
  '11.3': '--interrupt-budget=500000',
  // Node 22: 0.98 s where it said 1.20 s.
  '12.4': '--invocation-count-for-turbofan=30000',
};

/** Sets the engine up for a program that runs for a second. */
export function tuneEngine(): void {
  setFlagsFromString(COMPILED);
  const [major, minor] = process.versions.v8.split('.');
  const flag = PATIENCE[`${major}.${minor}`];
  if (flag !== undefined) setFlagsFromString(flag);
}
