const compiled = new Map<string, RegExp>();

/** A compiled regular expression of the rules' data; remembered, since the same ones are asked for each unit. */
export function pattern(text: string, flags = ''): RegExp {
  const key = `${flags}/${text}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    expression = new RegExp(text, flags);
    compiled.set(key, expression);
  }
  return expression;
}

export function many<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

export function isWithin(value: number, bounds: { readonly atLeast?: number; readonly atMost?: number }): boolean {
  return value >= (bounds.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (bounds.atMost ?? Number.POSITIVE_INFINITY);
}
