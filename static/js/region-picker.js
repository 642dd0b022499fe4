// Where it was: joins the figure, the chosen ones and the open part's buttons to the plain list. The list's boxes are
// the truth and tell of every change with their own "change" events; whatever else listens needs to know them alone.
(function () {
  "use strict";

  var region = window.spasmlog.region;
  var side = window.spasmlog.side;

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  function listed(values) {
    return values ? values.split(" ") : [];
  }

  function capitalized(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function Picker(root) {
    this.root = root;
    this.area = root.querySelector("[data-figure]");
    this.bar = root.querySelector("[data-bar]");
    this.panel = root.querySelector("[data-panel]");
    this.chosen = root.querySelector("[data-chosen]");
    this.elsewhere = root.querySelector("[data-elsewhere]");
    this.otherText = root.querySelector("[data-other-text]");
    this.isSetting = false;
    this.boxes = new window.spasmlog.RegionBoxes(root);
    this.figure = new window.spasmlog.RegionFigure(
      root.querySelector("[data-stage]"), this.boxes, root.dataset.textChosen, this.figureCalls());
    root.classList.add("is-live");
    root.dataset.live = "";
    this.listen();
    this.fillPanel(listed(this.area.dataset.anywhere), true);
    this.area.hidden = false;
    root.querySelector("[data-list]").open = this.otherText.value !== "";
    this.nameOther();
    this.refresh();
  }

  Picker.prototype.figureCalls = function () {
    var picker = this;
    return {
      toggled: function (value) {
        picker.toggle(value);
      },
      opened: function (zone) {
        picker.bar.hidden = false;
        picker.elsewhere.hidden = true;
        picker.bar.querySelector("[data-zone-name]").textContent = capitalized(zone.dataset.label);
        picker.fillPanel(listed(zone.dataset.marks + " " + zone.dataset.also), zone.hasAttribute("data-limb"));
        picker.refresh();
        picker.say(picker.root.dataset.textOpen, zone.dataset.name);
      },
      closed: function () {
        picker.bar.hidden = true;
        picker.elsewhere.hidden = false;
        picker.fillPanel(listed(picker.area.dataset.anywhere), true);
        picker.refresh();
      },
    };
  };

  Picker.prototype.listen = function () {
    var picker = this;
    this.root.addEventListener("change", function (event) {
      var box = event.target;
      if (!picker.isSetting && box.type === "checkbox") {
        picker.change(function () {
          if (picker.boxes.get(box.value) !== box) {
            picker.boxes.setOne(box.value, box.checked);
          }
          picker.boxes.settle(box.value);
        });
        if (box.closest("[data-kept][hidden]")) {
          picker.focusMark(box.value);
        }
      }
    });
    this.otherText.addEventListener("input", function () {
      picker.nameOther();
      picker.tickOther();
      picker.refresh();
    });
    this.area.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && picker.figure.zone) {
        event.stopPropagation();
        picker.figure.close();
      }
    });
    this.bar.querySelector("[data-back]").addEventListener("click", function () {
      picker.figure.close();
    });
    this.panel.addEventListener("click", function (event) {
      var button = event.target.closest("[data-toggle]");
      if (button) {
        picker.toggle(button.dataset.toggle);
      }
    });
    this.elsewhere.addEventListener("click", function () {
      picker.writeElsewhere();
    });
    this.chosen.addEventListener("click", function (event) {
      var button = event.target.closest("[data-do]");
      if (button) {
        picker.mend(button.closest("li").dataset.value, button.dataset.do);
      }
    });
    // A browser that goes back fills the boxes in late.
    window.addEventListener("pageshow", function () {
      picker.refresh();
    });
  };

  // Changing what is chosen

  Picker.prototype.change = function (work) {
    var stage = this.figure.stage;
    var top = stage.getBoundingClientRect().top;
    this.isSetting = true;
    work();
    this.isSetting = false;
    this.refresh();
    // What is chosen stands above the figure: the figure stays under the finger.
    var now = stage.getBoundingClientRect();
    if (now.top !== top && top < window.innerHeight && now.bottom > 0) {
      window.scrollBy({ top: now.top - top, behavior: "instant" });
    }
  };

  Picker.prototype.toggle = function (value) {
    var boxes = this.boxes;
    this.change(function () {
      boxes.toggle(value);
    });
    this.say(boxes.isOn(value) ? this.root.dataset.textOn : this.root.dataset.textOff, boxes.your(value));
  };

  Picker.prototype.mend = function (value, what) {
    var boxes = this.boxes;
    var now = what === "remove" ? value : region(value) + ":" + what;
    this.change(function () {
      if (what === "remove") {
        boxes.setOne(value, false);
      } else {
        boxes.setPair(region(value), what !== "right", what !== "left");
      }
    });
    this.say(what === "remove" ? this.root.dataset.textOff : this.root.dataset.textOn, boxes.your(now));
    this.focusMark(now);
  };

  Picker.prototype.focusMark = function (value) {
    var rows = all(this.chosen, "li");
    var row = rows.filter(function (item) {
      return item.dataset.value === value;
    })[0] || rows[0];
    (row ? row.querySelector("button") : this.figure.first()).focus({ preventScroll: true });
  };

  Picker.prototype.say = function (template, where) {
    this.area.querySelector("[data-say]").textContent = template.replace("WHERE", capitalized(where));
  };

  // "Somewhere else" is said in words, in the list; the words name its boxes.
  Picker.prototype.writeElsewhere = function () {
    for (var part = this.otherText.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
    this.otherText.focus();
  };

  Picker.prototype.otherBoxes = function () {
    return Array.from(this.boxes.byValue.values()).filter(function (box) {
      return region(box.value) === "other";
    });
  };

  Picker.prototype.nameOther = function () {
    var text = this.otherText.value.trim();
    this.otherBoxes().forEach(function (box) {
      box.dataset.plain = box.dataset.plain || box.dataset.words;
      var named = side(box.value) ? text + ", " + box.parentElement.textContent.trim() : text;
      box.dataset.your = box.dataset.words = text ? named : box.dataset.plain;
    });
  };

  Picker.prototype.tickOther = function () {
    var boxes = this.boxes;
    var isTicked = this.otherBoxes().some(function (box) {
      return box.checked;
    });
    if (this.otherText.value.trim() && !isTicked) {
      this.change(function () {
        boxes.setOne("other", true);
      });
    }
  };

  // Showing what is chosen

  Picker.prototype.refresh = function () {
    var boxes = this.boxes;
    boxes.mirrors.forEach(function (mirror) {
      mirror.checked = boxes.isChecked(mirror.value);
    });
    all(this.root, "[data-kept]").forEach(function (question) {
      // Answered, or taken away.
      question.hidden = !question.querySelector("input[name]").checked;
    });
    this.figure.refresh();
    all(this.panel, "[data-toggle]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(boxes.isOn(button.dataset.toggle)));
    });
    all(this.root, "[data-group]").forEach(function (group) {
      var count = all(group, 'input[type="checkbox"]:checked').length;
      var badge = group.querySelector("[data-count]");
      badge.hidden = count === 0;
      badge.textContent = String(count);
    });
    this.listChosen();
  };

  Picker.prototype.listChosen = function () {
    var rows = [];
    this.boxes.byValue.forEach(function (box) {
      if (box.checked && !box.closest("[data-kept]")) {
        rows.push(this.row(box));
      }
    }, this);
    this.chosen.replaceChildren.apply(this.chosen, rows);
    this.chosen.hidden = rows.length === 0;
    this.area.querySelector("[data-nothing]").hidden = rows.length > 0;
  };

  Picker.prototype.row = function (box) {
    var row = this.area.querySelector('[data-template="row"]').content.firstElementChild.cloneNode(true);
    var only = this.area.querySelector('[data-template="only"]').content;
    var now = side(box.value);
    var isPair = ["left", "right", "both"].indexOf(now) >= 0 && this.boxes.has(region(box.value) + ":both");
    row.dataset.value = box.value;
    row.querySelector(".region-mark-words").textContent = this.boxes.your(box.value);
    all(row, "[data-do]").forEach(function (button) {
      var what = button.dataset.do;
      if (what !== "remove" && (!isPair || what === now)) {
        button.remove();
        return;
      }
      if (what !== "remove" && now === "both") {
        button.textContent = only.querySelector('[data-side="' + what + '"]').textContent;
      }
      // Begins with the word that is seen and says what it is about: "swap: your right calf".
      var about = what === "remove" ? box.value : region(box.value) + ":" + what;
      button.setAttribute("aria-label", button.textContent.trim() + ": " + this.boxes.your(about));
    }, this);
    return row;
  };

  // The open part's muscles as buttons: by name on a limb; in rows where there are left, middle and right.

  Picker.prototype.fillPanel = function (values, isNamed) {
    var rows = new Map();
    listed(values.join(" ").trim()).forEach(function (value) {
      var name = isNamed ? "" : region(value);
      if (!rows.has(name)) {
        rows.set(name, this.panelRow(name));
      }
      var label = isNamed ? this.boxes.words(value) : this.boxes.label(value);
      rows.get(name).lastElementChild.append(this.chip(value, label));
    }, this);
    this.panel.replaceChildren.apply(this.panel, Array.from(rows.values()));
  };

  Picker.prototype.panelRow = function (name) {
    var inList = name && this.root.querySelector('[data-region="' + name + '"]');
    var row = document.createElement("div");
    var chips = document.createElement("div");
    chips.className = "chips";
    if (inList) {
      row.className = "region-row";
      row.setAttribute("role", "group");
      row.setAttribute("aria-label", inList.dataset.label);
      if (inList.querySelector(".region-row-name")) {
        row.append(inList.querySelector(".region-row-name").cloneNode(true));
      }
    }
    row.append(chips);
    return row;
  };

  Picker.prototype.chip = function (value, label) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.dataset.toggle = value;
    button.textContent = label;
    button.setAttribute("aria-label", this.boxes.words(value));
    return button;
  };

  function start(part) {
    all(part, "[data-region-picker]:not([data-live])").forEach(function (root) {
      new Picker(root);
    });
  }

  start(document);
  document.addEventListener("htmx:load", function (event) {
    start(event.detail.elt.parentElement || document);
  });
})();
