import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { questionOf, words } from "../model/samples";
import type { AnswerValue } from "../model/values";
import { WordsField } from "./WordsField";

function shown(kind: "textQuestion" | "longTextQuestion", maxLength: number) {
  const onChange = vi.fn<(value: AnswerValue, soon: boolean) => void>();
  const onSubmit = vi.fn<(event: React.SyntheticEvent) => void>((event) => event.preventDefault());
  const question = questionOf({ case: kind, value: { maxLength } } as unknown as Question["kind"]);
  render(
    <form onSubmit={onSubmit}>
      <WordsField
        question={question}
        value={words("the harbour")}
        onChange={onChange}
        labelId="label"
        describedBy="help"
        isInvalid={false}
        dir="ltr"
      />
    </form>,
  );
  return { box: screen.getByRole("textbox"), onChange, onSubmit };
}

test("a line that may get long wraps, goes on at Enter, and takes no other line", () => {
  const { box, onChange, onSubmit } = shown("textQuestion", 300);
  expect(box.tagName).toBe("TEXTAREA");
  expect(fireEvent.keyDown(box, { key: "Enter" })).toBe(false);
  expect(onSubmit).toHaveBeenCalledOnce();
  fireEvent.change(box, { target: { value: "the harbour\n  at night" } });
  expect(onChange).toHaveBeenCalledWith(words("the harbour at night"), false);
});

test("Enter that ends the writing of a character doesn't go on", () => {
  const { box, onSubmit } = shown("textQuestion", 300);
  fireEvent.keyDown(box, { key: "Enter", isComposing: true });
  expect(onSubmit).not.toHaveBeenCalled();
});

test("a name keeps a field that browsers fill in", () => {
  expect(shown("textQuestion", 60).box.tagName).toBe("INPUT");
});

test("an answer of several lines keeps its Enter", () => {
  const { box, onSubmit } = shown("longTextQuestion", 1000);
  expect(fireEvent.keyDown(box, { key: "Enter" })).toBe(true);
  expect(onSubmit).not.toHaveBeenCalled();
});
