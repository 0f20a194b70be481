import { render, screen } from "@testing-library/react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";

import { Later } from "./Later";
import { lazily } from "./loading";

describe("Later", () => {
  const page = (
    <Later fallback={<p>Soon</p>}>
      <p>A film</p>
    </Later>
  );

  it("has its fallback in the first picture, and what it holds in the next", () => {
    expect(renderToStaticMarkup(page)).toBe("<p>Soon</p>");
    render(page);
    expect(screen.getByText("A film")).toBeInTheDocument();
    expect(screen.queryByText("Soon")).toBeNull();
  });
});

describe("lazily", () => {
  it("shows a part with its properties once its code is there", async () => {
    const Part = lazily(() => Promise.resolve({ default: ({ name }: { name: string }) => <p>Dear {name}</p> }));
    render(<Part name="Maya" />);
    expect(await screen.findByText("Dear Maya")).toBeInTheDocument();
  });
});
