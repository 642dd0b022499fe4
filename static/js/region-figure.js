// The drawn body: parts that open, muscles in an open part. Tells its picker what was touched; chooses nothing itself.
(function () {
  "use strict";

  var ZOOM_MS = 260;
  var REACH_PX = 12;
  var DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  var ROLE_ATTRIBUTES = ["role", "tabindex", "aria-checked", "aria-label"];

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  function listed(values) {
    return values ? values.split(" ") : [];
  }

  function middle(element) {
    var rect = element.getBoundingClientRect();
    return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
  }

  function strip(element) {
    ROLE_ATTRIBUTES.forEach(function (name) {
      element.removeAttribute(name);
    });
  }

  // `calls`: opened(zone), closed(zone), toggled(value).
  function Figure(stage, boxes, textChosen, calls) {
    this.stage = stage;
    this.boxes = boxes;
    this.textChosen = textChosen;
    this.calls = calls;
    this.muscles = all(stage, ".muscle");
    this.zones = all(stage, "g.zone");
    this.zone = null;
    this.frame = 0;
    this.listen();
    this.showZones();
  }

  Figure.prototype.listen = function () {
    var figure = this;
    this.stage.addEventListener("click", function (event) {
      figure.touch(figure.zone ? figure.near(event) : event.target);
    });
    this.stage.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        figure.touch(event.target);
      } else if (event.key in DIRECTIONS) {
        event.preventDefault();
        figure.walk(event.target, DIRECTIONS[event.key]);
      }
    });
    ["pointerover", "pointerout"].forEach(function (kind) {
      figure.stage.addEventListener(kind, function (event) {
        figure.hover(event.target, kind === "pointerover");
      });
    });
  };

  Figure.prototype.first = function () {
    return this.stage.querySelector('[tabindex="0"]');
  };

  Figure.prototype.touch = function (target) {
    if (this.zone) {
      var muscle = target.closest(".muscle.is-here");
      if (muscle) {
        this.calls.toggled(muscle.dataset.value);
      }
      return;
    }
    var touched = target.closest("[data-zone]");
    if (touched) {
      this.open(this.zones.filter(function (zone) {
        return zone.dataset.zone === touched.dataset.zone;
      })[0]);
    }
  };

  // A touch beside a muscle of the open part counts for the nearest one.
  Figure.prototype.near = function (event) {
    for (var reach = 0; reach <= REACH_PX; reach += 3) {
      for (var turn = 0; turn < 8; turn += 1) {
        var x = event.clientX + reach * Math.cos((turn * Math.PI) / 4);
        var y = event.clientY + reach * Math.sin((turn * Math.PI) / 4);
        var there = document.elementFromPoint(x, y);
        if (there && this.stage.contains(there) && there.matches(".muscle.is-here")) {
          return there;
        }
      }
    }
    return event.target;
  };

  // A part lights up as a whole, wherever in its area the pointer is.
  Figure.prototype.hover = function (target, isOver) {
    var zone = target.closest("[data-zone]");
    this.zones.forEach(function (other) {
      other.classList.toggle("is-hover", isOver && zone !== null && other.dataset.zone === zone.dataset.zone);
    });
  };

  // Arrow keys: to the nearest target in that direction.
  Figure.prototype.walk = function (from, axis) {
    var here = middle(from);
    var best = null;
    var least = Infinity;
    all(this.stage, '[tabindex="0"]').forEach(function (target) {
      var there = middle(target);
      var dx = there.x - here.x;
      var dy = there.y - here.y;
      var along = dx * axis[0] + dy * axis[1];
      var across = Math.abs(dx * axis[1]) + Math.abs(dy * axis[0]);
      if (target !== from && along > 4 && along + 2 * across < least) {
        least = along + 2 * across;
        best = target;
      }
    });
    if (best) {
      best.focus({ preventScroll: true });
    }
  };

  Figure.prototype.showZones = function () {
    this.zones.forEach(function (zone) {
      zone.setAttribute("role", "button");
      zone.setAttribute("tabindex", "0");
    });
    this.muscles.forEach(function (muscle) {
      strip(muscle);
      muscle.classList.remove("is-here");
    });
  };

  Figure.prototype.open = function (zone) {
    var svg = zone.ownerSVGElement;
    var here = listed(zone.dataset.marks);
    this.zone = zone;
    this.zones.forEach(function (other) {
      strip(other);
      other.classList.remove("is-hover");
    });
    all(svg, ".muscle").forEach(function (muscle) {
      if (here.indexOf(muscle.dataset.value) >= 0) {
        muscle.classList.add("is-here");
        muscle.setAttribute("role", "checkbox");
        muscle.setAttribute("tabindex", "0");
        muscle.setAttribute("aria-label", this.boxes.your(muscle.dataset.value));
      }
    }, this);
    all(this.stage, ".region-view").forEach(function (view) {
      view.hidden = !view.contains(svg);
    });
    this.stage.classList.add("is-open");
    this.stage.classList.toggle("is-limb", zone.hasAttribute("data-limb"));
    this.calls.opened(zone);
    this.zoom(svg, svg.dataset.wideBox, zone.dataset.box);
    this.first().focus({ preventScroll: true });
  };

  Figure.prototype.close = function () {
    var zone = this.zone;
    var svg = zone.ownerSVGElement;
    this.zone = null;
    window.cancelAnimationFrame(this.frame);
    svg.setAttribute("viewBox", svg.dataset.box);
    all(this.stage, ".region-view").forEach(function (view) {
      view.hidden = false;
    });
    this.stage.classList.remove("is-open", "is-limb");
    this.showZones();
    this.calls.closed(zone);
    zone.focus({ preventScroll: true });
  };

  Figure.prototype.zoom = function (svg, from, to) {
    var figure = this;
    window.cancelAnimationFrame(this.frame);
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      svg.setAttribute("viewBox", to);
      return;
    }
    var start = listed(from).map(Number);
    var end = listed(to).map(Number);
    var began = null;
    function step(time) {
      began = began === null ? time : began;
      var share = Math.min((time - began) / ZOOM_MS, 1);
      var eased = 1 - Math.pow(1 - share, 3);
      svg.setAttribute("viewBox", start.map(function (value, place) {
        return (value + (end[place] - value) * eased).toFixed(2);
      }).join(" "));
      if (share < 1) {
        figure.frame = window.requestAnimationFrame(step);
      }
    }
    svg.setAttribute("viewBox", from);
    this.frame = window.requestAnimationFrame(step);
  };

  // Fills what is chosen: a muscle itself, or faintly one that a whole limb or a band lies over.
  Figure.prototype.refresh = function () {
    var boxes = this.boxes;
    this.muscles.forEach(function (muscle) {
      var isOn = boxes.isOn(muscle.dataset.value);
      muscle.classList.toggle("is-on", isOn);
      muscle.classList.toggle("is-under", !isOn && listed(muscle.dataset.under).some(boxes.isOn, boxes));
      if (muscle.hasAttribute("role")) {
        muscle.setAttribute("aria-checked", String(isOn));
      }
    });
    this.zones.forEach(function (zone) {
      if (zone.hasAttribute("role")) {
        var isAny = zone.querySelector(".is-on") !== null;
        zone.setAttribute("aria-label", zone.dataset.label + (isAny ? ", " + this.textChosen : ""));
      }
    }, this);
  };

  window.spasmlog = window.spasmlog || {};
  window.spasmlog.RegionFigure = Figure;
})();
