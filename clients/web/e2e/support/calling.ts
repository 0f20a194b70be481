/** People as the API knows them, for what would take long by hand. */
import { expect, type APIRequestContext } from "@playwright/test";

import type { Person } from "./test";

/** Somebody with an account, and what they call the API with. */
export interface Caller {
  headers: Record<string, string>;
}

/** Makes an account for a person. */
export function enrol(request: APIRequestContext, { email, password, name }: Person): Promise<Caller> {
  return entered(request, "/v1/auth:signUp", { email, password, displayName: name });
}

/** Lets a person in who has an account already. */
export function enter(request: APIRequestContext, { email, password }: Person): Promise<Caller> {
  return entered(request, "/v1/auth:signIn", { email, password });
}

export interface Calls {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, data: object): Promise<T>;
}

/** What this person calls; an answer that isn't 200 fails the test. */
export function callsOf(request: APIRequestContext, { headers }: Caller): Calls {
  const read = async <T>(path: string, answer: Awaited<ReturnType<APIRequestContext["get"]>>): Promise<T> => {
    expect(answer.ok(), answer.ok() ? "" : `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  };
  return {
    get: async (path) => read(path, await request.get(path, { headers })),
    post: async (path, data) => read(path, await request.post(path, { headers, data })),
  };
}

async function entered(request: APIRequestContext, path: string, who: object): Promise<Caller> {
  const nobody = callsOf(request, { headers: {} });
  const { tokens } = await nobody.post<{ tokens: { accessToken: string } }>(path, { ...who, deviceName: "tests" });
  return { headers: { authorization: `Bearer ${tokens.accessToken}` } };
}
