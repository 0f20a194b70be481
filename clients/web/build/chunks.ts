/** What the scripts of a build hold: a page asks for few of them, and shares most with the page before it. */
import type { Rolldown } from "vite";

/** What a stranger can come to before signing in: it is kept apart, so that it stays small. */
const OPEN = /\/src\/(?:main|welcome\/\w+Page)\.tsx$/;
/** Picked one by one from a file that names them all: the graph of modules says nothing about who uses one. */
const ICONS = /\/node_modules\/lucide-react\//;
const CLIENT = /\/node_modules\/@(?:bufbuild|connectrpc)\/|\/clients\/typescript\/|\/src\/api\//;

export const groups: Rolldown.CodeSplittingGroup[] = [
  { name: "icons", test: ICONS, minShareCount: 2 },
  { name: signedIn, debugName: "signed in", minShareCount: 3 },
];

/** What pages share that need signing in: the client with its contracts, and what they are made of. */
function signedIn(id: string, graph: Rolldown.ChunkingContext): string | null {
  if (ICONS.test(id) || isOpen(id, graph)) return null;
  return CLIENT.test(id) ? "client" : "shared";
}

/** Whether a page before signing in has it, directly or not. */
function isOpen(id: string, graph: Rolldown.ChunkingContext): boolean {
  const seen = new Set([id]);
  for (const each of seen) {
    if (OPEN.test(each)) return true;
    graph.getModuleInfo(each)?.importers.forEach((importer) => seen.add(importer));
  }
  return false;
}
