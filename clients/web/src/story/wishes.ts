/** Keeps what a person last wished of a film, in this browser. */
import { readWish, type FilmWish } from "./filmWish";

export function rememberedWish(accountId: string): FilmWish {
  try {
    return readWish(localStorage.getItem(keyOf(accountId)));
  } catch {
    return readWish(null);
  }
}

export function rememberWish(accountId: string, wish: FilmWish): void {
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify(wish));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function keyOf(accountId: string): string {
  return `encompass.film.${accountId}`;
}
