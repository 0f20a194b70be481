import { MeshHealth, type Mesh, type MeshPart, type MeshReplica } from "@encompass/client/gen/encompass/jobs/v1/mesh_pb.js";
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from "lucide-react";

import type { Watched } from "../api/watch";
import { ProblemNote, RelativeTime, Skeleton } from "../ui";
import { detailOf, groupsOf, HEALTH_WORDS, isWell, KIND_WORDS, summaryOf } from "./mesh";
import styles from "./MeshPanel.module.css";
import { bytesOf, lengthOf, msOfDuration } from "./words";

const ICONS: Record<MeshHealth, typeof CircleCheck> = {
  [MeshHealth.UNSPECIFIED]: CircleDashed,
  [MeshHealth.UP]: CircleCheck,
  [MeshHealth.STARTING]: LoaderCircle,
  [MeshHealth.DOWN]: CircleX,
  [MeshHealth.OFF]: CircleDashed,
};

/** How every part of the mesh is, what is down and since when. */
export function MeshPanel({ watched }: { watched: Watched<Mesh> }) {
  const { data: mesh, problem, restart } = watched;
  return (
    <section className={styles.section} aria-labelledby="mesh">
      <div className={styles.head}>
        <h2 id="mesh">The mesh</h2>
        {mesh && (
          <p className={styles.summary} data-well={isWell(mesh) || undefined} role="status">
            {summaryOf(mesh)}
          </p>
        )}
      </div>
      {problem && watched.live === "ended" && <ProblemNote error={problem} onRetry={restart} />}
      {mesh === undefined && !problem && <Skeleton height="22rem" />}
      {mesh && (
        <div className={styles.groups}>
          {groupsOf(mesh).map((group) => (
            <div key={group.title} className={styles.group}>
              <h3>{group.title}</h3>
              <ul className={styles.parts} role="list">
                {group.parts.map((part) => (
                  <Part key={`${part.kind}/${part.name}`} part={part} />
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

function Part({ part }: { part: MeshPart }) {
  const Icon = ICONS[part.health];
  const latencyMs = msOfDuration(part.latency);
  const detail = detailOf(part);
  const isUp = part.health === MeshHealth.UP;
  return (
    <li className={styles.part} data-health={MeshHealth[part.health]}>
      <Icon className={styles.icon} size={18} aria-hidden />
      <span className={styles.name}>
        {part.name}
        <span className="visually-hidden">
          , {KIND_WORDS[part.kind]}, {HEALTH_WORDS[part.health]}
        </span>
      </span>
      <span className={styles.figure}>{isUp ? latencyMs !== undefined && lengthOf(latencyMs) : HEALTH_WORDS[part.health]}</span>
      {(!isUp || detail !== "") && part.health !== MeshHealth.OFF && (
        <span className={styles.detail}>
          {detail}
          {!isUp && (
            <>
              {detail !== "" && ", "}
              since <RelativeTime at={part.sinceTime} />
            </>
          )}
        </span>
      )}
      {part.replicas.map((replica, place) => (
        <Replica key={`${replica.name}/${place}`} replica={replica} />
      ))}
    </li>
  );
}

function Replica({ replica }: { replica: MeshReplica }) {
  const lagMs = msOfDuration(replica.lag);
  const behind =
    replica.lagBytes === undefined
      ? ""
      : replica.lagBytes === 0n
        ? "nothing behind"
        : `${bytesOf(Number(replica.lagBytes))} behind${lagMs === undefined ? "" : `, ${lengthOf(lagMs)}`}`;
  const facts = [replica.state, replica.isSynchronous ? "synchronous" : "asynchronous", behind].filter((fact) => fact !== "");
  return (
    <span className={styles.detail}>
      copy {replica.name}: {facts.join(", ")}
    </span>
  );
}
