/** @type {Map<string, { from: string, to: string }[]>} */
const changesOf = new Map();

export function initialize({ changes, root }) {
  for (const { file, from, to } of changes) {
    const url = new URL(file, root).href;
    changesOf.set(url, [...(changesOf.get(url) ?? []), { from, to }]);
  }
}

export async function load(url, context, next) {
  const loaded = await next(url, context);
  const changes = changesOf.get(url);
  if (!changes) return loaded;
  const source = changes.reduce((text, { from, to }) => text.replace(from, () => to), String(loaded.source));
  return { ...loaded, source };
}
