import { LoaderCircle } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Link } from "react-router";

import styles from "./Button.module.css";
import { classes } from "./classes";

export interface ButtonProps {
  children: ReactNode;
  /** `primary` once a page at most; `quiet` has a border; `plain` looks like text. */
  variant?: "primary" | "quiet" | "plain" | "danger";
  size?: "m" | "l" | "s";
  /** Shows that it works, and takes no second press. */
  pending?: boolean;
  disabled?: boolean;
  /** Makes it a link: a path of the dashboard, or another address. */
  href?: string;
  /** With `href`: the file's name, to be saved instead of opened. */
  download?: string | boolean;
  icon?: ReactNode;
  type?: "button" | "submit";
  onPress?: () => void;
  /** Stretches over the width that there is. */
  wide?: boolean;
  ref?: Ref<HTMLButtonElement>;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-expanded"?: boolean;
  "aria-pressed"?: boolean;
  "aria-controls"?: string;
  "data-testid"?: string;
}

export function Button({
  children,
  variant = "quiet",
  size = "m",
  pending = false,
  disabled = false,
  href,
  download,
  icon,
  type = "button",
  onPress,
  wide = false,
  ref,
  ...rest
}: ButtonProps) {
  const look = classes(styles.button, styles[variant], styles[size], wide && styles.wide);
  const inside = (
    <>
      {pending ? <LoaderCircle className={styles.turning} size={18} aria-hidden /> : icon}
      <span>{children}</span>
    </>
  );
  if (href !== undefined && !disabled) {
    const pressed = onPress === undefined ? {} : { onClick: onPress };
    return isOurs(href) && download === undefined ? (
      <Link className={look} to={href} {...pressed} {...rest}>
        {inside}
      </Link>
    ) : (
      <a className={look} href={href} download={download} {...pressed} {...rest}>
        {inside}
      </a>
    );
  }
  return (
    <button
      ref={ref}
      type={type}
      className={look}
      disabled={disabled}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={(event) => {
        if (pending) {
          event.preventDefault();
        } else {
          onPress?.();
        }
      }}
      {...rest}
    >
      {inside}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon" | "wide"> {
  /** What it does; read aloud and shown as a tip. */
  label: string;
  children: ReactNode;
}

export function IconButton({
  label,
  children,
  variant = "plain",
  size = "m",
  pending,
  disabled,
  href,
  type = "button",
  onPress,
  ref,
  ...rest
}: IconButtonProps) {
  const look = classes(styles.button, styles.icon, styles[variant], styles[size]);
  if (href !== undefined && !disabled) {
    return (
      <Link className={look} to={href} aria-label={label} title={label}>
        {children}
      </Link>
    );
  }
  return (
    <button
      ref={ref}
      type={type}
      className={look}
      aria-label={label}
      title={label}
      disabled={disabled}
      aria-busy={pending || undefined}
      onClick={() => (pending === true ? undefined : onPress?.())}
      {...withoutDownload(rest)}
    >
      {pending === true ? <LoaderCircle className={styles.turning} size={18} aria-hidden /> : children}
    </button>
  );
}

function withoutDownload({ download: _, ...rest }: Pick<ButtonProps, "download">) {
  return rest;
}

function isOurs(href: string): boolean {
  return (
    href.startsWith("/") &&
    !href.startsWith("//") &&
    !href.startsWith("/v1/") &&
    !href.startsWith("/encompass/")
  );
}
