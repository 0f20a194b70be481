import type { CSSProperties, ReactNode } from "react";

import styles from "./layout.module.css";

type Gap = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface LayoutProps {
  children: ReactNode;
  /** A step of the space scale. */
  gap?: Gap;
  align?: "start" | "center" | "end" | "stretch" | "baseline";
  justify?: "start" | "center" | "end" | "between";
  as?: "div" | "section" | "ul" | "ol" | "li" | "header" | "footer" | "nav";
  "aria-label"?: string;
}

/** One below the other. */
export function Stack({
  as: Element = "div",
  children,
  gap = 4,
  align = "stretch",
  justify = "start",
  ...rest
}: LayoutProps) {
  return (
    <Element className={styles.stack} style={style(gap, align, justify)} {...rest}>
      {children}
    </Element>
  );
}

/** One beside the other, in more lines where there isn't room. */
export function Row({
  as: Element = "div",
  children,
  gap = 3,
  align = "center",
  justify = "start",
  ...rest
}: LayoutProps) {
  return (
    <Element className={styles.row} style={style(gap, align, justify)} {...rest}>
      {children}
    </Element>
  );
}

function style(gap: Gap, align: string, justify: string): CSSProperties {
  return {
    gap: `var(--space-${gap})`,
    alignItems: align,
    justifyContent: justify === "between" ? "space-between" : justify,
  };
}
