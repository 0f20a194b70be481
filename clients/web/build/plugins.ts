/** What our build does that Vite doesn't. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Plugin } from "vite";

const COMPRESSED = new Set([".html", ".js", ".css", ".svg", ".json", ".webmanifest"]);
const PRELOADED = /^assets\/(fraunces|hanken-grotesk)-[\w-]+\.woff2$/;

/** Has the browser fetch the fonts with the page instead of after the styles. */
export function preloadFonts(): Plugin {
  return {
    name: "encompass:preload-fonts",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => PRELOADED.test(file))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: true },
            injectTo: "head" as const,
          })),
    },
  };
}

/** Writes each text file also as .br and .gz: the edge sends what the browser takes, and compresses nothing itself. */
export function precompress(): Plugin {
  let folder = "dist";
  return {
    name: "encompass:precompress",
    apply: "build",
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    writeBundle: async () => {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isFile() && COMPRESSED.has(extname(entry.name))) {
          await compress(join(entry.parentPath, entry.name));
        }
      }
    },
  };
}

/**
 * Leaves the rules of protovalidate out of the page.
 *
 * Generated code registers the contracts with the file that defines those rules, 33 kB gzipped. The page never reads
 * them (the services check every request), so an empty file of the same name does.
 */
export function withoutRules(): Plugin {
  return {
    name: "encompass:without-rules",
    apply: "build",
    enforce: "pre",
    load: (id) =>
      /\/gen\/buf\/validate\/validate_pb\.ts$/.test(id)
        ? `import { fileDesc } from "@bufbuild/protobuf/codegenv2";
           export const file_buf_validate_validate = fileDesc("${emptyFile("buf/validate/validate.proto", "buf.validate")}");`
        : undefined,
  };
}

/** A FileDescriptorProto with a name and a package, in base64. */
function emptyFile(name: string, packageName: string): string {
  const field = (number: number, text: string) => [(number << 3) | 2, text.length, ...Buffer.from(text)];
  return Buffer.from([...field(1, name), ...field(2, packageName)])
    .toString("base64")
    .replace(/=+$/, "");
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  const brotli = await promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  await Promise.all([
    writeFile(`${path}.br`, brotli),
    promisify(gzip)(content, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
  ]);
}
