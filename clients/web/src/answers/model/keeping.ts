/**
 * Answers that aren't saved yet, kept on this device so that they outlive a reload, a closed tab and a lost
 * connection. One entry a question, under the account that wrote it; signing out forgets them.
 */
import { fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import { AnswerSchema } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import type { Change } from "./book";
import { DATABASE } from "./forgetting";
import { isAnswered, NO_ANSWER, toAnswer, type AnswerValue } from "./values";

/** Where changes are kept. */
export interface Keeping {
  keep(questionId: string, change: Change): Promise<void>;
  drop(questionIds: readonly string[]): Promise<void>;
  all(): Promise<ReadonlyMap<string, Change>>;
}

interface Entry {
  readonly account: string;
  readonly response: string;
  readonly question: string;
  readonly value: JsonValue;
  readonly base: JsonValue;
  readonly problem: string;
}

const CHANGES = "changes";

/** What is kept for one response of one person. Where the browser keeps nothing, as in some private windows, nothing is. */
export function keepingOf(account: string, response: string): Keeping {
  return {
    keep: (question, change) =>
      withChanges("readwrite", (store) =>
        store.put({
          account,
          response,
          question,
          value: jsonOf(question, change.value),
          base: jsonOf(question, change.base),
          problem: change.problem,
        } satisfies Entry),
      ).then(ignoreResult, ignoreResult),
    drop: (questions) =>
      withChanges("readwrite", (store) => {
        for (const question of questions) {
          store.delete([account, response, question]);
        }
        return store.count();
      }).then(ignoreResult, ignoreResult),
    all: () =>
      withChanges<Entry[]>(
        "readonly",
        (store) => store.getAll(range(account, response)) as IDBRequest<Entry[]>,
      ).then(
        (entries) => new Map(entries.map((entry) => [entry.question, changeOf(entry)])),
        () => new Map<string, Change>(),
      ),
  };
}

function range(account: string, response: string): IDBKeyRange {
  return IDBKeyRange.bound([account, response, ""], [account, response, "\uffff"]);
}

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(CHANGES, { keyPath: ["account", "response", "question"] });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opening = undefined;
      reject(request.error ?? new Error("the browser keeps nothing"));
    };
  });
  return opening;
}

async function withChanges<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await database()).transaction(CHANGES, mode, { durability: "relaxed" });
  const request = ask(transaction.objectStore(CHANGES));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve(request.result);
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error("the browser has no room"));
    };
  });
}

function jsonOf(question: string, value: AnswerValue): JsonValue {
  return isAnswered(value) ? toJson(AnswerSchema, toAnswer(question, value)) : null;
}

function changeOf(entry: Entry): Change {
  return { value: valueOf(entry.value), base: valueOf(entry.base), problem: entry.problem };
}

function valueOf(json: JsonValue): AnswerValue {
  return json === null ? NO_ANSWER : fromJson(AnswerSchema, json, { ignoreUnknownFields: true }).value;
}

function ignoreResult(): void {
  return undefined;
}
