/** Which kinds of things are shown. */
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

import css from "./FilterBar.module.css";
import type { Filter } from "./items";
import type { Count } from "./paging";

const FILTERS: readonly { value: Filter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "film", label: "Films" },
  { value: "story", label: "Stories" },
  { value: "answers", label: "Answers" },
  { value: "unfinished", label: "Not finished" },
];

export interface FilterBarProps {
  value: Filter;
  counts: Record<Filter, Count> | undefined;
  onChange: (filter: Filter) => void;
}

export function FilterBar({ value, counts, onChange }: FilterBarProps) {
  return (
    <ToggleButtonGroup
      aria-label="Show"
      className={css.bar ?? ""}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        const filter = FILTERS.find((each) => each.value === chosen)?.value;
        if (filter) onChange(filter);
      }}
    >
      {FILTERS.map((filter) => (
        <ToggleButton key={filter.value} id={filter.value} className={css.filter ?? ""}>
          {filter.label}
          <span className={css.count}>{counts && inFigures(counts[filter.value])}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** For example `7`, or `24+` while older things aren't loaded. */
function inFigures({ known, isLeast }: Count): string {
  return isLeast ? `${known}+` : String(known);
}
