// What this device says of its time zone. The account's zone holds; where the device is in another one, it asks once.
(function () {
  "use strict";

  function deviceZone() {
    try {
      return Intl.DateTimeFormat().resolvedOptions().timeZone || "";
    } catch (error) {
      return "";
    }
  }

  function place(name) {
    return name.slice(name.lastIndexOf("/") + 1).replace(/_/g, " ");
  }

  // The date and the time on the clocks there; empty where this browser does not know the zone.
  function clockIn(name, options) {
    try {
      return new Intl.DateTimeFormat("en-GB", Object.assign({timeZone: name}, options)).format(new Date());
    } catch (error) {
      return "";
    }
  }

  var TIME = {hour: "2-digit", minute: "2-digit", hourCycle: "h23"};
  var DATE_AND_TIME = Object.assign({day: "numeric", month: "numeric"}, TIME);
  var zone = deviceZone();

  function differsFrom(home) {
    return Boolean(zone) && zone !== home && clockIn(zone, DATE_AND_TIME) !== clockIn(home, DATE_AND_TIME);
  }

  function filled(words, values) {
    return words.replace(/DEVICE_TIME|DEVICE_PLACE|HOME_PLACE|PLACE/g, function (name) {
      return values[name] || "";
    });
  }

  document.querySelectorAll("input[data-time-zone]").forEach(function (field) {
    // What the server makes of it is its own affair; without a word from the device it keeps what it knows.
    if (zone) field.value = zone;
  });

  document.querySelectorAll("button[data-time-zone-for]").forEach(function (button) {
    var field = document.getElementById(button.dataset.timeZoneFor);
    if (!zone || !field || field.value === zone) {
      return;
    }
    button.textContent = button.dataset.words.replace("ZONE", zone);
    button.hidden = false;
    button.addEventListener("click", function () {
      field.value = zone;
      button.hidden = true;
      field.focus();
    });
  });

  // Which zone the times of a form are in, wherever somebody could take it for another.
  var note = document.querySelector("[data-zone-note]");
  var entryZone = document.querySelector("input[data-entry-zone]");

  function showNote() {
    if (!note || !entryZone || !entryZone.value) return;
    note.textContent = filled(note.dataset.words, {PLACE: place(entryZone.value)});
    note.hidden = entryZone.value === note.dataset.home && !differsFrom(note.dataset.home);
  }

  function useForEntries(name) {
    if (entryZone && entryZone.dataset.entryZone === "new") entryZone.value = name;
    showNote();
  }

  if (entryZone) entryZone.addEventListener("change", showNote);

  var question = document.querySelector("form[data-device-zone-question]");
  if (question && differsFrom(question.dataset.home)) {
    var answers = JSON.parse(question.dataset.answers);
    if (Object.prototype.hasOwnProperty.call(answers, zone)) {
      if (answers[zone]) useForEntries(answers[zone]);
    } else {
      ask(question);
    }
  }
  showNote();

  function ask(form) {
    var values = {
      DEVICE_TIME: clockIn(zone, TIME),
      DEVICE_PLACE: place(zone),
      HOME_PLACE: place(form.dataset.home),
    };
    form.elements.zone.value = zone;
    form.querySelectorAll("[data-words]").forEach(function (element) {
      element.textContent = filled(element.dataset.words, values);
    });
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      // Sent beside the page: what is typed on it stays.
      event.preventDefault();
      var data = new FormData(form);
      data.append("answer", event.submitter ? event.submitter.value : "keep");
      data.append("beside", "1");
      fetch(form.action, {method: "POST", body: data, credentials: "same-origin"})
        .then(function (response) {
          return response.ok ? response.json() : Promise.reject(response.status);
        })
        .then(function (answered) {
          form.hidden = true;
          if (answered.zone) useForEntries(answered.zone);
        })
        .catch(function () {
          form.querySelector("[data-not-stored]").hidden = false;
        });
    });
  }
})();
