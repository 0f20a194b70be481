/** How the writing goes, and what can be done about it. */
import { useMutation } from "@tanstack/react-query";

import { api } from "../api/encompass";
import { Button, Card, ProblemNote, Progress, Row, Stack } from "../ui";
import { ScriptState, type Script } from "./contract";
import { isBeingRewritten } from "./reading";
import css from "./StoryPage.module.css";
import type { Story } from "./useStory";

export function StoryStatus({ story, script }: { story: Story; script: Script }) {
  const scriptId = script.id;
  const cancelling = useMutation({
    mutationFn: () => api.scripts.cancelScript({ scriptId }),
    onSuccess: ({ script: after }) => after && story.accept(after),
  });
  const retrying = useMutation({
    mutationFn: () => api.scripts.retryScript({ scriptId }),
    onSuccess: ({ script: after }) => after && story.accept(after),
  });
  const error = cancelling.error ?? retrying.error;

  switch (script.state) {
    case ScriptState.QUEUED:
    case ScriptState.WRITING:
      return (
        <div className={css.bar}>
          <Progress label={doing(script)} value={script.progress} detail={story.live === "waiting" ? "Reconnecting…" : undefined} />
          <Row justify="center">
            <Button size="s" variant="plain" pending={cancelling.isPending} onPress={() => cancelling.mutate()}>
              {isBeingRewritten(script) ? "Stop, and keep the story as it was" : "Stop writing"}
            </Button>
          </Row>
          {error && <ProblemNote error={error} />}
        </div>
      );
    case ScriptState.FAILED:
      return (
        <div className={css.bar}>
          <Card as="section" aria-label="The writing has stopped">
            <Stack gap={4}>
              <p>{script.failure?.message ?? "Something went wrong on our side."}</p>
              <p className={css.soft}>What is written is kept. The writing goes on from there.</p>
              <Row>
                <Button variant="primary" pending={retrying.isPending} onPress={() => retrying.mutate()}>
                  Go on writing
                </Button>
              </Row>
              {error && <ProblemNote error={error} />}
            </Stack>
          </Card>
        </div>
      );
    case ScriptState.CANCELLED:
      return (
        <div className={css.bar}>
          <Card as="section" aria-label="The writing was stopped">
            <Stack gap={4}>
              <p>You stopped this story before it was finished. A new one can be written from the same answers.</p>
              <Row>
                <Button href={`/answers/${script.responseId}`}>To the answers</Button>
              </Row>
            </Stack>
          </Card>
        </div>
      );
    default:
      return null;
  }
}

function doing(script: Script): string {
  if (isBeingRewritten(script)) {
    return script.rewritingSceneIds.length === 1 ? "Writing a scene anew" : `Writing ${script.rewritingSceneIds.length} scenes anew`;
  }
  if (script.state === ScriptState.QUEUED) return "Waiting for its turn";
  if (script.plannedSceneCount === 0) return "Reading your answers";
  const finished = script.scenes.filter((scene) => scene.finished).length;
  return `Writing scene ${Math.min(finished + 1, script.plannedSceneCount)} of ${script.plannedSceneCount}`;
}
