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

  // A password is shown to whoever wants to see what was typed, and covered again when it is sent.
  const show = (line) => {
    if (line.dataset.ready) {
      return;
    }
    line.dataset.ready = "yes";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "text";
    button.textContent = line.dataset.show;
    button.setAttribute("aria-controls", line.id);
    const cover = (covered) => {
      line.type = covered ? "password" : "text";
      button.setAttribute("aria-pressed", String(!covered));
    };
    cover(true);
    button.addEventListener("click", () => cover(line.type === "text"));
    line.form.addEventListener("submit", () => cover(true));
    line.after(button);
  };

  // A security key: what the server asks is in the form, what the key answers is sent with it.
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const key = (form) => {
    if (form.dataset.ready || !window.PublicKeyCredential) {
      return;
    }
    form.dataset.ready = "yes";
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      const answer = form.querySelector("[name=response]");
      if (answer.value) {
        return;
      }
      event.preventDefault();
      const asked = JSON.parse(form.dataset.key).publicKey;
      asked.challenge = bytes(asked.challenge);
      (asked.excludeCredentials || asked.allowCredentials || []).forEach((one) => (one.id = bytes(one.id)));
      try {
        let response;
        let made;
        if (asked.user) {
          asked.user.id = bytes(asked.user.id);
          made = await navigator.credentials.create({ publicKey: asked });
          response = {
            attestationObject: text(made.response.attestationObject),
            transports: made.response.getTransports ? made.response.getTransports() : [],
          };
        } else {
          made = await navigator.credentials.get({ publicKey: asked });
          response = {
            authenticatorData: text(made.response.authenticatorData),
            signature: text(made.response.signature),
            userHandle: made.response.userHandle ? text(made.response.userHandle) : null,
          };
        }
        response.clientDataJSON = text(made.response.clientDataJSON);
        answer.value = JSON.stringify({
          id: made.id,
          rawId: text(made.rawId),
          type: made.type,
          response,
          clientExtensionResults: {},
        });
        form.submit();
      } catch (refused) {
        form.querySelector("[data-failed]").hidden = false;
      }
    });
  };

  // Where a form cannot be brought into the page, its own page says why.
  ["htmx:responseError", "htmx:sendError"].forEach((failed) =>
    document.addEventListener(failed, (event) => location.assign(event.detail.pathInfo.requestPath)),
  );

  const prepare = (root) => {
    root.querySelectorAll("select[data-find]").forEach(find);
    root.querySelectorAll("input[data-all]").forEach(all);
    root.querySelectorAll("input[data-show]").forEach(show);
    root.querySelectorAll("form[data-key]").forEach(key);
    root.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
      button.onclick = () => window.print();
    });
    root.querySelector("#refusal")?.focus();
  };
  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
})();
