// Asks for the tally again while the page can be seen, every half minute or so.
(function () {
  "use strict";
  var box = document.querySelector("[data-tally]");
  if (!box || !window.fetch) return;

  function grouped(number) {
    return String(number).replace(/\B(?=(\d{3})+$)/g, box.dataset.group);
  }

  function show(told) {
    if (!told.counts) return;
    Object.keys(told.counts).forEach(function (kind) {
      var place = box.querySelector("[data-kind=" + kind + "]");
      if (!place) return;
      place.value = told.counts[kind];
      place.textContent = grouped(told.counts[kind]);
      var row = place.closest("div");
      if (row !== box) row.hidden = !told.counts[kind];
    });
    var at = box.querySelector("time");
    at.dateTime = told.at;
    at.textContent = told.said[box.dataset.language] || at.textContent;
  }

  function later() {
    setTimeout(ask, 25000 + Math.random() * 10000);
  }

  function ask() {
    if (document.visibilityState !== "visible") return later();
    fetch(box.dataset.tally, { credentials: "omit" }).then(function (answer) {
      return answer.ok ? answer.json() : {};
    }).then(show).catch(function () {}).then(later);
  }

  later();
})();
