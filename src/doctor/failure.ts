/** Node's error as a failure. */
export function asFailure(error: unknown): { readonly code: string; readonly message: string } {
  const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
  return { code, message };
}
