/** What the pages of a story use of the contracts, from one place. */
export * from "@encompass/client/gen/encompass/script/v1/script_pb.js";
export {
  WatchScriptResponseSchema,
  type SceneText,
  type WatchScriptResponse,
} from "@encompass/client/gen/encompass/script/v1/script_service_pb.js";
