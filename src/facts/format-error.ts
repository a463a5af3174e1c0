/** Thrown by parsers: what is wrong with a file, where, and so that one can mend it. Becomes a diagnostic. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(line === undefined ? message : `${message} (line ${line})`);
    this.line = line;
  }
}
