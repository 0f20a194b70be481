/** What an error of the edge says about itself: see protos/encompass/<domain>/v1/error_reason.proto. */
import { Code, ConnectError } from "@connectrpc/connect";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  HelpSchema,
  RetryInfoSchema,
} from "@encompass/client/gen/google/rpc/error_details_pb.js";

/** Everything that an error tells. */
export interface Told {
  code: Code;
  /** UPPER_SNAKE name of the reason; "" where there is none. */
  reason: string;
  /** For example `encompass.auth`; "" where there is none. */
  domain: string;
  metadata: Record<string, string>;
  /** What the service wrote for people. */
  message: string;
  /** Field path as in the request to what is wrong with it. */
  fields: Record<string, string>;
  retryAfterMs?: number;
  requestId?: string;
  help: { description: string; url: string }[];
}

export function told(error: unknown): Told {
  const connect = ConnectError.from(error);
  const info = first(connect, ErrorInfoSchema);
  const bad = first(connect, BadRequestSchema);
  const retry = first(connect, RetryInfoSchema)?.retryDelay;
  const metadata = info?.metadata ?? {};
  const requestId = connect.metadata.get("x-request-id") ?? metadata["request_id"];
  return {
    code: connect.code,
    reason: (info?.reason ?? "").replace(/^ERROR_REASON_/, ""),
    domain: info?.domain ?? "",
    metadata,
    message: connect.rawMessage,
    fields: Object.fromEntries((bad?.fieldViolations ?? []).map((one) => [one.field, one.description])),
    ...(retry ? { retryAfterMs: Number(retry.seconds) * 1000 + Math.round(retry.nanos / 1e6) } : {}),
    ...(requestId ? { requestId } : {}),
    help: (first(connect, HelpSchema)?.links ?? []).map(({ description, url }) => ({ description, url })),
  };
}

export function reasonOf(error: unknown): string {
  return told(error).reason;
}

function first<T extends Message>(error: ConnectError, schema: GenMessage<T>): T | undefined {
  return error.findDetails(schema)[0];
}
