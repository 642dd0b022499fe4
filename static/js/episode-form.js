// The form that logs a spasm, or changes an entry.
import "./behaviors/draft.js";
import "./behaviors/entry-zone-note.js";
import "./behaviors/device-zone-question.js";
import "./behaviors/region-picker.js";
import "./behaviors/relief-asked.js";
import "./behaviors/zone-choices.js";
import "./behaviors/fitting-signs.js";
import "./behaviors/question-in-sight.js";
