/** gRPC-Web to the edge that served the page. */
import type { Interceptor } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";

import { codeOf, UNAUTHENTICATED } from "./passing";
import { reasonOf } from "./reasons";
import { accessToken, renewAccess } from "./session";

const UNARY_DEADLINE_MS = 20_000;

/**
 * Adds the access token, and asks once more with a new one where the old one expired on the way.
 *
 * A stream that ends for that reason is opened again by whoever watches: it alone knows where to resume.
 */
export const asWhoeverIsSignedIn: Interceptor = (next) => async (request) => {
  const token = await accessToken();
  if (token !== undefined) {
    request.header.set("authorization", `Bearer ${token}`);
  }
  try {
    return await next(request);
  } catch (error) {
    if (request.stream || token === undefined || !isOfToken(error)) {
      throw error;
    }
    const renewed = await renewAccess(token);
    if (renewed === undefined) {
      throw error;
    }
    request.header.set("authorization", `Bearer ${renewed}`);
    return next(request);
  }
};

/** The edge gives no reason when it refuses a token, which the page's clock may have thought good for a while yet. */
function isOfToken(error: unknown): boolean {
  const reason = reasonOf(error);
  return reason === "TOKEN_EXPIRED" || (reason === "" && codeOf(error) === UNAUTHENTICATED);
}

export const transport = createGrpcWebTransport({
  baseUrl: window.location.origin,
  defaultTimeoutMs: UNARY_DEADLINE_MS,
  interceptors: [asWhoeverIsSignedIn],
});
