// The form of several past spasms.
import "./behaviors/draft.js";
import "./behaviors/like-the-row-before.js";
