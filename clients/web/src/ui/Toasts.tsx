import { X } from "lucide-react";
import { useSyncExternalStore } from "react";

import { Button, IconButton } from "./Button";
import { toasting } from "./toasting";
import styles from "./Toasts.module.css";

/** Where `toast` shows; the shell has one. */
export function Toasts() {
  const shown = useSyncExternalStore(toasting.subscribe, toasting.shown);
  return (
    <section
      className={styles.toasts}
      aria-label="Messages"
      aria-live="polite"
      onPointerEnter={toasting.hold}
      onPointerLeave={toasting.release}
      onFocus={toasting.hold}
      onBlur={toasting.release}
    >
      {shown.map(({ id, text, tone = "neutral", action }) => (
        <div key={id} className={styles.toast} data-tone={tone}>
          <p>{text}</p>
          {action !== undefined && (
            <Button
              size="s"
              variant="plain"
              onPress={() => {
                toasting.close(id);
                action.onPress();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton label="Close message" size="s" onPress={() => toasting.close(id)}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
