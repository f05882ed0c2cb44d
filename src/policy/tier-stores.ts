/**
 * Names of the stores a tier uses: those of its list that exist, every one, or for `s3` every one in S3 (every one at all,
 * where none is in S3). In the order of `stores`.
 */
export function tierStores(
  wanted: string | readonly (string | undefined)[] | undefined,
  stores: ReadonlyMap<string, { readonly kind?: string | undefined } | undefined>,
): string[] {
  const names = [...stores.keys()];
  if (wanted === 's3') {
    const s3 = names.filter((name) => stores.get(name)?.kind === 's3');
    return s3.length > 0 ? s3 : names;
  }
  return wanted === undefined || typeof wanted === 'string'
    ? names
    : names.filter((name) => wanted.includes(name));
}
