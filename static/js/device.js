// What every page does for this device: the worker, what it may know, what waits in its outbox, log-out, single keys.
import "./behaviors/offline-worker.js";
import "./behaviors/device-facts.js";
import "./behaviors/own-device.js";
import "./behaviors/outbox-strip.js";
import "./behaviors/not-sent.js";
import "./behaviors/log-out.js";
import "./behaviors/keys.js";
