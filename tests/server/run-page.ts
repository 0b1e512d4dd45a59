/** The page of a run once it has ended: one that takes a while leads to a page that says how far it is. */
export async function runPage(
  {
    post,
    get,
  }: {
    readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Response>;
    readonly get: (path: string) => Promise<Response>;
  },
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const begun = await post('/run', form);
  const place = begun.headers.get('location') ?? (begun.redirected ? new URL(begun.url).pathname : null);
  let page = begun.status === 303 ? '' : await begun.text();
  while (place !== null && (page === '' || /hx-get="\/runs\//.test(page))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    page = await (await get(place)).text();
  }
  return page;
}
