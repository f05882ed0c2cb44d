/** True for text that is a private key or carries a password, wherever it was given. */
export function looksSecret(text: string): boolean {
  return /AGE-SECRET-KEY-|PRIVATE KEY-----|:\/\/[^/\s:@]*:[^/\s@]+@/i.test(text);
}
