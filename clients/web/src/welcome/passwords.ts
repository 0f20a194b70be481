/** What can be said of a password before it is sent. The service has the last word. */

export const SHORTEST = 10;

/** What to mend, or nothing. */
export function passwordAdvice(password: string, email: string): string | undefined {
  if (password.length < SHORTEST) {
    return `At least ${SHORTEST} characters; a few words in a row do well.`;
  }
  if (/^(.)\1*$/.test(password)) {
    return "One character again and again is easy to guess.";
  }
  if (email !== "" && password.toLowerCase() === email.toLowerCase()) {
    return "Your e-mail address is the first that somebody would try.";
  }
  return undefined;
}

/** Whether it looks like an address; the service checks it properly. */
export function emailAdvice(email: string): string | undefined {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : "An address like maya@example.com.";
}
