/** The question that a page begins with, sent while the code that reads its answer is still on its way. */

const PATH = "/encompass.auth.v1.WebSessionService/RefreshWebSession";
/** Within which the door answers. */
export const DEADLINE_MS = 15_000;
/** A message of no bytes, in the frame that gRPC-Web puts around each. */
const EMPTY = new Uint8Array(5);

/** Sends RefreshWebSession as its client would. */
export function askForAccess(): Promise<Response> {
  const answer = fetch(`${window.location.origin}${PATH}`, {
    method: "POST",
    headers: {
      "content-type": "application/grpc-web+proto",
      "grpc-timeout": `${DEADLINE_MS}m`,
      "x-grpc-web": "1",
      "x-user-agent": "connect-es",
    },
    body: EMPTY,
    redirect: "error",
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  // Whoever reads it is told, once there is somebody who can.
  answer.catch(() => undefined);
  return answer;
}
