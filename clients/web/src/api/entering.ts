/**
 * Signing in and up.
 *
 * Beside session.ts, which every page has: a form that was opened can be sent, whatever the network did meanwhile.
 */
import type { Account } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";

import { deviceName } from "./device";
import { door, granted } from "./door";
import { keeper } from "./session";

export async function signIn(who: { email: string; password: string }): Promise<Account> {
  return keeper.enter(granted(await door.createWebSession({ ...who, deviceName: deviceName() })));
}

export async function signUp(who: {
  email: string;
  password: string;
  displayName: string;
}): Promise<Account> {
  return keeper.enter(granted(await door.createWebAccount({ ...who, deviceName: deviceName() })));
}
