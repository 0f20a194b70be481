/** All items of a list that comes in pages. */
export async function everyPage<P extends { nextPageToken: string }, T>(
  fetchPage: (pageToken: string) => Promise<P>,
  itemsOf: (page: P) => T[],
): Promise<T[]> {
  const items: T[] = [];
  let pageToken = "";
  do {
    const page = await fetchPage(pageToken);
    items.push(...itemsOf(page));
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return items;
}
