// Page: what a page can do more when scripts run. Without them every page works as it is.
//
// No words here: every sentence comes from the page, in the reader's language.

import { offerCopying } from "./copy.js";
import { openEarly } from "./early.js";
import { guardUnsent } from "./guard.js";
import { fitTextareas } from "./height.js";
import { keepUnsent } from "./keep.js";

openEarly();
fitTextareas();
offerCopying();
guardUnsent();
keepUnsent();
