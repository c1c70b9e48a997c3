// Niceties only: every page works without this file.
(() => {
  "use strict";

  // A form is sent once; a page that comes back from the browser's memory can send again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  // A long list of officials gets a line above it in which to type part of a name.
  const find = (select) => {
    if (select.dataset.ready) {
      return;
    }
    select.dataset.ready = "yes";
    const line = document.createElement("input");
    line.type = "search";
    line.placeholder = select.dataset.find;
    line.setAttribute("aria-label", select.dataset.find);
    line.setAttribute("aria-controls", select.id);
    line.autocomplete = "off";
    select.before(line);
    const all = [...select.children].map((child) => child.cloneNode(true));
    line.addEventListener("input", () => {
      const words = line.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = select.value;
      const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
      const kept = [];
      for (const child of all) {
        if (child.tagName !== "OPTGROUP") {
          if (!child.value || fits(child.textContent)) {
            kept.push(child.cloneNode(true));
          }
          continue;
        }
        const group = child.cloneNode(false);
        for (const option of child.children) {
          if (fits(child.label + " " + option.textContent)) {
            group.append(option.cloneNode(true));
          }
        }
        if (group.children.length) {
          kept.push(group);
        }
      }
      select.replaceChildren(...kept);
      const options = [...select.options].filter((option) => option.value);
      if (options.some((option) => option.value === chosen)) {
        select.value = chosen;
      } else if (words.length && options.length === 1) {
        select.value = options[0].value;
      }
    });
  };

  // One box ticks all boxes of its kind.
  const all = (box) => {
    if (box.dataset.ready) {
      return;
    }
    box.dataset.ready = "yes";
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => {
      document.querySelectorAll(`input[type=checkbox][name="${box.dataset.all}"]`).forEach((other) => {
        other.checked = box.checked;
      });
    });
  };

  // Where a form cannot be brought into the page, its own page says why.
  ["htmx:responseError", "htmx:sendError"].forEach((failed) =>
    document.addEventListener(failed, (event) => location.assign(event.detail.pathInfo.requestPath)),
  );

  const prepare = (root) => {
    root.querySelectorAll("select[data-find]").forEach(find);
    root.querySelectorAll("input[data-all]").forEach(all);
    root.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
      button.onclick = () => window.print();
    });
    root.querySelector("#refusal")?.focus();
  };
  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
})();
