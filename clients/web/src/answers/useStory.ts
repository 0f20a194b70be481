/** From answers to a story: sends them, asks for the story, and goes to where it is being written. */
import { ScriptLength } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useNavigate } from "react-router";

import { api } from "../api/encompass";

export interface StoryWish {
  readonly responseId: string;
  /** With it the answers are sent first: the etag under which the person has read them over. */
  readonly etag?: string;
  readonly length: ScriptLength;
}

export function useStory() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  // The same wish sent twice, as by a double click or after a broken line, makes one story.
  const request = useRef({ id: crypto.randomUUID(), of: "" });
  const isSent = useRef(false);
  return useMutation({
    mutationFn: async ({ responseId, etag, length }: StoryWish) => {
      if (etag !== undefined) {
        await api.questionnaires.submitResponse({ responseId, etag });
        isSent.current = true;
      }
      const wish = `${responseId} ${length}`;
      if (request.current.of !== wish) {
        request.current = { id: crypto.randomUUID(), of: wish };
      }
      const { script } = await api.scripts.createScript({
        requestId: request.current.id,
        responseId,
        length,
      });
      return script?.id ?? "";
    },
    onSuccess: async (scriptId) => {
      request.current = { id: crypto.randomUUID(), of: "" };
      void queries.invalidateQueries({ queryKey: ["scripts"] });
      void queries.invalidateQueries({ queryKey: ["responses"], refetchType: "none" });
      isSent.current = false;
      await navigate(`/stories/${scriptId}`);
      // Going back shows what was sent, not the draft that it was.
      queries.removeQueries({ queryKey: ["responses", "form"] });
    },
    onError: () => {
      // The answers are sent though there is no story of them: the page has to say so.
      if (isSent.current) {
        isSent.current = false;
        void queries.invalidateQueries({ queryKey: ["responses"] });
      }
    },
  });
}

export const LENGTHS = [
  {
    value: "short",
    length: ScriptLength.SHORT,
    label: "Short",
    detail: "Five or six scenes, a film of about 45 seconds",
  },
  {
    value: "standard",
    length: ScriptLength.STANDARD,
    label: "Longer",
    detail: "Up to eight fuller scenes, a film of two or three minutes",
  },
] as const;

export function lengthOf(value: string): ScriptLength {
  return LENGTHS.find((each) => each.value === value)?.length ?? ScriptLength.SHORT;
}
