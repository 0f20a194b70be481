/** What each reason of the contracts means to a person, and what they can do. `{name}` is filled from its metadata. */
import { Code } from "@connectrpc/connect";

export interface Words {
  title: string;
  advice: string;
}

export const REASON_WORDS: Record<string, Words> = {
  OFFLINE: { title: "You are offline.", advice: "It goes on by itself when the network is back." },
  UNKNOWN: {
    title: "Something went wrong on this page.",
    advice: "Try again; reload the page if it happens twice.",
  },
  PAGE_NOT_LOADED: { title: "A part of the page could not be loaded.", advice: "Reload the page." },

  VALIDATION_FAILED: {
    title: "Something isn’t filled in right.",
    advice: "Mend what is marked and try again.",
  },
  TOKEN_MISSING: { title: "You aren’t signed in.", advice: "Sign in, then try again." },
  TOKEN_INVALID: { title: "Your sign-in isn’t valid any more.", advice: "Sign in again." },
  TOKEN_EXPIRED: { title: "Your sign-in has expired.", advice: "Sign in again." },
  PERMISSION_DENIED: { title: "Your account may not do this.", advice: "Sign in with the account that may." },
  RATE_LIMITED: { title: "That was a lot at once.", advice: "Wait a moment, then try again." },
  OVERLOADED: { title: "We are busy right now.", advice: "Wait a moment, then try again." },
  REQUEST_ID_REUSED: {
    title: "This was sent twice with different contents.",
    advice: "Reload the page and send it again.",
  },
  PAGE_TOKEN_INVALID: { title: "The list has changed.", advice: "Load it again from its beginning." },
  RESUME_TOKEN_EXPIRED: {
    title: "This page is out of date.",
    advice: "Reload it to see how things are now.",
  },
  DEADLINE_EXCEEDED: { title: "That took too long.", advice: "Try again; nothing was lost." },
  UNAVAILABLE: { title: "We can’t be reached just now.", advice: "Try again in a moment." },
  INTERNAL: {
    title: "Something broke on our side.",
    advice: "Try again. If it comes back, report it with the number below.",
  },

  EMAIL_TAKEN: {
    title: "There is an account with this e-mail address.",
    advice: "Sign in instead, or use another address.",
  },
  PASSWORD_TOO_COMMON: {
    title: "Too many people use this password.",
    advice: "Choose one that nobody would guess; a few words in a row do well.",
  },
  CREDENTIALS_INVALID: {
    title: "The e-mail address and password don’t match.",
    advice: "Check both and try again.",
  },
  SIGN_IN_THROTTLED: { title: "Too many attempts.", advice: "Wait {retry_after_s} seconds, then try again." },
  WEB_SESSION_MISSING: { title: "You aren’t signed in in this browser.", advice: "Sign in." },
  REFRESH_TOKEN_INVALID: { title: "Your sign-in has expired.", advice: "Sign in again." },
  REFRESH_TOKEN_REUSED: {
    title: "Your session was closed to keep it safe.",
    advice: "Sign in again, and look at your sessions.",
  },
  SESSION_ENDED: { title: "Your session was closed.", advice: "Sign in again." },
  SESSION_NOT_FOUND: { title: "This session is closed already.", advice: "Nothing is left to do." },
  ACCOUNT_NOT_FOUND: { title: "This account doesn’t exist any more.", advice: "Sign up to start anew." },
  ORIGIN_NOT_ALLOWED: {
    title: "This page’s address may not sign people in.",
    advice: "Open Encompass at its own address.",
  },

  QUESTIONNAIRE_NOT_FOUND: { title: "There is no such questionnaire.", advice: "Choose another one." },
  RESPONSE_NOT_FOUND: {
    title: "You have no such answers.",
    advice: "They may be deleted, or belong to another account. What you have is in your library.",
  },
  RESPONSE_ALREADY_SUBMITTED: {
    title: "These answers are sent.",
    advice: "Reopen them to change something.",
  },
  RESPONSE_EXPIRED: {
    title: "These answers weren’t sent in time.",
    advice: "Start anew; your old answers can still be read.",
  },
  ANSWERS_INVALID: {
    title: "Some answers aren’t complete.",
    advice: "Look at what is marked and try again.",
  },
  QUESTIONNAIRE_ARCHIVED: { title: "This questionnaire is closed.", advice: "Choose another one." },
  QUESTIONNAIRE_UNSUPPORTED: {
    title: "No story can be written from these questions.",
    advice: "Answer another questionnaire.",
  },
  ETAG_MISMATCH: {
    title: "It was changed elsewhere meanwhile.",
    advice: "Look at the newer version, then make your change again.",
  },

  SCRIPT_NOT_FOUND: {
    title: "You have no such story.",
    advice: "It may be deleted, or belong to another account. What you have is in your library.",
  },
  RESPONSE_NOT_SUBMITTED: { title: "The answers aren’t sent yet.", advice: "Finish them first." },
  SCRIPT_NOT_FAILED: { title: "This story has nothing to try again.", advice: "Look at how it stands now." },
  STORY_MODEL_UNAVAILABLE: {
    title: "The story could not be written: the writer didn’t answer.",
    advice: "Try again in a few minutes; finished scenes are kept.",
  },
  STORY_FAILED: {
    title: "The story could not be written: a fault of ours.",
    advice: "Try again. Report it if it comes back.",
  },
  TOO_MANY_SCRIPTS_WAITING: {
    title: "You have {limit} stories waiting.",
    advice: "Wait for one of them, or cancel one.",
  },
  QUEUE_FULL: { title: "More people wait than we can serve in good time.", advice: "Try again in a minute." },
  SCENE_NOT_FOUND: { title: "This scene isn’t there any more.", advice: "Look at the story as it is now." },
  VERSION_NOT_FOUND: { title: "This version isn’t there any more.", advice: "Choose another one." },
  SCRIPT_NOT_READY: { title: "The story isn’t finished yet.", advice: "Wait until it is, then try again." },
  VISUAL_INVALID: {
    title: "The picture can’t be painted like that.",
    advice: "Choose from what is offered.",
  },
  TOO_FEW_SCENES: {
    title: "A story keeps at least three scenes.",
    advice: "Add one before you remove another.",
  },
  TOO_MANY_SCENES: {
    title: "A story has at most twelve scenes.",
    advice: "Remove one before you add another.",
  },
  LANGUAGE_UNSUPPORTED: { title: "We can’t write in this language yet.", advice: "Choose another one." },
  ANSWERS_NEED_CARE: { title: "", advice: "You don’t have to be alone with this." },
  ANSWERS_REFUSED: {
    title: "An answer holds something that we don’t write about.",
    advice: "Change that answer and try again.",
  },
  TEXT_REFUSED: {
    title: "The text holds something that we don’t write.",
    advice: "Change it and try again.",
  },

  VIDEO_NOT_FOUND: {
    title: "You have no such film.",
    advice: "It may be deleted, or belong to another account. What you have is in your library.",
  },
  VIDEO_NOT_FAILED: { title: "This film has nothing to try again.", advice: "Look at how it stands now." },
  VIDEO_NOT_PLAYABLE: { title: "Nothing of this film is there yet.", advice: "Wait for its first seconds." },
  PLAYBACK_TOKEN_INVALID: { title: "The link has expired.", advice: "Open the film again." },
  VIDEO_MODEL_UNAVAILABLE: {
    title: "The film could not be made: the painter didn’t answer.",
    advice: "Try again in a few minutes; finished scenes are kept.",
  },
  STORAGE_UNAVAILABLE: { title: "The film could not be kept.", advice: "Try again in a few minutes." },
  VIDEO_FAILED: {
    title: "The film could not be made: a fault of ours.",
    advice: "Try again. Report it if it comes back.",
  },
  TOO_MANY_VIDEOS_WAITING: {
    title: "You have {limit} films waiting.",
    advice: "Wait for one of them, or cancel one.",
  },
  TIER_NOT_IN_PLAN: { title: "Your plan doesn’t have this quality.", advice: "Choose a lower one." },
  OPTIONS_BEYOND_TIER: {
    title: "This quality doesn’t have so many pixels or frames.",
    advice: "Choose fewer, or a higher quality.",
  },
  VERSION_NOT_READY: { title: "This version isn’t finished.", advice: "Choose a finished one." },
  VERSION_IN_USE: {
    title: "Another version is being made from this one.",
    advice: "Wait for it, or cancel it.",
  },
  TOO_MANY_VERSIONS: { title: "A film has at most {limit} versions.", advice: "Delete one first." },
  NOT_OF_ONE_FILM: {
    title: "These aren’t versions of one film.",
    advice: "Choose two versions of the same film.",
  },
  PORTRAIT_NOT_FOUND: { title: "The photo isn’t there any more.", advice: "Choose another one." },
  PORTRAIT_NOT_READY: {
    title: "The photo can’t be used yet.",
    advice: "Wait for its check, or choose another one.",
  },
  SHARE_LINK_NOT_FOUND: {
    title: "This link doesn’t lead to a film any more.",
    advice: "Ask whoever sent it for a new one.",
  },
  TOO_MANY_SHARE_LINKS: {
    title: "The film has as many links as it may have.",
    advice: "Take one back first.",
  },

  ASSET_NOT_FOUND: { title: "The photo isn’t there any more.", advice: "Choose another one." },
  CONSENT_MISSING: {
    title: "Who is in the photo has to agree first.",
    advice: "Read and accept the terms, then send it.",
  },
  CONSENT_OUTDATED: { title: "The terms for photos have changed.", advice: "Read them and agree again." },
  CONTENT_TYPE_UNSUPPORTED: {
    title: "This kind of file can’t be used.",
    advice: "Send a JPEG, PNG or WebP photo.",
  },
  TOO_MANY_ASSETS: {
    title: "You keep {limit} photos, which is all there is room for.",
    advice: "Delete one first.",
  },
  UPLOAD_MISSING: { title: "The photo hasn’t arrived.", advice: "Send it again." },
  ASSET_NOT_READY: {
    title: "The photo can’t be used yet.",
    advice: "Wait for its check, or choose another one.",
  },

  JOB_NOT_FOUND: { title: "This job isn’t there any more.", advice: "Load the list again." },
  JOB_NOT_FAILED: { title: "Only a failed job can be retried.", advice: "Load the list again." },
  JOB_NOT_SET_ASIDE: {
    title: "Only a job that is set aside can be discarded.",
    advice: "Load the list again.",
  },
};

export const CODE_WORDS: Partial<Record<Code, Words>> = {
  [Code.Unavailable]: { title: "We can’t be reached just now.", advice: "Try again in a moment." },
  [Code.DeadlineExceeded]: { title: "That took too long.", advice: "Try again; nothing was lost." },
  [Code.Unauthenticated]: { title: "You aren’t signed in.", advice: "Sign in, then try again." },
  [Code.PermissionDenied]: {
    title: "Your account may not do this.",
    advice: "Sign in with the account that may.",
  },
  [Code.NotFound]: { title: "It isn’t there.", advice: "It may be deleted, or belong to another account." },
  [Code.ResourceExhausted]: { title: "That was a lot at once.", advice: "Wait a moment, then try again." },
  [Code.InvalidArgument]: { title: "Something isn’t filled in right.", advice: "Mend it and try again." },
  [Code.Unknown]: { title: "The connection broke.", advice: "Try again." },
  [Code.Canceled]: { title: "That was stopped.", advice: "Try again." },
  [Code.Internal]: { title: "Something broke on our side.", advice: "Try again." },
};
