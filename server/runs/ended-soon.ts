/** The outcome of what ends within `waitMs`; null of what goes on. */
export async function endedSoon<Outcome>(
  { outcome }: { readonly outcome: Promise<Outcome> },
  waitMs: number,
): Promise<Outcome | null> {
  let timer: NodeJS.Timeout | undefined;
  const wait = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    return await Promise.race([outcome, wait]);
  } finally {
    clearTimeout(timer);
  }
}
