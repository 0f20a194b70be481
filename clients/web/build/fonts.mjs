/**
 * Makes the two fonts of src/ui/fonts from their packages: `npm run fonts`.
 *
 * Only what European languages in Latin letters need, and of Fraunces one optical size: the one for titles. Other
 * scripts show in the device's own fonts.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import subsetFont from "subset-font";

const require = createRequire(import.meta.url);
const into = fileURLToPath(new URL("../src/ui/fonts/", import.meta.url));

const LATIN = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0xff),
  ...[0x131, 0x152, 0x153, 0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2013, 0x2014, 0x2026, 0x2022],
  ...[0x20ac, 0x2190, 0x2192, 0x2212, 0x2032, 0x2033, 0x00d7, 0x2039, 0x203a],
]
  .map((point) => String.fromCodePoint(point))
  .join("");

const FAMILIES = [
  {
    packageName: "@fontsource-variable/fraunces",
    file: "fraunces-latin-opsz-normal.woff2",
    to: "fraunces.woff2",
    axes: { opsz: 44, wght: { min: 300, max: 600 } },
  },
  {
    packageName: "@fontsource-variable/hanken-grotesk",
    file: "hanken-grotesk-latin-wght-normal.woff2",
    to: "hanken-grotesk.woff2",
    axes: { wght: { min: 400, max: 700 } },
  },
];

await mkdir(into, { recursive: true });
for (const family of FAMILIES) {
  const home = dirname(require.resolve(`${family.packageName}/package.json`));
  const font = await readFile(join(home, "files", family.file));
  const smaller = await subsetFont(font, LATIN, { targetFormat: "woff2", variationAxes: family.axes });
  await writeFile(join(into, family.to), smaller);
  await copyFile(join(home, "LICENSE"), join(into, family.to.replace(".woff2", ".OFL.txt")));
  console.log(`${family.to}: ${smaller.length} bytes, from ${font.length}`);
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
}
