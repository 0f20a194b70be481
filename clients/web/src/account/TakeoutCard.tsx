import { makeZip } from "client-zip";
import { Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { api } from "../api/encompass";
import { problemOf, type Problem } from "../api/problems";
import { Button, Card, ProblemNote, Progress, Row, Stack, toast } from "../ui";
import { chooseDestination } from "./saving";
import { takeout, type TakeoutProgress } from "./takeout";

/** Makes an archive of everything in the browser. */
export function TakeoutCard() {
  const [progress, setProgress] = useState<TakeoutProgress>();
  const [problem, setProblem] = useState<Problem>();
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async () => {
    const to = await chooseDestination(`encompass-${new Date().toISOString().slice(0, 10)}.zip`);
    if (to === undefined) {
      return;
    }
    const abort = new AbortController();
    running.current = abort;
    setProblem(undefined);
    try {
      await to.write(makeZip(takeout(api, { signal: abort.signal, onProgress: setProgress })));
      toast({ text: "Your archive is saved.", tone: "ok" });
    } catch (error) {
      if (!abort.signal.aborted) {
        setProblem(problemOf(error));
      }
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <Card as="section" aria-labelledby="takeout">
      <Stack>
        <h2 id="takeout">Take everything with you</h2>
        <p>
          One archive with your answers, stories, films and photos. It is made here in your browser and goes
          to nobody else.
        </p>
        {problem !== undefined && <ProblemNote error={problem} onRetry={() => void run()} />}
        {progress === undefined ? (
          <Row>
            <Button icon={<Download size={18} aria-hidden />} onPress={() => void run()}>
              Save everything
            </Button>
          </Row>
        ) : (
          <Stack gap={3}>
            <Progress
              label={progress.now}
              value={progress.total === 0 ? undefined : progress.done / progress.total}
              detail={progress.total === 0 ? undefined : `${progress.done} of ${progress.total}`}
            />
            <Row>
              <Button size="s" onPress={() => running.current?.abort()}>
                Stop
              </Button>
            </Row>
          </Stack>
        )}
      </Stack>
    </Card>
  );
}
