/** Where browsers are let in: loaded when somebody comes, not with the first page. */
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { createClient, type Client } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import type { Account } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";
import {
  WebSessionService,
  type WebAccess,
} from "@encompass/client/gen/encompass/auth/v1/web_session_service_pb.js";

import { DEADLINE_MS } from "./asking";
import type { Access } from "./tabs";

export const door: Client<typeof WebSessionService> = clientWith(fetch);

/** The access in an answer to `askForAccess`. */
export async function accessIn(answer: Promise<Response>): Promise<Access> {
  return granted(await clientWith(() => answer).refreshWebSession({}));
}

function clientWith(send: typeof fetch) {
  return createClient(
    WebSessionService,
    createGrpcWebTransport({ baseUrl: window.location.origin, defaultTimeoutMs: DEADLINE_MS, fetch: send }),
  );
}

/** The access in an answer. */
export function granted(answer: { account?: Account | undefined; access?: WebAccess | undefined }): Access {
  const { account, access } = answer;
  if (account === undefined || access?.accessExpireTime === undefined) {
    throw new Error("The edge answered a sign-in without an account.");
  }
  return { account, token: access.accessToken, expiresMs: timestampMs(access.accessExpireTime) };
}
