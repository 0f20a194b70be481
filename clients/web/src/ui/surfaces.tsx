import type { ReactNode } from "react";

import { classes } from "./classes";
import styles from "./surfaces.module.css";

export interface CardProps {
  children: ReactNode;
  /** Other than a `div`, where the page's outline wants it. */
  as?: "div" | "section" | "article" | "li";
  /** Without padding, for pictures up to the edge. */
  flush?: boolean;
  "aria-label"?: string;
  "aria-labelledby"?: string;
}

export function Card({ children, as: Element = "div", flush = false, ...rest }: CardProps) {
  return (
    <Element className={classes(styles.card, flush && styles.flush)} {...rest}>
      {children}
    </Element>
  );
}

export interface EmptyProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Above the title: an icon or a picture. */
  picture?: ReactNode;
}

/** Where there is nothing yet: says what could be, and how to begin. */
export function Empty({ title, children, action, picture }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {picture}
      <h2>{title}</h2>
      {children !== undefined && <div className={styles.soft}>{children}</div>}
      {action}
    </div>
  );
}

export interface BadgeProps {
  children: ReactNode;
  tone?: "neutral" | "gold" | "ok" | "danger" | "info";
  icon?: ReactNode;
}

export function Badge({ children, tone = "neutral", icon }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

export interface SkeletonProps {
  /** Lines of text that it stands for. */
  lines?: number;
  /** Instead of lines: a block of this height, as CSS has it. */
  height?: string;
  /** Instead of a height: as wide as there is room, in this ratio, such as "16 / 9". */
  ratio?: string;
}

/** Keeps the place of what is being loaded. */
export function Skeleton({ lines = 1, height, ratio }: SkeletonProps) {
  if (height !== undefined || ratio !== undefined) {
    return (
      <div
        className={styles.bone}
        data-testid="skeleton"
        style={{
          ...(height === undefined ? {} : { blockSize: height }),
          ...(ratio === undefined ? {} : { aspectRatio: ratio }),
        }}
        aria-hidden
      />
    );
  }
  return (
    <div className={styles.bones} data-testid="skeleton" aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={classes(styles.bone, styles.line)} />
      ))}
    </div>
  );
}
