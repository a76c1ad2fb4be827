// Everything works without this file. It makes "Go back one page" a real step back, filters lists, and suggests while typing.
"use strict";

document.querySelectorAll("[data-back]").forEach((link) => {
  let from;
  try { from = new URL(document.referrer); } catch { return; }
  if (from.origin !== location.origin || history.length < 2) return;
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.back();
  });
});

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f'’\-\u2010-\u2015]/g, "").toLowerCase();

document.querySelectorAll("[data-filter]").forEach((input) => {
  const scope = document.getElementById(input.dataset.filter);
  const line = input.closest(".filter");
  const note = line.querySelector(".filter-count");
  const items = [...scope.querySelectorAll(".names > li, .entries > li")];
  // A record that stands in several lists carries its further names in the first of them only.
  const further = new Map(items.filter((i) => i.dataset.words).map((i) => [i.querySelector("a").href, i.dataset.words]));
  const words = items.map((item) => {
    const link = item.querySelector("a");
    return plain(`${link.textContent} ${further.get(link.href) || ""}`);
  });
  const folds = scope.querySelectorAll(".folded");
  const byReader = new Map();
  let filtering = false;
  line.hidden = false;
  input.addEventListener("input", () => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    let left = 0;
    items.forEach((item, at) => {
      item.hidden = !wanted.every((word) => words[at].includes(word));
      left += item.hidden ? 0 : 1;
    });
    folds.forEach((folded) => {
      if (!filtering && wanted.length) byReader.set(folded, folded.open);
      if (filtering || wanted.length) folded.open = wanted.length > 0 || byReader.get(folded);
    });
    filtering = wanted.length > 0;
    scope.querySelectorAll(".group, .letter, .folded").forEach((group) => {
      group.hidden = !group.querySelector("li:not([hidden])");
    });
    note.textContent = !wanted.length ? "" : left ? String(left) : note.dataset.none;
  });
});

const suggest = (input, number) => {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  list.hidden = true;
  input.parentElement.append(list);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
    .forEach(([name, value]) => input.setAttribute(name, value));
  let chosen = -1, asked = 0, timer;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    const options = [...list.children];
    if (!options.length) return;
    chosen = (at + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const show = (hits) => {
    list.replaceChildren(...hits.map((hit, i) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const title = document.createElement("bdi");
      title.textContent = hit.title;
      const kind = document.createElement("span");
      kind.textContent = hit.subtitle;
      option.append(title, kind);
      option.dataset.address = hit.address;
      option.addEventListener("mousedown", (event) => { event.preventDefault(); location.assign(hit.address); });
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    const mine = ++asked;
    if (input.value.trim().length < 2) return close();
    const answer = await fetch(`/suggest?q=${encodeURIComponent(input.value)}`).catch(() => null);
    if (answer && answer.ok && mine === asked) show(await answer.json());
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    }
  });
};
document.querySelectorAll(".find input").forEach(suggest);
