/** A place to begin, for a library that is still empty. */
import { ScenePlate } from "../story/ScenePlate";
import css from "./WelcomePicture.module.css";

const AT_DAWN = { setting: "alpine", time: "dawn", weather: "clear" };

export function WelcomePicture() {
  return (
    <div className={css.picture}>
      <ScenePlate visual={AT_DAWN} seed="encompass" />
    </div>
  );
}
