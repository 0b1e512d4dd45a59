/** A browser that keeps the cookie of its session. */
export interface Visitor {
  readonly get: (path: string, query?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Response>;
  readonly upload: (
    fileName: string,
    content: string | Uint8Array,
    fields?: Readonly<Record<string, string>>,
    path?: string,
  ) => Promise<Response>;
  readonly cookie: () => string | null;
}

export function visitor(url: string, known: string | null = null): Visitor {
  let cookie = known;
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = cookie === null ? {} : { Cookie: cookie };
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(';')[0] ?? null;
    return response;
  };
  return {
    get: (path, query = {}) => send(`${path}?${new URLSearchParams(query)}`),
    post: (path, form) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
    upload: (fileName, content, fields = {}, path = '/data.json') => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      body.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), fileName);
      return send(path, { method: 'POST', body });
    },
    cookie: () => cookie,
  };
}
