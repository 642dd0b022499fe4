// Every page with charts that load one by one.
import "./behaviors/chart-width.js";
import "./behaviors/chart-busy.js";
import "./behaviors/chart-menu.js";
import "./behaviors/chart-values.js";
