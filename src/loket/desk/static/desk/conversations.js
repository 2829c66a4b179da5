// What the pages of the inbox load.
import "./inbox.js";
import "./thread.js";
import "./composer.js";
import "./macros.js";
import "./mending.js";
