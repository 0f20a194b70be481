/** What stands in rooms, as silhouettes in the picture of a landscape: the window is in the middle, the floor below. */
import { HEIGHT, WIDTH } from "./landscape";

export interface Furnishing {
  /** Outlines of what stands against the light. */
  dark: string;
  /** Outlines of what catches it. */
  lit: string;
  /** Where a lamp burns. */
  lamp?: { x: number; y: number };
}

/** Where the floor begins. */
export const FLOOR = 132;

const FOLDS = 10;
const FOLD = 26;
/** Where the curtains of a stage begin. */
const CURTAINS = [0, WIDTH - FOLDS * FOLD];
const HEM = HEIGHT - 14;

const SHELVES = [52, 80, 108, FLOOR];

/** A stage, which has no window. */
export const STAGE = {
  // A microphone on its stand, and a stool beside it.
  dark:
    "M398 62h4v66h14v4h-32v-4h14ZM394 50a6 6 0 0 1 12 0v10a6 6 0 0 1 -12 0Z" +
    "M448 100h34v5h-4l5 27h-4l-4 -27h-20l-4 27h-4l5 -27h-4Z",
  spotlight: "M372 0h56l74 134a104 14 0 0 1 -204 0Z",
  cloth: CURTAINS.map(cloth).join("") + valance(),
  folds: CURTAINS.map(shadows).join(""),
};

const NOTHING: Furnishing = { dark: "", lit: "" };

const FURNISHINGS: Readonly<Record<string, Furnishing>> = {
  library: {
    dark: shelf(144, 176) + shelf(496, 176),
    lit: books(150, 164, 1) + books(502, 164, 5),
    lamp: { x: 316, y: 96 },
  },
  kitchen: {
    // A dresser with pots below a rail of pans; a table that is laid.
    dark:
      "M136 96h176v36h-176ZM136 34h170v3h-170Z" +
      pan(158) + pan(198) + pan(238) +
      "M506 100h176v6h-12v26h-6v-26h-140v26h-6v-26h-12Z" +
      "M540 84h22l-3 16h-16ZM622 70c12 0 16 8 16 18s-4 12 -6 12h-20c-4 0 -6 -4 -6 -12s4 -18 16 -18Z",
    lit: "M172 78h34v18h-34ZM166 76h46v3h-46ZM262 84a14 12 0 0 1 28 0v12h-28Z",
    lamp: { x: 584, y: 52 },
  },
  workshop: {
    // A bench with a vice, tools on the wall above it, boards that lean.
    dark:
      "M500 98h200v8h-14v26h-10v-26h-150v26h-10v-26h-16ZM522 84h26v14h-26ZM548 88h14v4h-14Z" +
      "M524 40h22v10h-8v26h-6v-26h-8ZM572 40l44 16v6l-44 -4ZM616 52h14v12h-14ZM652 38h5v40h-5ZM645 38h19v7h-19Z" +
      "M222 132l30 -108h12l-28 108ZM248 132l26 -92h10l-24 92ZM278 132l18 -70h8l-16 70Z",
    lit: "M580 90h60v8h-60ZM588 84h40v5h-40Z",
    lamp: { x: 158, y: 58 },
  },
  laboratory: {
    dark:
      "M122 100h196v32h-196ZM496 100h196v32h-196Z" +
      "M176 60h6v18l16 22h-38l16 -22ZM536 58h8v12a18 18 0 1 1 -8 0ZM582 48h3v52h-3ZM572 97h24v3h-24ZM582 64h26v3h-26Z",
    lit:
      "M171 86h16l10 14h-36ZM524 86h32a18 18 0 0 1 -32 0Z" +
      [0, 1, 2, 3].map((place) => `M${232 + place * 14} 76h8v24h-8Z`).join("") +
      "M616 74h14v26h-14Z",
    lamp: { x: 284, y: 66 },
  },
  classroom: {
    dark: "M134 28h178v66h-178ZM128 100h190v4h-190Z" + desk(496) + desk(582) + desk(668),
    lit: "M150 44h56v3h-56ZM150 56h92v3h-92ZM150 68h70v3h-70ZM258 42h36v32h-36Z",
  },
  studio: {
    // Loudspeakers on a desk; a guitar on the wall and one that leans.
    dark:
      "M128 100h186v6h-10v26h-6v-26h-154v26h-6v-26h-10ZM144 66h24v34h-24ZM274 66h24v34h-24Z" +
      guitar(542, 84) + guitar(616, 112) + "M666 96h50v36h-50Z",
    lit: "M182 64h78v30h-78ZM151 80a5 5 0 1 1 10 0 5 5 0 1 1 -10 0ZM281 80a5 5 0 1 1 10 0 5 5 0 1 1 -10 0Z",
    lamp: { x: 516, y: 50 },
  },
  hospital: {
    // A bed, a drip beside it, a curtain that is drawn back.
    dark:
      "M134 78h6v54h-6ZM302 92h6v40h-6ZM140 108h162v8h-162Z" +
      "M506 34h3v94h-3ZM496 128h23v4h-23ZM506 34h16v3h-16ZM586 20h130v3h-130ZM628 23h72l-8 96h-64Z",
    lit: "M144 94c0 -8 36 -8 40 4v10h-40ZM186 98h112c4 0 6 4 6 10h-118ZM516 37h12v22c-4 4 -8 4 -12 0Z",
  },
};

