import { expect, test } from "./support/test";

interface Figures {
  firstPaintMs: number;
  largestPaintMs: number;
  layoutShift: number;
  blockedMs: number;
}

for (const path of ["/", "/sign-in"]) {
  test(`${path} on a cold cache: nothing moves, nothing comes from elsewhere, and the figures are printed`, async ({
    page,
    baseURL,
  }) => {
    const bytes = new Map<string, number>();
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(baseURL ?? "") && !request.url().startsWith("data:")) {
        elsewhere.push(request.url());
      }
    });
    page.on("requestfinished", (request) => {
      void request.sizes().then(({ responseBodySize }) => {
        const kind = request.resourceType();
        bytes.set(kind, (bytes.get(kind) ?? 0) + responseBodySize);
      });
    });
    await page.addInitScript(() => {
      const seen = { layoutShift: 0, largestPaintMs: 0, blockedMs: 0 };
      Object.assign(window, { seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          seen.layoutShift += (entry as unknown as { value: number }).value;
        }
      }).observe({ type: "layout-shift", buffered: true });
      new PerformanceObserver((list) => {
        seen.largestPaintMs = list.getEntries().at(-1)?.startTime ?? 0;
      }).observe({ type: "largest-contentful-paint", buffered: true });
      new PerformanceObserver((list) => {
        seen.blockedMs += list.getEntries().reduce((sum, { duration }) => sum + duration - 50, 0);
      }).observe({ type: "longtask", buffered: true });
    });
    await page.goto(path, { waitUntil: "networkidle" });
    await page.evaluate(() => document.fonts.ready);
    const figures = await page.evaluate(() => ({
      ...(window as unknown as { seen: Omit<Figures, "firstPaintMs"> }).seen,
      firstPaintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    }));
    console.log(path, JSON.stringify({ ...figures, bytes: Object.fromEntries(bytes) }));
    expect(elsewhere).toEqual([]);
    expect(figures.layoutShift).toBeLessThan(0.01);
    expect(bytes.get("script") ?? 0).toBeLessThan(150_000);
  });
}
