const MIN_LENGTH = 10;

/** Whether a reason for an exemption says something: a few words. */
export function isReason(text: string): boolean {
  return text.trim().length >= MIN_LENGTH;
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
