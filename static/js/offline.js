// The page without a connection: logs into the outbox of this device, shows what is kept there, and sends it.
import "./shell/home.js";
import "./shell/spasm.js";
import "./shell/days.js";
import "./shell/drawings.js";
import "./shell/entry.js";
import "./shell/sending.js";
import { begin } from "./shell/screens.js";

begin();
