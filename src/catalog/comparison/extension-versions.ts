/** An extension as a manifest and a server name it. */
export interface InstalledExtension {
  readonly name: string;
  readonly version: string;
}

/**
 * Extensions that are older where something was restored than where it comes from. A restore installs what the host has; a
 * newer version is the way forward, an older one may lack functions that the application calls.
 */
export function olderExtensions(
  recorded: readonly InstalledExtension[],
  here: readonly InstalledExtension[],
): string[] {
  return recorded.flatMap(({ name, version }) => {
    const installed = here.find((one) => one.name === name)?.version;
    if (installed === undefined || !isOlder(installed, version)) return [];
    return `Extension ${name} is ${installed} here and was ${version}: install that version’s package, then ALTER EXTENSION … UPDATE`;
  });
}

/** By the numbers in them, one after the other; letters (`3.4.0dev`) say nothing about the order. */
function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [left?.[index] ?? 0, right?.[index] ?? 0];
    if (a !== b) return a < b;
  }
  return false;
}
