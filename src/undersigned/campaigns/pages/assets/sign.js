// The form with scripts: fetches a challenge when somebody begins to fill it in, solves it beside, and sends when that is
// done, and when as much time has passed as a person needs: who has her browser fill it in is not sent back for that.
// Whatever fails here, the form is sent without a proof, and the server asks for one more step.
(function () {
  "use strict";
  var form = document.querySelector("form[data-stamp]");
  if (!form || !window.fetch || !window.Worker || !window.JSON) return;
  var MINUTES = 100, status = form.querySelector(".working"), button = form.querySelector("button");
  var state = "none", begun = 0, tried = 0, waiting = false, worker = null, timer = 0, ready = 0;
  // A form that came back says itself since when it is being filled in; the time of a new one counts from its challenge.
  var cameBack = form.querySelector("input[name=stamp]") ? performance.now() : 0;

  function field(name, value) {
    var box = form.querySelector("input[name=" + name + "]");
    if (!box) {
      box = document.createElement("input");
      box.type = "hidden";
      box.name = name;
      form.appendChild(box);
    }
    box.value = value;
  }

  function end(next) {
    if (worker) worker.terminate();
    worker = null;
    state = next;
    if (waiting) sendInTime();
  }

  function begin() {
    if (state === "working" || (state === "done" && Date.now() - begun < MINUTES * 60000)) return;
    if (state === "failed" && Date.now() - begun < 60000) return;
    state = "working";
    begun = Date.now();
    tried = 0;
    field("altcha", "");
    fetch(form.dataset.stamp, { cache: "no-store", credentials: "omit" }).then(function (answer) {
      if (!answer.ok) throw new Error("no challenge");
      return answer.json();
    }).then(prove).catch(function () { end("failed"); });
  }

  function prove(told) {
    ready = (cameBack || performance.now()) + (told.seconds || 0) * 1000;
    var most = told.maxNumber || told.maxnumber;
    worker = new Worker(form.dataset.worker);
    worker.onerror = function () { end("failed"); };
    worker.onmessage = function (found) {
      if (found.data.tried) {
        tried = Math.min(99, Math.round(found.data.tried / most * 100));
        if (waiting) tell();
        return;
      }
      if (found.data.number < 0) return end("failed");
      field("altcha", btoa(JSON.stringify({
        algorithm: told.algorithm, challenge: told.challenge, number: found.data.number, salt: told.salt, signature: told.signature
      })));
      end("done");
    };
    worker.postMessage({ salt: told.salt, challenge: told.challenge, most: most });
  }

  function tell() {
    status.textContent = form.dataset.working.replace("{percent}", Math.floor(tried / 10) * 10);
  }

  function sendInTime() {
    status.textContent = form.dataset.sending;
    timer = setTimeout(send, state === "done" ? Math.max(0, ready - performance.now()) : 0);
  }

  function send() {
    waiting = false;
    HTMLFormElement.prototype.submit.call(form);
  }

  form.addEventListener("focusin", begin);
  form.addEventListener("input", begin);
  form.addEventListener("submit", function (event) {
    if (waiting) return event.preventDefault();
    begin();
    button.setAttribute("aria-disabled", "true");
    event.preventDefault();
    waiting = true;
    if (state === "working") tell(); else sendInTime();
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    clearTimeout(timer);
    if (worker) worker.terminate();
    worker = null;
    state = "none";
    waiting = false;
    field("altcha", "");
    status.textContent = "";
    button.removeAttribute("aria-disabled");
  });
  var summary = document.querySelector(".problems");
  if (summary) summary.focus();
})();
