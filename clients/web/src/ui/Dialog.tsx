import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import { IconButton } from "./Button";
import { classes } from "./classes";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: ReactNode;
  open: boolean;
  /** Asked for by Escape, the cross or a press beside it. */
  onClose: () => void;
  children: ReactNode;
  /** Buttons at its end, the main one last. */
  actions?: ReactNode;
  wide?: boolean;
  /** Must be answered: no cross, no press beside it. */
  modal?: boolean;
  role?: "dialog" | "alertdialog";
}

export function Dialog({
  title,
  open,
  onClose,
  children,
  actions,
  wide = false,
  modal = false,
  role = "dialog",
}: DialogProps) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ""}
      isOpen={open}
      onOpenChange={(is) => (is ? undefined : onClose())}
      isDismissable={!modal}
    >
      <Modal className={classes(styles.modal, wide && styles.wide)}>
        <AriaDialog className={styles.dialog ?? ""} role={role}>
          <header className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!modal && (
              <IconButton label="Close" size="s" onPress={onClose}>
                <X size={20} aria-hidden />
              </IconButton>
            )}
          </header>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
