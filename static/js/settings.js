// Settings: the device's time zone, and installing spasmlog on it.
import "./behaviors/device-zone-field.js";
import "./behaviors/install-button.js";
import "./behaviors/save-at-once.js";
