// Search in the index that was built with the site. The list of pages beneath works without it.
const box = document.getElementById("q");
const results = document.getElementById("results");
const claim = /^C[0-9a-f]{12}$/i;

function tell(text) {
  const line = document.createElement("p");
  line.textContent = text;
  results.replaceChildren(line);
}

function link(href, title, excerpt) {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = title;
  item.append(anchor);
  if (excerpt) {
    const words = document.createElement("p");
    words.className = "small";
    words.textContent = excerpt;
    item.append(words);
  }
  return item;
}

async function search(engine) {
  const asked = box.value.trim();
  if (!asked) return results.replaceChildren();
  if (claim.test(asked)) {
    const id = "C" + asked.slice(1).toLowerCase();
    if (!(await fetch("claim/" + id + ".html", { method: "HEAD" })).ok) return tell(box.dataset.none);
    const list = document.createElement("ul");
    list.append(link("claim/" + id + ".html", box.dataset.found + " " + id));
    return results.replaceChildren(list);
  }
  const found = await engine.debouncedSearch(asked);
  if (found === null) return;
  if (!found.results.length) return tell(box.dataset.none);
  const list = document.createElement("ol");
  for (const page of await Promise.all(found.results.slice(0, 20).map((result) => result.data()))) {
    const text = new DOMParser().parseFromString(page.excerpt, "text/html").body.textContent;
    list.append(link(page.raw_url ? new URL(page.url, location.href).href : page.url, page.meta.title, text));
  }
  results.replaceChildren(list);
}

// Not a module: a browser that reads the site from a folder lets no module in, and would not say why.
async function start() {
  const engine = await import(new URL(box.dataset.pagefind, location.href).href);
  await engine.init();
  box.addEventListener("input", () => search(engine));
  box.form.addEventListener("submit", (event) => { event.preventDefault(); search(engine); });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { box.value = asked; search(engine); }
}

if (location.protocol === "file:") tell(box.dataset.local);
else start().catch(() => tell(box.dataset.local));
