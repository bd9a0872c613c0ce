(function () {
  "use strict";
  document.querySelectorAll("form[data-filter]").forEach(function (form) {
    var rows = Array.from(document.querySelectorAll("#" + form.dataset.filter + "-figures tbody tr"));
    var texts = rows.map(function (row) { return row.textContent.toLocaleLowerCase(); });
    function filter() {
      var words = form.elements.words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      var exhibit = form.elements.exhibit.value;
      var verdict = form.elements.verdict.value;
      var shown = 0;
      rows.forEach(function (row, at) {
        var fits = (!exhibit || row.dataset.e === exhibit) && (!verdict || row.dataset.v === verdict) &&
          words.every(function (word) { return texts[at].includes(word); });
        row.hidden = !fits;
        shown += fits;
      });
      form.querySelector("output").textContent = form.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length);
    }
    form.addEventListener("input", filter);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.hidden = false;
    filter();
  });
})();
