const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s@/"',]*@)?([^\s:/"',]+)/g;
/** The machine itself. */
const ITSELF = /^(?:localhost|127(?:\.\d+){3}|host\.docker\.internal)$/;
/** A container beside it has a name without a domain; names of clusters and clouds have one, and variables may be anything. */
const BESIDE = /^[\w-]+$/;
const ENOUGH = 5;
const ENOUGH_ITSELF = 3;

/** Tokens of an issuer that is the machine itself are worth something on that machine alone. */
const ISSUER =
  /\bissuer\b["']?\s*[:=]\s*(?:\n\s*(?:uri|url)\s*:\s*)?["']?https?:\/\/(?:localhost|127(?:\.\d+){3})(?![\w.-])/i;

/** Whether settings make a machine the issuer of its own tokens. */
export function isOwnIssuer(text: string): boolean {
  return ISSUER.test(text);
}

/** Whether a file of settings is for trying things out: all of its many addresses, remarks aside, are the machine itself or containers beside. */
export function isOfOneMachine(text: string): boolean {
  const settings = text.replace(/^[ \t]*#.*$/gm, '');
  const hosts = [...settings.matchAll(ADDRESS)].map(([, host = '']) => host);
  const itself = hosts.filter((host) => ITSELF.test(host)).length;
  return (
    hosts.length >= ENOUGH && itself >= ENOUGH_ITSELF && hosts.every((host) => ITSELF.test(host) || BESIDE.test(host))
  );
}
