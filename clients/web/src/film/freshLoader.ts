/** hls.js loads through this: always by links that are good now, and once more by new ones where one was refused. */
import type {
  HlsConfig,
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
  LoaderStats,
} from "hls.js";

import type { FreshLinks } from "./links";

type AnyLoader = Loader<LoaderContext>;
type LoaderClass = new (config: HlsConfig) => AnyLoader;

const REFUSED = new Set([401, 403]);

/** A loader class that wraps another one. */
export function freshLoader(Inner: LoaderClass, links: FreshLinks): LoaderClass {
  return class implements AnyLoader {
    private inner: AnyLoader;
    private gone = false;
    /** The same object for all attempts, since hls.js keeps the first that it sees. */
    readonly stats: LoaderStats;

    constructor(private readonly config: HlsConfig) {
      this.inner = new Inner(config);
      this.stats = this.inner.stats;
    }

    get context(): LoaderContext | null {
      return this.inner.context;
    }

    load(context: LoaderContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      if (links.areDue) {
        // Where no new ones are to be had, the old ones are tried: they say better what is wrong.
        const go = () => this.attempt(context, config, callbacks, false);
        links.renew().then(go, go);
        return;
      }
      this.attempt(context, config, callbacks, true);
    }

    abort(): void {
      this.gone = true;
      this.inner.abort();
    }

    destroy(): void {
      this.gone = true;
      this.inner.destroy();
    }

    getCacheAge(): number | null {
      return this.inner.getCacheAge?.() ?? null;
    }

    getResponseHeader(name: string): string | null {
      return this.inner.getResponseHeader?.(name) ?? null;
    }

    private attempt(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
      mayRenew: boolean,
    ): void {
      if (this.gone) return;
      context.url = links.current(context.url);
      if (!mayRenew) {
        this.inner.load(context, config, callbacks);
        return;
      }
      this.inner.load(context, config, {
        ...callbacks,
        onError: (error, refused, details, stats) => {
          if (!REFUSED.has(error.code)) {
            callbacks.onError(error, refused, details, stats);
            return;
          }
          links.renew().then(
            () => this.again(context, config, callbacks),
            () => callbacks.onError(error, refused, details, stats),
          );
        },
      });
    }

    private again(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      if (this.gone) return;
      this.inner.destroy();
      this.inner = new Inner(this.config);
      const told: LoaderCallbacks<LoaderContext> = {
        ...callbacks,
        onSuccess: (response, stats, loaded, details) => {
          callbacks.onSuccess(response, Object.assign(this.stats, stats), loaded, details);
        },
      };
      this.attempt(context, config, told, false);
    }
  };
}
