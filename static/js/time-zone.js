// Tells the sign-up form, and on wish the settings page, which time zone this device is in.
(function () {
  "use strict";

  function deviceZone() {
    try {
      return Intl.DateTimeFormat().resolvedOptions().timeZone || "";
    } catch (error) {
      return "";
    }
  }

  var zone = deviceZone();

  document.querySelectorAll("input[data-time-zone]").forEach(function (field) {
    // A form that already names a zone keeps it where the device does not tell.
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
})();
