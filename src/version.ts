/** The version of this toolkit; `package.json` is the source, `npm run generate` writes it here. */
export const VERSION = '0.1.0';
