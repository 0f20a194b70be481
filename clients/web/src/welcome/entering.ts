/** What a form needs once somebody fills it in: loaded at the first key, so that the form itself is there at once. */
export { signIn, signUp } from "../api/entering";
export { problemOf } from "../api/problems";
export { ProblemNote as default } from "../ui/ProblemNote";
