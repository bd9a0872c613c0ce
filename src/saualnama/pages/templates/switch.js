(function () {
  "use strict";
  var buttons = Array.from(document.querySelectorAll("button[data-language]"));
  var known = buttons.map(function (button) { return button.dataset.language; });
  function show(language) {
    document.documentElement.lang = language;
    document.querySelectorAll("[data-body]").forEach(function (body) {
      body.hidden = body.dataset.body !== language;
    });
    buttons.forEach(function (button) {
      var on = button.dataset.language === language;
      button.setAttribute("aria-pressed", String(on));
      if (on) { document.title = button.dataset.title; }
    });
  }
  function wanted() {
    var asked = new URLSearchParams(location.search).get("lang");
    var spoken = (navigator.languages || []).map(function (tag) { return tag.slice(0, 2); });
    return [asked].concat(spoken).find(function (tag) { return known.includes(tag); }) || known[0];
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () { show(button.dataset.language); });
  });
  show(wanted());
})();
