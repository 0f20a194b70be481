// @vitest-environment node
import { create, toBinary, type DescEnum } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorReasonSchema as auth } from "@encompass/client/gen/encompass/auth/v1/error_reason_pb.js";
import { ErrorReasonSchema as common } from "@encompass/client/gen/encompass/common/v1/error_reason_pb.js";
import { ErrorReasonSchema as jobs } from "@encompass/client/gen/encompass/jobs/v1/error_reason_pb.js";
import { ErrorReasonSchema as media } from "@encompass/client/gen/encompass/media/v1/error_reason_pb.js";
import { ErrorReasonSchema as questionnaire } from "@encompass/client/gen/encompass/questionnaire/v1/error_reason_pb.js";
import { ErrorReasonSchema as script } from "@encompass/client/gen/encompass/script/v1/error_reason_pb.js";
import { ErrorReasonSchema as video } from "@encompass/client/gen/encompass/video/v1/error_reason_pb.js";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "@encompass/client/gen/google/rpc/error_details_pb.js";
import { describe, expect, it } from "vitest";

import { problemOf } from "./problems";
import { REASON_WORDS } from "./problemWords";

/** What only people who write questionnaires meet, for whom there is no page yet. */
const AUTHORS_ONLY = [
  "QUESTIONNAIRE_INVALID",
  "QUESTIONNAIRE_PUBLISHED",
  "DOCUMENT_INVALID",
  "TOO_MANY_QUESTIONNAIRES",
];

function thrown(code: Code, reason: string, metadata: Record<string, string> = {}): ConnectError {
  const error = new ConnectError("as a programmer would say it", code);
  const info = create(ErrorInfoSchema, { reason, domain: "encompass.video", metadata });
  error.details.push({ type: "google.rpc.ErrorInfo", value: toBinary(ErrorInfoSchema, info) });
  return error;
}

describe("a problem", () => {
  it.each(
    [auth, common, jobs, media, questionnaire, script, video].map((one): [string, DescEnum] => [
      one.typeName,
      one,
    ]),
  )("has words for every reason of %s", (_, reasons) => {
    const missing = reasons.values
      .filter((value) => value.number !== 0)
      .map((value) => value.name.replace(/^ERROR_REASON_/, ""))
      .filter((name) => REASON_WORDS[name] === undefined && !AUTHORS_ONLY.includes(name));
    expect(missing).toEqual([]);
  });

  it("says what happened and what to do, with its numbers filled in", () => {
    const problem = problemOf(thrown(Code.ResourceExhausted, "TOO_MANY_VIDEOS_WAITING", { limit: "50" }));
    expect(problem).toMatchObject({
      title: "You have 50 films waiting.",
      advice: "Wait for one of them, or cancel one.",
      reason: "TOO_MANY_VIDEOS_WAITING",
    });
  });

  it("names the fields as the forms do", () => {
    const error = thrown(Code.InvalidArgument, "VALIDATION_FAILED");
    const bad = create(BadRequestSchema, {
      fieldViolations: [{ field: "display_name", description: "value length must be at most 80 characters" }],
    });
    error.details.push({ type: "google.rpc.BadRequest", value: toBinary(BadRequestSchema, bad) });
    expect(problemOf(error).fields).toEqual({ displayName: "Value length must be at most 80 characters." });
  });

  it("keeps the request id and when to try again", () => {
    const error = thrown(Code.ResourceExhausted, "RATE_LIMITED");
    const retry = create(RetryInfoSchema, { retryDelay: { seconds: 1n, nanos: 250_000_000 } });
    error.details.push({ type: "google.rpc.RetryInfo", value: toBinary(RetryInfoSchema, retry) });
    error.metadata.set("x-request-id", "r-1");
    expect(problemOf(error)).toMatchObject({ requestId: "r-1", retryAfterMs: 1250 });
  });

  it("never shows what was meant for programmers", () => {
    const problem = problemOf(thrown(Code.Internal, "SOMETHING_NEW"));
    expect(`${problem.title} ${problem.advice}`).not.toContain("programmer");
  });

  it("says in a service's own words where to find help", () => {
    const error = thrown(Code.FailedPrecondition, "ANSWERS_NEED_CARE");
    expect(problemOf(error).title).toBe("as a programmer would say it");
  });

  it("tells a part of the page that can't be loaded from an edge that can't be reached", () => {
    expect(
      problemOf(new TypeError("Failed to fetch dynamically imported module: /assets/x.js")).title,
    ).toContain("part of the page");
    expect(problemOf(new TypeError("Failed to fetch")).title).toContain("connection");
  });
});
