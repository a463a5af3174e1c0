import { createHash } from 'node:crypto';

/**
 * The identity of a finding: rule, unit and subject. Never a line number or a text of ours, so that moving code or
 * rewording a message changes nothing.
 * @returns 16 hexadecimal digits of a SHA-256
 */
export function fingerprint(rule: string, unit: string, subject = ''): string {
  return createHash('sha256').update(`${rule}\0${unit}\0${subject}`).digest('hex').slice(0, 16);
}