/** What stands in a room; nothing in one that isn't known here. */
export function furnishingOf(setting: string): Furnishing {
  return FURNISHINGS[setting] ?? NOTHING;
}

function shelf(left: number, width: number): string {
  return `M${left} 24h${width}v${FLOOR - 24}h-${width}Z`;
}

/** Rows of books; the same ones for the same seed. */
function books(left: number, width: number, seed: number): string {
  let path = "";
  SHELVES.forEach((floor, row) => {
    for (let x = 0, place = seed + row * 31; x < width - 8; place += 1) {
      const thick = 3 + ((place * 7) % 5);
      const tall = 13 + ((place * 11) % 8);
      // Here and there one is missing.
      if (place % 9 !== 0) path += `M${left + x} ${floor - tall - 2}h${thick}v${tall}h-${thick}Z`;
      x += thick + 1.5;
    }
  });
  return path;
}

function pan(left: number): string {
  return `M${left + 10} 37h3v16h9v6a11 11 0 0 1 -22 0v-6h10Z`;
}

function desk(left: number): string {
  return `M${left} 102h58v5h-6v25h-4v-25h-38v25h-4v-25h-6ZM${left + 66} 88h4v44h-4v-16h-16v16h-4v-20h20Z`;
}

function guitar(x: number, foot: number): string {
  const waist = foot - 26;
  return (
    `M${x - 2} ${waist - 48}h4v40h-4ZM${x - 4} ${waist - 56}h8v10h-8Z` +
    `M${x - 9} ${waist}a9 9 0 0 1 18 0c0 5 5 6 5 13a14 13 0 0 1 -28 0c0 -7 5 -8 5 -13Z`
  );
}

/** A curtain from the ceiling to the floor of the stage. */
function cloth(left: number): string {
  return `M${left} 0h${FOLDS * FOLD}V${HEM}${`q-${FOLD / 2} 8 -${FOLD} 0`.repeat(FOLDS)}Z`;
}

/** The shadows in a curtain's folds. */
function shadows(left: number): string {
  return Array.from({ length: FOLDS }, (_, fold) => `M${left + 12 + fold * FOLD} 0h7V${HEM}h-7Z`).join("");
}

function valance(): string {
  const bows = 16;
  const bow = WIDTH / bows;
  return `M0 0H${WIDTH}V14${`q-${bow / 2} 18 -${bow} 0`.repeat(bows)}Z`;
}
