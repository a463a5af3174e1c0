import { setFlagsFromString } from 'node:v8';

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
  const [major, minor] = process.versions.v8.split('.');
  const flag = PATIENCE[`${major}.${minor}`];
  if (flag !== undefined) setFlagsFromString(flag);
}
