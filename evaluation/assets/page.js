// Shows which answers a sentence came from, and narrows the page to some of the people.
const articles = [...document.querySelectorAll("article")];

for (const article of articles) {
  const answers = new Map([...article.querySelectorAll("dd")].map((dd) => [dd.dataset.id, dd]));
  const light = (sentence, on) => {
    for (const id of (sentence.dataset.from || "").split(" ")) answers.get(id)?.classList.toggle("lit", on);
  };
  for (const sentence of article.querySelectorAll(".s")) {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
      sentence.addEventListener(event, () => light(sentence, on));
    }
  }
}

const field = document.querySelector("#find");
const buttons = [...document.querySelectorAll(".tools button")];
const count = document.querySelector(".count");
let kind = "all";

function narrow() {
  const wanted = field.value.trim().toLowerCase();
  let shown = 0;
  for (const article of articles) {
    const fits = kind === "all" || article.dataset.kind.split(" ").includes(kind);
    article.hidden = !(fits && article.textContent.toLowerCase().includes(wanted));
    shown += !article.hidden;
  }
  count.textContent = `${shown} of ${articles.length}`;
}

field.addEventListener("input", narrow);
for (const button of buttons) {
  button.addEventListener("click", () => {
    kind = button.dataset.kind;
    for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    narrow();
  });
}
narrow();
