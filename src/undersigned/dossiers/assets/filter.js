// A box above each long table that hides the rows without its words. Without scripts the table is whole.
var told = document.currentScript.dataset.label;
document.querySelectorAll("table.filtered").forEach(function (table) {
  var rows = Array.from(table.tBodies[0].rows);
  if (rows.length < 12) return;
  var label = document.createElement("label");
  label.className = "filter";
  label.textContent = told + " ";
  var box = document.createElement("input");
  box.type = "search";
  label.append(box);
  table.closest(".scroll").before(label);
  box.addEventListener("input", function () {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase();
      row.hidden = !words.every(function (word) { return text.includes(word); });
    });
  });
});
