"""The web page that plays a film: one self-contained document that may load nothing but the film.

It plays the playlist while the film is still rendered, where the browser can; elsewhere it waits, says so,
and plays the file once there is one.
"""

import html
import json
from dataclasses import dataclass
from string import Template
from typing import Final
from urllib.parse import urlsplit

CONTENT_TYPE: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Player:
    """What the page shows."""

    title: str
    playlist_url: str
    media_url: str
    """Any URL of the film's objects: its origin is the only one that media may come from."""
    mp4_url: str
    """Empty until the film is finished."""
    poster_url: str
    duration_ms: int
    playable_ms: int
    is_final: bool
    """Nothing more will be added."""
    nonce: str
    """Unguessable, new for every page: only this page's own style and script run."""

    @property
    def content_security_policy(self) -> str:
        """What the page may do; sent as a header, too."""
        media = _origin(self.media_url)
        return "; ".join(
            (
                "default-src 'none'",
                f"media-src 'self' blob: {media}",
                f"img-src {media}",
                f"connect-src 'self' {media}",
                f"style-src 'nonce-{self.nonce}'",
                f"script-src 'nonce-{self.nonce}'",
                "base-uri 'none'",
                "form-action 'none'",
            )
        )

    def page(self) -> str:
        """The document."""
        state = json.dumps(
            {
                "playlist": self.playlist_url,
                "mp4": self.mp4_url,
                "durationMs": self.duration_ms,
                "playableMs": self.playable_ms,
                "final": self.is_final,
            }
        )
        return _PAGE.substitute(
            title=html.escape(self.title),
            policy=html.escape(self.content_security_policy),
            nonce=html.escape(self.nonce),
            poster=f' poster="{html.escape(self.poster_url)}"' if self.poster_url else "",
            # Inside a script, only what could end it has to be escaped.
            state=state.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"),
        )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


_PAGE: Final = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="dark">
<title>$title</title>
<style nonce="$nonce">
  :root { --ink: #f6efe3; --dim: #a99f92; --gold: #ffd582; }
  * { box-sizing: border-box; }
  body {
    margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 4vmin;
    color: var(--ink); background: radial-gradient(120% 90% at 50% 0%, #2b2236 0%, #14101b 55%, #0a080e 100%);
    font: 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  }
  main { width: min(100%, 1180px, 142vh); }
  h1 {
    margin: 0 0 .9rem; text-align: center; font: 600 clamp(1.5rem, 3.6vw, 2.7rem)/1.15 "Cormorant Garamond",
    "Iowan Old Style", Palatino, Georgia, serif; letter-spacing: .01em; text-wrap: balance;
  }
  .frame {
    position: relative; border-radius: 14px; overflow: hidden; background: #000; aspect-ratio: 16 / 9;
    box-shadow: 0 30px 80px rgb(0 0 0 / .55), 0 0 0 1px rgb(255 255 255 / .07);
  }
  video { display: block; width: 100%; height: 100%; background: #000; }
  .wait {
    position: absolute; inset: 0; display: grid; place-content: center; gap: 1rem; justify-items: center;
    text-align: center; padding: 2rem; background: rgb(8 6 12 / .82);
  }
  .wait[hidden] { display: none; }
  .ring {
    width: 46px; height: 46px; border-radius: 50%; border: 3px solid rgb(255 255 255 / .14);
    border-top-color: var(--gold); animation: turn 1.1s linear infinite;
  }
  footer {
    margin-top: .9rem; display: flex; gap: .9rem; align-items: center; color: var(--dim); min-height: 1.5rem;
  }
  progress {
    flex: 1; height: 4px; border: 0; border-radius: 2px; overflow: hidden; background: rgb(255 255 255 / .12);
  }
  progress::-webkit-progress-bar { background: rgb(255 255 255 / .12); }
  progress::-webkit-progress-value { background: var(--gold); transition: width .6s; }
  progress::-moz-progress-bar { background: var(--gold); }
  footer[hidden] { display: none; }
  @keyframes turn { to { rotate: 360deg; } }
  @media (prefers-reduced-motion: reduce) { .ring { animation-duration: 6s; } }
</style>
</head>
<body>
<main>
  <h1>$title</h1>
  <div class="frame">
    <video id="film" controls playsinline preload="auto"$poster></video>
    <div class="wait" id="wait" hidden role="status"><div class="ring"></div><div id="reason"></div></div>
  </div>
  <footer id="foot" hidden>
    <span id="ready" aria-live="polite"></span><progress id="bar" max="1" value="0"></progress>
  </footer>
</main>
<script nonce="$nonce">
"use strict";
const state = $state;
const film = document.getElementById("film"), wait = document.getElementById("wait");
const reason = document.getElementById("reason"), foot = document.getElementById("foot");
const ready = document.getElementById("ready"), bar = document.getElementById("bar");
const seconds = (ms) => Math.floor(ms / 1000);
const final = state.final;
let waiting = false;

function told() {
  if (final) return "The film ends here: it could not be finished.";
  if (state.durationMs && state.playableMs >= state.durationMs) return "All of it is there";
  return seconds(state.playableMs) + " s of " + seconds(state.durationMs) + " s ready";
}
function show() {
  foot.hidden = Boolean(state.mp4);
  bar.value = state.durationMs ? state.playableMs / state.durationMs : 0;
  ready.textContent = told();
}
function hold(text) {
  waiting = true; reason.textContent = text; wait.hidden = false;
}
function play() {
  if (state.mp4) { film.src = state.mp4; return; }
  if (!film.canPlayType("application/vnd.apple.mpegurl")) {
    hold("This browser plays the film once it is finished. It starts here by itself.");
    return;
  }
  if (!("userAgentData" in navigator)) film.src = state.playlist;
  else {
    extend();
    film.addEventListener("ended", extend);
  }
  film.addEventListener("error", () => hold("The film starts again here once it is finished."));
}
// Chromium joins a growing playlist at its end and can't go back: it gets what is there as a film that ends,
// and a longer one whenever it has come to that end.
let known = 0;
async function extend() {
  let text = "";
  try {
    const answer = await fetch(state.playlist, { cache: "no-store" });
    if (answer.ok) text = await answer.text();
  } catch { /* The network comes and goes. */ }
  const count = (text.match(/#EXTINF:/g) || []).length, end = "#EXT-X-ENDLIST\\n";
  if (count <= known) {
    if (!text.includes("#EXT-X-ENDLIST")) setTimeout(extend, 1000);
    return;
  }
  const at = film.currentTime, before = film.src;
  known = count;
  const whole = new Blob([text.replace(end, "") + end], { type: "application/vnd.apple.mpegurl" });
  film.src = URL.createObjectURL(whole);
  if (before) {
    URL.revokeObjectURL(before);
    film.currentTime = at;
    film.play();
  }
}
async function look() {
  try {
    const answer = await fetch(state.playlist, { cache: "no-store" });
    const text = answer.ok ? await answer.text() : "";
    state.playableMs = (text.match(/#EXTINF:/g) || []).length * 2000 || state.playableMs;
    show();
    // A new page knows the file's link.
    if (text.includes("#EXT-X-ENDLIST") && waiting) location.reload();
  } catch { /* The network comes and goes; the next look is in a moment. */ }
}
play();
show();
if (!state.mp4 && !final) setInterval(look, 3000);
</script>
</body>
</html>
""")
