interface Asker {
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Response>;
  readonly get: (path: string) => Promise<Response>;
}

/** The page of a run once it has ended: one that takes a while leads to a page that says how far it is. */
export async function runPage({ post, get }: Asker, form: Readonly<Record<string, string>>): Promise<string> {
  let response = await post('/run', form);
  let place = new URL(response.url).pathname;
  for (;;) {
    const location = response.headers.get('location');
    const page = await response.text();
    if (location === null && !/hx-get="\/runs\//.test(page)) return page;
    if (location === null) await new Promise((resolve) => setTimeout(resolve, 100));
    // Both kinds of askers add a query of their own.
    place = location?.split('?')[0] ?? place;
    response = await get(place);
  }
}
