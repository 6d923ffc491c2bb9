export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, for messages about fields of the wrong kind. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/**
 * The fields of an object as the columns of a row: numbers and truth values as text, fields of objects inside as
 * `outer.inner`, lists of texts joined. `null` is an empty text: a picture or a recalled message has no words.
 */
export function flatten(value: JsonObject): { names: string[]; cells: string[] } {
  const names: string[] = [];
  const cells: string[] = [];
  const add = (name: string, inner: unknown, depth: number): void => {
    if (isObject(inner)) {
      if (depth < 2) for (const [key, deeper] of Object.entries(inner)) add(`${name}.${key}`, deeper, depth + 1);
      return;
    }
    const text = scalar(inner);
    if (text === undefined) return;
    names.push(name);
    cells.push(text);
  };
  for (const [key, inner] of Object.entries(value)) add(key, inner, 0);
  return { names, cells };
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const parts = value.map((item: unknown) => (isObject(item) ? item['text'] : item));
  return parts.every((part) => typeof part === 'string') ? parts.join('\n') : undefined;
}

/** A list of objects, or an object with such a list somewhere inside: a place where conversations may lie. */
export function holdsObjects(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => isObject(item) || Array.isArray(item));
  return isObject(value) && Object.values(value).some((inner) => holdsObjects(inner));
}
