import { X509Certificate } from 'node:crypto';
import type { FactSource } from '../../../facts/source.ts';
import { ASSUMED_TODAY } from '../shared/runtime-support.ts';

/** Made for one machine, or with what a form has filled in. */
const TRIAL_SUBJECT =
  /Internet Widgits|Default Company|\b(?:localhost|127\.0\.0\.1)\b|\.(?:local|test|example|localhost)\b/i;
const CERTIFICATE_LIMIT = 64 * 1024;

/** Whether the certificate that lies beside a key under the same name is for trying things out, or signed by itself and has run out. */
export function isOfTrial(path: string, source: FactSource): boolean {
  const stem = path.replace(/\.\w+$/, '').replace(/[-_.]?(?:private)?[-_.]?key$/i, '');
  const endings = ['.crt', '.cert', '.cer', '.pem', '-cert.pem', '_cert.pem', '.cert.pem'];
  const names = /(?:^|\/)$/.test(stem) ? ['cert.pem', 'cert.crt', 'certificate.pem', 'certificate.crt'] : endings;
  const beside = names
    .map((name) => `${stem}${name}`)
    .find((candidate) => candidate !== path && source.files.get(candidate) !== undefined);
  const content = beside === undefined ? undefined : source.repository.read(beside, CERTIFICATE_LIMIT);
  if (content?.ok !== true) return false;
  try {
    const { subject, issuer, validTo } = new X509Certificate(content.bytes);
    const isOver = subject === issuer && Date.parse(validTo) < Date.parse(ASSUMED_TODAY);
    return isOver || TRIAL_SUBJECT.test(subject);
  } catch {
    return false;
  }
}
