// The boxes of the plain list of places: what is ticked there is what is chosen. Knows nothing of the figure.
(function () {
  "use strict";

  var PAIR = ["left", "right"];
  var OPPOSITE = { left: "right", right: "left" };

  // A value is "calf:left", or a region alone.
  function region(value) {
    return value.split(":")[0];
  }

  function side(value) {
    return value.split(":")[1] || "";
  }

  // A mirror shows a box of the list a second time (the last choices) and is not sent.
  function Boxes(root) {
    this.byValue = new Map();
    this.mirrors = [];
    root.querySelectorAll('input[type="checkbox"]:not([data-mirror])').forEach(function (box) {
      this.byValue.set(box.value, box);
    }, this);
    root.querySelectorAll("input[data-mirror]").forEach(function (mirror) {
      var box = this.byValue.get(mirror.value);
      if (box) {
        box.checked = box.checked || mirror.checked;
        mirror.removeAttribute("name");
        this.mirrors.push(mirror);
      } else {
        mirror.dataset.your = mirror.dataset.words = mirror.parentElement.textContent.trim();
        this.byValue.set(mirror.value, mirror);
      }
    }, this);
  }

  Boxes.prototype.has = function (value) {
    return this.byValue.has(value);
  };

  Boxes.prototype.get = function (value) {
    return this.byValue.get(value);
  };

  Boxes.prototype.isChecked = function (value) {
    var box = this.byValue.get(value);
    return Boolean(box && box.checked);
  };

  // True if this very side is meant, be it as one half of "both".
  Boxes.prototype.isOn = function (value) {
    return this.isChecked(value) || (PAIR.indexOf(side(value)) >= 0 && this.isChecked(region(value) + ":both"));
  };

  // Ticks and unticks, then tells: whoever listens finds all boxes as they shall be. `wanted`: {value: is ticked}.
  Boxes.prototype.set = function (wanted) {
    var changed = Object.keys(wanted).map(this.get, this).filter(function (box) {
      return box && box.checked !== wanted[box.value];
    });
    changed.forEach(function (box) {
      box.checked = wanted[box.value];
    });
    changed.forEach(function (box) {
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  // The sides of a pair as they shall be: both of them are one box. A bare "somewhere else" gives way to its sides.
  Boxes.prototype.setPair = function (name, isLeft, isRight) {
    var wanted = {};
    wanted[name + ":both"] = isLeft && isRight;
    wanted[name + ":left"] = isLeft && !isRight;
    wanted[name + ":right"] = isRight && !isLeft;
    if (isLeft || isRight) {
      wanted[name] = false;
    }
    this.set(wanted);
  };

  Boxes.prototype.setOne = function (value, isChecked) {
    var wanted = {};
    wanted[value] = isChecked;
    if (isChecked && side(value)) {
      wanted[region(value)] = false;
    }
    this.set(wanted);
  };

  Boxes.prototype.toggle = function (value) {
    var name = region(value);
    if (PAIR.indexOf(side(value)) < 0 || !this.has(name + ":both")) {
      this.setOne(value, !this.isChecked(value));
      return;
    }
    var on = { left: this.isOn(name + ":left"), right: this.isOn(name + ":right") };
    on[side(value)] = !on[side(value)];
    this.setPair(name, on.left, on.right);
  };

  // After a box was ticked by hand: the newest tick wins over what it contradicts.
  Boxes.prototype.settle = function (value) {
    var name = region(value);
    if (!this.isChecked(value)) {
      return;
    }
    if (side(value) === "both") {
      this.setPair(name, true, true);
    } else if (side(value) in OPPOSITE && this.has(name + ":both")) {
      var other = this.isChecked(name + ":" + OPPOSITE[side(value)]);
      this.setPair(name, other || side(value) === "left", other || side(value) === "right");
    } else if (side(value)) {
      this.setOne(value, true);
    } else if (this.has(name + ":both")) {
      this.setPair(name, false, false);
      this.setOne(name + ":middle", false);
    }
  };

  // What the person calls it: "your left calf".
  Boxes.prototype.your = function (value) {
    var box = this.byValue.get(value);
    return box ? box.dataset.your || box.parentElement.textContent.trim() : value;
  };

  Boxes.prototype.words = function (value) {
    var box = this.byValue.get(value);
    return box ? box.dataset.words || box.parentElement.textContent.trim() : value;
  };

  // The label beside the box alone: "left".
  Boxes.prototype.label = function (value) {
    return side(value) ? this.byValue.get(value).parentElement.textContent.trim() : this.words(value);
  };

  window.spasmlog = window.spasmlog || {};
  window.spasmlog.RegionBoxes = Boxes;
  window.spasmlog.region = region;
  window.spasmlog.side = side;
})();
