import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { JobSchema, JobState } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

const { retryJob, discardJob } = vi.hoisted(() => ({ retryJob: vi.fn(), discardJob: vi.fn() }));
vi.mock("../api/operators", () => ({ jobAdmin: { retryJob, discardJob } }));

import { OrderForm } from "./OrderForm";

// A dialog takes its time where many things run at once.
vi.setConfig({ testTimeout: 20_000 });

const JOB = create(JobSchema, {
  id: "0193a5c2-7e11-7aaa-8000-0123456789ab",
  userId: "0193a5c2-7e11-7aaa-8000-0123456789ac",
  kind: "video",
  state: JobState.FAILED,
});

function shown(what: "retry" | "discard") {
  const onBack = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OrderForm what={what} job={JOB} onBack={onBack} />
    </QueryClientProvider>,
  );
  return onBack;
}

function write(reason: string) {
  fireEvent.change(screen.getByLabelText("Why"), { target: { value: reason } });
}

test("nothing is done without a reason", () => {
  const onBack = shown("retry");
  write("  x ");
  fireEvent.click(screen.getByText("Retry the job"));
  expect(screen.getByText("Say why, in a few words.")).toBeInTheDocument();
  expect(retryJob).not.toHaveBeenCalled();
  expect(onBack).not.toHaveBeenCalled();
});

test("a reason goes along, and a second try of the same order is the same order", async () => {
  retryJob.mockRejectedValueOnce(new ConnectError("away", Code.Unavailable)).mockResolvedValueOnce({ job: JOB });
  const onBack = shown("retry");
  write("the bug is mended");
  fireEvent.click(screen.getByText("Retry the job"));
  await screen.findByRole("alert");
  fireEvent.click(screen.getByText("Retry the job"));
  await vi.waitFor(() => expect(onBack).toHaveBeenCalled());
  const [first, second] = retryJob.mock.calls.map(([request]: unknown[]) => request);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ jobId: JOB.id, userId: JOB.userId, reason: "the bug is mended" });
});

test("another reason is another order", async () => {
  discardJob.mockRejectedValueOnce(new ConnectError("away", Code.Unavailable)).mockResolvedValueOnce({ job: JOB });
  shown("discard");
  write("nobody wants it");
  fireEvent.click(screen.getByText("Discard the job"));
  await screen.findByRole("alert");
  write("nobody wants it any more");
  fireEvent.click(screen.getByText("Discard the job"));
  await vi.waitFor(() => expect(discardJob).toHaveBeenCalledTimes(2));
  const [first, second] = discardJob.mock.calls.map(([request]: unknown[]) => request as { requestId: string; reason: string });
  expect(second?.reason).toBe("nobody wants it any more");
  expect(second?.requestId).not.toBe(first?.requestId);
});
