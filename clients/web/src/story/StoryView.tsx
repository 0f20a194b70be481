/** A story that is there: its heading, its scenes, and all that can be done with it. */
import type { Video } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { Clapperboard, History, ListOrdered, PenLine, Plus, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import { api } from "../api/encompass";
import { useSession } from "../api/session";
import { Button, lazily, Menu, Page, toast, useConfirm, useFetchedAhead } from "../ui";
import { problemOf } from "../api/problems";
import { ScriptState, type Script } from "./contract";
import { MOST_SCENES, wordsIn } from "./edits";
import { minutesToTell } from "./reading";
import { RewriteOfferNote } from "./RewriteOfferNote";
import { sceneDraftsOf } from "./sceneDrafts";
import { SceneEditor } from "./SceneEditor";
import { SceneMenu } from "./SceneMenu";
import type { Sources } from "./sources";
import { LatestFilm, StoryFilms, useFilmsOf } from "./StoryFilms";
import css from "./StoryPage.module.css";
import type { Open } from "./StoryDialogs";
import { StoryScenes } from "./StoryScenes";
import { StoryStatus } from "./StoryStatus";
import { useAnnouncements } from "./useAnnouncements";
import { useEdits } from "./useEdits";
import { useSceneEditing } from "./useSceneEditing";
import type { Story } from "./useStory";

const loadDialogs = () => import("./StoryDialogs");
const StoryDialogs = lazily(loadDialogs);

export interface StoryViewProps {
  story: Story;
  script: Script;
  sources: Sources;
}

export function StoryView({ story, script, sources }: StoryViewProps) {
  const [open, setOpen] = useState<Open>();
  useFetchedAhead(loadDialogs);
  const session = useSession();
  const accountId = session.state === "in" ? session.account.id : "";
  const isReady = script.state === ScriptState.READY;
  const edits = useEdits(script.id, story);
  const [drafts] = useState(() => sceneDraftsOf(accountId, script.id));
  const { editing, begin, change, save, cancel } = useSceneEditing(edits, drafts, script, isReady);
  const announced = useAnnouncements(script);
  const films = useFilmsOf(script.id);
  const close = (): void => setOpen(undefined);
  const editingIsGone = editing && !script.scenes.some((scene) => scene.id === editing.sceneId);

  const editor = editing && (
    <SceneEditor
      base={editing.base}
      draft={editing.draft}
      current={currentWords(script, editing.sceneId)}
      onChange={change}
      onSave={() => void save(editing)}
      onCancel={cancel}
    />
  );

  return (
    <Page title={script.title || "A story is on its way"} hideTitle>
      <div className="visually-hidden" role="status" aria-live="polite">
        {announced}
      </div>
      <header className={css.heading}>
        <p className={css.title} aria-hidden="true" dir="auto">
          {script.title || "A story is on its way"}
        </p>
        {script.logline && (
          <p className={css.logline} dir="auto">
            {script.logline}
          </p>
        )}
        {isReady && <Facts script={script} films={films} />}
        {isReady && (
          <div className={css.tools}>
            <Button variant="primary" icon={<Clapperboard size={18} aria-hidden />} onPress={() => setOpen({ kind: "film" })}>
              Make the film
            </Button>
            <StoryMenu script={script} onOpen={setOpen} />
          </div>
        )}
      </header>
      <StoryStatus story={story} script={script} />
      {isReady && (
        <RewriteOfferNote
          script={script}
          sources={sources}
          onAccept={(sceneIds) => void edits.rewrite(sceneIds, "")}
        />
      )}
      {editingIsGone && <div className={css.bar}>{editor}</div>}
      <StoryScenes
        script={script}
        sources={sources}
        insteadOf={(scene) => (editing?.sceneId === scene.id ? editor : undefined)}
        menuOf={(scene) =>
          isReady && (
            <SceneMenu
              script={script}
              scene={scene}
              edits={edits}
              onEdit={() => begin(scene)}
              onAddAfter={() => setOpen({ kind: "add", index: scene.index + 1 })}
              onRewrite={() => setOpen({ kind: "wish", sceneIds: [scene.id], title: `Write “${scene.title}” anew` })}
            />
          )
        }
      />
      {isReady && (
        <footer className={css.foot}>
          {script.scenes.length < MOST_SCENES && (
            <Button
              variant="plain"
              icon={<Plus size={18} aria-hidden />}
              onPress={() => setOpen({ kind: "add", index: script.scenes.length })}
            >
              Add a scene
            </Button>
          )}
          <h2>Now see it</h2>
          <p className={css.soft}>A film begins to play while it is still being made.</p>
          <Button variant="primary" size="l" icon={<Clapperboard size={20} aria-hidden />} onPress={() => setOpen({ kind: "film" })}>
            Make the film
          </Button>
          <StoryFilms films={films} />
          {sources.size > 0 && (
            <p className={css.soft}>
              Written from <Link to={`/answers/${script.responseId}`}>your answers</Link>.
            </p>
          )}
        </footer>
      )}
      {open && <StoryDialogs open={open} script={script} accountId={accountId} edits={edits} onClose={close} />}
    </Page>
  );
}

function Facts({ script, films }: { script: Script; films: readonly Video[] }) {
  const minutes = minutesToTell(script);
  return (
    <p className={css.meta}>
      <span>{script.scenes.length} scenes</span>
      <span>{minutes === 1 ? "about a minute" : `about ${minutes} minutes`}</span>
      {script.version > 1 && <span>version {script.version}</span>}
      <LatestFilm films={films} />
    </p>
  );
}

function StoryMenu({ script, onOpen }: { script: Script; onOpen: (open: Open) => void }) {
  const navigate = useNavigate();
  const confirm = useConfirm();
  const sceneIds = script.scenes.map((scene) => scene.id);

  async function remove(): Promise<void> {
    const isSure = await confirm({
      title: "Delete this story?",
      text: "The story goes with all its versions and its films, for good. Your answers stay.",
      confirm: "Delete the story",
      danger: true,
    });
    if (!isSure) return;
    try {
      await api.scripts.deleteScript({ scriptId: script.id });
      await navigate("/library");
    } catch (error) {
      toast({ text: `The story could not be deleted. ${problemOf(error).advice}`, tone: "danger" });
    }
  }

  return (
    <Menu
      label="More for this story"
      variant="quiet"
      items={[
        { id: "heading", label: "Title and summary", icon: <PenLine size={17} />, onPress: () => onOpen({ kind: "heading" }) },
        {
          id: "rewrite",
          label: "Write all scenes anew",
          icon: <RefreshCw size={17} />,
          onPress: () => onOpen({ kind: "wish", sceneIds, title: "Write all scenes anew" }),
        },
        { id: "arrange", label: "Arrange the scenes", icon: <ListOrdered size={17} />, onPress: () => onOpen({ kind: "arrange" }) },
        { id: "versions", label: "Versions", icon: <History size={17} />, onPress: () => onOpen({ kind: "versions" }) },
        { id: "delete", label: "Delete the story", icon: <Trash2 size={17} />, danger: true, onPress: () => void remove() },
      ]}
    />
  );
}

function currentWords(script: Script, sceneId: string) {
  const scene = script.scenes.find((each) => each.id === sceneId);
  return scene && wordsIn(scene);
}
