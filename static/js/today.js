// Today: a spasm can be started here, and one that runs is shown.
import "./behaviors/device-zone-field.js";
import "./behaviors/device-zone-question.js";
import "./behaviors/running-time.js";
import "./behaviors/tap-time.js";
import "./behaviors/fresh-page.js";
