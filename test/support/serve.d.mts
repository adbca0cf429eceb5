/** Serves a folder under `base` as a plain static host does, until `close`; port 0 takes a free one. */
export function serve(
  folder: string,
  options?: { readonly base?: string; readonly port?: number; readonly headers?: Readonly<Record<string, string>> },
): Promise<{ readonly url: string; readonly close: () => Promise<void> }>
