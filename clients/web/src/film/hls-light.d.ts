/** hls.js without what our films don't have (other sound tracks, subtitles in HLS, encryption): the package has no types for it. */
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
