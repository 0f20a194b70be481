/** A story as it comes in: messages of WatchScript become the script so far. */
import { create } from "@bufbuild/protobuf";
import {
  SceneSchema,
  ScriptState,
  type Scene,
  type SceneText,
  type Script,
  type WatchScriptResponse,
} from "./contract";

/** The script after one more message; undefined while none has come. */
export function scriptAfter(before: Script | undefined, message: WatchScriptResponse): Script | undefined {
  switch (message.event.case) {
    case "script":
      return message.event.value;
    case "sceneText":
      return before && withWords(before, message.event.value);
    default:
      return before;
  }
}

/** Whether somebody writes it now, or is about to. */
export function isBeingWritten(script: Script): boolean {
  return script.state === ScriptState.QUEUED || script.state === ScriptState.WRITING;
}

/** Whether scenes of a finished story are being written anew. */
export function isBeingRewritten(script: Script): boolean {
  return isBeingWritten(script) && script.rewritingSceneIds.length > 0;
}

/** The scene whose words come in now; undefined between two scenes. */
export function sceneInHand(script: Script): Scene | undefined {
  return isBeingWritten(script) ? script.scenes.find((scene) => !scene.finished) : undefined;
}

/** How many words one reads in the whole story. */
export function wordCount(script: Script): number {
  return script.scenes.reduce((sum, scene) => sum + (scene.narration.match(/\S+/g)?.length ?? 0), 0);
}

/** How long it takes to be told, in whole minutes: a narrator speaks about 140 words a minute. */
export function minutesToTell(script: Script): number {
  return Math.max(1, Math.round(wordCount(script) / 140));
}

/**
 * What a screen reader says after a change: a scene once all its words are there, and how the writing ended. Never
 * single words.
 */
export function announcement(before: Script | undefined, after: Script): string {
  if (before === undefined || before.id !== after.id) return "";
  const finishedBefore = new Map(before.scenes.map((scene) => [scene.id || scene.index, scene.finished]));
  const told = after.scenes
    .filter((scene) => scene.finished && finishedBefore.get(scene.id || scene.index) !== true)
    .map((scene) => `Scene ${scene.index + 1}: ${scene.title}. ${scene.narration}`);
  if (isBeingWritten(before) && !isBeingWritten(after)) told.push(ENDINGS[after.state] ?? "");
  return told.filter(Boolean).join(" ");
}

const ENDINGS: Partial<Record<ScriptState, string>> = {
  [ScriptState.READY]: "The story is finished.",
  [ScriptState.FAILED]: "The writing has stopped. There is a way to go on, below the story.",
  [ScriptState.CANCELLED]: "The writing was stopped.",
};

/** Offsets count characters as the service does: an emoji is one. */
function withWords(script: Script, words: SceneText): Script {
  const known = script.scenes.find((scene) => scene.index === words.sceneIndex);
  const scene = known ?? create(SceneSchema, { index: words.sceneIndex });
  const kept = Array.from(scene.narration).slice(0, words.offset).join("");
  const told: Scene = { ...scene, narration: kept + words.text, sentences: [] };
  const others = script.scenes.filter((each) => each !== known);
  return { ...script, scenes: [...others, told].sort((one, other) => one.index - other.index) };
}
