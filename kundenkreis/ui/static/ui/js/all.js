// One behaviour per file. Every page works without them.
import "./app.js";
import "./copy.js";
import "./draft.js";
import "./leaving.js";
import "./live.js";
import "./map.js";
import "./menu.js";
import "./position.js";
import "./print.js";
import "./problem.js";
import "./push-offer.js";
import "./push.js";
import "./send-once.js";
import "./suggestions.js";
import "./taps.js";
import "./theme.js";
import "./writing.js";
