import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useNavigate } from "react-router";

import buttons from "./Button.module.css";
import { classes } from "./classes";
import styles from "./Select.module.css";

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  onPress?: () => void;
  /** A path of the dashboard. */
  href?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A second, quieter line. */
  detail?: string;
}

export interface MenuProps {
  /** What the menu is about; read aloud, and shown where there is no other content. */
  label: string;
  items: readonly MenuEntry[];
  /** Inside the button; three dots where there is nothing. */
  children?: ReactNode;
  variant?: "quiet" | "plain";
  size?: "m" | "s";
}

export function Menu({ label, items, children, variant = "plain", size = "m" }: MenuProps) {
  const navigate = useNavigate();
  const act = (entry: MenuEntry) => {
    entry.onPress?.();
    if (entry.href !== undefined) {
      void navigate(entry.href);
    }
  };
  return (
    <MenuTrigger>
      <Button
        aria-label={label}
        className={classes(
          buttons.button,
          buttons[variant],
          buttons[size],
          children === undefined && buttons.icon,
        )}
      >
        {children ?? <Ellipsis size={20} aria-hidden />}
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={6}>
        <AriaMenu className={styles.list ?? ""} aria-label={label}>
          {items.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              className={styles.item ?? ""}
              data-danger={entry.danger === true || undefined}
              isDisabled={entry.disabled ?? false}
              onAction={() => act(entry)}
            >
              <span className={styles.icon}>
                {entry.icon}
                <span className={styles.text}>
                  <span>{entry.label}</span>
                  {entry.detail !== undefined && <span className={styles.detail}>{entry.detail}</span>}
                </span>
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
