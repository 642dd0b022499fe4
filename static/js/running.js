// The page of a spasm that runs.
import "./behaviors/region-picker.js";
import "./behaviors/running-time.js";
import "./behaviors/tap-time.js";
import "./behaviors/fresh-page.js";
import "./behaviors/place-sent-by-itself.js";
import "./behaviors/help-before-place.js";
