/** Changes of a finished story as they look before the service has confirmed them. */
import { create } from "@bufbuild/protobuf";

import { SceneSchema, SentenceOrigin, SentenceSchema, type Scene, type Script } from "./contract";

export const FEWEST_SCENES = 3;
export const MOST_SCENES = 12;

/** What a person can write of a scene. */
export interface SceneWords {
  title: string;
  narration: string;
}

export function wordsIn(scene: Scene): SceneWords {
  return { title: scene.title, narration: scene.narration };
}

export function sameWords(one: SceneWords, other: SceneWords): boolean {
  return one.title === other.title && one.narration === other.narration;
}

/** As the service keeps it: no double spaces, no line breaks, nothing around. */
export function tidied(words: SceneWords): SceneWords {
  return { title: oneLine(words.title), narration: oneLine(words.narration) };
}

export function withWords(script: Script, sceneId: string, words: SceneWords): Script {
  return {
    ...script,
    scenes: script.scenes.map((scene) =>
      scene.id === sceneId ? { ...scene, ...words, sentences: keptSentences(scene, words.narration) } : scene,
    ),
  };
}

export function withHeading(script: Script, heading: { title: string; logline: string }): Script {
  return { ...script, title: oneLine(heading.title), logline: oneLine(heading.logline) };
}

export function withoutScene(script: Script, sceneId: string): Script {
  return { ...script, scenes: numbered(script.scenes.filter((scene) => scene.id !== sceneId)) };
}

export function withScene(script: Script, index: number, words: SceneWords): Script {
  const scene = create(SceneSchema, { ...words, id: `new-${index}`, finished: true });
  return { ...script, scenes: numbered(script.scenes.toSpliced(index, 0, scene)) };
}

/** With its scenes in the order of these ids; scenes that aren't named keep their order, at the end. */
export function inOrder(script: Script, sceneIds: readonly string[]): Script {
  const place = (scene: Scene): number => {
    const found = sceneIds.indexOf(scene.id);
    return found === -1 ? sceneIds.length + scene.index : found;
  };
  return { ...script, scenes: numbered([...script.scenes].sort((a, b) => place(a) - place(b))) };
}

/** Ids of the scenes with one of them moved by so many places; undefined where it can't go further. */
export function movedBy(script: Script, sceneId: string, places: number): string[] | undefined {
  const ids = script.scenes.map((scene) => scene.id);
  const from = ids.indexOf(sceneId);
  const to = from + places;
  if (from === -1 || to < 0 || to >= ids.length) return undefined;
  return ids.toSpliced(from, 1).toSpliced(to, 0, sceneId);
}

/** What is wrong with a scene's words, by field; empty when nothing is. */
export function wordProblems(words: SceneWords): Partial<Record<keyof SceneWords, string>> {
  const { title, narration } = tidied(words);
  return {
    ...(title === "" && { title: "Give the scene a title of one to eight words." }),
    ...(narration === "" && { narration: "A scene has words. To take it out, remove the scene." }),
    ...(narration.length > LONGEST_NARRATION && {
      narration: `That is ${narration.length - LONGEST_NARRATION} characters too long for one scene.`,
    }),
  };
}

export const LONGEST_NARRATION = 1200;
export const LONGEST_TITLE = 80;

/** Sentences that are still there keep their sources; what is around them is the editor's. */
function keptSentences(scene: Scene, narration: string): Scene["sentences"] {
  let rest = narration;
  const sentences: Scene["sentences"] = [];
  for (const sentence of scene.sentences) {
    const at = rest.indexOf(sentence.text);
    if (at === -1) continue;
    pushOwn(sentences, rest.slice(0, at));
    sentences.push(sentence);
    rest = rest.slice(at + sentence.text.length);
  }
  pushOwn(sentences, rest);
  return sentences;
}

function pushOwn(sentences: Scene["sentences"], text: string): void {
  if (text.trim() === "") return;
  sentences.push(create(SentenceSchema, { text: text.trim(), origin: SentenceOrigin.EDITOR }));
}

function numbered(scenes: readonly Scene[]): Scene[] {
  return scenes.map((scene, index) => (scene.index === index ? scene : { ...scene, index }));
}

function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}
