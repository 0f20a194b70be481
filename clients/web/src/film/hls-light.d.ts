/**
 * hls.js without what most of our films don't have (subtitles) and none has (other sound tracks, encryption): the package
 * has no types for it.
 */
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
